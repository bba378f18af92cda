"""Certificates out of the stencil are, byte for byte, what the mould casts; where they could not be, there is no stencil."""

import subprocess

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pki_lab import NOW, PROFILES, RUN, ca_of, recipe_of

from app.core.device import Identity
from app.core.recipe import KeyKind
from app.core.ticket import OrderWords, Ticket
from app.pki.keys import generate, hash_for, sign
from app.pki.mould import Mould
from app.pki.stencil import Stencil


def cut(ca, recipe, order=OrderWords()):  # noqa: B008 - frozen
    mould = Mould(PROFILES.get(recipe.certificate.profile), recipe, ca.chain)
    return mould, Stencil.cut(mould.cast, ca.root_key, recipe.key.kind, order, NOW)


@pytest.mark.parametrize("ca_kind", [KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048])
@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048])
@pytest.mark.parametrize("name", ["A", "SN-0001", "x" * 64])
def test_the_same_bytes_as_the_mould_makes(ca_kind, kind, name):
    ca = ca_of(ca_kind)
    mould, stencil = cut(ca, recipe_of(key={"kind": kind.value, "origin": "station"}))
    key = generate(kind).public_key()
    cast = mould.cast(key, Ticket(RUN, name, Identity("Gate-3", name)), NOW).sign(ca.key, hash_for(ca.key.public_key()))
    tbs = stencil.fill(name, key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo), cast.serial_number)
    assert tbs == cast.tbs_certificate_bytes
    made = stencil.signed(tbs, sign(ca.key, tbs))
    checked = subprocess.run(["openssl", "x509", "-inform", "DER", "-noout", "-text"], input=made, capture_output=True, check=True).stdout
    assert f"CN = {name}".encode() in checked or f"CN={name}".encode() in checked


def test_what_differs_in_more_than_name_and_key_has_no_stencil(ca):
    for san in ("uri:urn:example:{serial}", "uri:urn:example:{identifier}", "dns:{chip}.example"):
        assert cut(ca, recipe_of(certificate={"san": [san]}))[1] is None
    assert cut(ca, recipe_of(certificate={"san": ["uri:urn:example:all"]}))[1] is not None


def test_the_order_is_the_same_for_all(ca):
    recipe = recipe_of(certificate={"san": ["uri:urn:order:{order.number}"]})
    mould, stencil = cut(ca, recipe, OrderWords("WO-1"))
    key = generate(KeyKind.EC_P256).public_key()
    ticket = Ticket(RUN, "SN-1", Identity("Gate-3", "SN-1"), order=OrderWords("WO-1"))
    cast = mould.cast(key, ticket, NOW).sign(ca.key, hash_for(ca.key.public_key()))
    spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert stencil.fill("SN-1", spki, cast.serial_number) == cast.tbs_certificate_bytes
