"""Devices that lie, and modems that say no: nothing of it becomes a PASS, and every refusal has its own sentence."""

import hashlib
import os
import random
import time

import pytest
from candidates import CANDIDATES, shipped
from kit import Trouble, over_link, provision
from pydantic import SecretStr
from simulated_lab import Issuer

from app.core.errors import Cancelled, CsrRejected, DeviceError, DeviceGarbled, DeviceRefused, ProofFailed, SupplyLow, WrongModel
from app.core.waiting import Stop
from app.devices import Credential, Link
from app.devices.drivers.linux_console import LinuxConsole
from app.devices.drivers.micropython import MicroPython
from app.devices.drivers.nrf91 import Nrf91
from app.devices.drivers.simulated import Simulated
from app.devices.drivers.uboot_console import UBoot
from app.devices.drivers.zephyr import ZephyrCredentials
from app.sandbox.micropython import MicroPythonBoard
from app.sandbox.nrf91 import Modem, Nrf91OnLine
from app.sandbox.voice import Voice
from app.sandbox.zephyr import ZephyrDevice
from tests.patience import PATIENCE

IMEI = "352656100000017"
BUFFER = 4095
"""Bytes that the system keeps of a serial port at most."""
THREE_MEGABAUD = 300_000
"""Bytes a second."""
NRF91 = next(candidate for candidate in CANDIDATES if candidate.name == "nrf91")


def open_modem(voice):
    return NRF91.open(voice, NRF91.patient, Trouble())


def modem_run(voice, issuer=None):
    with open_modem(voice) as device:
        return provision(device, NRF91.patient, issuer or Issuer(), {})


SENTENCES = {
    513: "no such credential",
    514: "does not give access",
    515: "is full",
    518: "only while it is offline",
    519: "under this tag already",
    523: "could not make a key",
    527: "does not take this as a credential",
    999: "CME error 999",
    0: "says only ERROR",
}


@pytest.mark.parametrize("number", SENTENCES)
def test_each_refusal_of_a_modem_has_its_sentence(number):
    voice = Nrf91OnLine(IMEI)
    voice.modem.fails = {"AT%KEYGEN": number}
    with pytest.raises(DeviceRefused, match=SENTENCES[number]) as caught:
        modem_run(voice)
    assert caught.value.advice
    assert voice.modem.store == {}


def test_a_supply_that_sags_is_the_trays_fault():
    voice = Nrf91OnLine(IMEI)
    voice.modem.fails = {"AT%CMNG=0": 528}
    with pytest.raises(SupplyLow, match="supply voltage sags") as caught:
        modem_run(voice)
    assert (caught.value.blame, caught.value.code) == ("station", "DEV-POWER")


@pytest.mark.parametrize("number", [515, 527, 514])
def test_a_write_that_was_rejected_and_still_ends_as_success_is_seen(number):
    voice = Nrf91OnLine(IMEI)
    voice.modem.fails, voice.modem.trap = {"AT%CMNG=0": number}, True
    with pytest.raises(DeviceRefused, match="does not keep it"):
        modem_run(voice)


def test_a_modem_that_keeps_something_else_is_seen():
    voice = Nrf91OnLine(IMEI)
    voice.modem.keep = lambda name, text: voice.modem.store.update({name: text.replace("M", "N", 1)})
    with pytest.raises(DeviceRefused, match="does not keep it as it was sent"):
        modem_run(voice)


def test_a_certificate_that_is_altered_later_is_seen():
    voice = Nrf91OnLine(IMEI)
    with open_modem(voice) as device:
        chain = provision(device, NRF91.patient, Issuer(), {})
        (name,) = (name for name in voice.modem.store if name[1] == 1)
        voice.modem.store[name] = Issuer().issue(chain.leaf.public_key()).leaf_pem.decode().strip()
        assert device.read_chain() != chain, "it is read from the modem, not from memory"
        del voice.modem.store[name]
        with pytest.raises(ProofFailed):
            device.read_chain()


class Chatty(Nrf91OnLine):
    """Says OK and ERROR inside of other lines all the time."""

    def hear(self, data):
        return b'%XTIME: "OK"\r\n+CEREG: 1,OK\r\nnot ERROR\r\n OK?\r\n' + super().hear(data)


def test_only_whole_lines_end_an_answer():
    assert modem_run(Chatty(IMEI))


def test_a_request_for_another_device_is_refused():
    voice = Nrf91OnLine(IMEI)
    make = voice.modem._make
    voice.modem._make = lambda tag, _: make(tag, "somebody-else")
    with pytest.raises(CsrRejected, match="is for “somebody-else”"):
        modem_run(voice)


def test_what_attests_another_request_is_refused():
    voice = Nrf91OnLine(IMEI)
    signed = voice.modem._signed
    other = hashlib.sha256(b"another request").digest()
    voice.modem._signed = lambda fields: signed([other if isinstance(field, bytes) and len(field) == 32 else field for field in fields])
    with pytest.raises(ProofFailed, match="attests another request"):
        modem_run(voice)


def test_a_request_attested_by_another_chip_is_refused():
    voice = Nrf91OnLine(IMEI)
    signed, real = voice.modem._signed, voice.modem.uuid.bytes
    voice.modem._signed = lambda fields: signed([os.urandom(16) if field == real else field for field in fields])
    with pytest.raises(ProofFailed, match="another device"):
        modem_run(voice)


def test_the_record_keeps_what_attests_the_request():
    voice = Nrf91OnLine(IMEI)
    with open_modem(voice) as device:
        provision(device, NRF91.patient, Issuer(), {})
        facts = device.list_facts()
    assert facts["uuid"] == str(voice.modem.uuid)
    assert {"attestation", "request attested"} <= set(facts)


@pytest.mark.parametrize("serial", ["3" * 10_000, "3526\x1b[31m61000017", "", "OK", "35265610000001\x00", "352656100000017; rm -rf"])
def test_a_serial_number_that_is_none_is_refused_and_never_shown_raw(serial):
    voice = Nrf91OnLine(IMEI)
    voice.modem.imei = serial
    with open_modem(voice) as device, pytest.raises(DeviceError) as caught:
        NRF91.recipe.require_product(device.identify())
    assert len(caught.value.message) < 300
    assert caught.value.message.isprintable()


def test_a_board_that_is_another_model_after_a_reset_is_refused():
    recipe = shipped("micropython", accept={"model": "Simulated ESP32"})
    board, opened = MicroPythonBoard("30aea4123456"), over_link(MicroPython)
    with opened(board, recipe, Trouble()) as device:
        recipe.require_product(device.identify())
    board.model = "Simulated RP2040"
    with opened(board, recipe, Trouble()) as device, pytest.raises(WrongModel):
        recipe.require_product(device.identify())


@pytest.mark.parametrize("line", ["print(1)", "[" * 5000, "b'\\xff' + 1", "__import__('os')", "b'x'\nnot bytes", "x" * 100_000])
def test_what_a_board_prints_is_never_run_and_never_trusted(line):
    board = MicroPythonBoard("30aea4123456")
    recipe = shipped("micropython")
    with over_link(MicroPython)(board, recipe, Trouble()) as device:
        device.identify()
        board._names["R"] = None
        said = device._repl
        device._open()
        device._repl = type("Lying", (), {"run": lambda _self, _program: line, "close": said.close})()
        with pytest.raises(DeviceGarbled):
            device.find_chain()


def test_a_shell_that_is_paced_loses_nothing_and_one_that_is_too_small_says_so():
    recipe = shipped("zephyr")
    device_, issuer, opened = ZephyrDevice("0011223344556677", ring=60), Issuer(), over_link(ZephyrCredentials)
    with opened(device_, recipe, Trouble()) as device:
        provision(device, recipe, issuer, {})
    assert device_.lost == 0
    small = ZephyrDevice("0011223344556677", room=512)
    with opened(small, recipe, Trouble()) as device, pytest.raises(DeviceRefused, match="Not enough room"):
        provision(device, recipe, issuer, {})


def test_a_shell_that_says_added_and_keeps_nothing_is_seen():
    recipe = shipped("zephyr")
    lying = ZephyrDevice("0011223344556677")
    lying.keep = lambda *_: None
    with over_link(ZephyrCredentials)(lying, recipe, Trouble()) as device, pytest.raises(DeviceGarbled, match="lists another digest"):
        provision(device, recipe, Issuer(), {})


class Noise(Voice):
    """Nothing but noise, as of a wrong speed."""

    def power_up(self):
        return b""

    def hear(self, data):
        return random.Random(len(data)).randbytes(3000)


@pytest.mark.parametrize(
    ("name", "driver"), [("micropython", MicroPython), ("nrf91", Nrf91), ("nrf91-shell", Nrf91), ("zephyr", ZephyrCredentials)]
)
def test_noise_is_told_from_silence(name, driver):
    recipe = shipped(name, link={"boot_seconds": 0.3, "answer_seconds": 0.3})
    with over_link(driver)(Noise("1", "x"), recipe, Trouble()) as device, pytest.raises(DeviceError):
        device.identify()


class Flood(Link):
    """Binary noise without a pause, a full buffer of the system's at every read; `stop` is set at the read of that number."""

    def __init__(self, stop: Stop, stop_at: int = 0) -> None:
        self._noise = random.Random(1)
        self._stop = stop
        self._stop_at = stop_at
        self.reads = 0

    def read(self, _deadline):
        self._stop.check()
        self.reads += 1
        if self.reads == self._stop_at:
            self._stop.set()
        return self._noise.randbytes(BUFFER)

    def write(self, _data, _deadline):
        self._stop.check()

    def close(self):
        pass


FAMILIES = [
    *(("micropython", MicroPython), ("nrf91", Nrf91), ("nrf91-shell", Nrf91), ("zephyr", ZephyrCredentials), ("uboot-console", UBoot)),
    *(("linux-files", LinuxConsole), ("simulated", Simulated)),
]


@pytest.mark.parametrize(("name", "driver"), FAMILIES)
def test_a_flood_of_noise_at_three_megabaud_is_kept_up_with_and_ends_in_words(name, driver):
    recipe, stop = shipped(name, link={"boot_seconds": 0.4, "answer_seconds": 0.4}), Stop()
    link = Flood(stop)
    began = time.thread_time()
    with driver(link, recipe, Credential("root", SecretStr("x")), stop) as device, pytest.raises(DeviceError):
        device.identify()
    seconds = time.thread_time() - began
    assert link.reads * BUFFER / seconds > THREE_MEGABAUD, "this driver's thread cannot keep up with the line"


@pytest.mark.parametrize(("name", "driver"), FAMILIES)
def test_a_stop_is_heard_in_a_flood_at_the_next_read(name, driver):
    recipe, stop = shipped(name, link={"boot_seconds": PATIENCE, "answer_seconds": PATIENCE}), Stop()
    link = Flood(stop, stop_at=3)
    with driver(link, recipe, Credential("root", SecretStr("x")), stop) as device, pytest.raises(Cancelled):
        device.identify()
    assert link.reads == 3


def test_a_modem_needs_to_be_offline_and_is_again_after_a_reset():
    modem = Modem(IMEI, "nRF9160-SICA")
    assert modem.answer("AT%KEYGEN=1,2,0") == ["+CME ERROR: 518"]
    assert modem.answer("AT+CFUN=4") == ["OK"]
    assert modem.answer("AT%KEYGEN=1,2,0")[-1] == "OK"
    assert modem.answer("AT%KEYGEN=1,2,0") == ["+CME ERROR: 519"]
    assert modem.answer("AT%CMNG=2,1,2") == ["+CME ERROR: 514"]
    assert modem.answer("AT%CMNG=2,1,1") == ["+CME ERROR: 513"]
    assert modem.answer('AT%CMNG=0,1,1,"no certificate"') == ["+CME ERROR: 527"]
