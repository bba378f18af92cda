"""The first unit of an order or a shift is confirmed on the platform before a second may start; the platform must be ready for JITP."""

import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import app
from app.cloud.authorities import PeridioAuthorities
from app.cloud.witness import PeridioWitness
from app.core.authority import Registered
from app.core.chain import Chain
from app.core.contact import Contact
from app.core.errors import FirstArticlePending
from app.core.jitp import Jitp
from app.core.recipe import Recipe
from app.core.run import Outcome, Receipt, ReceiptState, Step
from app.core.waiting import Stop
from app.core.work import Order
from app.pki.ceremony import verification_certificate
from app.provisioning.contacts import ContactWatch, look
from app.provisioning.firsts import Firsts
from app.sandbox.faults import Fault, Faults
from app.store import Ledger
from tests.provisioning.floor import QUICK
from tests.provisioning.outbox_lab import begin, chain_for
from tests.provisioning.test_flow import SERIAL, unit

OTHER = "0042-1190"
ROOT = Path(app.__file__).parent.parent
JITP = Jitp("sandbox", "just in time")


def by(mode, *, first_article=True, **parts):
    return Recipe.model_validate({**QUICK.model_dump(), "registration": {"mode": mode, "first_article": first_article}, **parts})


STATION_KEY = {"key": {**QUICK.key.model_dump(), "origin": "station"}, "proof": {"contact": "station"}}


def take(floor, recipe, *, first_article=True):
    """An order for this recipe is there."""
    made = Order("WO-1", "Gateway", recipe.name, recipe.version, recipe.digest, 10, listed=False, first_article=first_article)
    floor.ledger.orders.add(made, [], "LEAD")


def told(record):
    return record.outcome, record.failure and record.failure.code


def introduce_ca(floor, jitp=JITP, remembered=JITP):
    """As the ceremony does it: the platform is told of the CA, and the ledger remembers what was set."""
    authorities = PeridioAuthorities(floor.bench.registrar.access, floor.platform.organization)
    proof = verification_certificate(floor.ca_key, floor.chain[0], authorities.new_code(Stop()), datetime.now(UTC))
    known = authorities.add(floor.chain[0], proof, "line", Stop())
    authorities.set_jitp(floor.chain[0], jitp, Stop())
    if remembered is not None:
        where = floor.platform.admin_url
        set_now = Registered(datetime.now(UTC), Chain(floor.chain[0]).fingerprint, where, known.prn, "", "OP", remembered, jitp_set=True)
        floor.ledger.authorities.add_registration(set_now)


# ---- the hold ---------------------------------------------------------------------------------------------------


def test_while_the_first_unit_is_made_another_tray_is_told_to_wait(floor):
    recipe = by("required")
    floor.platform.faults = Faults((Fault.STALL,), times=1)
    first = threading.Thread(target=lambda: records.append(floor.run(unit(), recipe)))
    records = []
    first.start()
    while not floor.platform.faults_struck:
        first.join(0.01)
    waiting = floor.run(unit(serial=OTHER), recipe, socket="1-2")
    assert told(waiting) == (Outcome.ERROR, "ADM-FIRST")
    assert waiting.failure.message == "The first unit of the recipe simulated is on tray 1, and not confirmed on the platform yet."
    assert waiting.steps[-1].step is Step.ADMIT, "no key was made"
    first.join()
    assert records[0].outcome is Outcome.PASSED, records[0].failure
    assert floor.run(unit(serial=OTHER), recipe, socket="1-2").outcome is Outcome.PASSED


def test_a_first_unit_that_fails_leaves_its_place_to_the_next(floor):
    recipe = by("required")
    floor.platform.faults = Faults((Fault.FORBIDDEN,))
    assert told(floor.run(unit(), recipe)) == (Outcome.ERROR, "CLD-DENIED")
    floor.platform.faults = Faults()
    assert floor.run(unit(serial=OTHER), recipe).outcome is Outcome.PASSED


def test_an_owed_first_unit_is_registered_now_and_the_second_is_owed(floor):
    first, second = floor.run(unit(), by("owed")), floor.run(unit(serial=OTHER), by("owed"))
    assert (first.receipt.state, second.receipt.state) == (ReceiptState.REGISTERED, ReceiptState.OWED)
    assert [device["identifier"] for device in floor.devices()] == [SERIAL]


def test_an_order_says_for_itself_whether_it_holds(floor):
    recipe = by("owed", first_article=False)
    take(floor, recipe)
    assert floor.run(unit(), recipe, order="WO-1").receipt.state is ReceiptState.REGISTERED
    floor.bench = replace(floor.bench, firsts=anew(floor))
    assert floor.run(unit(serial=OTHER), recipe, order="WO-1").receipt.state is ReceiptState.OWED, (
        "also after a restart: the ledger knows the first"
    )


def anew(floor):
    """As after a restart."""
    witness = PeridioWitness(floor.bench.registrar.access, floor.platform.product_prn)
    return Firsts(witness, floor.ledger.contacts, floor.ledger.authorities, lambda _: floor.chain[0])


def test_without_an_order_the_hold_outlives_the_station_and_a_changed_recipe_begins_anew(floor):
    assert floor.run(unit(), by("owed")).receipt.state is ReceiptState.REGISTERED
    floor.bench = replace(floor.bench, firsts=anew(floor))
    floor.platform.stop()
    assert floor.run(unit(serial=OTHER), by("owed")).receipt.state is ReceiptState.OWED, "the first one is not asked for again"
    floor.platform.start()
    changed = Recipe.model_validate({**by("owed").model_dump(), "version": "2"})
    third = floor.run(unit(serial="0042-1191"), changed)
    assert told(third)[1] != "ADM-FIRST"
    assert third.steps[-1].step is not Step.ADMIT


CHILD = """
import os, signal, sys
from pathlib import Path
from app.core.recipe import Recipe
from app.core.run import ReceiptState
from app.store import Ledger
from tests.provisioning.outbox_lab import begin, finish

ledger = Ledger.open(Path(sys.argv[1]), "LINE-1")
for state, body in zip(ReceiptState, sys.argv[2:]):
    recipe = Recipe.of_body(body)
    finish(ledger, begin(ledger, recipe, order=""), f"SN-{state.value}", state)
    begin(ledger, recipe, order="")
os.kill(os.getpid(), signal.SIGKILL)
"""


class Knows:
    """A platform that is ready for JITP, and knows these devices."""

    def __init__(self, *names) -> None:
        self.names, self.asked = names, []

    def require_jitp(self, *_):
        """It is."""

    def find_receipt(self, identifier, _chain, _stop):
        self.asked.append(identifier)
        return Receipt(ReceiptState.REGISTERED) if identifier in self.names else None


def test_a_power_cut_neither_forgets_a_hold_nor_asks_for_it_again(tmp_path):
    recipes = {
        state: Recipe.model_validate({**by("jitp").model_dump(), "version": str(number)}) for number, state in enumerate(ReceiptState)
    }
    command = [sys.executable, "-c", CHILD, str(tmp_path / "ledger.db"), *(recipe.body for recipe in recipes.values())]
    cut = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=100)
    assert cut.returncode == -signal.SIGKILL, cut.stderr
    with Ledger.open(tmp_path / "ledger.db", "LINE-1") as ledger:
        assert len(ledger.close_interrupted(datetime.now(UTC))) == len(recipes)

        def hold(platform, state):
            """A unit comes to a station that was started anew."""
            firsts = Firsts(platform, ledger.contacts, ledger.authorities, lambda _: chain_for("CA").leaf)
            return firsts.hold(begin(ledger, recipes[state], order=""), "SN-2", recipes[state], Stop())

        strange, friend = Knows(), Knows("SN-awaited")
        for _ in range(2):
            words = r"first unit of the recipe simulated, SN-awaited, has not"
            with pytest.raises(FirstArticlePending, match=words), hold(strange, ReceiptState.AWAITED):
                pass
        with hold(friend, ReceiptState.AWAITED) as admitted:
            assert not admitted.first
        with hold(strange, ReceiptState.REGISTERED) as admitted:
            assert not admitted.first
        assert (strange.asked, friend.asked) == (["SN-awaited"] * 2, ["SN-awaited"])
        with hold(strange, ReceiptState.OWED) as admitted:
            assert admitted.first, "nobody was confirmed"


def test_without_an_order_that_asks_and_a_recipe_that_asks_nobody_is_held(floor):
    recipe = by("owed", first_article=False)
    take(floor, recipe, first_article=False)
    assert floor.run(unit(), recipe, order="WO-1").receipt.state is ReceiptState.OWED


# ---- just in time -----------------------------------------------------------------------------------------------


def test_a_platform_that_is_not_ready_is_found_before_any_key_is_made(floor):
    record = floor.run(unit(), by("jitp", first_article=False))
    assert told(record) == (Outcome.ERROR, "CLD-JITP")
    assert "does not know the CA CN=Test CA" in record.failure.message
    assert record.steps[-1].step is Step.ADMIT
    introduce_ca(floor, remembered=None)
    assert "Nothing is remembered" in floor.run(unit(), by("jitp", first_article=False)).failure.message


def test_the_second_unit_waits_until_the_first_has_made_itself_known(floor):
    introduce_ca(floor)
    recipe = by("jitp")
    take(floor, recipe)
    first = floor.run(unit(), recipe, order="WO-1")
    assert (first.outcome, first.receipt.state) == (Outcome.PASSED, ReceiptState.AWAITED)
    for _ in range(2):
        second = floor.run(unit(serial=OTHER), recipe, order="WO-1")
        assert told(second) == (Outcome.ERROR, "ADM-FIRST")
        assert second.failure.message == f"The first unit of order WO-1, {SERIAL}, has not made itself known to the platform yet."
        floor.bench = replace(floor.bench, firsts=anew(floor))  # a restart changes nothing


def test_with_a_call_as_proof_the_device_appears_by_itself_and_the_next_may_start(floor):
    introduce_ca(floor)
    recipe = by("jitp", **STATION_KEY)
    first = floor.run(unit(), recipe)
    assert first.outcome is Outcome.PASSED, first.failure
    assert first.receipt.state is ReceiptState.REGISTERED
    assert ":device_certificate:" in first.receipt.certificate
    assert floor.run(unit(serial=OTHER), recipe).outcome is Outcome.PASSED
    assert sorted(device["identifier"] for device in floor.devices()) == [SERIAL, OTHER]


# ---- who came ---------------------------------------------------------------------------------------------------


@pytest.fixture
def awaited(floor):
    """The record of a unit that passed and is awaited."""
    introduce_ca(floor)
    record = floor.run(unit(serial=OTHER), by("jitp", first_article=False))
    assert record.receipt.state is ReceiptState.AWAITED, record.failure
    return record


def witness(floor):
    return PeridioWitness(floor.bench.registrar.access, floor.platform.product_prn)


class Saw:
    """A platform that saw just these."""

    def __init__(self, *contacts) -> None:
        self.contacts = contacts
        self.asked = threading.Event()

    def list_contacts(self, since, stop):
        del stop
        assert since <= datetime.now(UTC)
        self.asked.set()
        return self.contacts


def contact(record, event, refused=""):
    return Contact(event, datetime.now(UTC), record.identifier, record.chain.fingerprint, refused)


def test_who_came_and_why_another_was_sent_away_is_remembered_once(floor, awaited):
    book = floor.ledger.contacts
    assert look(witness(floor), book, Stop()).new == ()
    [unit_awaited] = book.list_awaited()
    assert (unit_awaited.identifier, unit_awaited.refused) == (OTHER, "")
    away = contact(awaited, "prn:1", "just-in-time provisioning is not enabled for its CA")
    strange = Contact("prn:2", datetime.now(UTC), "sn9", "00" * 32)
    looked = look(Saw(away, strange), book, Stop())
    assert looked.new == (away,)
    assert looked.awaited[0].refused == away.refused
    assert look(Saw(away), book, Stop()).new == ()
    came = contact(awaited, "prn:3")
    assert look(Saw(away, came, contact(awaited, "prn:4")), book, Stop()).new == (came,)
    assert book.list_awaited() == []
    floor.ledger.verify()


def test_a_device_that_calls_is_found_by_the_platforms_own_events(floor):
    introduce_ca(floor)
    device = unit()
    record = floor.run(device, by("jitp", first_article=False))
    assert floor.bench.device_api.call(device.key, record.chain, Stop()).identifier == SERIAL
    looked = look(witness(floor), floor.ledger.contacts, Stop())
    assert [(one.name, one.fingerprint, one.refused) for one in looked.new] == [(SERIAL, record.chain.fingerprint, "")]
    assert looked.awaited == ()


def test_the_watch_notes_it_by_itself(floor, awaited):
    saw = Saw(contact(awaited, "prn:1"))
    with ContactWatch(saw, floor.ledger.contacts, every=0.01):
        assert saw.asked.wait(10)
        end = Stop()
        while floor.ledger.contacts.list_awaited():
            end.wait(0.01)
