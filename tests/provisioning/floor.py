"""A small factory floor: simulated units, a real CA, the sandbox platform over TLS, a real ledger."""

import ssl
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
from cryptography import x509
from uuid6 import uuid7

import app
from app.cloud.contact import PeridioDeviceApi
from app.cloud.identities import PeridioIdentities
from app.cloud.insisting import Patience
from app.cloud.peridio import PeridioCore
from app.cloud.witness import PeridioWitness
from app.core.device import Port
from app.core.recipe import KeyKind, Recipe
from app.core.run import Event, Record, Start, Step
from app.core.waiting import Stop
from app.devices.drivers.simulated import Simulated
from app.pki.authority import IssuingAuthority
from app.pki.ceremony import make_issuing_ca, make_root
from app.pki.keys import generate
from app.pki.makers import KnownMakers
from app.pki.profile import Profiles
from app.provisioning.admission import Admission
from app.provisioning.firsts import Firsts
from app.provisioning.flow import Bench, provision
from app.provisioning.rotation import Rotations
from app.provisioning.run import Run
from app.sandbox.bench import SimulatedBench
from app.sandbox.platform import SandboxPlatform
from app.sandbox.unit import SimulatedUnit
from app.store import Ledger

RESOURCES = Path(app.__file__).parent.parent / "resources"
RECIPE = Recipe.load(RESOURCES / "recipes" / "simulated.toml")
PROFILES, _ = Profiles.load(RESOURCES / "profiles")
QUICK = Recipe.model_validate({**RECIPE.model_dump(), "link": {"answer_seconds": 1.0, "boot_seconds": 1.0}})
LOCKING = Recipe.model_validate({**QUICK.model_dump(), "lock": {"enabled": True}})
SOCKET = "1-1"
PATIENCE = Patience(connect=2, answer=2, total=4, tries=3, pause=0.01)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Floor:
    """Everything one run needs, and what it told."""

    folder: Path
    opened: ExitStack
    events: list[Event] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    makers: dict[str, tuple[x509.Certificate, ...]] = field(default_factory=dict)
    """CA certificates of makers of secure elements, by name."""
    names: tuple[str, ...] = ()
    """Further names by which the platform is reached."""

    def __post_init__(self) -> None:
        now = datetime.now(UTC)
        root_key, self.ca_key = generate(KeyKind.EC_P256), generate(KeyKind.EC_P256)
        root = make_root(root_key, "Test Root", 20, now)
        issuing = make_issuing_ca(root_key, root, self.ca_key.public_key(), "Test CA", years=10, now=now)
        self.chain = (issuing, root)
        self.ledger = self.opened.enter_context(Ledger.open(self.folder / "ledger.db", "LINE-1"))
        self.platform = self.opened.enter_context(SandboxPlatform(self.folder / "sandbox", names=self.names))
        self.sockets = self.opened.enter_context(SimulatedBench([SOCKET, "1-2"]))
        self.core = PeridioCore(
            self.platform.admin_url,
            self.platform.api_key,
            product=self.platform.product_prn,
            ca_bundle=self.platform.ca_file,
            patience=PATIENCE,
        )
        witness = PeridioWitness(self.core.access, self.platform.product_prn)
        self.bench = Bench(
            open=lambda port, recipe, stop: Simulated(self.sockets.open_link(port, stop), recipe, None, stop),
            admission=Admission(self.ledger, self.ledger.orders, app.BUILT, self.clock),
            authority=IssuingAuthority(self.ca_key, self.chain, self.ledger, PROFILES, self.clock),
            makers=KnownMakers(self.makers, self.ledger, self.clock),
            registrar=self.core,
            rotations=Rotations(self.ledger, self.ledger.authorities, lambda: PeridioIdentities(self.core.access)),
            device_api=PeridioDeviceApi(self.platform.device_url, ca_bundle=self.platform.ca_file, patience=PATIENCE),
            firsts=Firsts(witness, self.ledger.contacts, self.ledger.authorities, lambda _: issuing),
        )

    def run(
        self,
        unit: SimulatedUnit,
        recipe: Recipe = QUICK,
        *,
        scan: str = "",
        stop: Stop | None = None,
        socket: str = SOCKET,
        rotation: str = "",
        order: str = "",
        label: bool = False,
    ) -> Record:
        """Plug the unit in, provision it, take it out."""
        if self.sockets.find_unit(socket) is not None:
            self.sockets.unplug(socket)
        port = self.sockets.plug(socket, unit)
        try:
            return self.provision(port, recipe, scan=scan, stop=stop, rotation=rotation, order=order, label=label)
        finally:
            self.sockets.unplug(socket)

    def provision(
        self,
        port: Port,
        recipe: Recipe,
        *,
        scan: str = "",
        stop: Stop | None = None,
        rotation: str = "",
        order: str = "",
        label: bool = False,
    ) -> Record:
        """Provision whatever is at the port; `label`: the order names one."""
        steps = recipe.steps_with(label=label or bool(recipe.label.print))
        start = Start(
            run=uuid7(),
            tray=1,
            operator="OP-07",
            order=order,
            recipe=recipe.name,
            recipe_version=recipe.version,
            recipe_digest=recipe.digest,
            port=port,
            steps=(*steps, Step.RETIRE) if rotation else steps,
            at=datetime.now(UTC),
            scan=scan,
        )
        self.events.clear()
        return provision(port, recipe, self.bench, Run(start, self.ledger, self.events.append, stop or Stop(), rotation))

    def devices(self) -> list[dict]:
        """What the platform has."""
        return self._ask("devices")

    def certificates(self) -> list[dict]:
        """The device certificates the platform has."""
        return self._ask("device_certificates")

    def forget(self, prn: str) -> None:
        """Let the platform forget a device."""
        with self._client() as client:
            client.delete(f"/devices/{prn}").raise_for_status()

    def _ask(self, what: str) -> list[dict]:
        with self._client() as client:
            return client.get(f"/{what}", params={"limit": 100}).json()[what]

    def _client(self) -> httpx.Client:
        headers = {"authorization": f"Bearer {self.platform.api_key.get_secret_value()}", "x-api-version": "2"}
        trust = ssl.create_default_context(cafile=str(self.platform.ca_file))
        return httpx.Client(base_url=self.platform.admin_url, headers=headers, verify=trust)
