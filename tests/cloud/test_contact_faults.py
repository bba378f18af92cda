"""Every fault at every call about contacts: the device's own, and what the platform is asked of CAs, devices and events."""

from dataclasses import replace
from itertools import count

import pytest

from app.cloud.authorities import PeridioAuthorities
from app.cloud.contact import PeridioDeviceApi
from app.cloud.insisting import Patience
from app.cloud.peridio import PeridioCore
from app.cloud.witness import PeridioWitness
from app.core.chain import Chain
from app.core.errors import (
    ContactRefused,
    PlatformBadAnswer,
    PlatformDenied,
    PlatformRefused,
    PlatformThrottled,
    PlatformUnreachable,
)
from app.core.jitp import Jitp
from app.core.recipe import Registration
from app.core.run import ReceiptState
from app.core.waiting import Stop
from app.sandbox.faults import Fault, Faults
from app.sandbox.platform import SandboxPlatform
from tests.sandbox.kit import IDENTITY, NOW, RECIPE, Factory, known

HANGING = (Fault.STALL, Fault.SLOW_BODY)
PASSING = {
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
"""What may be over the next moment, and what is said where it is not. A 429 without a time is one with another default."""
FINAL = {
    Fault.FIELDS: PlatformRefused,
    Fault.DETAIL: PlatformRefused,
    Fault.CODES: PlatformRefused,
    Fault.FORBIDDEN: PlatformDenied,
    Fault.UNAUTHORIZED: PlatformDenied,
}
"""What asking again does not change; to a device the last two say that it is not let in."""
TURNED_AWAY = {**FINAL, Fault.FORBIDDEN: ContactRefused, Fault.UNAUTHORIZED: ContactRefused}

PATIENCE = Patience(connect=20, answer=20, total=60, tries=2, pause=0.01)
HASTY = replace(PATIENCE, answer=0.5, tries=20)
"""For an answer that never comes; the next one may be late, too, on a busy machine, and is then asked for again."""
TRIES = 2
JITP = Jitp("sandbox", "just in time")


def test_no_fault_is_left_out():
    assert {*PASSING, *FINAL} == {*Fault} - {Fault.THROTTLED_MUTE}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A platform that knows a CA with JITP, a device with its certificate, and that this device called once."""
    with SandboxPlatform(tmp_path_factory.mktemp("platform")) as platform:
        yield Site(platform)


@pytest.fixture
def site(running):
    yield running
    running.platform.faults = running.platform.device_faults = Faults()


class Site:
    """The platform, and what the station asks it."""

    def __init__(self, platform) -> None:
        self.platform, self.factory, self._numbers = platform, Factory(), count(1)
        core = self.core(PATIENCE)
        authorities = PeridioAuthorities(core.access, platform.organization)
        authorities.add(self.factory.certificate, self.factory.leaf(authorities.new_code(Stop()))[0], "", Stop())
        authorities.set_jitp(self.factory.certificate, JITP, Stop())
        self.chain, self.key = self.identity("sn1")
        self.receipt = core.register("sn1", IDENTITY, self.chain, RECIPE, Stop())
        self.call(self.chain, self.key)

    def core(self, patience):
        there = self.platform
        return PeridioCore(there.admin_url, there.api_key, product=there.product_prn, ca_bundle=there.ca_file, patience=patience)

    def identity(self, name):
        leaf, key = self.factory.leaf(name)
        return Chain(leaf, (self.factory.certificate,)), key

    def stranger(self):
        """A device that the platform has never seen."""
        name = f"jit{next(self._numbers)}"
        return name, *self.identity(name)

    def call(self, chain, key, patience=PATIENCE):
        api = PeridioDeviceApi(self.platform.device_url, ca_bundle=self.platform.ca_file, patience=patience)
        return api.call(key, chain, Stop()).identifier

    def contacts(self, patience=PATIENCE):
        return self.witness(patience).list_contacts(NOW, Stop())

    def witness(self, patience=PATIENCE):
        return PeridioWitness(self.core(patience).access, self.platform.product_prn)

    def has(self, name, chain):
        """How often the platform has this device and its certificate."""
        names, serials = known(self.platform)
        return names.count(name), serials.count(str(chain.leaf.serial_number))


# ---- the device calls ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", PASSING)
def test_a_device_gets_in_once_the_fault_is_over_and_is_there_once(site, fault):
    patience = HASTY if fault in HANGING else PATIENCE
    faults = Faults((fault,), times=1, retry_after=0)
    name, chain, key = site.stranger()
    for who, certificate, private in (("sn1", site.chain, site.key), (name, chain, key)):
        site.platform.device_faults = faults
        assert site.call(certificate, private, patience) == who
        assert site.platform.device_faults_struck == 1
        assert site.has(who, certificate) == (1, 1)
        assert certificate.fingerprint in {contact.fingerprint for contact in site.contacts() if not contact.refused}


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_lasts_ends_a_devices_call_with_its_error(site, fault):
    name, chain, key = site.stranger()
    site.platform.device_faults = Faults((fault,), retry_after=0)
    with pytest.raises(PASSING[fault]) as caught:
        site.call(chain, key, replace(PATIENCE, answer=0.3) if fault in HANGING else PATIENCE)
    assert type(caught.value) is PASSING[fault]
    assert caught.value.message.endswith((".", ")."))
    assert site.platform.device_faults_struck == TRIES
    site.platform.device_faults = Faults()
    assert site.call(chain, key) == name, "what was done before the answer was lost is found"
    assert site.has(name, chain) == (1, 1)


@pytest.mark.parametrize("fault", TURNED_AWAY)
def test_a_device_that_is_refused_is_told_so_once(site, fault):
    name, chain, key = site.stranger()
    site.platform.device_faults = Faults((fault,), times=1)
    with pytest.raises(TURNED_AWAY[fault]):
        site.call(chain, key)
    assert site.has(name, chain) == (0, 0)
    assert site.call(chain, key) == name
    assert site.has(name, chain) == (1, 1)


# ---- the station asks ------------------------------------------------------------------------------------------------

RECEIPT, CONTACTS, READY, SETTING = "find_receipt", "list_contacts", "require_jitp", "set_jitp"
CALLS = {
    "device": (RECEIPT, 0),
    "its certificates": (RECEIPT, 1),
    "who was let in": (CONTACTS, 0),
    "who was sent away": (CONTACTS, 1),
    "CAs": (READY, 0),
    "product": (READY, 1),
    "what to make of devices": (SETTING, 0),
}
"""What is asked for, by which of our calls, after how many requests that go well."""


def ask(site, what, patience):
    witness, certificate = site.witness(patience), site.factory.certificate
    if what == RECEIPT:
        found = witness.find_receipt("sn1", site.chain, Stop())
        return (found.state, found.device, found.certificate) == (ReceiptState.REGISTERED, site.receipt.device, site.receipt.certificate)
    if what == CONTACTS:
        return [contact.fingerprint for contact in witness.list_contacts(NOW, Stop())].count(site.chain.fingerprint) >= 1
    if what == READY:
        recipe = RECIPE.model_copy(update={"registration": Registration(mode="jitp", product=site.platform.product_prn)})
        return witness.require_jitp(certificate, recipe, JITP, Stop()) is None
    access = site.core(patience).access
    return PeridioAuthorities(access, site.platform.organization).set_jitp(certificate, JITP, Stop()).serial == certificate.serial_number


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("fault", PASSING)
def test_a_question_is_answered_once_the_fault_is_over_and_changes_nothing(site, fault, call):
    what, skip = CALLS[call]
    before = known(site.platform)
    site.platform.faults = Faults((fault,), skip=skip, times=1, retry_after=0)
    assert ask(site, what, HASTY if fault in HANGING else PATIENCE)
    assert site.platform.faults_struck == 1
    assert known(site.platform) == before


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("fault", FINAL)
def test_a_question_that_is_refused_is_asked_once(site, fault, call):
    what, skip = CALLS[call]
    site.platform.faults = Faults((fault,), skip=skip)
    with pytest.raises(FINAL[fault]) as caught:
        ask(site, what, PATIENCE)
    assert caught.value.message.endswith((".", ")."))
    assert site.platform.faults_struck == 1
    site.platform.faults = Faults()
    assert ask(site, what, PATIENCE)


@pytest.mark.parametrize("what", [RECEIPT, CONTACTS, READY, SETTING])
@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_lasts_ends_every_question_with_its_error(site, fault, what):
    site.platform.faults = Faults((fault,), retry_after=0)
    with pytest.raises(PASSING[fault]) as caught:
        ask(site, what, replace(PATIENCE, answer=0.3) if fault in HANGING else PATIENCE)
    assert type(caught.value) is PASSING[fault]
    assert site.platform.faults_struck == TRIES
