"""The composition root: settings in, one station out; the only place that names concrete adapters."""

import copy
import functools
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

import structlog
from cryptography import x509

import app
from app.cloud import Registrar
from app.cloud.peridio import PeridioCore
from app.core.chain import Chain
from app.core.device import Identity, Port, PortKind
from app.core.errors import PortMissing, SettingsError, StationError
from app.core.recipe import Recipe
from app.core.run import Receipt
from app.core.waiting import Stop
from app.devices import Credential, Device, Link, Scanner
from app.devices.drivers.linux_console import LinuxConsole
from app.devices.drivers.simulated import Simulated
from app.devices.links.serial import open_serial
from app.devices.scan import FolderScanner, Scanners, SerialScanner, port_at
from app.pki import Authority, Issued
from app.pki.authority import IssuingAuthority
from app.pki.keyfile import load_key_file
from app.pki.keys import PrivateKey
from app.pki.pkcs11 import Token, list_tokens
from app.pki.softhsm import use_softhsm
from app.provisioning.admission import Admission
from app.provisioning.flow import Bench
from app.provisioning.line import Line, Shift, Tell
from app.sandbox.platform import SandboxPlatform
from app.settings import CA_SECRET, PLATFORM_KEY, AuthorityKind, AuthoritySettings, PlatformKind, Settings, find_secret
from app.store import Ledger

__all__ = ["Simulation", "Station", "list_hsm_tokens", "load_recipes", "make_scanner", "open_station", "port_at", "read_chain"]

log = structlog.get_logger(__name__)

RESOURCES = Path(app.__file__).parent.parent / "resources"
"""Recipes, icons and the like that come with the program; in the bundle too."""

DRIVERS: dict[str, Callable[[Link, Recipe, Credential | None, Stop], Device]] = {
    "linux-console": LinuxConsole,
    "simulated": Simulated,
}


class Simulation(Scanner, Protocol):
    """Simulated devices: seen like real ones, and opened here."""

    def open_link(self, port: Port, stop: Stop) -> Link:
        """Open a port of kind SIMULATED."""


@dataclass(frozen=True, slots=True)
class Station:
    """One provisioning station, ready to work."""

    settings: Settings
    ledger: Ledger
    recipes: tuple[Recipe, ...]
    recipe_problems: tuple[SettingsError, ...]
    """Why recipes were left out."""
    scanner: Scanner
    bench: Bench
    platform_url: str
    platform_ready: bool
    """Whether a platform is set up, reachable or not."""

    def find_recipe(self, port: Port) -> Recipe | None:
        """The recipe for what is plugged in there, by its description alone; None where no recipe fits."""
        return next((recipe for recipe in self.recipes if recipe.detect.matches(port)), None)

    def get_recipe(self, name: str) -> Recipe:
        """The recipe of that name; raises SettingsError that tells which there are, or what is wrong with it."""
        for recipe in self.recipes:
            if recipe.name == name:
                return recipe
        for problem in self.recipe_problems:
            if Path(problem.file).stem == name:
                raise problem
        names = ", ".join(recipe.name for recipe in self.recipes)
        raise SettingsError(f"There is no recipe called {name}.", key="recipe", advice=f"There are: {names}.")

    def open_line(self, tell: Tell, *, find_recipe: Callable[[Port], Recipe | None] | None = None, autostart: bool = False) -> Line:
        """The trays of this station; close it before the station."""
        return Line(
            self.bench,
            self.ledger,
            find_recipe or self.find_recipe,
            tell,
            trays=self.settings.trays,
            sockets=self.settings.sockets,
            shift=Shift(self.settings.operator),
            autostart=autostart or self.settings.autostart,
        )


@contextmanager
def open_station(settings: Settings, simulation: Simulation | None = None) -> Iterator[Station]:
    """Open the ledger, the authority, the platform and the eyes of a station, and close them in the end.

    An authority or platform that cannot be used is no reason not to open: who asks it gets the error, before any key is made. Raises
    StoreError, SettingsError.
    """
    with ExitStack() as opened:
        ledger = opened.enter_context(Ledger.open(settings.ledger_file, settings.station))
        for run in ledger.close_interrupted(datetime.now(UTC)):
            log.warning("run.interrupted", run=str(run))
        recipes, problems = load_recipes(settings)
        registrar, url = _open_platform(settings, opened)
        scanner = make_scanner(settings)
        yield Station(
            settings=settings,
            ledger=ledger,
            recipes=recipes,
            recipe_problems=problems,
            scanner=Scanners(scanner, simulation) if simulation else scanner,
            bench=Bench(
                open=functools.partial(_open_device, settings, simulation),
                admission=Admission(ledger, app.BUILT, lambda: datetime.now(UTC)),
                authority=_open_authority(settings, ledger, opened),
                registrar=registrar,
            ),
            platform_url=url,
            platform_ready=not isinstance(registrar, _NoRegistrar),
        )


def load_recipes(settings: Settings) -> tuple[tuple[Recipe, ...], tuple[SettingsError, ...]]:
    """The recipes that may be used here, by name, and what is wrong with the others; the home's own go before the shipped ones."""
    files = {file.stem: file for folder in (RESOURCES / "recipes", settings.recipes) for file in sorted(folder.glob("*.toml"))}
    recipes: list[Recipe] = []
    problems: list[SettingsError] = []
    for _, file in sorted(files.items()):
        try:
            recipe = Recipe.load(file)
        except SettingsError as error:
            problems.append(error)
        else:
            if settings.recipe in ("", recipe.name):
                recipes.append(recipe)
    return tuple(recipes), tuple(problems)


def make_scanner(settings: Settings) -> Scanner:
    """What looks at the system's serial ports and at the home's folder of ports."""
    return Scanners(SerialScanner(), FolderScanner(settings.ports))


def list_hsm_tokens(settings: Settings) -> tuple[str, ...]:
    """The PKCS#11 tokens that the authority's module sees, a sentence each; needs no PIN. Raises HsmAway."""
    authority = settings.authority
    if authority is None or authority.module is None:
        return ()
    if authority.softhsm is not None:
        use_softhsm(authority.module, authority.softhsm)
    return tuple(str(token) for token in list_tokens(authority.module))


def _open_device(settings: Settings, simulation: Simulation | None, port: Port, recipe: Recipe, stop: Stop) -> Device:
    credential = _find_credential(settings, recipe)
    match port.kind:
        case PortKind.SERIAL:
            link: Link = open_serial(port.address, recipe.link.baud, stop)
        case PortKind.SIMULATED:
            if simulation is None:
                raise PortMissing(f"There is no simulated device at {port.address}.")
            link = simulation.open_link(port, stop)
    return DRIVERS[recipe.driver](link, recipe, credential, stop)


def _find_credential(settings: Settings, recipe: Recipe) -> Credential | None:
    """What the recipe's credential stands for, kept as `user:password`; raises SettingsError where it is not there."""
    if not recipe.link.credential:
        return None
    name = f"device-{recipe.link.credential}"
    secret = find_secret(name, settings.home)
    if secret is None or ":" not in secret.get_secret_value():
        raise SettingsError(
            f"The credential “{recipe.link.credential}” that the recipe {recipe.name} asks for is not there.",
            key=name,
            advice=f"An engineer must put user:password into the keyring (`keyring set birthmark {name}`).",
        )
    user, _, password = secret.get_secret_value().partition(":")
    return Credential(user, type(secret)(password))


# ---- the authority ----------------------------------------------------------------------------------------------


class _NoAuthority:
    """In the place of an authority that cannot be used: says why, whenever it is asked."""

    chain: tuple[x509.Certificate, ...] = ()

    def __init__(self, error: StationError) -> None:
        self._error = error

    def check(self) -> None:
        """Say why."""
        raise copy.copy(self._error)

    def issue(self, run: UUID, csr: x509.CertificateSigningRequest, identity: Identity, identifier: str, recipe: Recipe) -> Issued:
        """Say why."""
        del run, csr, identity, identifier, recipe
        raise copy.copy(self._error)


def _open_authority(settings: Settings, ledger: Ledger, opened: ExitStack) -> Authority:
    try:
        if settings.authority is None:
            raise SettingsError("This station has no authority.", key="authority", advice="`birthmark ca create` makes one.")
        chain = read_chain(settings.authority)
        key = _open_ca_key(settings, settings.authority, opened)
        return IssuingAuthority(key, chain, ledger, lambda: datetime.now(UTC))
    except StationError as error:
        log.warning("authority.unusable", code=error.code, reason=error.message)
        return _NoAuthority(error)


def read_chain(authority: AuthoritySettings) -> tuple[x509.Certificate, ...]:
    """The CA certificates, the issuing one first; raises SettingsError."""
    try:
        chain = Chain.of_pem(authority.chain.read_bytes())
    except (OSError, ValueError) as error:
        raise SettingsError(f"The CA certificates in {authority.chain} cannot be read.", key="authority.chain") from error
    return (chain.leaf, *chain.issuers)


def _open_ca_key(settings: Settings, authority: AuthoritySettings, opened: ExitStack) -> PrivateKey:
    secret = find_secret(CA_SECRET, settings.home)
    match authority.kind:
        case AuthorityKind.PKCS11:
            if authority.module is None:
                raise SettingsError("The authority's PKCS#11 module is not named.", key="authority.module")
            if authority.softhsm is not None:
                use_softhsm(authority.module, authority.softhsm)
            token = opened.enter_context(Token.open(authority.module, authority.token, secret))
            return token.get_key(authority.key)
        case AuthorityKind.KEY_FILE:
            if authority.key_file is None or secret is None:
                raise SettingsError("The authority's key file is not named, or its passphrase is not there.", key="authority.key_file")
            return load_key_file(authority.key_file, secret)


# ---- the platform -----------------------------------------------------------------------------------------------


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


def _open_platform(settings: Settings, opened: ExitStack) -> tuple[Registrar, str]:
    wish = settings.platform
    try:
        if wish.kind is PlatformKind.SANDBOX:
            sandbox = opened.enter_context(SandboxPlatform(settings.home / "sandbox"))
            return PeridioCore(
                sandbox.admin_url, sandbox.api_key, product=sandbox.product_prn, ca_bundle=sandbox.ca_file
            ), sandbox.admin_url
        key = find_secret(PLATFORM_KEY, settings.home)
        if key is None:
            raise SettingsError(
                "The platform's API key is not there.",
                key=PLATFORM_KEY,
                advice=f"An engineer must put it into the keyring (`keyring set birthmark {PLATFORM_KEY}`) or into PERIDIO_API_KEY.",
            )
        return PeridioCore(
            wish.base_url, key, product=wish.product, ca_bundle=wish.ca_bundle, scheme=wish.scheme, api_version=wish.api_version
        ), wish.base_url
    except StationError as error:
        log.warning("platform.unusable", code=error.code, reason=error.message)
        return _NoRegistrar(error), wish.base_url
