"""What a product needs, from detection to registration; read from TOML, checked once, known by the digest of its content."""

import hashlib
import json
import re
import tomllib
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from app.core.device import Identity, Port, PortKind
from app.core.errors import DeviceGarbled, RecipeError, WrongModel
from app.core.run import Step

IDENTIFIER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,62}[A-Za-z0-9])?")
"""What an identifier may be: at most 64 characters (the upper bound of a CN, RFC 5280 ub-common-name), safe in a file name and a URL."""

_SHOWN = 40
"""Characters of a device's word that are shown to a person."""

FIELDS = frozenset({"model", "serial", "revision", "firmware", "chip", "identifier"})
"""The names a template may use."""


def _template(text: str) -> str:
    for _, name, spec, conversion in Formatter().parse(text):
        if name is not None and (name not in FIELDS or spec or conversion):
            raise ValueError(f"{{{name}}} is not a field; there are {', '.join(sorted(FIELDS))}")
    return text


def _regex(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


Template = Annotated[str, AfterValidator(_template)]
Regex = Annotated[str, AfterValidator(_regex)]
DevicePath = Annotated[str, Field(pattern=r"^/[A-Za-z0-9._/-]+$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Detect(_Part):
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


class Link(_Part):
    """How to speak to it."""

    baud: int = Field(115_200, ge=300, le=4_000_000)
    credential: str = ""
    """The name under which user and password are kept (keyring or environment); empty: it asks for none."""
    answer_seconds: float = Field(10.0, gt=0, le=600)
    """Seconds within which a command is answered."""
    boot_seconds: float = Field(30.0, gt=0, le=600)
    """Seconds within which a device that was just plugged in is ready to speak."""


class Accept(_Part):
    """Which devices are this product, and what the platform will call them."""

    model: Regex = ".+"
    serial: Regex = r"[A-Za-z0-9._-]{1,64}"
    identifier: Template = "{serial}"


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


class Key(_Part):
    """Which key the device gets, and where it lives."""

    kind: KeyKind = KeyKind.EC_P256
    origin: Origin = Origin.DEVICE
    place: Literal["tpm", "file", "secure-storage"] = "file"
    handle: int = Field(0x81000100, ge=0x81000000, le=0x817FFFFF)
    """`tpm`: the persistent handle, in the owner's range (TCG registry of reserved handles)."""
    path: DevicePath = "/etc/peridio/device.key"
    """`file`: where on the device, mode 0600."""
    uri: str = Field("", pattern=r"^(pkcs11:.+)?$")
    """`tpm`: the PKCS#11 URI (RFC 7512) under which the device's own software finds the key."""


class Certificate(_Part):
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


class Storage(_Part):
    """Where certificate and configuration are written on the device."""

    form: Literal["files", "secure-storage"] = "files"
    certificate: DevicePath = "/etc/peridio/device.pem"
    chain: DevicePath = "/etc/peridio/chain.pem"
    config: DevicePath | None = "/etc/peridio/peridio.json"
    """peridiod's configuration, written or merged; none: not touched."""
    owner: str = Field("root:root", pattern=r"^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$")
    mode: str = Field("0644", pattern=r"^0[0-7]{3}$")


class Proof(_Part):
    """How the device proves that it holds its identity; reading back is always part of it."""

    signature: bool = True
    """Whether it signs a fresh challenge; False must be said in the recipe and shows in the record."""


class Lock(_Part):
    """Whether the device is locked for good at the end."""

    enabled: bool = False


class Mode(StrEnum):
    """What a PASS needs from the platform."""

    REQUIRED = "required"
    """No PASS without registration."""
    NONE = "none"
    """A test build: nothing is sent."""


class Registration(_Part):
    """How the platform is to know the device."""

    mode: Mode = Mode.REQUIRED
    product: str = Field("", pattern=r"^(prn:1:[0-9a-f-]+:product:[0-9a-f-]+)?$")
    """The product's PRN; empty: the station's default."""
    cohort: str = Field("", pattern=r"^(prn:1:[0-9a-f-]+:cohort:[0-9a-f-]+)?$")
    tags: tuple[str, ...] = ()
    target: str = ""
    description: Template = ""


class Recipe(_Part):
    """What we mean to make of a device."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")
    version: str = Field(pattern=r"^\d+(\.\d+){0,2}$")
    title: str = Field(min_length=1, max_length=80)
    driver: Literal["linux-console", "simulated"]
    detect: Detect = Detect()
    link: Link = Link()
    accept: Accept = Accept()
    key: Key = Key()
    certificate: Certificate = Certificate()
    storage: Storage = Storage()
    proof: Proof = Proof()
    lock: Lock = Lock()
    registration: Registration = Registration()

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.key.place == "tpm" and self.key.origin is not Origin.DEVICE:
            raise ValueError("key.origin must be 'device' where key.place is 'tpm': a TPM key is born in the TPM")
        if self.driver == "linux-console" and "secure-storage" in (self.key.place, self.storage.form):
            raise ValueError("key.place must be 'tpm' or 'file' and storage.form 'files': a Linux console knows no other")
        if self.driver == "linux-console" and self.lock.enabled:
            raise ValueError("lock.enabled must be false: the station cannot lock a Linux device for good")
        if self.key.place == "tpm" and self.storage.config:
            if not self.key.uri:
                raise ValueError("key.uri must name the token's key where peridio.json is written for a TPM key")
            if not self.key.kind.startswith("ec-"):
                raise ValueError("key.kind must be an EC key: peridiod reads only ECDSA keys from a PKCS#11 token")
        return self

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical content (defaults included), 64 hex digits."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps a run of this recipe takes, in order."""
        left_out = set()
        if not self.lock.enabled:
            left_out.add(Step.LOCK)
        if self.registration.mode is Mode.NONE:
            left_out.add(Step.REGISTER)
        return tuple(step for step in Step if step not in left_out)

    def require_product(self, identity: Identity) -> str:
        """Return the identifier of a device of this product; raise WrongModel or DeviceGarbled for any other."""
        if re.fullmatch(self.accept.model, identity.model) is None:
            raise WrongModel(f"The device is a {shown(identity.model)}; the recipe is for {self.accept.model}.")
        if re.fullmatch(self.accept.serial, identity.serial) is None:
            raise DeviceGarbled(f"The device's serial number {shown(identity.serial)} is not of the form {self.accept.serial}.")
        identifier = self.fill(self.accept.identifier, identity)
        if IDENTIFIER.fullmatch(identifier) is None:
            raise DeviceGarbled(f"{shown(identifier)} cannot be an identifier: 1 to 64 letters, digits and . _ : - inside.")
        return identifier

    def fill(self, template: str, identity: Identity, identifier: str = "") -> str:
        """The template with the device's own words in it."""
        return template.format(
            model=identity.model,
            serial=identity.serial,
            revision=identity.revision,
            firmware=identity.firmware,
            chip=identity.chip,
            identifier=identifier,
        )

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read one recipe; raises RecipeError with file, key and reason."""
        try:
            return cls.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        except OSError as error:
            raise RecipeError(f"The recipe {file} cannot be read: {error.strerror}.", file=str(file)) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise RecipeError(f"The recipe {file} is not TOML: {error}.", file=str(file)) from error
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            key = ".".join(str(part) for part in first["loc"])
            reason = first["msg"].removeprefix("Value error, ")
            raise RecipeError(f"The recipe {file} is wrong at {key or 'the top'}: {reason}.", file=str(file), key=key) from error


def shown(text: str) -> str:
    """A device's word as it may be shown: no control characters, not longer than a line."""
    clean = "".join(character if character.isprintable() else "·" for character in text)
    return f"“{clean[:_SHOWN]}{'…' if len(clean) > _SHOWN else ''}”"
