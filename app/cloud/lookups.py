"""Reading what the platform has: one device, its certificates, the CAs; the first act of everything that may be repeated."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from app.cloud.conversation import Conversation
from app.cloud.wire import (
    PAGE,
    CaCertificate,
    CaCertificatePage,
    Device,
    DeviceCertificate,
    DeviceCertificatePage,
    DevicePage,
    Page,
    equals,
)
from app.core.errors import PlatformBadAnswer

P = TypeVar("P", bound=Page)

_PAGES = 50
"""Pages of one list after which the platform is believed to run in a circle."""


def find_device(talk: Conversation, identifier: str) -> Device | None:
    """The device of exactly this identifier, or None; raises CloudError, Cancelled."""
    page = talk.get("/devices", DevicePage, {"search": equals("identifier", identifier), "limit": str(PAGE)})
    return next((device for device in page.devices if device.identifier == identifier), None)


def each_certificate(talk: Conversation, device: Device) -> Iterator[DeviceCertificate]:
    """The certificates of a device, page by page; raises CloudError, Cancelled."""
    for page in pages(talk, "/device_certificates", DeviceCertificatePage, {"search": equals("device_prn", device.prn)}):
        yield from page.device_certificates


def each_ca(talk: Conversation) -> Iterator[CaCertificate]:
    """The CA certificates that the platform was given, page by page; raises CloudError, Cancelled."""
    for page in pages(talk, "/ca_certificates", CaCertificatePage, {}):
        yield from page.ca_certificates


def pages(talk: Conversation, path: str, shape: type[P], query: Mapping[str, str]) -> Iterator[P]:
    """A list to its end; raises PlatformBadAnswer where it has none, CloudError, Cancelled."""
    return walk(path, query, lambda params: talk.get(path, shape, params), _PAGES)


def walk(path: str, query: Mapping[str, str], get: Callable[[dict[str, str]], P], most: int) -> Iterator[P]:
    """As `pages`, where the caller gets each page, and at most so many."""
    params = {**query, "limit": str(PAGE)}
    for _ in range(most):
        page = get(params)
        yield page
        if not page.next_page:
            return
        params["page"] = page.next_page
    raise PlatformBadAnswer(f"The platform's list of {path.strip('/').replace('_', ' ')} does not end.")
