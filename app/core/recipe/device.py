"""Which devices a recipe is for, and how to speak to them."""

import re

from pydantic import Field

from app.core.device import Port, PortKind
from app.core.recipe.parts import Part, Regex, Template


class Detect(Part):
    """Which ports may hold this product."""

    kind: PortKind = PortKind.SERIAL
    vid: int | None = Field(None, ge=0, le=0xFFFF)
    pid: int | None = Field(None, ge=0, le=0xFFFF)
    product: Regex = ""

    def matches(self, port: Port) -> bool:
        """Whether the port's own description fits; nothing is opened."""
        return (
            port.kind is self.kind
            and self.vid in (None, port.vid)
            and self.pid in (None, port.pid)
            and re.search(self.product, port.product) is not None
        )


class Link(Part):
    """How to speak to it."""

    baud: int = Field(115_200, ge=300, le=4_000_000)
    credential: str = ""
    """The name under which user and password are kept (keyring or environment); empty: it asks for none."""
    answer_seconds: float = Field(10.0, gt=0, le=600)
    """Seconds within which a command is answered."""
    boot_seconds: float = Field(30.0, gt=0, le=600)
    """Seconds within which a device that was just plugged in is ready to speak."""


class Accept(Part):
    """Which devices are this product, and what the platform will call them."""

    model: Regex = ".+"
    serial: Regex = r"[A-Za-z0-9._-]{1,64}"
    identifier: Template = "{serial}"
