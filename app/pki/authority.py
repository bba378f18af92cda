"""The issuing authority: one certificate per device key, remembered before anybody gets it."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pydantic import SecretStr

from app.core.authority import Crl
from app.core.chain import Chain, key_fingerprint
from app.core.errors import CaUnsuitable, Duplicate, KeyCompromised, RotationUnfinished, StationError
from app.core.recipe import Recipe, shown
from app.core.revocation import Reason
from app.core.ticket import Ticket
from app.pki import Issuances, Issued, Prior, Request, Revoked
from app.pki.ca import day, require_ca, require_valid_ca
from app.pki.ceremony import verification_certificate
from app.pki.crl import publish
from app.pki.keys import PrivateKey, PublicKey, hash_for, sign, verify
from app.pki.lint import require_sound
from app.pki.many import Known, Names, Press, answer
from app.pki.mould import Mould
from app.pki.profile import Profiles
from app.pki.requests import check_request, list_ignored
from app.pki.weak import Moduli

_READINESS = b"birthmark readiness check, version 1\x00"
"""In front of the random bytes that `check` has the CA sign: never the beginning of a certificate or a CRL."""


class IssuingAuthority:
    """Makes device certificates with one CA key; the door Authority, for any number of trays at once."""

    def __init__(
        self,
        key: PrivateKey,
        chain: tuple[x509.Certificate, ...],
        issuances: Issuances,
        profiles: Profiles,
        now: Callable[[], datetime],
        *,
        unlock: Callable[[SecretStr], None] | None = None,
    ) -> None:
        """Take the CA's key, its certificate followed by those above it, the ledger's memory, the profiles, and a clock in UTC.

        `unlock` logs in to the key's token, also after it was away; None where the key is in no token. Raises CaUnsuitable where these
        certificates may not sign device certificates, or are not this key's.
        """
        require_ca(chain, key.public_key())
        self._key = key
        self._chain = chain
        self._issuances = issuances
        self._profiles = profiles
        self._now = now
        self._unlock = unlock
        self._moulds: dict[str, Mould] = {}
        self._moduli = Moduli(issuances.list_moduli)
        self._one_at_a_time = threading.Lock()
        self._coming: list[tuple[Names, Future[None]]] = []
        """Of `issue_many`: what is on its way into the ledger."""

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The CA certificates, the issuing one first."""
        return self._chain

    def unlock(self, secret: SecretStr) -> None:
        """Log in to the token of the CA's key; a key that is in no token is open already. Raises HsmAway, PinRejected."""
        if self._unlock is not None:
            self._unlock(secret)

    def check(self) -> None:
        """Have the CA sign something harmless; raises CaExpired, CaUnsuitable, HsmAway, HsmLocked where it could not sign a certificate."""
        require_valid_ca(self._chain, self._now())
        challenge = _READINESS + os.urandom(32)
        public_key = self._key.public_key()
        try:
            verify(public_key, sign(self._key, challenge), challenge, hash_for(public_key))
        except InvalidSignature:
            raise CaUnsuitable("The CA's private key does not belong to its public key: its signatures are wrong.") from None

    def require_ready(self, recipe: Recipe) -> None:
        """As `check`, for this recipe: raises IssuanceRefused too, where its profile is not for it."""
        self._mould(recipe)
        self.check()

    def issue(self, csr: x509.CertificateSigningRequest, ticket: Ticket, recipe: Recipe) -> Issued:
        """The certificate for this key: the one already issued, or a new one, remembered before it is returned.

        Raises CsrRejected, Duplicate, IssuanceRefused, CaExpired, CaUnsuitable, HsmAway, HsmLocked, StoreError.
        """
        identifier, digest = ticket.identifier, recipe.digest
        public_key = check_request(csr, identifier, recipe.key.kind)
        fingerprint = key_fingerprint(public_key)
        # From looking to remembering nobody else may look: two trays with one unit would both sign.
        with self._one_at_a_time:
            wait(kept for _, kept in self._coming)
            now = self._now()
            priors = self._issuances.list_issued(identifier, fingerprint)
            require_no_other(priors, ticket, fingerprint, now)
            # What a rotation has made and nobody confirmed is what its retry needs; what is confirmed is what it replaces, and goes before
            # the other in a plain run.
            for prior in sorted(priors, key=lambda prior: not prior.confirmed):
                replaced = ticket.rotation and prior.confirmed
                if prior.recipe_digest == digest and prior.key == fingerprint and _valid(prior, now) and not replaced:
                    return Issued(prior.chain, reused=True)
            self._moduli.require_own_primes(public_key)
            chain = self._make(public_key, ticket, recipe, now)
            findings = require_sound(chain, identifier, public_key, now, priors)
            self._issuances.add_issued(ticket.run, identifier, fingerprint, digest, chain, renewing=bool(ticket.rotation))
        ignored = [f"the request also asked for {asked}, which was left out" for asked in list_ignored(csr)]
        return Issued(chain, reused=False, remarks=(*(finding.words for finding in findings), *ignored))

    def verification(self, code: str) -> x509.Certificate:
        """A certificate with CN = the platform's code, signed by the CA; raises CaExpired, CaUnsuitable, IssuanceRefused, HsmAway."""
        return verification_certificate(self._key, self._chain[0], code, self._now())

    def publish_crl(self, book: Revoked, *, days: int, who: str = "") -> Crl:
        """The signed list of what was revoked of this CA, remembered; raises CaExpired, CaUnsuitable, HsmAway, HsmLocked, StoreError."""
        with self._one_at_a_time:
            return publish(self._key, self._chain, book, days=days, now=self._now(), who=who)

    def find_issued(self, chain: Chain, ticket: Ticket, recipe: Recipe) -> Issued | None:
        """The certificate in `chain`, where it is the one issued for this unit by this recipe and still good; None: another may be made.

        Raises Duplicate where it was issued by another recipe and is in use, RotationUnfinished where it is to replace one that still is.
        """
        now = self._now()
        priors = self._issuances.list_issued(ticket.identifier, key_fingerprint(chain.leaf.public_key()))
        for prior in priors:
            if prior.chain.fingerprint != chain.fingerprint or prior.identifier != ticket.identifier or not _valid(prior, now):
                continue
            if ticket.rotation and prior.confirmed:
                continue
            old = next((each for each in priors if each.identifier == ticket.identifier and each.confirmed and _valid(each, now)), None)
            if old is not None and not (ticket.rotation or prior.confirmed):
                raise _unfinished(ticket.identifier, old)
            if prior.recipe_digest == recipe.digest:
                return Issued(prior.chain, reused=True)
            if prior.confirmed:
                raise Duplicate(
                    f"{shown(ticket.identifier)} already has a certificate by another recipe, or another version of it ({_which(prior)}).",
                    advice="The unit is finished. If it is to be made anew, a supervisor must have its credentials erased first.",
                )
        return None

    def issue_many(
        self, requests: Sequence[Request], recipe: Recipe, remember: Callable[[list[Issued | StationError]], Future[None]]
    ) -> None:
        """Make the certificate for each key, in order, or say why there is none: `remember` begins to keep them before anybody gets them.

        Until its Future is done, what it keeps counts as kept, for whoever asks here; the next ones may be made meanwhile.
        Raises what concerns all of them: IssuanceRefused (the recipe's profile), CaExpired, CaUnsuitable, HsmAway, HsmLocked, StoreError.
        """
        with self._one_at_a_time:
            now = self._now()
            require_valid_ca(self._chain, now)
            # First what is on its way into the ledger, then the ledger: so what arrives between the two is seen.
            self._coming = [(names, kept) for names, kept in self._coming if not kept.done()]
            identifiers = [request.ticket.identifier for request in requests]
            keys = [request.key for request in requests if not request.born_here]
            known = Known(self._issuances.list_issued_among(identifiers, keys), [names for names, _ in self._coming])
            press = Press(self._key, self._chain, self._mould(recipe), recipe, moduli=self._moduli, now=now)
            answers = [answer(request, known, press, require_no_other) for request in requests]
            self._coming.append((known.own, remember(answers)))

    def _make(self, public_key: PublicKey, ticket: Ticket, recipe: Recipe, now: datetime) -> Chain:
        require_valid_ca(self._chain, now)
        builder = self._mould(recipe).cast(public_key, ticket, now)
        leaf = builder.sign(self._key, hash_for(self._key.public_key()))
        return Chain(leaf, self._chain)

    def _mould(self, recipe: Recipe) -> Mould:
        """The recipe's mould, made once."""
        digest = recipe.digest
        if digest not in self._moulds:
            self._moulds[digest] = Mould(self._profiles.of(recipe), recipe, self._chain)
        return self._moulds[digest]


def require_no_other(priors: list[Prior], ticket: Ticket, key: str, now: datetime) -> None:
    """Raise Duplicate where this key has another name, or this name has another key in a unit that passed and is not to get a new one.

    `priors` are the newest first. Raises KeyCompromised too, and RotationUnfinished where this key is the new one of a rotation.
    """
    identifier = ticket.identifier
    begun = False
    for prior in priors:
        if prior.key == key and prior.revoked is Reason.KEY_COMPROMISE:
            raise KeyCompromised(
                f"The key of {shown(identifier)} was reported compromised; it gets no certificate again ({_which(prior)})."
            )
        if prior.key == key and prior.identifier != identifier:
            raise Duplicate(f"This device's key already has a certificate as {shown(prior.identifier)} ({_which(prior)}).")
        begun = begun or (prior.key == key and not prior.confirmed)
        other = prior.identifier == identifier and prior.key != key and prior.confirmed and _valid(prior, now)
        if other and not ticket.rotation:
            if begun:
                raise _unfinished(identifier, prior)
            raise Duplicate(
                f"{shown(identifier)} already has a certificate for another key ({_which(prior)}).",
                advice="Put the unit aside: another unit has this identifier, or this one lost its key. A supervisor decides.",
            )


def _unfinished(identifier: str, old: Prior) -> RotationUnfinished:
    return RotationUnfinished(
        f"{shown(identifier)} was to get another certificate than the one it has ({_which(old)}), and the rotation did not come to its end."
    )


def _valid(prior: Prior, now: datetime) -> bool:
    leaf = prior.chain.leaf
    return prior.revoked is None and leaf.not_valid_before_utc <= now < leaf.not_valid_after_utc


def _which(prior: Prior) -> str:
    leaf = prior.chain.leaf
    return f"serial {prior.chain.serial}, from {day(leaf.not_valid_before_utc)} to {day(leaf.not_valid_after_utc)}"
