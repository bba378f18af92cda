"""Where certificate and configuration go on the device, how it proves them, and whether it is locked."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.core.recipe.parts import EMPTY_IS_NONE, DevicePath, Part, Variable


class Form(StrEnum):
    """In which form the device keeps its certificate."""

    FILES = "files"
    """PEM files with owner and mode."""
    TPM_NV = "tpm-nv"
    """The certificate in an NV index of the TPM, the issuers in a file."""
    TOKEN = "token"  # noqa: S105 - a form
    """The certificate in the PKCS#11 token of the key, the issuers in a file."""
    UBOOT_ENV = "uboot-env"
    """Both in U-Boot's environment."""
    SECURE_STORAGE = "secure-storage"
    """Wherever the device itself keeps its secrets."""


class Storage(Part):
    """Where certificate and configuration are written on the device."""

    form: Form = Form.FILES
    certificate: DevicePath = "/etc/peridio/device.pem"
    """`files`: where the device's own certificate is."""
    chain: DevicePath = "/etc/peridio/chain.pem"
    """`files`, `tpm-nv`, `token`: where the issuers are."""
    index: int = Field(0x01800100, ge=0x01800000, le=0x01BFFFFF)
    """`tpm-nv`: the NV index, in the owner's range (TCG registry of reserved handles)."""
    certificate_variable: Variable = "peridio_identity_certificate"
    chain_variable: Variable = "peridio_identity_chain"
    """`uboot-env`: their names there."""
    config: Annotated[DevicePath | None, EMPTY_IS_NONE] = "/etc/peridio/peridio.json"
    """peridiod's configuration, written or merged where the device runs peridiod; empty: not touched."""
    owner: str = Field("root:root", pattern=r"^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$")
    mode: str = Field("0644", pattern=r"^0[0-7]{3}$")
    restart: str = Field("", pattern=r"^[A-Za-z0-9@._-]*$")
    """The service that is restarted once all is written; empty: none."""


class Proof(Part):
    """How the device proves that it holds its identity; reading back is always part of it."""

    signature: bool = True
    """Whether it signs a fresh challenge. False must be said in the recipe; its record says "not proven by signature"."""


class Lock(Part):
    """Whether the device is locked for good at the end."""

    enabled: bool = False
