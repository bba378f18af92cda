"""Where certificate and configuration go on the device, how it proves them, and whether it is locked."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.core.recipe.parts import EMPTY_IS_NONE, DevicePath, Part, Variable

_COMMAND = r"^[ -~]{0,400}$"
"""What a line of U-Boot has room for."""


class Form(StrEnum):
    """In which form the device keeps its certificate."""

    FILES = "files"
    """PEM files with owner and mode."""
    TPM_NV = "tpm-nv"
    """The certificate in an NV index of the TPM, the issuers in a file."""
    TOKEN = "token"  # noqa: S105 - a form
    """The certificate in the PKCS#11 token of the key, the issuers in a file; all in it where the token is the device."""
    UBOOT_ENV = "uboot-env"
    """Both in U-Boot's environment."""
    NVS = "nvs"
    """Blobs in the non-volatile storage of an ESP32."""
    MODEM = "modem"
    """The modem's credential store, under a security tag."""
    CREDENTIAL_STORE = "credential-store"
    """Zephyr's store of TLS credentials, under a security tag."""
    SECURE_STORAGE = "secure-storage"
    """Wherever the device itself keeps its secrets."""


class Buffer(StrEnum):
    """How Zephyr's shell takes a credential."""

    BASE64 = "base64"
    """`cred buf` with a piece of base64 each; every version has it."""
    RAW = "raw"
    """`cred buf load`, then the text as it is, ended by Ctrl-C; newer versions have it."""


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
    save: str = Field("saveenv", pattern=_COMMAND)
    """`uboot-env` at U-Boot's own prompt: the command that saves its environment."""
    load: str = Field("", pattern=_COMMAND)
    """The command that loads what was saved; where it is said, what is saved is loaded and checked again."""
    address: int | None = Field(None, ge=0)
    """Memory for the check that nothing else uses; unless said, where U-Boot's variable `loadaddr` points."""
    config: Annotated[DevicePath | None, EMPTY_IS_NONE] = "/etc/peridio/peridio.json"
    """peridiod's configuration, written or merged where the device runs peridiod; empty: not touched."""
    owner: str = Field("root:root", pattern=r"^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$")
    mode: str = Field("0644", pattern=r"^0[0-7]{3}$")
    restart: str = Field("", pattern=r"^[A-Za-z0-9@._-]*$")
    """The service that is restarted once all is written; empty: none."""
    tag: int = Field(16_842_753, ge=0, le=2_147_483_647)
    """`modem`, `credential-store`: the security tag of key and certificate; the default is the one that Nordic's cloud library uses."""
    namespace: str = Field("birthmark", pattern=r"^[A-Za-z0-9_.-]{1,15}$")
    """`nvs`: the name space of the blobs `cert`, `chain` and `key`."""
    buffer: Buffer = Buffer.BASE64
    """`credential-store`: how a credential comes into the shell's buffer."""


class Caller(StrEnum):
    """Who calls the platform's Device API with the new identity, over mutual TLS, before the unit may pass."""

    NOBODY = "nobody"
    STATION = "station"
    """While it holds the key that it made."""
    DEVICE = "device"
    """With its own key, by its own network."""


class Proof(Part):
    """How the device proves that it holds its identity; reading back is always part of it."""

    signature: bool = True
    """Whether it signs a fresh challenge. False must be said in the recipe; its record says "not proven by signature"."""
    contact: Caller = Caller.NOBODY
    device_api: str = Field("", pattern=r"^(https://[A-Za-z0-9.-]+(:[0-9]{1,5})?)?$")
    """The Device API's address as the device reaches it; empty: as the station does."""


class Lock(Part):
    """Whether the device is locked for good at the end."""

    enabled: bool = False
