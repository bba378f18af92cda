"""The shapes of the Peridio Core Admin API: tolerant where we read, strict where we send."""

import base64
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Prn = Annotated[str, Field(pattern=r"^prn:1:(?:[0-9a-f-]+:)?[a-z_]+:[0-9a-f-]+$")]
"""A Peridio Resource Name: `prn:1:<organization uuid>:<type>:<uuid>`."""

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


class Device(_Read):
    """A device as the platform tells it."""

    prn: Prn
    identifier: str
    product_prn: Prn


class DeviceAnswer(_Read):
    """The answer to POST /devices and GET /devices/{prn}."""

    device: Device


class DevicePage(_Read):
    """One page of GET /devices."""

    devices: tuple[Device, ...]
    next_page: str | None = None


class DeviceCertificate(_Read):
    """A certificate as the platform tells it: neither PEM nor fingerprint."""

    prn: Prn
    serial: Annotated[str, BeforeValidator(str)]
    """The serial number in decimal."""


class DeviceCertificateAnswer(_Read):
    """The answer to POST /device_certificates."""

    device_certificate: DeviceCertificate


class DeviceCertificatePage(_Read):
    """One page of GET /device_certificates."""

    device_certificates: tuple[DeviceCertificate, ...]
    next_page: str | None = None


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


class NewDeviceCertificate(_Sent):
    """The body of POST /device_certificates."""

    device_prn: Prn
    certificate: str
    """Base64 of the PEM text."""


def encoded(pem: bytes) -> str:
    """A certificate as the platform takes it: base64 over the PEM text, not over the DER."""
    return base64.b64encode(pem).decode("ascii")


def equals(key: str, value: str) -> str:
    r"""One clause of the platform's search language, `key:'value'`; a quote or backslash in the value is escaped with `\`."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"{key}:'{escaped}'"
