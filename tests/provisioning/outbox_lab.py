"""What the tests of the outbox share: units that are owed, a clock that is told the time, and a platform that does as it is told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from uuid6 import uuid7

import app
from app.core.bulk import Batch, Job
from app.core.chain import Chain, Prior, key_fingerprint
from app.core.device import Identity, Port, PortKind
from app.core.errors import StationError
from app.core.outbox import Owing
from app.core.recipe import Recipe
from app.core.run import Outcome, Receipt, ReceiptState, Record, Start
from app.store import Ledger

RECIPE = Recipe.load(Path(app.__file__).parent.parent / "resources" / "recipes" / "simulated.toml")
OWED = Recipe.model_validate({**RECIPE.model_dump(), "registration": {"mode": "owed", "tags": ("lab",)}})
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
STATION = "LINE-1"


@dataclass
class Clock:
    """A clock that is told the time."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


@cache
def _authority() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    return key, _certificate("Lab CA", key.public_key(), key)


def _certificate(name: str, key: ec.EllipticCurvePublicKey, signer: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Lab CA")]))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .sign(signer, hashes.SHA256())
    )


def chain_for(name: str) -> Chain:
    """A certificate for a new key, and its issuer."""
    key, ca = _authority()
    return Chain(_certificate(name, ec.generate_private_key(ec.SECP256R1()).public_key(), key), (ca,))


def begin(ledger: Ledger, recipe: Recipe, at: datetime = NOW, order: str = "WO-1") -> Start:
    """A run begins."""
    port = Port(PortKind.SIMULATED, "sim", "1-1")
    start = Start(uuid7(), 1, "OP-07", order, recipe.name, recipe.version, recipe.digest, port, recipe.steps, at)
    ledger.begin(start)
    return start


def finish(ledger: Ledger, start: Start, name: str, state: ReceiptState, owing: Recipe | None = None) -> Record:
    """Its unit passed, and this is where it stands with the platform."""
    chain = chain_for(name)
    ledger.add_issued(start.run, name, key_fingerprint(chain.leaf.public_key()), start.recipe_digest, chain)
    record = Record(
        start=start,
        outcome=Outcome.PASSED,
        ended=start.at,
        seconds=1.0,
        identity=Identity("Gateway", name, "C", "1.0", f"chip-{name}"),
        identifier=name,
        chain=chain,
        receipt=Receipt(state),
    )
    ledger.finish(record, owing)
    return record


def owe(ledger: Ledger, name: str, at: datetime = NOW, recipe: Recipe = OWED) -> Record:
    """A unit that passed at that time, and that the platform is still to be told of."""
    return finish(ledger, begin(ledger, recipe, at), name, ReceiptState.OWED, recipe)


def owe_many(ledger: Ledger, names: Iterable[str], at: datetime = NOW, recipe: Recipe = OWED) -> None:
    """Units of one bulk job, owed from that time on; a thousand take a second."""
    start = begin(ledger, recipe, at)
    units = [(name, chain_for(name)) for name in names]
    job = Job(uuid7(), at, recipe.name, recipe.digest, "cd" * 32, len(units), "none", "/somewhere/out", registers=True)
    made = [Prior(chain, name, key_fingerprint(chain.leaf.public_key()), recipe.digest, confirmed=False) for name, chain in units]
    owing = [Owing(name, Identity("Gateway", name, "C", "1.0", f"chip-{name}"), chain.fingerprint, chain.serial) for name, chain in units]
    ledger.bulk.begin(job)
    ledger.bulk.add_batch(Batch(job.id, start.run, 1, len(units), len(units), 0, 0), made, owing, recipe)


@dataclass
class Told:
    """A platform in memory: remembers who came, and refuses as it is told."""

    known: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    trouble: dict[str, StationError] = field(default_factory=dict)
    """By identifier; `*` is for everybody."""

    def register(self, identifier: str, _identity: Identity, _chain: Chain, _recipe: Recipe) -> Receipt:
        """As a Series does."""
        self.asked.append(identifier)
        for name in (identifier, "*"):
            if name in self.trouble:
                raise self.trouble[name]
        self.known.append(identifier)
        return Receipt(ReceiptState.REGISTERED, f"prn:1:a:device:{len(self.known)}", "prn:1:a:device_certificate:1", ("req",), created=True)

    def close(self) -> None:
        """Nothing is open."""
