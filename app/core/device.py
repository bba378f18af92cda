"""Where a device is plugged in, and what it says it is."""

from dataclasses import dataclass, fields
from enum import StrEnum

from app.core.errors import DeviceChanged, DeviceGarbled


class PortKind(StrEnum):
    """What sort of place a device is plugged into."""

    SERIAL = "serial"
    SIMULATED = "simulated"
    TOKEN = "token"  # noqa: S105 - a kind of port
    """A PKCS#11 token at this machine."""
    HID = "hid"
    USB = "usb"
    """A USB device without a driver of the system: a vendor's own class."""
    VOLUME = "volume"
    """A mass-storage volume."""
    FOLDER = "folder"
    """No port: certificates made ahead, into a folder of this machine."""


@dataclass(frozen=True, slots=True)
class Port:
    """Where something is plugged in, as the operating system tells it; nothing is open."""

    kind: PortKind
    address: str
    """What `open` takes: `/dev/ttyUSB0`, `COM3`, a simulated unit's name."""
    socket: str
    """The physical socket: the USB path (`1-4.2`), or the address where there is none. A tray is bound to it."""
    vid: int | None = None
    pid: int | None = None
    serial: str = ""
    """The serial number the USB descriptor claims; a hint only, duplicates are common."""
    product: str = ""
    manufacturer: str = ""
    interface: str = ""
    """The name of the USB interface, where the descriptor gives one."""
    label: str = ""
    """Of a volume's file system, or of a token."""


_LONGEST = 256
"""Characters of one fact that a device tells of itself; real ones are a tenth of it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What the device itself says it is, once asked."""

    model: str
    serial: str
    revision: str = ""
    firmware: str = ""
    chip: str = ""
    """An identifier burned into the silicon, where there is one; it tells two units with one serial number apart."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a device finds the platform, as it reaches it, and by what it may believe it."""

    host: str
    port: int
    trust: bytes
    """CA certificates in PEM; empty: those that the device has."""


def require_plain(identity: Identity) -> Identity:
    """The same; raises DeviceGarbled where a fact is too long to be one, or holds what no terminal should be shown."""
    for name in fields(identity):
        fact = str(getattr(identity, name.name))
        if len(fact) > _LONGEST or not fact.isprintable():
            raise DeviceGarbled(
                f"What the device says is its {name.name} cannot be one: {len(fact):,} characters, or some that do not show."
            )
    return identity


def require_same_unit(before: Identity, now: Identity) -> None:
    """Raise DeviceChanged where this is another unit: a reset may bring it another firmware, never another model, serial number or chip."""
    require_plain(now)
    if (before.model, before.serial, before.chip) != (now.model, now.serial, now.chip):
        raise DeviceChanged(f"Another device answers than before: {now.model} {now.serial}, and not {before.model} {before.serial}.")
