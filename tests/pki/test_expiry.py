"""The watch: devices, CAs and lists by when they end, in whole days, at the edges too."""

import datetime as dt
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from pki_lab import NOW, Ca, ca_of

from app.core.authority import Crl
from app.core.recipe import KeyKind
from app.pki.expiry import look

DAY = dt.timedelta(days=1)


@dataclass
class Device:
    identifier: str
    serial: str
    ends: dt.datetime


class Book:
    """Some devices, and perhaps a list."""

    def __init__(self, *days: float, crl: Crl | None = None) -> None:
        self.devices = sorted((Device(f"SN-{n}", f"{n:02x}", NOW + each * DAY) for n, each in enumerate(days)), key=lambda each: each.ends)
        self.crl = crl

    def list_ending(self, before: dt.datetime, limit: int = 100) -> list[Device]:
        return [device for device in self.devices if device.ends < before][:limit]

    def count_ending(self, before: dt.datetime | None = None) -> int:
        return len(self.devices if before is None else self.list_ending(before, 10**9))

    def list_issuers(self) -> list:
        return []

    def last_crl(self, issuer: str) -> Crl | None:
        return self.crl if self.crl and self.crl.issuer == issuer else None


def crl_of(ca: Ca, begun: float, days: float) -> Crl:
    issuer = ca.chain[0].fingerprint(hashes.SHA256()).hex()
    return Crl(issuer, 1, NOW + begun * DAY, NOW + (begun + days) * DAY, 0, b"")


def test_devices_are_counted_and_listed_the_soonest_first():
    watch = look(Book(100, 29.5, 30, 59, -1), [], now=NOW, days=(90, 30, 60))
    assert watch.days == (30, 60, 90)
    assert [each.days for each in watch.ending] == [-1, 29, 30, 59]
    assert (watch.devices, watch.counts, watch.ended) == (5, (2, 4, 4), 1)
    assert [each.name for each in watch.urgent] == ["SN-4", "SN-1"]


def test_only_so_many_devices_are_listed_and_all_are_counted():
    watch = look(Book(*range(1, 50)), [], now=NOW, days=(30,), limit=3)
    assert (len(watch.ending), watch.counts) == (3, (29,))


def test_a_ca_that_ends_is_listed_once():
    ca = ca_of(KeyKind.EC_P256, years=1)
    watch = look(Book(), [ca.chain, ca.chain], now=NOW + 340 * DAY, days=(30, 60))
    assert [(each.kind, each.name, each.days) for each in watch.ending] == [("ca", "Test issuing CA", 25)]


def test_a_list_is_pointed_out_in_the_last_quarter_of_its_time(ca: Ca):
    assert look(Book(crl=crl_of(ca, -20, 30)), [ca.chain], now=NOW, days=(30,)).ending == ()
    (due,) = look(Book(crl=crl_of(ca, -25, 30)), [ca.chain], now=NOW, days=(30,)).urgent
    assert (due.kind, due.days) == ("crl", 5)
    (late,) = look(Book(crl=crl_of(ca, -40, 30)), [ca.chain], now=NOW, days=(30,)).urgent
    assert late.days == -10
