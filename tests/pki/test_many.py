"""Many certificates at once: an HSM that begins to err is found out by the sample, before anybody keeps one of them."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from pki_lab import PROFILES, Ca, Clock, Memory, recipe_of, ticket_of

from app.core.errors import CaUnsuitable
from app.core.recipe import KeyKind
from app.pki import Request
from app.pki.authority import IssuingAuthority
from app.pki.hsmkey import HsmEcKey, KeyName
from app.pki.keys import generate, verify
from app.pki.many import SAMPLE
from app.pki.requests import prove

RECIPE = recipe_of(key={"kind": "ec-p256", "origin": "station"})


class Token:
    """Holds a key, and signs something else from one signature on."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, errs_after: int) -> None:
        self.key, self.left = key, errs_after

    def sign_raw(self, name, mechanism, data):
        del name, mechanism
        self.left -= 1
        signed = data if self.left >= 0 else bytes(reversed(data))
        numbers = decode_dss_signature(self.key.sign(signed, ec.ECDSA(Prehashed(hashes.SHA256()))))
        return b"".join(number.to_bytes(32, "big") for number in numbers)


def issue(ca: Ca, errs_after: int, count: int, kept: list):
    """Have so many units' certificates signed by a token with the CA's key, and kept."""
    key = HsmEcKey(Token(ca.key, errs_after), KeyName("ca"), ca.key.public_key())
    units = [(f"SN-{number:03}", generate(KeyKind.EC_P256)) for number in range(count)]
    requests = [Request(ticket_of(name), prove(unit, name), f"{number:064}", born_here=True) for number, (name, unit) in enumerate(units)]
    IssuingAuthority(key, ca.chain, Memory(), PROFILES, Clock()).issue_many(requests, RECIPE, kept.extend)


def test_every_signature_of_a_sound_token_is_the_cas(ca):
    kept = []
    issue(ca, 1_000, 3 * SAMPLE, kept)
    assert len(kept) == 3 * SAMPLE
    for answer in kept:
        leaf = answer.chain.leaf
        verify(ca.key.public_key(), leaf.signature, leaf.tbs_certificate_bytes, hashes.SHA256())


@pytest.mark.parametrize("sound", [1, SAMPLE - 1, SAMPLE, 2 * SAMPLE])
def test_of_a_token_that_begins_to_err_nothing_is_kept(ca, sound):
    kept = []
    with pytest.raises(CaUnsuitable, match="signature that is not its own") as told:
        issue(ca, sound, 4 * SAMPLE, kept)
    assert kept == []
    assert "faulty" in told.value.advice
