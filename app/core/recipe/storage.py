"""Where certificate and configuration go on the device, how it proves them, and whether it is locked."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from app.core.recipe.parts import DevicePath, Part


class Form(StrEnum):
    """In which form the device keeps its certificate."""

    FILES = "files"
    """PEM files with owner and mode."""
    SECURE_STORAGE = "secure-storage"
    """Wherever the device itself keeps its secrets."""


class Storage(Part):
    """Where certificate and configuration are written on the device."""

    form: Form = Form.FILES
    certificate: DevicePath = "/etc/peridio/device.pem"
    chain: DevicePath = "/etc/peridio/chain.pem"
    config: Annotated[DevicePath | None, BeforeValidator(lambda path: path or None)] = "/etc/peridio/peridio.json"
    """peridiod's configuration, written or merged where the device runs peridiod; empty: not touched."""
    owner: str = Field("root:root", pattern=r"^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$")
    mode: str = Field("0644", pattern=r"^0[0-7]{3}$")


class Proof(Part):
    """How the device proves that it holds its identity; reading back is always part of it."""

    signature: bool = True
    """Whether it signs a fresh challenge. False must be said in the recipe; its record says "not proven by signature"."""


class Lock(Part):
    """Whether the device is locked for good at the end."""

    enabled: bool = False
