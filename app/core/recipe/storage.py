"""Where certificate and configuration go on the device, how it proves them, and whether it is locked."""

from typing import Literal

from pydantic import Field

from app.core.recipe.parts import DevicePath, Part


class Storage(Part):
    """Where certificate and configuration are written on the device."""

    form: Literal["files", "secure-storage"] = "files"
    certificate: DevicePath = "/etc/peridio/device.pem"
    chain: DevicePath = "/etc/peridio/chain.pem"
    config: DevicePath | None = "/etc/peridio/peridio.json"
    """peridiod's configuration, written or merged; none: not touched."""
    owner: str = Field("root:root", pattern=r"^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$")
    mode: str = Field("0644", pattern=r"^0[0-7]{3}$")


class Proof(Part):
    """How the device proves that it holds its identity; reading back is always part of it."""

    signature: bool = True
    """Whether it signs a fresh challenge; False must be said in the recipe and shows in the record."""


class Lock(Part):
    """Whether the device is locked for good at the end."""

    enabled: bool = False
