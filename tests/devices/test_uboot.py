"""The U-Boot driver on the shipped simulator: the whole path, and boards that boot, lie, drop and babble."""

import json
import time
from pathlib import Path

import pytest

from app.core.errors import DeviceError, DeviceGarbled, DeviceGone, DeviceRefused, DeviceTimeout, ProofFailed
from app.core.recipe import KeyKind, Recipe
from app.core.waiting import Stop
from app.devices import Link
from app.devices.drivers.uboot_console import UBoot
from app.pki.keys import generate
from app.pki.proof import require_same
from app.sandbox.bench import SimulatedBench
from app.sandbox.uboot import UBootBoard, UBootLie
from tests.devices.simulated_lab import Issuer
from tests.patience import PATIENCE

SHIPPED = Path(__file__).parents[2] / "resources/recipes/uboot-console.toml"


def recipe(seconds=PATIENCE, **storage):
    content = Recipe.load(SHIPPED).model_dump()
    content["link"] |= {"answer_seconds": seconds, "boot_seconds": seconds}
    content["storage"] |= storage
    return Recipe.model_validate(content)


class Wire(Link):
    """The cable to a board, on which what is said may change on its way; as a serial port."""

    def __init__(self, board, to_device=bytes, from_device=bytes) -> None:
        self._board = board
        self._to_device, self._from_device = to_device, from_device
        self.arriving = board.power_up()
        self.typed = 0
        self.gone_after = None

    def read(self, deadline):
        if self.gone_after is not None and self.typed > self.gone_after:
            raise DeviceGone("unplugged")
        if not self.arriving:
            time.sleep(0.001)  # what is not there has timed out
            raise DeviceTimeout(f"nothing within {deadline.seconds} seconds")
        data, self.arriving = self.arriving, b""
        return data

    def write(self, data, deadline):
        del deadline
        self.typed += 1
        self.arriving += self._from_device(self._board.hear(self._to_device(data)))

    def close(self):
        self.arriving = b""


@pytest.fixture
def board():
    return UBootBoard("LAB-0007")


@pytest.fixture(scope="module")
def issuer():
    return Issuer()


def whole_run(device, issuer, key=None):
    identity = device.identify()
    csr = device.find_request(identity.serial)
    if csr is None:
        device.import_key(key or generate(KeyKind.EC_P256))
        csr = device.find_request(identity.serial)
    assert csr.is_signature_valid
    chain = device.find_chain() or issuer.issue(csr.public_key(), identity.serial)
    device.write_chain(chain)
    require_same(chain, device.read_chain())
    return chain


@pytest.mark.parametrize("load", ["", "env load"])
def test_a_whole_run_out_of_the_countdown_and_the_same_again_changes_nothing(board, issuer, load):
    with UBoot(Wire(board), recipe(load=load), None, Stop()) as device:
        identity = device.identify()
        assert (identity.model, identity.serial, identity.firmware[:14]) == ("qemu-arm", "LAB-0007", "U-Boot 2023.01")
        chain = whole_run(device, issuer)
    saves = board.saves
    assert saves == 2, "once with the key, once with the certificate"
    with UBoot(Wire(board), recipe(load=load), None, Stop()) as device:
        assert whole_run(device, issuer) == chain
    assert board.saves == saves
    assert board.saved["bootcmd"] == "echo => ; run distro_bootcmd", "what was there stays"


def test_the_board_is_plugged_into_a_bench_like_any_simulated_unit(board, issuer):
    with SimulatedBench(["1"]) as bench:
        with UBoot(bench.open_link(bench.plug("1", board), Stop()), recipe(), None, Stop()) as device:
            chain = whole_run(device, issuer)
        bench.unplug("1")
        with UBoot(bench.open_link(bench.plug("1", board), Stop()), recipe(), None, Stop()) as device:
            assert whole_run(device, issuer) == chain


def test_a_prompt_inside_of_what_is_said_is_not_the_prompt(board, issuer):
    board.saved |= {"aaa": "=> ", "zzz": "Hit any key to stop autoboot: =>"}
    with UBoot(Wire(board), recipe(), None, Stop()) as device:
        whole_run(device, issuer)


def test_a_line_that_arrives_damaged_is_taken_back_and_typed_again(board, issuer):
    damage = {"left": 2}

    def spoil(data):
        if data.startswith(b"echo") and damage["left"]:
            damage["left"] -= 1
            return data[:-7]
        return data

    with UBoot(Wire(board, to_device=spoil), recipe(), None, Stop()) as device:
        device.identify()
        damage["left"] = 2
        whole_run(device, issuer)
    assert damage["left"] == 0
    wire = Wire(board, to_device=lambda data: data.replace(b"version", b"versino"))
    with UBoot(wire, recipe(), None, Stop()) as device, pytest.raises(DeviceGarbled, match="damaged 3 times"):
        device.identify()


@pytest.mark.parametrize(("lie", "load"), [(UBootLie.ALTERED, ""), (UBootLie.FORGETFUL, "env load")])
def test_a_success_that_is_none_is_found_out(issuer, lie, load):
    board = UBootBoard("LAB-0007", lies=frozenset({lie}))
    with UBoot(Wire(board), recipe(load=load), None, Stop()) as device, pytest.raises(DeviceError):
        whole_run(device, issuer)


def test_a_certificate_that_changes_after_it_was_written_is_found_out(board, issuer):
    with UBoot(Wire(board), recipe(), None, Stop()) as device:
        chain = whole_run(device, issuer)
        value = board.environment["peridio_identity_certificate"]
        board.environment["peridio_identity_certificate"] = f"{value[:400]}{'A' if value[400] != 'A' else 'B'}{value[401:]}"
        with pytest.raises((ProofFailed, DeviceGarbled)):
            require_same(chain, device.read_chain())
        del board.environment["peridio_identity_certificate"]
        with pytest.raises(ProofFailed):
            device.read_chain()


def test_an_environment_that_the_board_itself_sums_up_otherwise_is_found_out(board, issuer):
    def lie(data):
        return data.replace(b"==> ", b"==> 0") if b"crc32" in data else data

    with UBoot(Wire(board, from_device=lie), recipe(), None, Stop()) as device, pytest.raises(DeviceGarbled, match="does not hold"):
        whole_run(device, issuer)


@pytest.mark.parametrize("text", ["bm90IGEga2V5", "not base64!", "QQ="])
def test_a_key_that_cannot_be_used_is_left_alone(board, text):
    board.saved["peridio_identity_private_key"] = text
    with UBoot(Wire(board), recipe(), None, Stop()) as device, pytest.raises((DeviceRefused, DeviceGarbled)):
        device.find_request("LAB-0007")
    assert board.saves == 0


def test_a_board_that_tells_no_serial_number_is_refused_in_words(board):
    del board.saved["serial#"]
    with UBoot(Wire(board), recipe(), None, Stop()) as device, pytest.raises(DeviceRefused, match="serial#"):
        device.identify()


def test_a_board_that_boots_again_in_the_middle_is_noticed(board):
    resets = {"left": 1}

    def reset(data):
        if b"version" in data and resets["left"]:
            resets["left"] -= 1
            return data
        return data if resets["left"] else board.power_up()

    with UBoot(Wire(board, from_device=reset), recipe(), None, Stop()) as device, pytest.raises(DeviceGone, match="boot again"):
        device.identify()


def test_silence_noise_and_a_pulled_cable_end_in_words(board):
    with UBoot(Wire(board, from_device=lambda _: b""), recipe(1.0), None, Stop()) as device, pytest.raises(DeviceError):
        device.identify()
    wire = Wire(board, from_device=lambda _: b"\xf8\x00\xfe\x80" * 40)
    with UBoot(wire, recipe(1.0), None, Stop()) as device, pytest.raises(DeviceGarbled):
        device.identify()


def test_gone_at_any_message_and_a_retry_ends_well(issuer):
    board = UBootBoard("LAB-0007")
    key = generate(KeyKind.EC_P256)
    wire = Wire(board)
    with UBoot(wire, recipe(load="env load"), None, Stop()) as device:
        chain = whole_run(device, issuer, key)
    messages = wire.typed
    for gone_after in range(1, messages, 3):
        board = UBootBoard("LAB-0007")
        wire = Wire(board)
        wire.gone_after = gone_after
        with UBoot(wire, recipe(load="env load"), None, Stop()) as device, pytest.raises(DeviceGone):
            whole_run(device, issuer, key)
        with UBoot(Wire(board), recipe(load="env load"), None, Stop()) as device:
            assert whole_run(device, issuer, key).leaf.public_key() == chain.leaf.public_key()
    assert json.dumps(board.saved)
