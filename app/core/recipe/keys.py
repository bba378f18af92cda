"""Which key and which certificate a device gets."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from app.core.recipe.parts import DevicePath, Part, Template


class KeyKind(StrEnum):
    """An algorithm and size a device key may have."""

    EC_P256 = "ec-p256"
    EC_P384 = "ec-p384"
    RSA_2048 = "rsa-2048"
    RSA_3072 = "rsa-3072"
    RSA_4096 = "rsa-4096"


class Origin(StrEnum):
    """Where the key is made."""

    DEVICE = "device"
    """Born in the device; it never leaves it."""
    STATION = "station"
    """Made here, injected, kept only in memory."""


class Place(StrEnum):
    """Where in the device the key lives."""

    TPM = "tpm"
    """At a persistent handle of a TPM 2.0."""
    FILE = "file"
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
    uri: str = Field("", pattern=r"^(pkcs11:.+)?$")
    """`tpm`: the PKCS#11 URI (RFC 7512) under which the device's own software finds the key."""


class Certificate(Part):
    """What the certificate says."""

    profile: str = "peridio-device"
    days: int = Field(3653, ge=1, le=36_525)
    """Days of validity from now; never past the CA's own end."""
    san: tuple[Template, ...] = ()
    """Subject alternative names: `dns:…`, `uri:…`, with fields: `uri:urn:example:{serial}`."""

    @model_validator(mode="after")
    def _known_forms(self) -> Self:
        for name in self.san:
            if not name.startswith(("dns:", "uri:")) or not name[4:]:
                raise ValueError(f"san {name!r} must begin with dns: or uri:")
        return self
