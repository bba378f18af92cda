"""Which authority signs: named by the recipe, handed over on a day, never in a circle."""

import datetime as dt

import pytest
from pki_lab import NOW, RUN, UNIT, Clock, ca_of, recipe_of

from app.core.authority import Handover
from app.core.errors import HandoverRefused, SettingsError
from app.core.recipe import KeyKind
from app.core.ticket import Ticket
from app.pki.keys import generate
from app.pki.requests import build_request
from app.pki.several import Several, require_plan, signing

DAY = dt.timedelta(days=1)


def plan(before: str, after: str, days: int = 0) -> Handover:
    return Handover(NOW, before, after, NOW + days * DAY, "OP-09")


@pytest.mark.parametrize(
    ("plans", "days", "who"),
    [
        ([], 0, "main"),
        ([plan("main", "next", 10)], 9, "main"),
        ([plan("main", "next", 10)], 10, "next"),
        ([plan("main", "next", 10), plan("next", "last", 20)], 15, "next"),
        ([plan("main", "next", 10), plan("next", "last", 20)], 20, "last"),
        ([plan("main", "next"), plan("next", "main")], 1, "next"),
    ],
)
def test_who_signs_on_which_day(plans, days, who):
    assert signing("main", plans, NOW + days * DAY) == who


def test_a_handover_changes_who_signs_and_nothing_that_was_signed(make_authority, clock: Clock):
    first, second = ca_of(KeyKind.EC_P256), ca_of(KeyKind.EC_P384)
    plans: list[Handover] = []
    several = Several({"main": make_authority(first), "next": make_authority(second)}, lambda: plans, clock)
    key = generate(KeyKind.EC_P256)
    ticket = Ticket(RUN, "SN-0001", UNIT)
    before = several.issue(build_request(key, "SN-0001"), ticket, recipe_of()).chain
    assert before.issuers == first.chain == several.chain
    plans.append(plan("main", "next", 5))
    clock.at = NOW + 5 * DAY
    assert several.issue(build_request(key, "SN-0001"), ticket, recipe_of()).chain == before, "what is there is used again"
    other = generate(KeyKind.EC_P256)
    after = several.issue(build_request(other, "SN-0002"), Ticket(RUN, "SN-0002", UNIT), recipe_of()).chain
    assert after.issuers == second.chain == several.chain
    several.check()
    several.require_ready(recipe_of())


def test_a_recipe_names_its_authority(make_authority, clock: Clock):
    first, second = ca_of(KeyKind.EC_P256), ca_of(KeyKind.EC_P256)
    several = Several({"main": make_authority(first), "other": make_authority(second)}, list, clock)
    named = recipe_of(certificate={"authority": "other"})
    key = generate(KeyKind.EC_P256)
    assert several.issue(build_request(key, "SN-0001"), Ticket(RUN, "SN-0001", UNIT), named).chain.issuers == second.chain
    with pytest.raises(SettingsError, match="no authority “nowhere”"):
        several.require_ready(recipe_of(certificate={"authority": "nowhere"}))


def test_an_impossible_plan_is_refused():
    ca, short = ca_of(KeyKind.EC_P256), ca_of(KeyKind.EC_P256, years=1)
    chains = {"main": ca.chain, "next": ca.chain, "short": short.chain, "broken": ()}
    require_plan(plan("main", "next", 30), chains, [])
    for before, after, days, words in (
        ("main", "nobody", 1, "no usable authority “nobody”"),
        ("main", "broken", 1, "no usable authority “broken”"),
        ("main", "short", 400, "not on"),
        ("main", "next", -400, "not on"),
        ("main", "main", 1, "nobody would sign"),
    ):
        with pytest.raises(HandoverRefused, match=words):
            require_plan(plan(before, after, days), chains, [])
    with pytest.raises(HandoverRefused, match="nobody would sign"):
        require_plan(plan("main", "next", 1), chains, [plan("next", "main", 9)])
