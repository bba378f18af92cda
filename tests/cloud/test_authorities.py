"""CA certificates at the platform: proof of possession, idempotence, JITP, and every fault at every call."""

from datetime import timedelta

import pytest

from app.cloud.authorities import PeridioAuthorities
from app.core.errors import CloudError, PlatformRefused, SettingsError
from app.core.jitp import Jitp
from app.core.waiting import Stop
from app.sandbox.faults import Fault, Faults
from tests.sandbox.kit import NOW, Factory, admin, device, register_ca

JITP = Jitp("sandbox", "just in time", ("line-2",), target="arm-linux")
PASSING = (Fault.THROTTLED, Fault.INTERNAL, Fault.CUT_BEFORE, Fault.CUT_AFTER, Fault.NOT_JSON, Fault.WRONG_SHAPE)


@pytest.fixture
def authorities(platform, core):
    return PeridioAuthorities(core().access, platform.organization)


@pytest.fixture
def ca():
    return Factory("Line CA")


def add(authorities, ca, description="line 2"):
    return authorities.add(ca.certificate, ca.leaf(authorities.new_code(Stop()))[0], description, Stop())


def serials(platform):
    with admin(platform) as client:
        return [row["serial"] for row in client.get("/ca_certificates").json()["ca_certificates"]]


def test_a_ca_is_registered_found_described_and_listed(authorities, ca):
    assert authorities.find(ca.certificate, Stop()) is None
    added = add(authorities, ca)
    assert (added.serial, added.description) == (ca.certificate.serial_number, "line 2")
    assert added.not_after == ca.certificate.not_valid_after_utc.replace(microsecond=0)
    assert authorities.describe(ca.certificate, "line 3", Stop()).description == "line 3"
    assert [known.description for known in authorities.list_(Stop())] == ["line 3"]


def test_the_same_ca_again_counts_as_done(authorities, ca, platform):
    first = add(authorities, ca)
    assert add(authorities, ca).prn == first.prn
    assert serials(platform) == [str(ca.certificate.serial_number)]


def test_a_proof_by_another_key_is_refused(authorities, ca, platform):
    stranger = Factory("Line CA")
    with pytest.raises(PlatformRefused, match="is not signed by the CA certificate"):
        authorities.add(ca.certificate, stranger.leaf(authorities.new_code(Stop()))[0], "", Stop())
    assert serials(platform) == []


def test_a_used_code_and_an_expired_ca_are_refused(authorities, ca):
    code = authorities.new_code(Stop())
    authorities.add(ca.certificate, ca.leaf(code)[0], "", Stop())
    other = Factory("Other CA")
    with pytest.raises(PlatformRefused, match="not a valid verification code"):
        authorities.add(other.certificate, other.leaf(code)[0], "", Stop())
    old = Factory("Old CA", ends=NOW - timedelta(days=1))
    with pytest.raises(PlatformRefused, match="is expired"):
        authorities.add(old.certificate, old.leaf(authorities.new_code(Stop()))[0], "", Stop())


def test_an_unknown_ca_cannot_be_described_nor_get_jitp(authorities, ca):
    with pytest.raises(PlatformRefused, match="does not have the CA certificate CN=Line CA"):
        authorities.describe(ca.certificate, "x", Stop())
    with pytest.raises(PlatformRefused):
        authorities.set_jitp(ca.certificate, JITP, Stop())


def test_jitp_set_from_here_makes_devices_on_first_contact(authorities, ca, platform, tmp_path):
    add(authorities, ca)
    assert authorities.sets_jitp
    authorities.set_jitp(ca.certificate, JITP, Stop())
    with device(platform, tmp_path, *ca.leaf("sn7")) as speaking:
        assert speaking.get("/device/me").json()["data"]["identifier"] == "sn7"
    with admin(platform) as client:
        [made] = client.get("/devices").json()["devices"]
    assert (made["identifier"], made["tags"], made["target"], made["description"]) == ("sn7", ["line-2"], "arm-linux", "just in time")


def test_without_an_organization_jitp_is_a_persons_to_set(core, ca):
    authorities = PeridioAuthorities(core().access)
    assert not authorities.sets_jitp
    with pytest.raises(SettingsError, match="organization's name"):
        authorities.set_jitp(ca.certificate, JITP, Stop())


def test_a_name_that_would_lead_elsewhere_stays_a_name(core, ca):
    with pytest.raises(CloudError):
        PeridioAuthorities(core().access, "../users/me?x=").set_jitp(ca.certificate, JITP, Stop())


@pytest.mark.parametrize("call", range(3), ids=["look", "add", "look again"])
@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_adds_nothing_twice(authorities, platform, ca, fault, call):
    proof = ca.leaf(authorities.new_code(Stop()))[0]
    platform.faults = Faults((fault,), skip=call, times=1, retry_after=0)
    added = authorities.add(ca.certificate, proof, "", Stop())
    assert added.serial == ca.certificate.serial_number
    assert serials(platform) == [str(ca.certificate.serial_number)]


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_while_a_code_is_asked_for_or_jitp_set(authorities, platform, ca, fault):
    platform.faults = Faults((fault,), times=1, retry_after=0)
    proof = ca.leaf(authorities.new_code(Stop()))[0]
    authorities.add(ca.certificate, proof, "", Stop())
    for change in (lambda: authorities.set_jitp(ca.certificate, JITP, Stop()), lambda: authorities.describe(ca.certificate, "d", Stop())):
        platform.faults = Faults((fault,), times=1, retry_after=0)
        assert change().serial == ca.certificate.serial_number


def test_somebody_elses_registration_in_between_is_found(authorities, platform, ca):
    with admin(platform) as client:
        assert register_ca(client, ca).status_code == 201
    assert add(authorities, ca).serial == ca.certificate.serial_number
