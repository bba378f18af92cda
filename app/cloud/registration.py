"""One device's registration: read what is there, write what is missing, read it back."""

from dataclasses import dataclass
from http import HTTPStatus

from app.cloud.answers import Taken
from app.cloud.conversation import Conversation
from app.cloud.lookups import each_certificate, find_device
from app.cloud.wire import (
    Device,
    DeviceAnswer,
    DeviceCertificate,
    DeviceCertificateAnswer,
    DeviceChange,
    NewDevice,
    NewDeviceCertificate,
    encoded,
)
from app.core.chain import Chain, serial_shown
from app.core.errors import PlatformBadAnswer, PlatformConflict, PlatformRefused
from app.core.run import Receipt, ReceiptState


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the platform is to have."""

    device: NewDevice
    chain: Chain

    @property
    def serial(self) -> str:
        """The certificate's serial number as the platform writes it: in decimal."""
        return str(self.chain.leaf.serial_number)


class Registration:
    """May be settled again and again: what is there already is found, never made twice."""

    def __init__(self, talk: Conversation, wanted: Wanted) -> None:
        self._talk = talk
        self._wanted = wanted
        self._sent = False
        """Whether we asked for the device to be created, heard or unheard."""

    def settle(self) -> Receipt:
        """Make sure of device and certificate, both read back; raises CloudError, PlatformConflict where something else is there."""
        device = find_device(self._talk, self._wanted.device.identifier)
        self._talk.require_clock()
        if device is None:
            device = self._create_device()
        self._require_ours(device)
        certificate = self._find_certificate(device)
        changed = self._adapt(device)
        if certificate is None:
            self._add_certificate(device)
        if certificate is None or changed:
            certificate = self._confirm(device)
        return Receipt(
            state=ReceiptState.REGISTERED,
            device=device.prn,
            certificate=certificate.prn,
            requests=tuple(self._talk.requests),
            created=self._sent,
        )

    def _create_device(self) -> Device:
        self._sent = True
        try:
            return self._talk.post("/devices", self._wanted.device.body(), DeviceAnswer).device
        except Taken as error:
            self._sent = False
            device = find_device(self._talk, self._wanted.device.identifier)
            if device is None:
                taken = self._wanted.device.identifier
                raise PlatformConflict(f"The platform says that {taken} is taken, and shows no such device: {error.message}") from error
            return device

    def _require_ours(self, device: Device) -> None:
        """Raise PlatformConflict where the device is another's, or one that may not work."""
        wanted = self._wanted.device
        if device.identifier != wanted.identifier:
            raise PlatformBadAnswer(f"The platform was told of {wanted.identifier} and answers with {device.identifier}.")
        if device.product_prn != wanted.product_prn:
            raise PlatformConflict(
                f"The platform knows {wanted.identifier} under the product {device.product_prn}; the recipe has {wanted.product_prn}."
            )
        for put, name in ((device.archived, "archived"), (device.quarantined, "quarantined")):
            if put:
                raise PlatformConflict(
                    f"The platform has {wanted.identifier} as {device.prn}, which somebody {name}; the recipe wants a device that may work."
                )

    def _adapt(self, device: Device) -> bool:
        """Give the device the cohort, description, tags and target that the recipe names; tells whether any was another."""
        change = DeviceChange.of(device, self._wanted.device)
        if not change.model_fields_set:
            return False
        self._talk.patch(f"/devices/{device.prn}", change.body(), DeviceAnswer)
        return True

    def _require_same(self, device: Device) -> None:
        self._require_ours(device)
        lacking = sorted(DeviceChange.of(device, self._wanted.device).model_fields_set)
        if lacking:
            raise PlatformBadAnswer(f"The platform took what {device.identifier} is to be, and shows another {' and '.join(lacking)}.")

    def _find_certificate(self, device: Device) -> DeviceCertificate | None:
        """Our certificate among the device's, None where the device has none at all; raises PlatformConflict where it has others only."""
        others: list[DeviceCertificate] = []
        for certificate in each_certificate(self._talk, device):
            if certificate.serial == self._wanted.serial:
                return certificate
            others.append(certificate)
        if others:
            shown = ", ".join(_shown(certificate) for certificate in others[:3])
            raise PlatformConflict(
                f"The platform has another certificate for {device.identifier}: serial {shown}, where ours is {self._wanted.chain.serial}."
            )
        return None

    def _add_certificate(self, device: Device) -> None:
        ours = self._wanted.chain.serial
        new = NewDeviceCertificate(device_prn=device.prn, certificate=encoded(self._wanted.chain.leaf_pem))
        try:
            answer = self._talk.post("/device_certificates", new.body(), DeviceCertificateAnswer)
        except Taken as error:
            if self._find_certificate(device) is None:
                raise PlatformConflict(
                    f"The platform has the certificate {ours} with another device than {device.identifier}: {error.message}"
                ) from error
            return
        if answer.device_certificate.serial != self._wanted.serial:
            raise PlatformBadAnswer(f"The platform was given the certificate {ours} and answers with {_hex(answer.device_certificate)}.")

    def _confirm(self, device: Device) -> DeviceCertificate:
        try:
            self._require_same(self._talk.get(f"/devices/{device.prn}", DeviceAnswer).device)
        except PlatformRefused as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise
            raise PlatformBadAnswer(f"The platform accepted {device.identifier} and does not show it.") from error
        certificate = self._find_certificate(device)
        if certificate is None:
            raise PlatformBadAnswer(f"The platform accepted the certificate of {device.identifier} and does not show it.")
        return certificate


def _hex(certificate: DeviceCertificate) -> str:
    """Its serial number as the ledger and the commands write it; the platform writes it in decimal."""
    return serial_shown(int(certificate.serial))


def _shown(certificate: DeviceCertificate) -> str:
    return _hex(certificate) + (f" (until {certificate.not_after:%d %B %Y})" if certificate.not_after else "")
