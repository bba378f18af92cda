"""The outbox as it runs: its threads, the real client, the sandbox over TLS, a real ledger; killed, stopped, and left without a network."""

import threading
import time
from contextlib import ExitStack

import pytest

from app.cloud.insisting import Patience
from app.cloud.inventory import PeridioInventory
from app.cloud.peridio import PeridioCore
from app.core.outbox import BreakerState, DebtState
from app.core.waiting import Deadline, Stop
from app.provisioning.outbox import Outbox
from app.provisioning.outbox_reconcile import reconcile
from app.provisioning.outbox_rules import Limits
from app.sandbox.faults import Fault, Faults
from app.store import Ledger
from tests.provisioning.floor import Floor
from tests.provisioning.outbox_lab import OWED, owe

FAST = Limits(in_flight=4, rate=0, rest=0.1, longest_rest=0.4, pause=0.05, longest_pause=0.2)
PATIENCE = Patience(connect=2, answer=2, total=4, tries=2, pause=0.01)


class Yard(Floor):
    """A floor with an outbox that is not started."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.core = self.client()
        self.outbox = Outbox(self.ledger.outbox, self.core.open_series, FAST)

    def client(self, patience=PATIENCE):
        return PeridioCore(
            self.platform.admin_url,
            self.platform.api_key,
            product=self.platform.product_prn,
            ca_bundle=self.platform.ca_file,
            patience=patience,
        )

    def owe(self, count):
        for number in range(count):
            owe(self.ledger, f"SN-{number:03}")

    def wait_for(self, condition, seconds=60):
        assert Stop().wait_for(condition, Deadline(seconds)), self.outbox.state

    def settled(self):
        return self.ledger.outbox.count().open == 0

    def pairs(self):
        """Every device of the platform with how many certificates it has."""
        serials = [row["serial"] for row in self.certificates()]
        assert len(serials) == len(set(serials))
        return {row["identifier"] for row in self.devices()}, len(serials)


@pytest.fixture
def yard(tmp_path):
    with ExitStack() as opened:
        floor = Yard(tmp_path, opened)
        opened.callback(floor.outbox.close)
        yield floor


def test_a_run_of_mode_owed_passes_without_the_platform_and_is_settled_when_it_is_back(yard):
    from tests.provisioning.test_flow import unit  # noqa: PLC0415 - pytest rewrites it first

    yard.platform.stop()
    record = yard.run(unit(), OWED)
    assert (record.outcome.value, record.receipt.state.value) == ("PASSED", "owed")
    with yard.outbox:
        yard.wait_for(lambda: yard.outbox.state.last is not None)
        assert yard.outbox.state.last.code == "CLD-UNREACHABLE"
        assert yard.ledger.outbox.count().owed == 1
    yard.platform.start()
    core = yard.client()
    with Outbox(yard.ledger.outbox, core.open_series, FAST) as outbox:
        yard.wait_for(yard.settled)
        yard.wait_for(lambda: outbox.idle)
    later = yard.ledger.get_run(record.start.run).receipt
    assert later.state.value == "registered"
    assert later.requests
    (device,) = yard.devices()
    assert (device["prn"], device["identifier"], device["tags"]) == (later.device, record.identifier, ["lab"])
    yard.ledger.verify()


@pytest.mark.parametrize(
    "faults",
    [
        Faults((Fault.CUT_AFTER, Fault.CUT_BEFORE, Fault.INTERNAL, Fault.NOT_JSON, Fault.WRONG_SHAPE), rate=0.3, seed=3),
        Faults((Fault.THROTTLED, Fault.BUSY), rate=0.3, seed=4, retry_after=0),
        Faults((Fault.CUT_AFTER,), method="POST", times=20),
        Faults((Fault.UNAUTHORIZED,), times=12),
    ],
    ids=["mixed", "throttled", "answers lost", "key refused for a while"],
)
def test_whatever_fails_each_unit_is_there_once_in_the_end(yard, faults):
    yard.owe(15)
    yard.platform.faults = faults
    with yard.outbox:
        yard.wait_for(yard.settled)
    assert yard.platform.faults_struck > 0
    yard.platform.faults = Faults()
    assert yard.pairs() == ({f"SN-{number:03}" for number in range(15)}, 15)
    yard.ledger.verify()


def test_a_refusal_is_a_dead_letter_and_goes_on_when_a_person_says_so(yard):
    yard.owe(3)
    yard.platform.faults = Faults((Fault.CODES,), method="POST", path="/devices", times=1)
    with yard.outbox:
        yard.wait_for(lambda: yard.ledger.outbox.count().owed == 0)
        (dead,) = yard.ledger.outbox.list_debts()
        assert (dead.state, dead.code) == (DebtState.DEAD, "CLD-REFUSED")
        assert dead.message.endswith((".", ")."))
        yard.ledger.outbox.retry([dead.id], "SV-01")
        yard.outbox.resume()
        yard.wait_for(yard.settled)
    assert len(yard.devices()) == 3


def test_the_breaker_opens_is_seen_and_closes_by_itself(yard):
    yard.owe(12)
    yard.platform.faults = Faults((Fault.INTERNAL,))
    with yard.outbox:
        yard.wait_for(lambda: yard.outbox.state.breaker is BreakerState.OPEN)
        assert yard.outbox.state.last.code == "CLD-UNREACHABLE"
        yard.platform.faults = Faults()
        yard.wait_for(yard.settled)
        yard.wait_for(lambda: yard.outbox.state.breaker is BreakerState.CLOSED)
        assert yard.outbox.state.last is None


def test_a_stop_is_heard_in_the_middle_of_a_call_and_nothing_is_lost(yard):
    yard.owe(8)
    yard.platform.faults = Faults((Fault.STALL,))
    patient = yard.client(Patience(connect=300, answer=300, total=300))
    outbox = Outbox(yard.ledger.outbox, patient.open_series, FAST)
    outbox.start()
    yard.wait_for(lambda: outbox.state.in_flight == FAST.in_flight)
    began = time.monotonic()
    outbox.close()
    assert time.monotonic() - began < 60, "it did not wait for the answers"
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("outbox")]
    assert yard.ledger.outbox.count().owed == 8
    assert not outbox.state.running
    yard.platform.faults = Faults()
    with yard.outbox:
        yard.wait_for(yard.settled)


def test_reconciliation_tells_both_directions(yard):
    yard.owe(6)
    with yard.outbox:
        yard.wait_for(yard.settled)
    early = owe(yard.ledger, "SN-EARLY")
    yard.core.register("SN-EARLY", early.identity, early.chain, OWED, Stop())
    owe(yard.ledger, "SN-LATE")
    with Ledger.open(None, "LINE-9") as other:
        stranger = owe(other, "SN-STRANGER")
    yard.core.register("SN-STRANGER", stranger.identity, stranger.chain, OWED, Stop())
    rows = {row["identifier"]: row["prn"] for row in yard.devices()}
    with yard.core.access.open(Stop()) as talk:
        talk.delete(f"/devices/{rows['SN-000']}")
    has = PeridioInventory(yard.core.access).read({yard.platform.product_prn}, Stop())
    report = reconcile(yard.ledger.outbox.accounts(), has)
    assert report.agreed == 5
    assert report.missing == ("SN-000",)
    assert report.unknown == ("SN-STRANGER",)
    assert report.early == ("SN-EARLY",)
    assert report.owed == ("SN-LATE",)
    assert not report.sound
