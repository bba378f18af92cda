"""A line whose HSM goes away: trays refuse before any key is made, and go on once it is back, without a restart."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.core.recipe import KeyKind, Recipe
from app.core.run import Outcome, Step
from app.pki.authority import IssuingAuthority
from app.pki.ceremony import make_root
from app.pki.keys import kind_of
from app.pki.pkcs11 import Token
from app.pki.softhsm import find_softhsm, init_softhsm_token
from app.sandbox.unit import SimulatedUnit
from tests.provisioning.floor import PROFILES, QUICK

PIN = SecretStr("canary-pin-4711")


@pytest.fixture
def hsm(floor, tmp_path: Path):
    """The floor's authority with its key in a token; yields the folder of the tokens."""
    module = find_softhsm()
    if module is None:
        reason = "SoftHSM2 is not installed (Debian: softhsm2)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    before, home = os.environ.get("SOFTHSM2_CONF"), tmp_path / "hsm"
    init_softhsm_token(module, home, "line", pin=PIN, so_pin=PIN)
    with Token.open(module, "line", PIN, writable=True, again=lambda: PIN) as token:
        key = token.make_key("ca", KeyKind.EC_P256)
        authority = IssuingAuthority(key, (make_root(key, "HSM CA", 5, floor.clock()),), floor.ledger, PROFILES, floor.clock)
        floor.bench = replace(floor.bench, authority=authority)
        yield home / "tokens"
    os.environ.pop("SOFTHSM2_CONF", None)
    if before is not None:
        os.environ["SOFTHSM2_CONF"] = before


@pytest.mark.hsm
def test_trays_pause_while_the_hsm_is_away_and_go_on_when_it_is_back(floor, hsm: Path) -> None:
    assert floor.run(SimulatedUnit("0042-1187", chip="a")).outcome is Outcome.PASSED
    hsm.rename(hsm.with_name("elsewhere"))
    try:
        for number in range(2):
            unit = SimulatedUnit(f"0042-119{number}", chip=f"b{number}")
            record = floor.run(unit)
            assert (record.outcome, record.failure.code) == (Outcome.ERROR, "PKI-HSM-AWAY")
            assert record.failure.retryable
            assert record.steps[-1].step is Step.ADMIT
            assert unit.key is None
    finally:
        hsm.with_name("elsewhere").rename(hsm)
    assert floor.run(unit).outcome is Outcome.PASSED
    assert len(floor.certificates()) == 2


def test_a_unit_with_an_ed25519_key_passes(floor) -> None:
    recipe = Recipe.model_validate({**QUICK.model_dump(), "key": {**QUICK.key.model_dump(), "kind": "ed25519"}, "storage": {"config": ""}})
    record = floor.run(SimulatedUnit("0042-1187", chip="a"), recipe)
    assert record.outcome is Outcome.PASSED, record.failure
    assert kind_of(record.chain.leaf.public_key()) is KeyKind.ED25519
    assert len(floor.certificates()) == 1
