"""Everything that Peridio has of some products: what a comparison with the ledger begins with."""

from collections.abc import Collection, Iterator
from typing import TypeVar

from app.cloud import Inventory
from app.cloud.access import Access
from app.cloud.conversation import Conversation
from app.cloud.lookups import walk
from app.cloud.wire import DeviceCertificatePage, DevicePage, Page, equals
from app.core.waiting import Stop

P = TypeVar("P", bound=Page)

_PAGES = 20_000
"""Pages of one list: two million devices."""


class PeridioInventory:
    """Reads page by page; each page has all the patience there is."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def read(self, products: Collection[str], stop: Stop) -> Inventory:
        """Every device of these products (PRNs) and the serial number of every certificate; raises CloudError, Cancelled."""
        devices: dict[str, str] = {}
        serials: set[int] = set()
        with self._access.open(stop) as talk:
            for product in sorted(products):
                for device_page in _read(talk, "/devices", DevicePage, product):
                    devices.update((device.identifier, device.prn) for device in device_page.devices)
                for page in _read(talk, "/device_certificates", DeviceCertificatePage, product):
                    serials.update(int(certificate.serial) for certificate in page.device_certificates)
        return Inventory(devices, frozenset(serials))


def _read(talk: Conversation, path: str, shape: type[P], product: str) -> Iterator[P]:
    def get(params: dict[str, str]) -> P:
        talk.renew()
        return talk.insist(lambda: talk.get(path, shape, params))

    return walk(path, {"search": equals("product_prn", product)}, get, _PAGES)
