"""A platform whose clock or whose key is another: told before anything is made there."""

import ssl
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from cryptography import x509

from app.cloud.clock import PlatformClock
from app.cloud.pins import pin_of, read_pins
from app.core.errors import ClockApart, PlatformUntrusted, SettingsError
from app.sandbox.faults import Faults
from tests.sandbox.kit import known

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def told(moment):
    return httpx.Headers({"date": moment.strftime("%a, %d %b %Y %H:%M:%S GMT")})


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(minutes=6), "6 minutes ahead of"),
        (timedelta(hours=-3), "3 hours behind"),
        (timedelta(days=400), "400 days ahead of"),
    ],
)
def test_clocks_that_are_apart_are_told_in_words(ahead, words):
    clock = PlatformClock(lambda: NOW + ahead)
    clock.require()
    clock.see(told(NOW))
    with pytest.raises(ClockApart, match=f"The station's clock is {words} the platform's"):
        clock.require()


def test_a_clock_that_is_set_right_is_right_at_once():
    now = [NOW + timedelta(hours=2)]
    clock = PlatformClock(lambda: now[0])
    clock.see(told(NOW))
    with pytest.raises(ClockApart):
        clock.require()
    now[0] = NOW
    clock.require()


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 01 Jun 2026 12:00:00", "Mon, 99 Jun 2026 12:00:00 GMT"])
def test_a_date_that_is_none_says_nothing(date):
    clock = PlatformClock(lambda: NOW + timedelta(days=9))
    clock.see(httpx.Headers({"date": date} if date else {}))
    clock.require()


@pytest.mark.parametrize("seconds", [900.0, -86_400.0 * 3])
def test_with_a_wrong_clock_nothing_is_created_and_a_check_says_so(platform, register, core, seconds):
    platform.faults = Faults(clock=seconds)
    with pytest.raises(ClockApart) as caught:
        register()
    assert ("behind" if seconds > 0 else "ahead of") in caught.value.message
    with pytest.raises(ClockApart):
        core().check()
    assert known(platform) == ([], [])
    platform.faults = Faults(clock=60.0)
    assert register().created


def server_pin(platform):
    host, _, port = platform.admin_url.removeprefix("https://").partition(":")
    return pin_of(x509.load_pem_x509_certificate(ssl.get_server_certificate((host, int(port)), ca_certs=str(platform.ca_file)).encode()))


def test_the_pinned_key_is_believed_and_another_is_not(platform, register):
    pin = server_pin(platform)
    other = f"sha256//{'A' * 43}="
    assert register(pin=f"{other}; {pin}").created
    with pytest.raises(PlatformUntrusted, match="is not pinned") as caught:
        register(pin=other)
    assert pin in caught.value.message, "an engineer can compare it"


@pytest.mark.parametrize("pin", ["x", "sha256//", f"sha1//{'A' * 43}=", f"sha256//{'A' * 42}=", f"sha256//{'A' * 43}=,{'B' * 43}="])
def test_a_pin_that_is_none_is_refused(core, pin):
    with pytest.raises(SettingsError, match="sha256//"):
        core(pin=pin)


def test_no_pin_and_blanks_pin_nothing():
    assert read_pins("") == read_pins(" ; ") == frozenset()
