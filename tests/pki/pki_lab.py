"""What the tests of this room share: a fixed time, a unit, a CA in memory, and the ledger's memory as a list."""

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from pydantic import SecretStr

import app
from app.core.chain import Chain
from app.core.device import Identity
from app.core.recipe import KeyKind, Recipe
from app.core.revocation import Reason
from app.core.ticket import Ticket
from app.pki import Prior
from app.pki.ceremony import make_issuing_ca, make_root
from app.pki.keys import PrivateKey, generate
from app.pki.profile import Profiles

PIN = SecretStr("canary-pin-4711")
SO_PIN = SecretStr("canary-so-pin-0815")

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
RUN = UUID("019ab000-0000-7000-8000-000000000001")
UNIT = Identity(model="Gate-3", serial="SN-0001", chip="cafe01")
PROFILES, _problems = Profiles.load(Path(app.__file__).parents[1] / "resources" / "profiles")
assert not _problems


def ticket_of(identifier: str = "SN-0001", **more: object) -> Ticket:
    return Ticket(RUN, identifier, UNIT, **more)


def recipe_of(**parts: object) -> Recipe:
    return Recipe.model_validate({"name": "gate", "version": "1.0", "title": "Gate", "driver": "simulated", **parts})


@dataclass
class Memory:
    """Issuances in a list, newest first, as the ledger tells them."""

    known: list[tuple[Prior, UUID]] = field(default_factory=list)

    def list_issued(self, identifier: str, key: str) -> list[Prior]:
        return [prior for prior, _ in self.known if identifier == prior.identifier or key == prior.key]

    def list_issued_among(self, identifiers: list[str], keys: list[str]) -> list[Prior]:
        return [prior for prior, _ in self.known if prior.identifier in identifiers or prior.key in keys]

    def list_moduli(self) -> list[int]:
        keys = (prior.chain.leaf.public_key() for prior, _ in self.known)
        return [key.public_numbers().n for key in keys if isinstance(key, rsa.RSAPublicKey)]

    def add_issued(self, run: UUID, identifier: str, key: str, recipe_digest: str, chain: Chain, *, renewing: bool = False) -> None:
        del renewing
        self.known.insert(0, (Prior(chain, identifier, key, recipe_digest, confirmed=False), run))

    def confirm(self) -> None:
        self.known = [(replace(prior, confirmed=True), run) for prior, run in self.known]

    def revoke(self, chain: Chain, reason: Reason) -> None:
        self.known = [(replace(prior, revoked=reason) if prior.chain == chain else prior, run) for prior, run in self.known]


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    at: dt.datetime = NOW

    def __call__(self) -> dt.datetime:
        return self.at


@dataclass(frozen=True)
class Ca:
    """An issuing CA below a root, in memory."""

    key: PrivateKey
    chain: tuple[x509.Certificate, ...]
    root_key: PrivateKey


def ca_of(kind: KeyKind, years: int = 10) -> Ca:
    root_key, key = generate(kind), generate(kind)
    root = make_root(root_key, "Test root", 20, NOW)
    return Ca(key, (make_issuing_ca(root_key, root, key.public_key(), "Test issuing CA", years=years, now=NOW), root), root_key)
