"""Which platform a station registers devices with."""
# ruff: noqa: PLC0415 - what speaks to a platform is loaded where there is one: a tenth of the time that a station takes to load

import copy
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from cryptography import x509

from app.cloud import Authorities, DeviceApi, Identities, Registrar, Series, Stock, Witness
from app.cloud.manifest import ManifestRegistrar
from app.core.chain import Chain
from app.core.device import Identity
from app.core.errors import SettingsError, StationError
from app.core.recipe import Mode, Recipe
from app.core.run import Receipt
from app.core.waiting import Stop
from app.provisioning.contacts import ContactWatch
from app.provisioning.firsts import Firsts, NoFirsts
from app.provisioning.registering import NoDeviceApi
from app.safe import PLATFORM_KEY, find_secret
from app.settings import PlatformKind, Settings
from app.store import Ledger

if TYPE_CHECKING:
    from app.cloud.access import Access

log = structlog.get_logger(__name__)


NO_NETWORK = SettingsError(
    "This station has no network: it tells no platform of anything.",
    key="platform.kind",
    advice="Export what is owed (`birthmark queue export`), have it imported elsewhere, and bring the answers back.",
)
"""Why nobody can be asked where the platform is a manifest."""


@dataclass(frozen=True, slots=True)
class Platform:
    """The platform of a station, reachable or not; `access` is the reason where none is set up."""

    url: str
    registrar: Registrar
    device_api: DeviceApi
    access: "Access | StationError"
    product: str = ""
    """The PRN of the product for recipes that name none."""
    organization: str = ""
    """Its name in the older form of the API, where it is known."""

    @property
    def ready(self) -> bool:
        """Whether a platform is set up, reachable or not."""
        return not isinstance(self.access, StationError)

    @property
    def by_file(self) -> bool:
        """Whether what is owed leaves as a file, for there is no network."""
        return isinstance(self.registrar, ManifestRegistrar)

    def require_access(self) -> None:
        """Raise SettingsError where no platform is set up."""
        self._get_access()

    def open_series(self, stop: Stop) -> Series:
        """For telling it of many devices; to be closed. Raises SettingsError where no platform is set up."""
        self._get_access()
        from app.cloud.peridio import PeridioCore

        if isinstance(self.registrar, PeridioCore):
            return self.registrar.open_series(stop)
        raise AssertionError("unreachable: every other registrar comes without access")

    def get_authorities(self) -> Authorities:
        """The CA certificates there; raises SettingsError where no platform is set up."""
        from app.cloud.authorities import PeridioAuthorities

        return PeridioAuthorities(self._get_access(), self.organization)

    def get_stock(self) -> Stock:
        """Everything that is there; raises SettingsError where no platform is set up."""
        from app.cloud.inventory import PeridioInventory

        return PeridioInventory(self._get_access())

    def get_identities(self) -> Identities:
        """The device certificates there; raises SettingsError where no platform is set up."""
        from app.cloud.identities import PeridioIdentities

        return PeridioIdentities(self._get_access())

    def get_witness(self) -> Witness:
        """What it saw of devices that came by themselves; raises SettingsError where no platform is set up."""
        from app.cloud.witness import PeridioWitness

        return PeridioWitness(self._get_access(), self.product)

    def make_firsts(self, ledger: Ledger, ca_of: Callable[[Recipe], x509.Certificate]) -> Firsts | NoFirsts:
        """What watches over first units; `ca_of` tells which CA signs a recipe's devices."""
        if not self.ready:
            return NoFirsts()
        return Firsts(self.get_witness(), ledger.contacts, ledger.authorities, ca_of)

    def watch_contacts(self, ledger: Ledger, recipes: Iterable[Recipe], opened: ExitStack) -> None:
        """Look from time to time who made itself known, where a recipe leaves that to the device."""
        if self.ready and any(recipe.registration.mode is Mode.JITP for recipe in recipes):
            opened.enter_context(ContactWatch(self.get_witness(), ledger.contacts))

    def _get_access(self) -> "Access":
        if isinstance(self.access, StationError):
            raise copy.copy(self.access)
        return self.access


class _NoRegistrar:
    """In the place of a platform that cannot be used: says why, whenever it is asked."""

    def __init__(self, error: StationError) -> None:
        self._error = error

    def require_ready(self, recipe: Recipe) -> None:
        """Say why."""
        del recipe
        raise copy.copy(self._error)

    def check(self) -> None:
        """Say why."""
        raise copy.copy(self._error)

    def register(self, identifier: str, identity: Identity, chain: Chain, recipe: Recipe, stop: Stop) -> Receipt:
        """Say why."""
        del identifier, identity, chain, recipe, stop
        raise copy.copy(self._error)


def open_platform(settings: Settings, opened: ExitStack) -> Platform:
    """The platform of these settings, or one that says why there is none."""
    try:
        match settings.platform.kind:
            case PlatformKind.SANDBOX:
                return _open_sandbox(settings, opened)
            case PlatformKind.PERIDIO:
                return _open_peridio(settings)
            case PlatformKind.MANIFEST:
                return Platform("", ManifestRegistrar(), NoDeviceApi(), NO_NETWORK)
    except StationError as error:
        log.warning("platform.unusable", code=error.code, reason=error.message)
        return Platform(settings.platform.base_url, _NoRegistrar(error), NoDeviceApi(), error)


def _open_sandbox(settings: Settings, opened: ExitStack) -> Platform:
    from app.cloud.contact import PeridioDeviceApi
    from app.cloud.peridio import PeridioCore
    from app.sandbox.platform import SandboxPlatform

    sandbox = opened.enter_context(SandboxPlatform(settings.home / "sandbox"))
    core = PeridioCore(sandbox.admin_url, sandbox.api_key, product=sandbox.product_prn, ca_bundle=sandbox.ca_file)
    device_api = PeridioDeviceApi(sandbox.device_url, ca_bundle=sandbox.ca_file)
    return Platform(sandbox.admin_url, core, device_api, core.access, sandbox.product_prn, sandbox.organization)


def _open_peridio(settings: Settings) -> Platform:
    from app.cloud.contact import PeridioDeviceApi
    from app.cloud.insisting import Patience
    from app.cloud.peridio import PeridioCore

    wish = settings.platform
    key = find_secret(PLATFORM_KEY, settings.home)
    if key is None:
        raise SettingsError(
            "The platform's API key is not there.",
            key=PLATFORM_KEY,
            advice=f"An engineer must put it into the keyring (`keyring set birthmark {PLATFORM_KEY}`), into PERIDIO_API_KEY, or name the "
            "profile of Peridio's own tool that has it in PERIDIO_PROFILE.",
        )
    patience = Patience(wish.connect_seconds, wish.answer_seconds, wish.total_seconds)
    core = PeridioCore(
        wish.base_url,
        key,
        product=wish.product,
        ca_bundle=wish.ca_bundle,
        pin=wish.pin,
        scheme=wish.scheme,
        api_version=wish.api_version,
        patience=patience,
    )
    device_api = PeridioDeviceApi(wish.device_url, ca_bundle=wish.device_ca_bundle or wish.ca_bundle, patience=patience)
    return Platform(wish.base_url, core, device_api, core.access, wish.product, wish.organization)
