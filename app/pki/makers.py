"""Certificates that devices come with: whether the maker's CA made them, and no other device has the same."""

from collections.abc import Callable, Mapping
from datetime import datetime

from cryptography import x509
from cryptography.x509.verification import (
    Criticality,
    ExtensionPolicy,
    Policy,
    PolicyBuilder,
    Store,
    VerificationError,
)

from app.core.chain import Chain, key_fingerprint
from app.core.errors import MakerUnknown
from app.core.recipe import Recipe, shown
from app.core.ticket import Ticket
from app.pki import Issuances
from app.pki.authority import require_no_other
from app.pki.keys import find_weakness, kind_of, words_of

Anchors = Mapping[str, tuple[x509.Certificate, ...]]
"""The CA certificates of makers, by the name that recipes give them."""


class KnownMakers:
    """The makers whose CA certificates this station has; the door Makers."""

    def __init__(self, anchors: Anchors, issuances: Issuances, now: Callable[[], datetime]) -> None:
        self._anchors = anchors
        self._issuances = issuances
        self._now = now

    def require_ready(self, recipe: Recipe) -> None:
        """Raise MakerUnknown where the recipe's maker is not known here."""
        if recipe.certificate.maker not in self._anchors:
            raise MakerUnknown(
                f"The CA certificates of the maker “{recipe.certificate.maker}” are not there.",
                advice=f"An engineer must put them into the folder `makers` as {recipe.certificate.maker}.pem.",
            )

    def vouch(self, present: Chain | None, ticket: Ticket, recipe: Recipe) -> Chain:
        """The device's own certificate with its issuers up to the maker's CA; whether it holds the key, only a challenge tells.

        Raises MakerUnknown (no certificate, not the maker's, not valid now, a key of another kind), Duplicate.
        """
        self.require_ready(recipe)
        if present is None:
            raise MakerUnknown("The device holds no certificate of its maker.")
        key = present.leaf.public_key()
        weakness = find_weakness(key)
        if weakness:
            raise MakerUnknown(f"The device's own certificate cannot be used: its key {weakness}.")
        if kind_of(key) is not recipe.key.kind:
            raise MakerUnknown(f"The device came with an {words_of(key)} key; the recipe asks for {recipe.key.kind.value}.")
        chain = _verified(present, self._anchors[recipe.certificate.maker], self._now())
        fingerprint = key_fingerprint(key)
        require_no_other(self._issuances.list_issued(ticket.identifier, fingerprint), ticket, fingerprint, self._now())
        return chain


def _verified(present: Chain, anchors: tuple[x509.Certificate, ...], now: datetime) -> Chain:
    # Makers' certificates follow no profile of the web: of extensions only what makes a CA one is asked for.
    ours = ExtensionPolicy.permit_all()
    theirs = ExtensionPolicy.permit_all().require_present(x509.BasicConstraints, Criticality.AGNOSTIC, _require_ca)
    theirs = theirs.may_be_present(x509.KeyUsage, Criticality.AGNOSTIC, _require_signer)
    builder = PolicyBuilder().store(Store(list(anchors))).time(now).max_chain_depth(4)
    verifier = builder.extension_policies(ee_policy=ours, ca_policy=theirs).build_client_verifier()
    try:
        path = verifier.verify(present.leaf, list(present.issuers)).chain
    except (VerificationError, ValueError) as error:
        issuer = present.leaf.issuer.rfc4514_string()
        raise MakerUnknown(f"The device's certificate (from {shown(issuer)}) does not lead to the maker's CA.") from error
    for below, issuer_certificate in enumerate(path[1:]):
        length = issuer_certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length
        if length is not None and length < below:
            raise MakerUnknown("The device's certificate leads to the maker's CA by a longer way than the CA allows.")
    return Chain.of(path)


def _require_ca(_policy: Policy, _certificate: x509.Certificate, constraints: x509.BasicConstraints) -> None:
    if not constraints.ca:
        raise ValueError("an issuer that is no CA")


def _require_signer(_policy: Policy, _certificate: x509.Certificate, usage: x509.KeyUsage | None) -> None:
    if usage is not None and not usage.key_cert_sign:
        raise ValueError("an issuer whose key may not sign certificates")
