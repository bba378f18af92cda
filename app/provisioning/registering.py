"""How the platform comes to know a device: told now, told later, or called by the device itself."""

from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes

from app.cloud import DeviceApi, Me, Registrar
from app.core.chain import Chain
from app.core.device import Address, Identity
from app.core.errors import ContactRefused, SettingsError
from app.core.recipe import Caller, Mode, Recipe
from app.core.run import Receipt, ReceiptState
from app.core.waiting import Stop
from app.devices import Device


def register(registrar: Registrar, identifier: str, identity: Identity, chain: Chain, recipe: Recipe, *, now: bool, stop: Stop) -> Receipt:
    """The receipt of one device, by the recipe's mode: `required` asks the platform, and so does `owed` where it must be `now`.

    Raises CloudError, Cancelled.
    """
    match recipe.registration.mode:
        case Mode.OWED if not now:
            return Receipt(ReceiptState.OWED)
        case Mode.JITP:
            return Receipt(ReceiptState.AWAITED)
        case _:
            return registrar.register(identifier, identity, chain, recipe, stop)


class NoDeviceApi:
    """In the place of a Device API where none is set up: says so, whenever it is asked."""

    def place(self, address: str) -> Address:
        """Say so."""
        del address
        raise _not_set_up()

    def call(self, key: CertificateIssuerPrivateKeyTypes, chain: Chain, stop: Stop) -> Me:
        """Say so."""
        del key, chain, stop
        raise _not_set_up()

    def understand(self, answer: bytes) -> Me:
        """Say so."""
        del answer
        raise _not_set_up()


def make_contact(
    api: DeviceApi, device: Device, key: CertificateIssuerPrivateKeyTypes | None, chain: Chain, recipe: Recipe, *, stop: Stop
) -> Me:
    """Let the device, or the station with the key it made, call the platform over mutual TLS; returns whom the platform takes it for.

    Raises ContactRefused where it is not let in, or where the station no longer holds the key; CloudError, DeviceError, Cancelled.
    """
    if recipe.proof.contact is Caller.DEVICE:
        return api.understand(device.call_platform(api.place(recipe.proof.device_api)))
    if key is None:
        raise ContactRefused(
            "The device has its key from an earlier run, and the station keeps none: it cannot call the platform as the device.",
            advice="Have the key erased from the device, and its old certificate revoked, then start over.",
        )
    return api.call(key, chain, stop)


def require_known_as(identifier: str, me: Me) -> None:
    """Raise ContactRefused where the platform takes the device for another."""
    if me.identifier != identifier:
        raise ContactRefused(f"The platform takes this device for {me.identifier}; it is {identifier}.")


def _not_set_up() -> SettingsError:
    return SettingsError("No Device API is set up that a device could call.", key="platform.device_url")
