"""A dry run of a recipe: one unit that is not real, a CA and a platform made up for it, and nothing of it kept."""

import re
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from uuid6 import uuid7

import app
from app.cloud.contact import PeridioDeviceApi
from app.cloud.identities import PeridioIdentities
from app.cloud.peridio import PeridioCore
from app.core.recipe import Caller, Driver, KeyKind, Origin, Recipe
from app.core.run import Event, Start
from app.core.waiting import Stop
from app.pki.authority import IssuingAuthority
from app.pki.ceremony import make_issuing_ca, make_root
from app.pki.keys import generate
from app.pki.makers import KnownMakers
from app.pki.profile import Profiles
from app.provisioning.admission import Admission
from app.provisioning.flow import Bench, provision
from app.provisioning.foreman import Rehearsed
from app.provisioning.rotation import Rotations
from app.provisioning.run import Run
from app.sandbox.bench import SimulatedBench
from app.sandbox.micropython import MicroPythonBoard
from app.sandbox.nrf91 import Nrf91InShell, Nrf91OnLine
from app.sandbox.platform import SandboxPlatform
from app.sandbox.unit import SimulatedUnit
from app.sandbox.voice import Voice
from app.sandbox.zephyr import ZephyrDevice
from app.station.devices import DRIVERS
from app.store import Ledger

STATION = "DRY-RUN"
_SOCKET = "1-1"


def rehearse(profiles: Profiles, recipe: Recipe, tell: Callable[[Event], None], stop: Stop) -> Rehearsed:
    """Take a simulated device of the recipe's family to a platform on this machine; `tell` hears every step. Raises StationError."""
    own = _unit_of(recipe)
    unit = own or SimulatedUnit("0042-1187")
    played = _played(recipe if own else _elsewhere(recipe), unit)
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="birthmark-dry-run-")))
        units = opened.enter_context(SimulatedBench([_SOCKET]))
        port = units.plug(_SOCKET, unit)
        ledger = opened.enter_context(Ledger.open(None, STATION))
        start = Start(
            run=uuid7(),
            tray=1,
            operator="",
            order="",
            recipe=played.name,
            recipe_version=played.version,
            recipe_digest=played.digest,
            port=port,
            steps=played.steps,
            at=datetime.now(UTC),
            scan="",
        )
        bench = _bench(folder, ledger, units, profiles, opened)
        return Rehearsed(provision(port, played, bench, Run(start, ledger, tell, stop, "")), instead=own is None)


def _bench(folder: Path, ledger: Ledger, units: SimulatedBench, profiles: Profiles, opened: ExitStack) -> Bench:
    now = datetime.now(UTC)
    root_key, ca_key = generate(KeyKind.EC_P256), generate(KeyKind.EC_P256)
    root = make_root(root_key, "Dry Run Root", 1, now)
    issuing = make_issuing_ca(root_key, root, ca_key.public_key(), "Dry Run CA", years=1, now=now)
    platform = opened.enter_context(SandboxPlatform(folder))
    core = PeridioCore(platform.admin_url, platform.api_key, product=platform.product_prn, ca_bundle=platform.ca_file)

    def clock() -> datetime:
        return datetime.now(UTC)

    return Bench(
        open=lambda port, recipe, stop: DRIVERS[recipe.driver]()(units.open_link(port, stop), recipe, None, stop),
        admission=Admission(ledger, ledger.orders, app.BUILT, clock),
        authority=IssuingAuthority(ca_key, (issuing, root), ledger, profiles, clock),
        makers=KnownMakers({}, ledger, clock),
        registrar=core,
        rotations=Rotations(ledger, ledger.authorities, lambda: PeridioIdentities(core.access)),
        device_api=PeridioDeviceApi(platform.device_url, ca_bundle=platform.ca_file),
    )


def _unit_of(recipe: Recipe) -> SimulatedUnit | Voice | None:
    """A device of the recipe's family; None where there is none that is simulated, or it cannot be what the recipe wants of it."""
    if recipe.brings_its_own:
        return None
    match recipe.driver:
        case Driver.SIMULATED:
            return SimulatedUnit("0042-1187")
        case Driver.MICROPYTHON:
            return MicroPythonBoard("30aea4123456")
        case Driver.ZEPHYR_CREDENTIALS:
            return ZephyrDevice("0011223344556677")
        case Driver.NRF91_AT:
            return Nrf91InShell("352656100000017") if recipe.link.shell else Nrf91OnLine("352656100000017")
    return None


def _elsewhere(recipe: Recipe) -> Recipe:
    """What of the recipe can be tried on a device of another family: key, certificate and registration."""
    said = recipe.model_dump()
    origin = Origin.STATION if recipe.key.origin is Origin.STATION else Origin.DEVICE
    kind = recipe.key.kind if recipe.key.kind is not KeyKind.ED25519 else KeyKind.EC_P256
    said |= {
        "driver": Driver.SIMULATED,
        "detect": {"kind": "simulated"},
        "key": {"kind": kind, "origin": origin, "place": "secure-storage"},
        "storage": {"form": "secure-storage"},
        "proof": {"signature": True},
        "link": {"answer_seconds": 30, "boot_seconds": 30},
    }
    return Recipe.model_validate(said)


def _played(recipe: Recipe, unit: SimulatedUnit | Voice) -> Recipe:
    """The recipe with what names a real product or a real place of the platform taken out of it."""
    accept = recipe.accept
    model = accept.model if re.fullmatch(accept.model, unit.model) else ".+"
    serial = accept.serial if re.fullmatch(accept.serial, unit.serial) else ".+"
    changed = {
        "accept": accept.model_copy(update={"model": model, "serial": serial}),
        "registration": recipe.registration.model_copy(update={"product": "", "cohort": ""}),
        "certificate": recipe.certificate.model_copy(update={"authority": ""}),
        "link": recipe.link.model_copy(update={"credential": ""}),
    }
    if recipe.proof.contact is Caller.DEVICE:
        changed["proof"] = recipe.proof.model_copy(update={"contact": Caller.NOBODY})
    return recipe.model_copy(update=changed)
