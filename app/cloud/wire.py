"""The shapes of the Peridio Core Admin API: tolerant where we read, strict where we send."""

import base64
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Prn = Annotated[str, Field(pattern=r"^prn:1:(?:[0-9a-f-]+:)?[a-z_]+:[0-9a-f-]+$")]
"""A Peridio Resource Name: `prn:1:<organization uuid>:<type>:<uuid>`."""

Serial = Annotated[str, BeforeValidator(str), Field(pattern=r"^[0-9]{1,60}$")]
"""A certificate's serial number in decimal (at most 20 octets, RFC 5280 §4.1.2.2)."""

PAGE = 100
"""The most entries that the platform puts on one page of a list."""


class _Read(BaseModel):
    # What we do not use may be null, absent or new tomorrow: it is not looked at.
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    def body(self) -> bytes:
        """As it goes over the wire; what is not said is left out, never null."""
        return self.model_dump_json(exclude_none=True).encode()


class Page(_Read):
    """One page of a list; `next_page` is the cursor of the one after it."""

    next_page: str | None = None


class Device(_Read):
    """A device as the platform tells it."""

    prn: Prn
    identifier: str
    product_prn: Prn
    cohort_prn: str | None = None
    description: str | None = None
    tags: tuple[str, ...] | None = None
    target: str | None = None
    quarantined: bool | None = None
    archived: bool | None = None
    """Not in the API's description; the platform's events know archived devices."""


class DeviceAnswer(_Read):
    """The answer to POST /devices and GET /devices/{prn}."""

    device: Device


class DevicePage(Page):
    """One page of GET /devices."""

    devices: tuple[Device, ...]


class DeviceCertificate(_Read):
    """A certificate as the platform tells it: neither PEM nor fingerprint."""

    prn: Prn
    serial: Serial
    not_before: datetime | None = None
    not_after: datetime | None = None


class DeviceCertificateAnswer(_Read):
    """The answer to POST /device_certificates."""

    device_certificate: DeviceCertificate


class DeviceCertificatePage(Page):
    """One page of GET /device_certificates."""

    device_certificates: tuple[DeviceCertificate, ...]


class CaCertificate(_Read):
    """A CA certificate as the platform tells it: neither PEM nor fingerprint, nor what happens just in time."""

    prn: Prn
    serial: Serial
    not_before: datetime | None = None
    not_after: datetime | None = None
    description: str | None = None


class CaCertificateAnswer(_Read):
    """The answer to POST /ca_certificates and PUT /ca_certificates/{prn}."""

    ca_certificate: CaCertificate


class CaCertificatePage(Page):
    """One page of GET /ca_certificates."""

    ca_certificates: tuple[CaCertificate, ...]


class LegacyCaCertificateAnswer(_Read):
    """The answer to PUT /orgs/{name}/ca_certificates/{serial}."""

    data: CaCertificate


class VerificationCode(_Read):
    """The answer to POST /ca_certificates/verification_codes."""

    verification_code: str = Field(min_length=1, max_length=64)


class Me(_Read):
    """What the Device API tells a device of itself."""

    identifier: str


class MeAnswer(_Read):
    """The answer to GET /device/me."""

    data: Me


class Product(_Read):
    """A product as the platform tells it."""

    name: str


class ProductAnswer(_Read):
    """The answer to GET /products/{prn}."""

    data: Product


class EventCertificate(_Read):
    """The certificate that a device showed."""

    common_name: str
    fingerprint: str
    """SHA-256, upper-case hex."""


class EventContent(_Read):
    """What came of a device's call."""

    reason: str | None = None
    """Why it was sent away."""
    certificate: EventCertificate | None = None


class EventData(_Read):
    """The platform wraps twice."""

    data: EventContent


class Event(_Read):
    """One thing that the platform noted of a device."""

    prn: str
    inserted_at: datetime
    data: EventData


class EventPage(Page):
    """One page of GET /events."""

    events: tuple[Event, ...]


class Anything(_Read):
    """An answer of which only its being JSON matters."""


class NewDevice(_Sent):
    """The body of POST /devices."""

    identifier: str = Field(min_length=1, max_length=64)
    product_prn: Prn
    cohort_prn: Prn | None = None
    description: str | None = None
    tags: tuple[str, ...] | None = None
    target: str | None = None


class DeviceChange(_Sent):
    """The body of PATCH /devices/{prn}: what is to become other than it is."""

    cohort_prn: Prn | None = None
    description: str | None = None
    tags: tuple[str, ...] | None = None
    target: str | None = None

    @classmethod
    def of(cls, device: Device, wanted: "NewDevice") -> Self:
        """What of `wanted` the device lacks; tags are a set, and what is not wanted may be anything."""
        changes: dict[str, Any] = {}
        for name in cls.model_fields:
            wish, found = getattr(wanted, name), getattr(device, name)
            if name == "tags":
                wish, found = wish and frozenset(wish), frozenset(found or ())
            if wish is not None and wish != found:
                changes[name] = getattr(wanted, name)
        return cls(**changes)


class NewDeviceCertificate(_Sent):
    """The body of POST /device_certificates."""

    device_prn: Prn
    certificate: str
    """Base64 of the PEM text."""


class NewCaCertificate(_Sent):
    """The body of POST /ca_certificates; certificates are base64 of the PEM text."""

    certificate: str
    verification_certificate: str
    description: str | None = None


class CaDescription(_Sent):
    """The body of PUT /ca_certificates/{prn}."""

    description: str


class JitpWish(_Sent):
    """What the platform is to do just in time."""

    description: str
    product_name: str = Field(min_length=1)
    tags: tuple[str, ...]
    cohort_prn: Prn | None = None
    target: str | None = None


class JitpChange(_Sent):
    """The body of PUT /orgs/{name}/ca_certificates/{serial}."""

    jitp: JitpWish


def encoded(pem: bytes) -> str:
    """A certificate as the platform takes it: base64 over the PEM text, not over the DER."""
    return base64.b64encode(pem).decode("ascii")


def equals(key: str, value: str) -> str:
    r"""One clause of the platform's search language, `key:'value'`; a quote or backslash in the value is escaped with `\`."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"{key}:'{escaped}'"
