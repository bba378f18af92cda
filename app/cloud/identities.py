"""The certificates of a device that Peridio knows already: the new one beside the old one, then the old one away."""

from collections.abc import Callable, Collection
from http import HTTPStatus
from typing import TypeVar

from app.cloud import PlatformCertificate
from app.cloud.access import Access
from app.cloud.answers import Taken
from app.cloud.conversation import Conversation
from app.cloud.lookups import each_certificate, find_device
from app.cloud.wire import Device, DeviceCertificate, DeviceCertificateAnswer, NewDeviceCertificate, encoded
from app.core.chain import Chain
from app.core.errors import PlatformBadAnswer, PlatformConflict, PlatformRefused
from app.core.run import Receipt, ReceiptState
from app.core.waiting import Stop

T = TypeVar("T")


class PeridioIdentities:
    """Identities; every call begins by reading, so that a lost answer costs nothing."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def list_(self, identifier: str, stop: Stop) -> tuple[PlatformCertificate, ...]:
        """See Identities."""
        return self._ask(stop, lambda talk: tuple(_told(found) for found in each_certificate(talk, _require(talk, identifier))))

    def add(self, identifier: str, chain: Chain, stop: Stop) -> Receipt:
        """See Identities; raises PlatformConflict where another device has this certificate."""

        def settle(talk: Conversation) -> Receipt:
            device = _require(talk, identifier)
            found = _find(talk, device, chain.leaf.serial_number)
            if found is None:
                _send(talk, device, chain)
                found = _find(talk, device, chain.leaf.serial_number)
            if found is None:
                raise PlatformBadAnswer(f"The platform accepted the certificate of {identifier} and does not show it.")
            return Receipt(ReceiptState.REGISTERED, device.prn, found.prn, tuple(talk.requests))

        return self._ask(stop, settle)

    def remove(self, identifier: str, serials: Collection[int], stop: Stop) -> int:
        """See Identities."""
        seen: set[str] = set()

        def settle(talk: Conversation) -> int:
            device = _require(talk, identifier)
            for found in [found for found in each_certificate(talk, device) if int(found.serial) in serials]:
                seen.add(found.prn)
                _delete(talk, found)
            left = [found.serial for found in each_certificate(talk, device) if int(found.serial) in serials]
            if left:
                raise PlatformBadAnswer(f"The platform was told to remove a certificate of {identifier} and still shows it ({left[0]}).")
            return len(seen)

        return self._ask(stop, settle)

    def _ask(self, stop: Stop, work: Callable[[Conversation], T]) -> T:
        with self._access.open(stop) as talk:
            return talk.insist(lambda: work(talk))


def _require(talk: Conversation, identifier: str) -> Device:
    device = find_device(talk, identifier)
    if device is None:
        raise PlatformRefused(f"The platform does not have the device {identifier}.", status=HTTPStatus.NOT_FOUND)
    return device


def _find(talk: Conversation, device: Device, serial: int) -> DeviceCertificate | None:
    return next((found for found in each_certificate(talk, device) if int(found.serial) == serial), None)


def _send(talk: Conversation, device: Device, chain: Chain) -> None:
    new = NewDeviceCertificate(device_prn=device.prn, certificate=encoded(chain.leaf_pem))
    try:
        talk.post("/device_certificates", new.body(), DeviceCertificateAnswer)
    except Taken as error:
        if _find(talk, device, chain.leaf.serial_number) is None:
            raise PlatformConflict(
                f"The platform has the certificate {chain.serial} with another device than {device.identifier}: {error.message}"
            ) from error


def _delete(talk: Conversation, found: DeviceCertificate) -> None:
    try:
        talk.delete(f"/device_certificates/{found.prn}")
    except PlatformRefused as error:
        if error.status != HTTPStatus.NOT_FOUND:  # gone already: by us, and the answer was lost
            raise


def _told(found: DeviceCertificate) -> PlatformCertificate:
    return PlatformCertificate(found.prn, int(found.serial), found.not_before, found.not_after)
