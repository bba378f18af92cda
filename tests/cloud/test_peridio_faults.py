"""Every fault at every call of a registration: the right error or success, in bounded time, and never anything twice."""

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core.errors import (
    Cancelled,
    PlatformBadAnswer,
    PlatformConflict,
    PlatformDenied,
    PlatformRefused,
    PlatformThrottled,
    PlatformUnreachable,
    PlatformUntrusted,
)
from app.core.waiting import Stop
from app.sandbox.faults import Fault, Faults
from app.sandbox.platform import SandboxPlatform
from tests.sandbox.kit import PATIENCE, admin, known

CALLS = ("find device", "create device", "find certificate", "add certificate", "confirm device", "confirm certificate")

PASSING = (
    Fault.THROTTLED,
    Fault.BUSY,
    Fault.INTERNAL,
    Fault.BAD_GATEWAY,
    Fault.CUT_BEFORE,
    Fault.CUT_AFTER,
    Fault.NOT_JSON,
    Fault.WRONG_SHAPE,
)
"""What may be over the next moment."""

HANGING = (Fault.STALL, Fault.SLOW_BODY)
"""What takes longer than we wait."""

FINAL = {
    Fault.FIELDS: (PlatformRefused, PlatformConflict),
    Fault.DETAIL: (PlatformRefused,),
    Fault.CODES: (PlatformRefused,),
    Fault.FORBIDDEN: (PlatformDenied,),
    Fault.UNAUTHORIZED: (PlatformDenied,),
}
"""What asking again does not change."""

LASTING = {
    Fault.THROTTLED: PlatformThrottled,
    Fault.BUSY: PlatformThrottled,
    Fault.INTERNAL: PlatformUnreachable,
    Fault.BAD_GATEWAY: PlatformUnreachable,
    Fault.CUT_BEFORE: PlatformUnreachable,
    Fault.CUT_AFTER: PlatformUnreachable,
    Fault.STALL: PlatformUnreachable,
    Fault.SLOW_BODY: PlatformUnreachable,
    Fault.NOT_JSON: PlatformBadAnswer,
    Fault.WRONG_SHAPE: PlatformBadAnswer,
}

SHORT = replace(PATIENCE, answer=0.6)


@pytest.mark.parametrize("call", range(len(CALLS)), ids=CALLS)
@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_is_overcome(platform, register, fault, call):
    platform.faults = Faults((fault,), skip=call, times=1, retry_after=0)
    receipt = register()
    assert receipt.created
    assert known(platform) == (["sn1"], [register.serial])


@pytest.mark.parametrize("call", range(len(CALLS)), ids=CALLS)
@pytest.mark.parametrize("fault", HANGING)
def test_an_answer_that_does_not_come_is_given_up_and_asked_for_again(platform, register, fault, call):
    platform.faults = Faults((fault,), skip=call, times=1)
    assert register(patience=SHORT).created
    assert known(platform) == (["sn1"], [register.serial])


@pytest.mark.parametrize("call", range(len(CALLS)), ids=CALLS)
@pytest.mark.parametrize("fault", FINAL)
def test_a_refusal_is_told_once_and_leaves_nothing_twice(platform, register, fault, call):
    platform.faults = Faults((fault,), skip=call, times=1)
    if (fault, CALLS[call]) == (Fault.DETAIL, "confirm device"):  # just made, and not shown yet: read again
        assert register().created
    else:
        with pytest.raises(FINAL[fault]) as caught:
            register()
        assert caught.value.message.endswith(".")
        assert caught.value.code.startswith("CLD-")
    platform.faults = Faults()
    register()
    assert known(platform) == (["sn1"], [register.serial])


@pytest.mark.parametrize("fault", LASTING)
def test_a_fault_that_lasts_ends_with_its_error_in_bounded_time(platform, register, fault):
    platform.faults = Faults((fault,), retry_after=0)
    begun = time.monotonic()
    with pytest.raises(LASTING[fault]) as caught:
        register(patience=replace(SHORT, answer=0.3))
    assert time.monotonic() - begun < 5
    assert type(caught.value) is LASTING[fault]
    assert caught.value.retryable
    platform.faults = Faults()
    register()
    assert known(platform) == (["sn1"], [register.serial])


@pytest.mark.parametrize("fault", [Fault.CUT_AFTER, Fault.STALL])
def test_a_lost_answer_to_every_write_creates_nothing_twice(platform, register, fault):
    platform.faults = Faults((fault,), method="POST", times=2)
    receipt = register(patience=SHORT)
    assert receipt.created
    assert known(platform) == (["sn1"], [register.serial])


def test_a_storm_of_faults_never_makes_anything_twice(platform, register):
    for seed in range(8):
        platform.faults = Faults((*PASSING, *FINAL), rate=0.4, seed=seed, retry_after=0)
        try:
            register()
        except (PlatformUnreachable, PlatformThrottled, PlatformBadAnswer, PlatformDenied, PlatformRefused, PlatformConflict):
            continue
    platform.faults = Faults()
    register()
    assert known(platform) == (["sn1"], [register.serial])


def test_two_trays_with_one_identifier_make_one_device(platform, register):
    platform.faults = Faults(latency=0.02)
    receipts = []
    threads = [threading.Thread(target=lambda: receipts.append(register())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({receipt.device for receipt in receipts}) == 1
    assert len(receipts) == 4
    assert sum(receipt.created for receipt in receipts) == 1
    assert known(platform) == (["sn1"], [register.serial])


def test_retry_after_is_obeyed(platform, register):
    platform.faults = Faults((Fault.THROTTLED,), times=1, retry_after=1)
    begun = time.monotonic()
    register()
    assert time.monotonic() - begun >= 1.0


def test_a_retry_after_beyond_the_deadline_is_not_waited_for(platform, register):
    platform.faults = Faults((Fault.THROTTLED,), retry_after=600)
    begun = time.monotonic()
    with pytest.raises(PlatformThrottled) as caught:
        register()
    assert caught.value.after == 600
    assert time.monotonic() - begun < 5


def test_a_429_that_names_no_time_is_waited_for_a_moment(platform, register):
    platform.faults = Faults((Fault.THROTTLED_MUTE,), times=1)
    assert register().created


@pytest.mark.parametrize("faults", [Faults((Fault.STALL,)), Faults((Fault.SLOW_BODY,)), Faults((Fault.THROTTLED,), retry_after=15)])
def test_a_stop_is_heard_at_once(platform, register, faults):
    platform.faults = faults
    stop = Stop()
    timer = threading.Timer(0.3, stop.set)
    timer.start()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        register(stop=stop)
    assert time.monotonic() - begun < 2
    timer.join()


def test_a_stop_before_the_beginning_sends_nothing(platform, register):
    stop = Stop()
    stop.set()
    with pytest.raises(Cancelled):
        register(stop=stop)
    assert known(platform) == ([], [])


def test_check_asks_once_and_tells_what_is_wrong(core, platform):
    platform.faults = Faults((Fault.INTERNAL,), times=1)
    with pytest.raises(PlatformUnreachable):
        core().check()
    core().check()


def test_a_platform_that_stopped_is_unreachable_and_one_that_is_back_is_not(platform, core, register):
    station = core()
    station.check()
    platform.stop()
    begun = time.monotonic()
    with pytest.raises(PlatformUnreachable):
        station.check()
    assert time.monotonic() - begun < 5
    platform.start()
    assert register().created


def test_what_the_platform_kept_shows_after_a_restart(platform, register):
    first = register()
    platform.stop()
    platform.start()
    second = register()
    assert (second.device, second.created) == (first.device, False)
    with admin(platform) as client:
        assert client.get("/users/me").status_code == 200


def test_a_quota_is_a_refusal_in_words_and_what_is_there_still_counts_as_done(tmp_path, register):
    with SandboxPlatform(tmp_path / "small", quota=1) as small:
        there = {"url": small.admin_url, "key": small.api_key.get_secret_value(), "product": small.product_prn, "ca_bundle": small.ca_file}
        assert register(**there).created
        with pytest.raises(PlatformRefused, match="organization may have 1 devices, and has as many"):
            register(identifier="sn2", **there)
        assert not register(**there).created


def test_a_platform_whose_certificate_ended_is_not_believed(tmp_path, register):
    with (
        SandboxPlatform(tmp_path / "old", until=datetime.now(UTC) - timedelta(days=1)) as old,
        pytest.raises(PlatformUntrusted, match="certificate has expired"),
    ):
        register(url=old.admin_url, key=old.api_key.get_secret_value(), product=old.product_prn, ca_bundle=old.ca_file)
