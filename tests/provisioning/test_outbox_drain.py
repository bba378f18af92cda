"""The rules of the outbox, with a clock that is told the time: nothing here sleeps."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import (
    PlatformConflict,
    PlatformDenied,
    PlatformRefused,
    PlatformThrottled,
    PlatformUnreachable,
    PlatformUntrusted,
    SettingsError,
    StoreFull,
)
from app.core.outbox import BreakerState, DebtState
from app.provisioning.outbox_courier import Courier
from app.provisioning.outbox_drain import IDLE, Drain
from app.provisioning.outbox_rules import Breaker, Bucket, Limits, pause_after
from app.store import Ledger
from tests.provisioning.outbox_lab import NOW, STATION, Clock, Told, owe

AWAY = PlatformUnreachable("Nothing answers.")
UNLIMITED = Limits(rate=0)


class World:
    """A ledger, a platform and a clock; `live` lets time pass as the outbox asks for."""

    def __init__(self, ledger, clock, limits=UNLIMITED) -> None:
        self.ledger, self.clock, self.platform = ledger, clock, Told()
        self.drain = Drain(ledger.outbox, limits, clock, lambda: 0.5)
        self.courier = Courier(lambda: self.platform)
        self.rounds = 0

    def round(self):
        """One look, with every answer at once; how many units went."""
        claims = self.drain.take()
        for claim in claims:
            self.drain.answer(self.courier.deliver(claim))
        self.drain.flush()
        self.rounds += 1
        return len(claims)

    def live(self, until):
        """Until that time, or until nothing is owed."""
        while self.clock.at < until and (owed := self.ledger.outbox.count()).owed:
            if not self.round():
                soon = self.clock.at + max(self.drain.wait(), timedelta(milliseconds=100))
                idle = self.drain.wait() == IDLE and owed.next_try is not None
                self.clock.at = max(soon, min(until, owed.next_try)) if idle else soon


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def world(clock):
    with Ledger.open(None, STATION, now=clock) as ledger:
        yield World(ledger, clock)


def test_a_week_without_network_loses_nothing_and_drains_in_order(world, clock):
    rest = 1_800
    world.drain = Drain(world.ledger.outbox, Limits(rate=0, longest_rest=rest), clock, lambda: 0.5)
    world.platform.trouble["*"] = AWAY
    names = [f"SN-{number:03}" for number in range(70)]
    for day in range(7):
        for name in names[day * 10 : day * 10 + 10]:
            owe(world.ledger, name, clock.at)
        world.live(NOW + timedelta(days=day + 1))
    assert clock.at >= NOW + timedelta(days=7)
    assert world.ledger.outbox.count().owed == 70
    assert world.ledger.outbox.count().dead == 0
    asked = len(world.platform.asked)
    assert 7 * 24 * 3600 / rest <= asked <= 7 * 24 * 3600 / rest + 30, "one knock every half an hour, no more"
    del world.platform.trouble["*"]
    back = clock.at
    world.live(back + timedelta(hours=1))
    assert world.ledger.outbox.count().open == 0
    assert len(world.platform.known) == 70
    assert sorted(world.platform.known[1:]) == world.platform.known[1:], "all but the one that knocked go in the order they came"
    assert clock.at - back < timedelta(minutes=31), "nobody waits for a pause of their own once the platform is back"


def test_the_platform_is_told_in_the_order_in_which_units_were_made(world):
    for number in range(20):
        owe(world.ledger, f"SN-{number:02}")
    world.live(NOW + timedelta(minutes=1))
    assert world.platform.known == [f"SN-{number:02}" for number in range(20)]


def test_of_one_unit_the_younger_debt_waits_for_the_older_one(world):
    first, second = owe(world.ledger, "SN-1"), owe(world.ledger, "SN-1")
    (claim,) = world.drain.take()
    assert claim.chain == first.chain
    world.drain.answer(world.courier.deliver(claim))
    world.drain.flush()
    world.clock.at += timedelta(seconds=1)
    (claim,) = world.drain.take()
    assert claim.chain == second.chain


def test_a_unit_that_fails_alone_waits_longer_each_time_and_keeps_nobody_else(world, clock):
    world.platform.trouble["SN-1"] = AWAY
    owe(world.ledger, "SN-1")
    for number in range(14):
        world.live(clock.at + timedelta(hours=2)) if number else world.round()
        owe(world.ledger, f"OK-{number}", clock.at)  # others go well, so that the platform counts as there
        while len(world.platform.known) <= number:
            world.round()
            clock.at += timedelta(milliseconds=600)
    assert world.platform.known == [f"OK-{number}" for number in range(14)]
    pauses = [debt.next_try - debt.last_try for debt in world.ledger.outbox.list_debts()]
    assert timedelta(minutes=30) <= pauses[0] <= timedelta(hours=1)
    assert world.drain.state.breaker is BreakerState.CLOSED


@pytest.mark.parametrize(
    "error", [PlatformRefused("It says no.", status=422), PlatformConflict("It is another."), SettingsError("No tags.")]
)
def test_a_refusal_becomes_a_dead_letter_with_its_sentence_and_can_be_tried_again(world, error):
    world.platform.trouble["SN-1"] = error
    for name in ("SN-1", "SN-2"):
        owe(world.ledger, name)
    world.live(NOW + timedelta(minutes=1))
    assert world.platform.known == ["SN-2"]
    (debt,) = world.ledger.outbox.list_debts()
    assert (debt.identifier, debt.state, debt.code, debt.message) == ("SN-1", DebtState.DEAD, error.code, error.message)
    assert world.platform.asked.count("SN-1") == 1, "it is not tried again by itself"
    world.platform.trouble.clear()
    world.ledger.outbox.retry([debt.id], "SV-01")
    world.drain.resume()
    world.live(NOW + timedelta(minutes=5))
    assert world.platform.known == ["SN-2", "SN-1"]
    world.ledger.verify()


@pytest.mark.parametrize(
    "error",
    [PlatformDenied("The key is not accepted."), PlatformUntrusted("It is somebody else."), SettingsError("No product.", key="product")],
)
def test_what_is_nobodys_fault_holds_everybody_and_makes_no_dead_letter(world, error):
    world.platform.trouble["*"] = error
    for number in range(30):
        owe(world.ledger, f"SN-{number}")
    world.live(NOW + timedelta(hours=1))
    owed = world.ledger.outbox.count()
    assert (owed.owed, owed.dead) == (30, 0)
    assert world.drain.state.breaker is BreakerState.OPEN
    assert world.drain.state.last.code == error.code
    assert len(world.platform.asked) < 30


def test_retry_after_is_obeyed_by_everybody(world, clock):
    world.platform.trouble["SN-0"] = PlatformThrottled("Fewer, please.", after=90)
    for number in range(10):
        owe(world.ledger, f"SN-{number}")
    world.round()
    went = len(world.platform.asked)
    assert went <= UNLIMITED.in_flight
    assert world.drain.state.until == NOW + timedelta(seconds=90)
    world.live(NOW + timedelta(seconds=89))
    assert len(world.platform.asked) == went, "nobody is told before the time is over"
    world.platform.trouble.clear()
    world.live(NOW + timedelta(hours=2))
    assert len(world.platform.known) == 10
    assert clock.at >= NOW + timedelta(seconds=90)


def test_no_more_than_so_many_are_in_flight(world):
    for number in range(30):
        owe(world.ledger, f"SN-{number}")
    taken = world.drain.take()
    assert len(taken) == UNLIMITED.in_flight
    assert world.drain.take() == []
    world.drain.answer(world.courier.deliver(taken[0]))
    assert len(world.drain.take()) == 1
    assert world.drain.take() == []


def test_the_rate_is_kept_in_every_second(clock):
    with Ledger.open(None, STATION, now=clock) as ledger:
        world = World(ledger, clock, Limits())
        for number in range(40):
            owe(ledger, f"SN-{number}")
        went = []
        while len(went) < 40:
            went += [clock.at] * world.round()
            clock.at += max(world.drain.wait(), timedelta(milliseconds=1))
    for first, later in zip(went, went[9:], strict=False):
        assert later - first >= timedelta(seconds=1), "ten in a second are where platforms begin to refuse"
    assert went[-1] - went[0] < timedelta(seconds=6)


def test_one_that_always_fails_does_not_keep_the_breaker_open(world, clock):
    world.platform.trouble["*"] = AWAY
    for number in range(12):
        owe(world.ledger, f"SN-{number:02}")
    world.live(NOW + timedelta(hours=1))
    assert world.drain.state.breaker is BreakerState.OPEN
    world.platform.trouble = {"SN-00": AWAY}
    world.live(clock.at + timedelta(minutes=30))
    assert len(world.platform.known) == 11


def test_a_person_may_have_the_platform_tried_at_once(world):
    world.platform.trouble["*"] = AWAY
    for number in range(10):
        owe(world.ledger, f"SN-{number}")
    world.live(NOW + timedelta(minutes=20))
    assert world.drain.state.breaker is BreakerState.OPEN
    world.platform.trouble.clear()
    world.ledger.outbox.retry([debt.id for debt in world.ledger.outbox.list_debts()])
    world.drain.resume()
    world.live(world.clock.at + timedelta(seconds=1))
    assert len(world.platform.known) == 10


def test_where_the_ledger_cannot_be_written_the_answer_is_kept_and_nothing_new_goes(world):
    for number in range(8):
        owe(world.ledger, f"SN-{number}")
    book, full = world.ledger.outbox, [True]

    class Full:
        list_due, find_trial, hasten, was_away = book.list_due, book.find_trial, book.hasten, book.was_away

        def write(self, answers, _who=""):
            if full[0]:
                raise StoreFull("The disk is full.")
            return book.write(answers)

    world.drain = Drain(Full(), UNLIMITED, world.clock)
    with pytest.raises(StoreFull):
        world.round()
    went = len(world.platform.known)
    assert world.drain.take() == []
    full[0] = False
    world.live(NOW + timedelta(minutes=1))
    assert world.platform.known == [f"SN-{number}" for number in range(8)], "what was told is not told again"
    assert went == UNLIMITED.in_flight


def again(world):
    """The station ended, and is started anew."""
    world.drain = Drain(world.ledger.outbox, UNLIMITED, world.clock, lambda: 0.5)
    world.platform.asked.clear()


def test_a_platform_that_was_away_when_the_station_ended_gets_one_knock_a_start_and_no_storm(world):
    for number in range(40):
        owe(world.ledger, f"SN-{number:02}")
    world.platform.trouble["*"] = AWAY
    world.round()
    for _ in range(5):  # a station that is started again and again
        again(world)
        for _ in range(10):
            world.round()
        assert len(world.platform.asked) == 1
        assert world.drain.state.breaker is BreakerState.OPEN
    again(world)
    world.platform.trouble.clear()
    assert [world.round(), world.drain.state.breaker] == [1, BreakerState.CLOSED]
    world.live(world.clock.at + timedelta(seconds=1))
    assert len(world.platform.known) == 40, "once it answers, nobody waits for a pause of their own"


def test_a_platform_that_answered_last_is_asked_at_once_by_as_many_as_may_be_on_their_way(world):
    for number in range(12):
        owe(world.ledger, f"SN-{number:02}")
    again(world)
    assert world.round() == UNLIMITED.in_flight, "it was never asked"
    again(world)
    assert world.round() == UNLIMITED.in_flight, "it did its work"
    world.clock.at += timedelta(seconds=1)
    world.platform.trouble["*"] = PlatformRefused("It says no.", status=422)
    again(world)
    assert world.round() == UNLIMITED.in_flight
    again(world)
    assert world.drain.take() == []
    assert world.drain.state.breaker is BreakerState.CLOSED, "a no to each unit is an answer too"


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_a_pause_grows_to_its_bound_and_never_is_nothing(attempts, chance):
    pause = pause_after(attempts, UNLIMITED, lambda: chance)
    assert timedelta(seconds=UNLIMITED.pause / 2) <= pause <= timedelta(seconds=UNLIMITED.longest_pause)


@given(st.lists(st.floats(0, 3), max_size=60), st.floats(0.5, 50))
def test_no_bucket_lets_more_through_than_its_rate(steps, rate):
    bucket, gone = Bucket(rate), []
    for at in itertools.accumulate(steps, initial=0.0):
        now = NOW + timedelta(seconds=at)
        if bucket.take(now):
            gone.append(at)
    for window in (1.0, 5.0):
        for start in gone:
            assert sum(start <= at < start + window for at in gone) <= window * rate + 2


@given(st.lists(st.booleans(), max_size=80), st.floats(1, 400))
def test_the_breaker_never_opens_while_some_go_well_and_always_tries_again(answers, gap):
    breaker, now, failed = Breaker(UNLIMITED), NOW, 0
    for well in answers:
        now += timedelta(seconds=gap)
        breaker = breaker.at(now)
        breaker, failed = (breaker.well(), 0) if well else (breaker.ill(now), failed + 1)
        assert (breaker.state is BreakerState.CLOSED) == (failed < UNLIMITED.failures)
        if breaker.until is not None:
            assert breaker.until - now <= timedelta(seconds=UNLIMITED.longest_rest)
            assert breaker.at(breaker.until).state is BreakerState.TRYING
            assert breaker.at(now - timedelta(days=1)).state is BreakerState.TRYING, "a clock that was set back keeps nobody waiting"
