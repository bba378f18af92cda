"""What Peridio saw of devices that came by themselves, and whether it would make devices of a recipe just in time."""

from datetime import UTC, datetime

from cryptography import x509

from app.cloud.access import Access
from app.cloud.conversation import Conversation
from app.cloud.lookups import each_ca, each_certificate, find_device, pages
from app.cloud.products import product_of
from app.cloud.wire import CaCertificate, Event, EventPage, ProductAnswer
from app.core.chain import Chain
from app.core.contact import Contact
from app.core.errors import JitpNotReady
from app.core.jitp import Jitp
from app.core.recipe import Recipe
from app.core.run import Receipt, ReceiptState
from app.core.waiting import Stop

REASONS = {
    "jitp_disabled": "just-in-time provisioning is not enabled for its CA",
    "jitp_failed": "the device could not be made: its CA is unknown or has expired, or its certificate has, or names nobody",
    "multi_cert_jitr_disabled": "a device of this name is there already, with another certificate",
    "device_is_archived": "its device was archived",
}
"""Why the platform sent a device away, in its words and in ours."""


class PeridioWitness:
    """A Witness, by the events and lists of the Admin API."""

    def __init__(self, access: Access, product: str = "") -> None:
        """`product` is the PRN for recipes that name none."""
        self._access = access
        self._product = product

    def find_receipt(self, identifier: str, chain: Chain, stop: Stop) -> Receipt | None:
        """See Witness."""

        def look(talk: Conversation) -> Receipt | None:
            device = find_device(talk, identifier)
            if device is None:
                return None
            serial = str(chain.leaf.serial_number)
            found = next((known for known in each_certificate(talk, device) if known.serial == serial), None)
            return None if found is None else Receipt(ReceiptState.REGISTERED, device.prn, found.prn, tuple(talk.requests))

        with self._access.open(stop) as talk:
            return talk.insist(lambda: look(talk))

    def list_contacts(self, since: datetime, stop: Stop) -> tuple[Contact, ...]:
        """See Witness."""

        def look(talk: Conversation) -> tuple[Contact, ...]:
            query = {"type": "device", "order": "asc", "inserted_at_gte": since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
            found: list[Contact] = []
            for subtype in ("connected", "authentication_failed"):
                for page in pages(talk, "/events", EventPage, query | {"subtype": subtype}):
                    found += [contact for contact in map(_contact, page.events) if contact is not None]
            return tuple(sorted(found, key=lambda contact: contact.at))

        with self._access.open(stop) as talk:
            return talk.insist(lambda: look(talk))

    def require_jitp(self, ca: x509.Certificate, recipe: Recipe, remembered: Jitp | None, stop: Stop) -> None:
        """See Witness; raises SettingsError where nobody names the product."""
        product, cohort = product_of(recipe, self._product), recipe.registration.cohort

        def look(talk: Conversation) -> tuple[CaCertificate | None, str]:
            serial = str(ca.serial_number)
            known = next((found for found in each_ca(talk) if found.serial == serial), None)
            return known, talk.get(f"/products/{product}", ProductAnswer).data.name

        with self._access.open(stop) as talk:
            known, name = talk.insist(lambda: look(talk))
        who = f"the CA {ca.subject.rfc4514_string()}"
        if known is None:
            raise JitpNotReady(f"The platform does not know {who}, so no device of it could come by itself.")
        if known.not_after is not None and known.not_after <= datetime.now(UTC):
            raise JitpNotReady(f"On the platform {who} ended on {known.not_after:%d %B %Y}: it makes no device of it any more.")
        if remembered is None:
            raise JitpNotReady(f"Nothing is remembered of what the platform is to make of the devices of {who}.")
        if remembered.product_name != name:
            raise JitpNotReady(
                f"The platform would make devices of {who} under the product {remembered.product_name}; the recipe has {name}."
            )
        if remembered.cohort != cohort:
            raise JitpNotReady(
                f"The platform would put devices of {who} into {remembered.cohort or 'no cohort'}; the recipe has {cohort or 'none'}."
            )


def _contact(event: Event) -> Contact | None:
    """None where nobody showed a certificate: that is no contact of a device of ours."""
    said = event.data.data
    if said.certificate is None:
        return None
    reason = said.reason or ""
    return Contact(
        event.prn, event.inserted_at, said.certificate.common_name, said.certificate.fingerprint.lower(), REASONS.get(reason, reason)
    )
