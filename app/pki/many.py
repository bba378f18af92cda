"""Certificates for many keys at once, by the same rules as for one: each key once, remembered before anybody gets it."""

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_der_public_key

from app.core.chain import Chain, Prior
from app.core.errors import CaUnsuitable, CsrRejected, Duplicate, IssuanceRefused, KeyCompromised, StationError
from app.core.recipe import Recipe, shown
from app.core.ticket import Ticket
from app.pki import Issued, Request
from app.pki.keys import RSA_BITS, PrivateKey, generate, hash_for, kind_of, signer_of, verify
from app.pki.lint import require_sound
from app.pki.mould import Mould
from app.pki.stencil import Stencil
from app.pki.weak import Moduli

SAMPLE = 8
"""Of so many signatures of a batch one is verified: a verification takes twice as long as making the signature, in a key file."""
_SERIAL, _DRAWN = 20, 256
"""Octets of a serial number (RFC 5280, 4.1.2.2: at most 20), and how many numbers are drawn at a time."""


class Rules(Protocol):
    """What the authority says of a unit it has met before."""

    def __call__(self, priors: list[Prior], ticket: Ticket, key: str, now: datetime) -> None:
        """Raise Duplicate or KeyCompromised where there may be no certificate for this key under this name."""


@dataclass(slots=True)
class Names:
    """The units of a batch, and their keys."""

    identifiers: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Known:
    """What the ledger remembers of the units and keys of a batch, what is on its way there, and what the batch itself has brought."""

    priors: list[Prior]
    coming: Sequence[Names] = ()
    own: Names = field(default_factory=Names)
    _by_identifier: dict[str, list[Prior]] = field(default_factory=lambda: defaultdict(list))
    _by_key: dict[str, list[Prior]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for prior in self.priors:
            self._by_identifier[prior.identifier].append(prior)
            self._by_key[prior.key].append(prior)

    def of(self, request: Request) -> list[Prior]:
        """What was issued for this name or this key, newest first."""
        if not self.priors:
            return []
        named = self._by_identifier.get(request.ticket.identifier, [])
        keyed = [prior for prior in self._by_key.get(request.key, ()) if prior.identifier != request.ticket.identifier]
        return [*named, *keyed]

    def require_first(self, request: Request) -> None:
        """Raise Duplicate where this batch, or one on its way into the ledger, had the name or the key before."""
        identifier = request.ticket.identifier
        for names in (self.own, *self.coming):
            if identifier in names.identifiers:
                raise Duplicate(f"{shown(identifier)} stands in the list twice.", advice="Take it out of the list once.")
            if request.key in names.keys:
                raise Duplicate(f"Another unit in the list has the same key as {shown(identifier)}.")
        self.own.identifiers.add(identifier)
        self.own.keys.add(request.key)


class Press:
    """Signs the certificates of one batch."""

    def __init__(
        self, key: PrivateKey, chain: tuple[x509.Certificate, ...], mould: Mould, recipe: Recipe, *, moduli: Moduli, now: datetime
    ) -> None:
        self._moduli = moduli
        self._key = key
        self._sign = signer_of(key)
        self._chain = chain
        self._mould = mould
        self._recipe = recipe
        self.recipe_digest = recipe.digest
        self.now = now
        self._public_key = key.public_key()
        self._digest = hash_for(self._public_key)
        self._serials = _draw_serials()
        self._stencil: Stencil | None = None
        self._filled = 0
        self._looked = False

    def _require_own_primes(self, request: Request) -> None:
        if self._recipe.key.kind in RSA_BITS:
            self._moduli.require_own_primes(load_der_public_key(request.spki))

    def make(self, request: Request) -> Chain:
        """A new certificate, looked over; raises IssuanceRefused, CaUnsuitable, HsmAway, HsmLocked.

        The first one is looked over wholly, the CA's signature too. The others are the same but for name, key and serial number: their
        bytes are put together here and read again, and of every `SAMPLE` of them the CA's signature is verified in one.
        """
        self._require_own_primes(request)
        if not self._looked:
            chain = self._make_one(request)
            self._stencil = self._cut(request)
            self._looked = True
            return chain
        if self._stencil is None:
            return self._make_one(request)
        tbs = self._stencil.fill(request.ticket.identifier, request.spki, next(self._serials))
        signature = self._sign(tbs)
        self._filled += 1
        if self._filled % SAMPLE == 0:
            self._require_own(signature, tbs)
        return Chain.of_der(self._stencil.signed(tbs, signature), self._chain)

    def _require_own(self, signature: bytes, tbs: bytes) -> None:
        """Raise CaUnsuitable, for the whole batch, where a signature is not one of the CA: a token that errs once may have erred before."""
        try:
            verify(self._public_key, signature, tbs, self._digest)
        except InvalidSignature:
            raise CaUnsuitable(
                "The CA's key made a signature that is not its own; nothing of the batch is kept.",
                advice="Start the job again: it goes on. If it happens again, the HSM, or this machine, is faulty.",
            ) from None

    def _make_one(self, request: Request) -> Chain:
        public_key = load_der_public_key(request.spki)
        builder = self._mould.cast(public_key, request.ticket, self.now)  # type: ignore[arg-type]  # the request was checked
        chain = Chain(builder.sign(self._key, self._digest), self._chain)
        require_sound(chain, request.ticket.identifier, public_key, self.now)
        return chain

    def _cut(self, request: Request) -> Stencil | None:
        kind = kind_of(self._public_key)
        if kind is None:
            raise CaUnsuitable("The CA's key is of a kind that cannot sign many certificates.")
        return Stencil.cut(self._mould.cast, generate(kind), self._recipe.key.kind, request.ticket.order, self.now)


def _draw_serials() -> Iterator[int]:
    """As `x509.random_serial_number` makes them; but who asks the system for chance gives up Python to other threads, each time."""
    while True:
        chance = os.urandom(_SERIAL * _DRAWN)
        for at in range(0, len(chance), _SERIAL):
            yield int.from_bytes(chance[at : at + _SERIAL], "big") >> 1


def answer(request: Request, known: Known, press: Press, rules: Rules) -> Issued | StationError:
    """The certificate, made or found, or why there is none; nothing is remembered yet.

    Raises what concerns the whole batch: HsmAway, HsmLocked, CaUnsuitable.
    """
    identifier, now = request.ticket.identifier, press.now
    try:
        known.require_first(request)
        priors = known.of(request)
        if request.born_here:
            _require_none(priors, identifier, now)
        else:
            rules(priors, request.ticket, request.key, now)
            for prior in priors:
                if prior.recipe_digest == press.recipe_digest and prior.key == request.key and good(prior, now):
                    return Issued(prior.chain, reused=True)
        return Issued(press.make(request), reused=False)
    except (Duplicate, IssuanceRefused, KeyCompromised, CsrRejected) as error:
        return error


def _require_none(priors: list[Prior], identifier: str, now: datetime) -> None:
    """A new key for a unit that has a good certificate would make two of it."""
    for prior in priors:
        if prior.identifier == identifier and good(prior, now):
            raise Duplicate(
                f"{shown(identifier)} already has a certificate (serial {prior.chain.serial}).",
                advice="Leave it out of the list, or have that certificate revoked first.",
            )


def good(prior: Prior, now: datetime) -> bool:
    """Whether it is valid and was not taken back."""
    leaf = prior.chain.leaf
    return leaf.not_valid_before_utc <= now < leaf.not_valid_after_utc and prior.revoked is None
