"""A line whose HSM goes away: trays refuse before any key is made, and go on once it is back, without a restart."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.core.recipe import KeyKind, Recipe
from app.core.record import to_json
from app.core.run import Outcome, Step
from app.gui.recorded import certificate_facts
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


def test_a_certificate_without_end_is_kept_and_told(floor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")  # there, the end is past the last date that Python knows
    time.tzset()
    try:
        values = {"manufacturer": "Example Devices", "hardware_type": "1.3.6.1.4.1.99999.1"}
        recipe = Recipe.model_validate({**QUICK.model_dump(), "certificate": {"profile": "ieee-802.1ar-idevid", "values": values}})
        record = floor.run(SimulatedUnit("0042-1187", chip="a"), recipe)
        assert record.outcome is Outcome.PASSED, record.failure
        assert record.chain.endless
        assert next(step.facts for step in record.steps if step.step is Step.ISSUE)["profile"] == "ieee-802.1ar-idevid"
        kept = floor.ledger.get_run(record.start.run)
        assert kept.chain == record.chain
        assert to_json(kept)["certificate"]["not_after"].startswith("9999-12-31")
        assert {fact.title: fact.value for fact in certificate_facts(kept, floor.clock())}["Valid"] == "without end"
        floor.ledger.verify()
    finally:
        monkeypatch.undo()
        time.tzset()
