"""The parts of a station's configuration: a class for each table of `station.toml`."""

from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class AuthorityKind(StrEnum):
    """Where the CA's key lives."""

    PKCS11 = "pkcs11"
    KEY_FILE = "key-file"


class PlatformKind(StrEnum):
    """Which platform devices are registered with."""

    PERIDIO = "peridio"
    SANDBOX = "sandbox"
    """A look-alike on loopback that the station starts itself."""
    MANIFEST = "manifest"
    """None is reached: what is owed leaves as a signed file, and the answers come back as one."""


class Theme(StrEnum):
    """How the window looks."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    """As much of it as there is, for tired eyes and sunlight."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AuthoritySettings(_Part):
    """The CA; its certificates are `chain`, the issuing one first."""

    kind: AuthorityKind
    chain: Path
    module: Path | None = None
    """pkcs11: the module's library."""
    token: str = ""
    """pkcs11: the token's label."""
    token_serial: str = ""
    """pkcs11: the token's serial number, in the place of its label or beside it."""
    key: str = ""
    """pkcs11: the key's label."""
    key_id: str = Field("", pattern=r"^([0-9a-fA-F]{2})*$")
    """pkcs11: the key's id (CKA_ID) in hex, in the place of its label or beside it."""
    key_file: Path | None = None
    """key-file: the encrypted PKCS#8 PEM."""
    softhsm: Path | None = None
    """pkcs11 with SoftHSM2: the folder that keeps its tokens, where that is not the system's."""
    secret: str = ""
    """The name of the secret that is its PIN or passphrase; empty: `ca`."""
    crl_days: int = Field(30, ge=1, le=366)
    """Days until the next revocation list is due."""


class PlatformSettings(_Part):
    """The platform.

    What Peridio's own tool reads is read too: `PERIDIO_BASE_URL`, `PERIDIO_CA_PATH`, `PERIDIO_ORGANIZATION_NAME`, `PERIDIO_API_KEY`, and
    the profile that `PERIDIO_PROFILE` names.
    """

    kind: PlatformKind = PlatformKind.PERIDIO
    base_url: str = "https://api.cremini.peridio.com"
    ca_bundle: Path | None = None
    device_url: str = "https://device.cremini.peridio.com"
    """The Device API, which devices call; used where a recipe has them, or the station in their name, call it as a proof."""
    device_ca_bundle: Path | None = None
    """By which the Device API is believed, here and on devices; empty: as `ca_bundle`."""
    product: str = ""
    """The PRN of the product for recipes that name none."""
    organization: str = ""
    """The organization's name, for setting just-in-time provisioning from here; empty: a person sets it in the platform's console."""
    pin: str = ""
    """The platform's public key, as curl's `--pinnedpubkey` takes it: `sha256//…`, several separated by `;`; empty: not pinned."""
    scheme: str = "Bearer"
    api_version: int = 2
    connect_seconds: float = Field(5.0, gt=0, le=60)
    """Within which a connection is made, and again for the TLS handshake."""
    answer_seconds: float = Field(15.0, gt=0, le=300)
    """Within which one request is answered, connection included."""
    total_seconds: float = Field(60.0, gt=0, le=900)
    """Within which a device is registered, further tries and pauses included."""
    in_flight: int = Field(4, ge=1, le=32)
    """How many of the units that are owed are told to the platform at the same time."""
    rate: float = Field(8.0, ge=0, le=1000)
    """How many of them a second at most; 0: as fast as it goes."""


class SerialScannerSettings(_Part):
    """A barcode scanner on a serial port."""

    port: str = ""
    """Its USB socket (`1-4.2`), which stays whatever else is plugged in, or the port's name; empty: there is none."""
    baud: int = Field(9600, ge=300, le=4_000_000)
    prefix: str = Field("", max_length=8)
    """What it sends first, and is no part of the scan."""
    suffix: Annotated[str, Field(pattern=r"^(enter|tab|none)$")] = "enter"
    """What it sends last; a pause ends a scan too."""


class ScannerSettings(_Part):
    """How the barcode scanner that types behaves, how badges look, and the scanner on a serial port."""

    prefix: str = Field("", max_length=8)
    """What it sends first; where there is any, nothing without it is a scan."""
    suffix: Annotated[str, Field(pattern=r"^(enter|tab|none)$")] = "enter"
    """What it sends last; none: a pause ends a scan."""
    gap: float = Field(0.035, gt=0, le=0.2)
    """Seconds: its keys follow one another at least so fast."""
    separator: str = Field("", max_length=4)
    """What it sends in the place of FNC1, where it cannot send the control character."""
    badge: str = ""
    """A regular expression with a group `badge`, for badges that the factory already has."""
    serial: SerialScannerSettings = SerialScannerSettings()


class SealSettings(_Part):
    """The PKCS#11 token that the station's own signing key is in; a token of its own, whose PIN is the secret `station-key`."""

    module: Path
    """The module's library; it has to know EdDSA."""
    token: str
    """The token's label."""
    key: str = "station"
    """The key's label; made at the first start."""
    softhsm: Path | None = None
    """With SoftHSM2: the folder that keeps its tokens, where that is not the system's."""


class PrinterKind(StrEnum):
    """Where labels go."""

    NONE = "none"
    NETWORK = "network"
    """A ZPL printer on the network, by raw TCP."""
    CUPS = "cups"
    """A queue of the printing system."""
    USB = "usb"
    """A ZPL printer's device file: /dev/usb/lp0."""
    FILE = "file"
    """A file that every label is appended to, as ZPL."""
    FOLDER = "folder"
    """A folder that every label goes into, as a PDF."""
    SIMULATED = "simulated"
    """One that the station makes up: nothing comes out of it."""


_PRINTER_NEEDS = {
    PrinterKind.NETWORK: "address",
    PrinterKind.CUPS: "queue",
    PrinterKind.USB: "path",
    PrinterKind.FILE: "path",
    PrinterKind.FOLDER: "path",
}


class PrinterSettings(_Part):
    """The label printer."""

    kind: PrinterKind = PrinterKind.NONE
    address: str = Field("", pattern=r"^([A-Za-z0-9._-]+(:[0-9]{1,5})?)?$")
    """network: its name or address, and the port where that is not 9100."""
    queue: str = Field("", pattern=r"^([A-Za-z0-9_][A-Za-z0-9_.@-]{0,126})?$")
    """cups: the queue's name."""
    language: Literal["zpl", "pdf"] = "zpl"
    """cups: what the queue is given."""
    path: Path | None = None
    """usb, file, folder: which."""
    label: str = Field("", pattern=r"^([a-z0-9][a-z0-9-]{0,62})?$")
    """The template that is printed for recipes that name none; empty: they print nothing."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        need = _PRINTER_NEEDS.get(self.kind)
        if need and not getattr(self, need):
            raise ValueError(f"printer.{need} must be set where printer.kind is {self.kind.value!r}")
        return self


class AuditSettings(_Part):
    """What becomes of the ledger's words outside of it."""

    key: SealSettings | None = None
    """Where the station's signing key is; None: in the keyring, else in an encrypted file in the home."""
    anchor: Path | None = None
    """A folder elsewhere (a mounted share) that signed heads of the audit chain are written to as well."""
    export_to: Path | None = None
    """A folder that a signed export of what was done since the last one goes to whenever the station ends its shift."""
    backup_to: Path | None = None
    """A folder that a backup of the ledger goes to whenever the station ends its shift."""
    backup_keep: int = Field(14, ge=1)
    """How many backups stay there."""
    backup_recipient: str = ""
    """An age public key (`age1…`) that backups are encrypted for; empty: they are not encrypted."""
    at: time | None = None
    """A time of day (`22:00`, the station's zone) at which, while the window is open, export and backup are made as well."""
    every_hours: int | None = Field(None, ge=1, le=168)
    """So many hours after the last ones, while the window is open, they are made as well."""
    export_formats: tuple[Literal["csv", "jsonl", "xlsx", "pdf"], ...] = ("csv", "jsonl")
