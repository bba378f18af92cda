"""Which devices a recipe is for, and how to speak to them."""

import re
from enum import StrEnum

from pydantic import Field

from app.core.device import Port, PortKind
from app.core.recipe.parts import Part, Regex, Template


class Shape(Part):
    """How a board shows itself on the bus."""

    vid: int = Field(ge=0, le=0xFFFF)
    pid: int = Field(ge=0, le=0xFFFF)


class Detect(Part):
    """Which ports may hold this product; a pattern that is empty fits everything."""

    kind: PortKind = PortKind.SERIAL
    vid: int | None = Field(None, ge=0, le=0xFFFF)
    pid: int | None = Field(None, ge=0, le=0xFFFF)
    product: Regex = ""
    manufacturer: Regex = ""
    serial: Regex = ""
    interface: Regex = ""
    """The name of the USB interface: what tells the console of a composite device from its other ports."""
    label: Regex = ""
    """`volume`: the label of the file system; `token`: the label of the token."""
    socket: Regex = ""
    also: tuple[Shape, ...] = ()
    """Other VID and PID under which the board shows itself for a while, as in its boot loader: it is the same unit, in the same socket."""
    reset_seconds: float = Field(0.0, ge=0, le=120)
    """Seconds that the socket of a board that resets itself may be empty, or show another of these shapes; longer, and it was taken out.
    Less than a person takes to change one unit for another; 0: it never resets."""

    def matches(self, port: Port) -> bool:
        """Whether the port's own description fits; nothing is opened."""
        return port.kind is self.kind and self.vid in (None, port.vid) and self.pid in (None, port.pid) and self._fits(port)

    @property
    def says(self) -> int:
        """How many of its marks are given: of two recipes that fit, the one that says more is meant."""
        marks = (self.vid, self.pid, self.product, self.manufacturer, self.serial, self.interface, self.label, self.socket)
        return sum(mark not in (None, "") for mark in marks)

    def may_become(self, port: Port) -> bool:
        """Whether a board of this product may show itself like that while it resets."""
        return any((shape.vid, shape.pid) == (port.vid, port.pid) for shape in self.also)

    def _fits(self, port: Port) -> bool:
        patterns = (
            (self.product, port.product),
            (self.manufacturer, port.manufacturer),
            (self.serial, port.serial),
            (self.interface, port.interface),
            (self.label, port.label),
            (self.socket, port.socket),
        )
        return all(re.search(pattern, text) is not None for pattern, text in patterns)


class Flow(StrEnum):
    """How a serial line is held back."""

    NONE = "none"
    RTS_CTS = "rts-cts"
    XON_XOFF = "xon-xoff"


class Become(StrEnum):
    """How a user who may not read and write everything becomes root."""

    SU = "su"
    """With root's own password."""
    SUDO = "sudo"
    """With the user's own, or none where the device asks for none."""


class Link(Part):
    """How to speak to it."""

    baud: int = Field(115_200, ge=300, le=4_000_000)
    flow: Flow = Flow.NONE
    dtr: bool | None = None
    """The line DTR when the port is opened; unless said, as the system sets it. Many boards hang their reset on it."""
    rts: bool | None = None
    """The line RTS, likewise."""
    shell: bool = False
    """`nrf91-at`: whether the firmware takes AT commands in its shell, as `at '…'`."""
    serial_expression: str = Field("", max_length=200, pattern=r"^[ -~]*$")
    """`micropython`: the expression whose text is the serial number; empty: machine.unique_id() in hex digits."""
    prompt: Regex = ""
    """The end of the device's prompt, where its console is told by one; empty: as its family has it."""
    credential: str = ""
    """The name under which user and password are kept (keyring or environment); empty: it asks for none."""
    become: Become | None = None
    """`linux-console`: how whoever has logged in becomes root; unless said, as who they are."""
    become_credential: str = ""
    """The name under which `root:password` is kept for `su`; empty with `sudo`: the password of `credential`."""
    answer_seconds: float = Field(10.0, gt=0, le=600)
    """Seconds within which a command is answered."""
    boot_seconds: float = Field(30.0, gt=0, le=600)
    """Seconds within which a device that was just plugged in is ready to speak."""


class Accept(Part):
    """Which devices are this product, and what the platform will call them."""

    model: Regex = ".+"
    serial: Regex = r"[A-Za-z0-9._-]{1,64}"
    identifier: Template = "{serial}"
