"""Many certificates at once: an HSM that begins to err is found out by the sample, before anybody keeps one of them."""

from concurrent.futures import Future, ThreadPoolExecutor
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from pki_lab import PROFILES, Ca, Clock, Memory, recipe_of, ticket_of

from app.core.chain import key_fingerprint
from app.core.errors import CaUnsuitable, Duplicate, StoreFull
from app.core.recipe import KeyKind
from app.pki import Issued, Request
from app.pki.authority import IssuingAuthority
from app.pki.hsmkey import HsmEcKey, KeyName
from app.pki.keys import generate, verify
from app.pki.many import SAMPLE
from app.pki.requests import build_request, prove

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


def keep(kept: list, answers: list) -> Future[None]:
    kept.extend(answers)
    done = Future()
    done.set_result(None)
    return done


def issue(ca: Ca, errs_after: int, count: int, kept: list):
    """Have so many units' certificates signed by a token with the CA's key, and kept."""
    key = HsmEcKey(Token(ca.key, errs_after), KeyName("ca"), ca.key.public_key())
    units = [(f"SN-{number:03}", generate(KeyKind.EC_P256)) for number in range(count)]
    requests = [Request(ticket_of(name), prove(unit, name), f"{number:064}", born_here=True) for number, (name, unit) in enumerate(units)]
    IssuingAuthority(key, ca.chain, Memory(), PROFILES, Clock()).issue_many(requests, RECIPE, lambda answers: keep(kept, answers))


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


def requests_of(keys) -> list[Request]:
    return [Request(ticket_of(name), prove(key, name), name, born_here=False) for name, key in keys.items()]


def test_what_is_on_its_way_into_the_ledger_counts_as_kept_for_the_next_batch(ca):
    authority = IssuingAuthority(ca.key, ca.chain, Memory(), PROFILES, Clock())
    coming, told = Future(), []
    unit = {"SN-1": generate(KeyKind.EC_P256)}

    def begin(answers):
        told.append(answers)
        return coming

    authority.issue_many(requests_of(unit), RECIPE, begin)
    authority.issue_many(requests_of(unit), RECIPE, begin)
    assert isinstance(told[0][0], Issued)
    assert isinstance(told[1][0], Duplicate)
    coming.set_exception(StoreFull("The disk is full."))
    authority.issue_many(requests_of(unit), RECIPE, begin)
    assert isinstance(told[2][0], Issued), "what did not arrive may be made again"


def test_a_tray_waits_for_what_is_on_its_way_into_the_ledger(ca):
    coming = Future()

    class Watched(Memory):
        def list_issued(self, identifier, key):
            assert coming.done(), "asked before it was kept"
            return super().list_issued(identifier, key)

    memory = Watched()
    authority = IssuingAuthority(ca.key, ca.chain, memory, PROFILES, Clock())
    key, told = generate(KeyKind.EC_P256), []

    def begin(answers):
        told.extend(answers)
        return coming

    recipe = recipe_of()
    requests = [Request(ticket_of("SN-1"), prove(key, "SN-1"), key_fingerprint(key.public_key()), born_here=False)]
    authority.issue_many(requests, recipe, begin)
    with ThreadPoolExecutor(1) as tray:
        issued = tray.submit(authority.issue, build_request(key, "SN-1"), ticket_of("SN-1"), recipe)
        memory.add_issued(uuid4(), "SN-1", key_fingerprint(key.public_key()), recipe.digest, told[0].chain)
        coming.set_result(None)
        assert issued.result() == Issued(told[0].chain, reused=True)
