"""A real device calls the platform by itself: mutual TLS with the key in its TPM, through QEMU's restricted network."""

from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from app.cloud.authorities import PeridioAuthorities
from app.cloud.contact import PeridioDeviceApi
from app.cloud.witness import PeridioWitness
from app.core.authority import Registered
from app.core.chain import Chain
from app.core.device import Address, Port, PortKind
from app.core.errors import PlatformUnreachable, PlatformUntrusted
from app.core.jitp import Jitp
from app.core.recipe import Recipe
from app.core.run import Outcome, ReceiptState, Step
from app.core.waiting import Stop
from app.devices import Credential
from app.devices.drivers.linux_calling import call_platform
from app.devices.drivers.linux_console import LinuxConsole
from app.devices.links.console import Console
from app.devices.links.serial import open_serial
from app.pki.ceremony import verification_certificate
from app.sandbox.tls import TlsAuthority
from tests.lab.build import PASSWORD
from tests.lab.linux_device import INSIDE, NETWORK_UP, LinuxDevice, network_to
from tests.lab.test_linux_tpm import RECIPE
from tests.provisioning.floor import Floor

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

ROOT = Credential("root", SecretStr(PASSWORD))
PLACE = f"https://{INSIDE[0]}:{INSIDE[1]}"
CALLING = Recipe.model_validate({**RECIPE.model_dump(), "proof": {"contact": "device", "device_api": PLACE}})
JUST_IN_TIME = Recipe.model_validate({**CALLING.model_dump(), "registration": {"mode": "jitp"}})


@contextmanager
def shell(device):
    console = Console(open_serial(device.pty, 115_200, Stop()), ROOT, boot_seconds=180, answer_seconds=180)
    try:
        yield console
    finally:
        console.close()


@pytest.fixture(scope="module")
def plugged(lab_image, tmp_path_factory):
    """A floor, and a device on its network."""
    with ExitStack() as opened:
        floor = Floor(tmp_path_factory.mktemp("floor"), opened, names=(INSIDE[0],))
        port = int(floor.platform.device_url.rpartition(":")[2])
        device = opened.enter_context(LinuxDevice(tmp_path_factory.mktemp("calling"), lab_image, "LAB-0003", extra=network_to(port)))

        def open_device(_port, recipe, stop):
            return LinuxConsole(open_serial(device.pty, 115_200, stop), recipe, ROOT, stop)

        floor.bench = replace(floor.bench, open=open_device)
        with shell(device) as console:
            console.require(NETWORK_UP, "bring its network up")
        yield floor, device


@pytest.fixture
def floor(plugged):
    """The floor, its platform knowing nobody; the device keeps its key, as one unit does."""
    floor, device = plugged
    forget_all(floor)
    floor.port = Port(PortKind.SERIAL, device.pty, device.pty)
    floor.device = device
    return floor


def forget_all(floor):
    for known in floor.devices():
        floor.forget(known["prn"])


def contact(record):
    return next(result for result in record.steps if result.step is Step.CONTACT)


def witness(floor):
    return PeridioWitness(floor.bench.registrar.access)


def test_the_device_is_let_in_with_its_tpm_key_and_shown_connected(floor):
    record = floor.provision(floor.port, CALLING)
    assert record.outcome is Outcome.PASSED, record.failure
    assert contact(record).facts["by"] == "device"
    [known] = floor.devices()
    assert known["identifier"] == "LAB-0003"
    assert known["last_connected_at"]
    seen = witness(floor).list_contacts(record.start.at, Stop())
    assert [(one.name, one.fingerprint, one.refused) for one in seen] == [("LAB-0003", record.chain.fingerprint, "")]
    again = floor.provision(floor.port, CALLING)
    assert again.outcome is Outcome.PASSED, again.failure
    assert again.chain == record.chain
    with shell(floor.device) as console:
        assert console.ask("ls -d /tmp/tmp.*").code != 0, "nothing of the call is left on the device"


def test_with_jitp_it_appears_by_itself(floor):
    record = floor.provision(floor.port, JUST_IN_TIME)
    assert (record.outcome, record.failure.code) == (Outcome.ERROR, "CLD-JITP"), "the platform does not know the CA yet"
    assert floor.devices() == []
    authorities = PeridioAuthorities(floor.bench.registrar.access, floor.platform.organization)
    proof = verification_certificate(floor.ca_key, floor.chain[0], authorities.new_code(Stop()), datetime.now(UTC))
    known = authorities.add(floor.chain[0], proof, "lab", Stop())
    jitp = Jitp("sandbox", "lab", ("jit",))
    authorities.set_jitp(floor.chain[0], jitp, Stop())
    where = Registered(
        datetime.now(UTC), Chain(floor.chain[0]).fingerprint, floor.platform.admin_url, known.prn, "lab", "OP", jitp, jitp_set=True
    )
    floor.ledger.authorities.add_registration(where)
    record = floor.provision(floor.port, JUST_IN_TIME)
    assert record.outcome is Outcome.PASSED, record.failure
    [known] = floor.devices()
    assert (known["identifier"], known["tags"]) == ("LAB-0003", ["jit"])
    assert witness(floor).find_receipt("LAB-0003", record.chain, Stop()).state is ReceiptState.REGISTERED


def test_a_platform_that_is_not_there_or_not_believed_is_told(floor, tmp_path):
    elsewhere = Recipe.model_validate({**CALLING.model_dump(), "proof": {"contact": "device", "device_api": "https://127.0.0.1:1"}})
    record = floor.provision(floor.port, elsewhere)
    assert (record.outcome, record.failure.code) == (Outcome.ERROR, "CLD-UNREACHABLE"), record.failure
    assert "127.0.0.1:1" in record.failure.message
    api, strange = floor.bench.device_api, tmp_path / "other.pem"
    strange.write_bytes(TlsAuthority().pem)
    with floor.bench.open(floor.port, elsewhere, Stop()) as device:
        with pytest.raises(PlatformUntrusted, match="does not believe that"):
            device.call_platform(PeridioDeviceApi(floor.platform.device_url, ca_bundle=strange).place(PLACE))
        silent = Address("10.0.2.99", 1, b"")
        with pytest.raises(PlatformUnreachable, match=r"no answer from 10\.0\.2\.99:1"):
            call_platform(device._console, device._key, device.read_chain(), silent, seconds=4)
        assert api.understand(device.call_platform(api.place(PLACE))).identifier == "LAB-0003", "the device itself is well"


def test_a_device_that_believes_nobody_because_of_its_clock_says_so(floor):
    with shell(floor.device) as console:
        console.require("date -u -s '1970-01-01 00:02'", "have its clock set")
    try:
        record = floor.provision(floor.port, CALLING)
        assert (record.outcome, record.failure.code) == (Outcome.FAILED, "DEV-CLOCK"), record.failure
        assert "1970-01-01 00:0" in record.failure.message
    finally:
        with shell(floor.device) as console:
            console.require(f"date -u -s @{datetime.now(UTC).timestamp():.0f}", "have its clock set")
    assert floor.provision(floor.port, CALLING).outcome is Outcome.PASSED
