"""Which key and which certificate a device gets."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from app.core.keykind import KeyKind
from app.core.recipe.parts import EMPTY_IS_NONE, DevicePath, Part, UnitTemplate, Variable


class Origin(StrEnum):
    """Where the key is made."""

    DEVICE = "device"
    """Born in the device; it never leaves it."""
    STATION = "station"
    """Made here, injected, kept only in memory."""
    PREPROVISIONED = "preprovisioned"
    """It came with key and certificate from its maker."""


class Place(StrEnum):
    """Where in the device the key lives."""

    TPM = "tpm"
    """At a persistent handle of a TPM 2.0."""
    FILE = "file"
    TOKEN = "token"  # noqa: S105 - a place
    """In a PKCS#11 token of the device's own: SoftHSM, OP-TEE, an ATECC by cryptoauthlib, a TPM by tpm2-pkcs11; or it is one."""
    UBOOT_ENV = "uboot-env"
    """In U-Boot's environment: base64 of the PEM, as peridiod reads it."""
    NVS = "nvs"
    """In the non-volatile storage of an ESP32."""
    MODEM = "modem"
    """In the modem's credential store."""
    CREDENTIAL_STORE = "credential-store"
    """In Zephyr's store of TLS credentials."""
    SECURE_STORAGE = "secure-storage"
    """Wherever the device itself keeps its secrets."""


class Key(Part):
    """Which key the device gets, and where it lives."""

    kind: KeyKind = KeyKind.EC_P256
    origin: Origin = Origin.DEVICE
    place: Place = Place.FILE
    handle: int = Field(0x81000100, ge=0x81000000, le=0x817FFFFF)
    """`tpm`: the persistent handle, in the owner's range (TCG registry of reserved handles)."""
    path: DevicePath = "/etc/peridio/device.key"
    """`file`: where on the device, mode 0600."""
    uri: str = Field("", pattern=r"^(pkcs11:[A-Za-z0-9._~%=;:?&/+,-]+)?$")
    """`tpm`, `token`: the PKCS#11 URI (RFC 7512) under which the device's own software finds the key."""
    module: Annotated[DevicePath | None, EMPTY_IS_NONE] = None
    """`token`: the token's PKCS#11 library on the device."""
    pin: str = ""
    """`token`: the name under which its user PIN is kept (keyring or environment)."""
    variable: Variable = "peridio_identity_private_key"
    """`uboot-env`: its name there."""

    @model_validator(mode="after")
    def _token_is_named(self) -> Self:
        if self.place is Place.TOKEN and (self.module is None or "token=" not in self.uri or "object=" not in self.uri):
            raise ValueError("module, and a uri with token= and object=, must be there where place is 'token'")
        return self


class Certificate(Part):
    """What the certificate says, besides what its profile says of every one of its kind."""

    profile: str = Field("peridio-device", pattern=r"^[a-z0-9][a-z0-9.-]{0,62}$")
    """The profile's name: a file in the folder `profiles`."""
    profile_digest: str = Field("", pattern=r"^([0-9a-f]{64})?$")
    """Which content of it; empty: what the station has when it loads the recipe, so that the recipe's own digest tells it too."""
    days: int | None = Field(None, ge=1, le=36_525)
    """Days of validity from now, where not the profile's; never past the CA's own end."""
    san: tuple[UnitTemplate, ...] = ()
    """Subject alternative names beside the profile's: `dns:…`, `uri:…`, with fields: `uri:urn:example:{serial}`."""
    values: dict[str, str] = Field(default_factory=dict)
    """What the profile wants to know from the recipe, by name."""
    authority: str = Field("", pattern=r"^([a-z0-9][a-z0-9-]{0,30})?$")
    """Which of the station's authorities signs it; empty: the main one."""
    maker: str = Field("", pattern=r"^([a-z0-9][a-z0-9.-]{0,62})?$")
    """`preprovisioned`: whose CAs must have made it; a file of that name with `.pem` in the folder `makers`."""
    maker_digest: str = Field("", pattern=r"^([0-9a-f]{64})?$")
    """Which content of it; empty: what the station has when it loads the recipe."""

    @model_validator(mode="after")
    def _known_forms(self) -> Self:
        for name in self.san:
            if not name.startswith(("dns:", "uri:")) or not name[4:]:
                raise ValueError(f"san {name!r} must begin with dns: or uri:")
        return self
