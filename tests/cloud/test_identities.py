"""Rotation at the platform: the new certificate beside the old one, the old one away, and every fault at every call."""

import pytest

from app.cloud.identities import PeridioIdentities
from app.core.errors import PlatformConflict, PlatformRefused
from app.core.waiting import Stop
from app.sandbox.faults import Fault, Faults
from tests.sandbox.kit import Factory, known

PASSING = (Fault.THROTTLED, Fault.INTERNAL, Fault.CUT_BEFORE, Fault.CUT_AFTER, Fault.NOT_JSON, Fault.WRONG_SHAPE)


@pytest.fixture
def identities(core):
    return PeridioIdentities(core().access)


@pytest.fixture
def new(factory):
    return factory.chain("sn1")


def test_the_new_one_comes_beside_the_old_one_and_the_old_one_goes(identities, register, platform, new):
    first = register()
    receipt = identities.add("sn1", new, Stop())
    assert (receipt.device, receipt.created) == (first.device, False)
    assert receipt.certificate != first.certificate
    assert [found.serial for found in identities.list_("sn1", Stop())] == [register.chain.leaf.serial_number, new.leaf.serial_number]
    assert identities.remove("sn1", {register.chain.leaf.serial_number}, Stop()) == 1
    assert known(platform) == (["sn1"], [str(new.leaf.serial_number)])
    assert register(chain=new).certificate == receipt.certificate, "the registrar agrees"


def test_again_is_done_already(identities, register, platform, new):
    register()
    assert identities.add("sn1", new, Stop()).certificate == identities.add("sn1", new, Stop()).certificate
    old = {register.chain.leaf.serial_number}
    assert [identities.remove("sn1", old, Stop()) for _ in range(2)] == [1, 0]
    assert known(platform) == (["sn1"], [str(new.leaf.serial_number)])


def test_a_device_that_is_not_there_is_told(identities, new):
    for ask in (lambda: identities.list_("sn1", Stop()), lambda: identities.add("sn1", new, Stop())):
        with pytest.raises(PlatformRefused, match="does not have the device sn1"):
            ask()


def test_another_devices_certificate_is_a_conflict(identities, register, factory):
    register()
    register(identifier="sn2", chain=factory.chain("sn2"))
    with pytest.raises(PlatformConflict, match="with another device than sn2"):
        identities.add("sn2", register.chain, Stop())


@pytest.mark.parametrize("call", range(4), ids=["find device", "find certificate", "add certificate", "confirm"])
@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_adds_nothing_twice(identities, register, platform, fault, call):
    register()
    new = Factory().chain("sn1")
    platform.faults = Faults((fault,), skip=call, times=1, retry_after=0)
    identities.add("sn1", new, Stop())
    assert known(platform)[1] == [register.serial, str(new.leaf.serial_number)]


@pytest.mark.parametrize("call", range(4), ids=["find device", "list", "delete", "confirm"])
@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_removes_only_what_is_to_go(identities, register, platform, fault, call):
    register()
    new = Factory().chain("sn1")
    identities.add("sn1", new, Stop())
    platform.faults = Faults((fault,), skip=call, times=1, retry_after=0)
    assert identities.remove("sn1", {register.chain.leaf.serial_number}, Stop()) == 1
    assert known(platform)[1] == [str(new.leaf.serial_number)]
