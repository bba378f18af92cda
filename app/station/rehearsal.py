"""A dry run of a recipe: one unit that is not real, a CA and a platform made up for it, and nothing of it kept."""

import re
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from uuid6 import uuid7

import app
from app.cloud.contact import PeridioDeviceApi
from app.cloud.identities import PeridioIdentities
from app.cloud.peridio import PeridioCore
from app.core.recipe import Caller, KeyKind, Recipe
from app.core.run import Event, Record, Start
from app.core.ticket import Ticket
from app.core.waiting import Stop
from app.pki import Issued
from app.pki.authority import IssuingAuthority
from app.pki.ceremony import make_issuing_ca, make_root
from app.pki.issuer import fitting_name
from app.pki.keys import generate
from app.pki.makers import KnownMakers
from app.pki.profile import Profiles
from app.pki.rfc5280 import list_faults
from app.provisioning.admission import Admission
from app.provisioning.flow import Bench, provision
from app.provisioning.rotation import Rotations
from app.provisioning.run import Run
from app.sandbox.bench import SimulatedBench, Unit
from app.sandbox.families import CREDENTIAL, make_device, make_finished
from app.sandbox.maker import ChipMaker
from app.sandbox.platform import SandboxPlatform
from app.station.devices import open_simulated
from app.store import Ledger

STATION = "DRY-RUN"
_SOCKET = "1-1"
_SAVE = "saveenv"
"""How every U-Boot saves its environment; a product may have its own way."""


def rehearse(profiles: Profiles, recipe: Recipe, tell: Callable[[Event], None], stop: Stop) -> Record:
    """Take a simulated device of the recipe's family to a platform on this machine; `tell` hears every step. Raises StationError."""
    maker = ChipMaker.found()
    unit = make_finished(recipe, 1, maker) if recipe.brings_its_own else make_device(recipe, 1)
    played = _played(recipe, unit)
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="birthmark-dry-run-")))
        platform = opened.enter_context(SandboxPlatform(folder))
        core = PeridioCore(platform.admin_url, platform.api_key, product=platform.product_prn, ca_bundle=platform.ca_file)
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
            at=_now(),
            scan="",
        )
        bench = Bench(
            open=lambda port, recipe, stop: open_simulated(units, port, recipe, CREDENTIAL, stop),
            admission=Admission(ledger, ledger.orders, app.BUILT, _now),
            authority=_authority(ledger, profiles, recipe),
            makers=KnownMakers({recipe.certificate.maker: (maker.certificate,)}, ledger, _now),
            registrar=core,
            rotations=Rotations(ledger, ledger.authorities, lambda: PeridioIdentities(core.access)),
            device_api=PeridioDeviceApi(platform.device_url, ca_bundle=platform.ca_file),
        )
        return provision(port, played, bench, Run(start, ledger, tell, stop, ""))


class _Linted(IssuingAuthority):
    """Also tells what pkilint says, where it is installed: of a profile of one's own nobody has asked it before."""

    def issue(self, csr: x509.CertificateSigningRequest, ticket: Ticket, recipe: Recipe) -> Issued:
        """See Authority."""
        issued = super().issue(csr, ticket, recipe)
        said = [f"pkilint says {fault}" for fault in list_faults(issued.chain.leaf)]
        return replace(issued, remarks=(*issued.remarks, *said))


def _authority(ledger: Ledger, profiles: Profiles, recipe: Recipe) -> IssuingAuthority:
    """One that the recipe's profile takes."""
    profile = profiles.of(recipe)
    kind = next(iter(profile.issuer.keys), KeyKind.EC_P256)
    root_key, ca_key = generate(kind), generate(kind)
    root = make_root(root_key, "Dry Run Root", 1, _now())
    name = fitting_name(profile, recipe, "Dry Run CA")
    issuing = make_issuing_ca(root_key, root, ca_key.public_key(), name, years=1, now=_now())
    return _Linted(ca_key, (issuing, root), ledger, profiles, _now)


def _now() -> datetime:
    return datetime.now(UTC)


def _played(recipe: Recipe, unit: Unit) -> Recipe:
    """The recipe with what names a real product or a real place of the platform taken out of it."""
    accept = recipe.accept
    model = accept.model if re.fullmatch(accept.model, unit.model) else ".+"
    serial = accept.serial if re.fullmatch(accept.serial, unit.serial) else ".+"
    changed = {
        "accept": accept.model_copy(update={"model": model, "serial": serial}),
        "registration": recipe.registration.model_copy(update={"product": "", "cohort": ""}),
        "certificate": recipe.certificate.model_copy(update={"authority": ""}),
        "link": recipe.link.model_copy(update={"become": None, "become_credential": "", "prompt": "", "serial_expression": ""}),
        "storage": recipe.storage.model_copy(update={"save": _SAVE, "load": ""}),
    }
    if recipe.proof.contact is Caller.DEVICE:
        changed["proof"] = recipe.proof.model_copy(update={"contact": Caller.NOBODY})
    return recipe.model_copy(update=changed)
