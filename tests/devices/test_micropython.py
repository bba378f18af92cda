"""MicroPython for real: its Unix build on a terminal, and the emulated micro:bit, from the raw REPL to a proof."""

import hashlib
import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, load_der_private_key, load_pem_private_key
from simulated_lab import Issuer

from app.core.chain import key_fingerprint
from app.core.errors import DeviceGarbled, DeviceGone, DeviceRefused, DeviceTimeout, ProofFailed
from app.core.recipe import KeyKind, Recipe
from app.core.waiting import Deadline, Stop
from app.devices.drivers.micropython import MicroPython
from app.devices.links.rawrepl import Raised, RawRepl
from app.devices.links.serial import open_serial
from app.pki.keys import generate
from app.pki.proof import new_challenge, require_possession
from tests.lab.boards import find_micropython, list_missing, microbit, unix_board

RECIPES = Path(__file__).parents[2] / "resources" / "recipes"


def missing(what):
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture
def board(tmp_path):
    if find_micropython() is None:
        missing("MicroPython for Unix is not installed")
    with unix_board(tmp_path) as board:
        yield board


@pytest.fixture(scope="module")
def small_board(tmp_path_factory):
    if list_missing():
        missing(f"the micro:bit needs {', '.join(list_missing())}")
    with microbit(tmp_path_factory.mktemp("microbit")) as board:
        yield board


def unix_recipe(folder, **key):
    content = Recipe.load(RECIPES / "micropython.toml").model_dump()
    content["link"] |= {"serial_expression": "'UNIX-0001'", "answer_seconds": 60, "boot_seconds": 60}
    content["accept"] |= {"serial": "UNIX-[0-9]+"}
    content["key"] |= {"path": f"{folder}/device.key.der", **key}
    content["storage"] |= {"certificate": f"{folder}/device.crt.der", "chain": f"{folder}/chain.der"}
    return Recipe.model_validate(content)


def open_board(board, recipe):
    return MicroPython(open_serial(board.path, recipe.link.baud, Stop()), recipe, None, Stop())


def repl_of(board):
    return RawRepl(open_serial(board.path, 115_200, Stop()), Stop(), baud=115_200, boot_seconds=60, answer_seconds=60)


def test_a_key_made_on_the_board_signs_there_and_is_kept(board, tmp_path):
    recipe, issuer = unix_recipe(tmp_path), Issuer()
    with open_board(board, recipe) as device:
        identity = device.identify()
        assert recipe.require_product(identity) == "UNIX-0001"
        assert identity.firmware.startswith("MicroPython 1.")
        assert (device.find_chain(), device.find_request("UNIX-0001")) == (None, None)
        csr = device.make_key("UNIX-0001")
        assert csr.is_signature_valid
        chain = issuer.issue(csr.public_key(), "UNIX-0001")
        device.write_chain(chain)
        assert device.read_chain() == chain
    key = load_der_private_key((tmp_path / "device.key.der").read_bytes(), None)
    assert key_fingerprint(key.public_key()) == key_fingerprint(csr.public_key())
    assert (tmp_path / "device.crt.der").read_bytes() == chain.leaf.public_bytes(Encoding.DER)
    with open_board(board, recipe) as device:
        assert device.find_chain() == chain
        again = device.find_request("UNIX-0001")
        assert key_fingerprint(again.public_key()) == key_fingerprint(key.public_key())
        challenge = new_challenge()
        require_possession(chain.leaf.public_key(), challenge, device.sign(challenge))
        assert key_fingerprint(device.make_key("UNIX-0001").public_key()) == key_fingerprint(key.public_key())


def test_a_key_from_the_station_signs_on_the_board(board, tmp_path):
    recipe = unix_recipe(tmp_path, origin="station", path=f"{tmp_path}/device.key")
    key = generate(KeyKind.EC_P256)
    with open_board(board, recipe) as device:
        device.import_key(key)
        stored = (tmp_path / "device.key").read_bytes()
        assert load_pem_private_key(stored, None).private_numbers() == key.private_numbers()
        csr = device.find_request("UNIX-0001")
        assert csr.is_signature_valid
        assert key_fingerprint(csr.public_key()) == key_fingerprint(key.public_key())
        chain = Issuer().issue(csr.public_key(), "UNIX-0001")
        device.write_chain(chain)
        device.import_key(key)
        assert device.find_chain() == chain, "the same key again drops nothing"
        device.import_key(generate(KeyKind.EC_P256))
        assert device.find_chain() is None, "a certificate never outlives its key"


def test_every_signature_is_another_and_right(board, tmp_path):
    with open_board(board, unix_recipe(tmp_path)) as device:
        csr = device.make_key("UNIX-0001")
        signatures = {device.sign(b"the same challenge") for _ in range(8)}
        assert len(signatures) == 8
        for signature in signatures:
            require_possession(csr.public_key(), b"the same challenge", signature)


def test_what_was_altered_on_the_board_is_seen(board, tmp_path):
    recipe = unix_recipe(tmp_path)
    with open_board(board, recipe) as device:
        chain = Issuer().issue(device.make_key("UNIX-0001").public_key(), "UNIX-0001")
        device.write_chain(chain)
        (tmp_path / "chain.der").write_bytes((tmp_path / "chain.der").read_bytes() + b"more")
        with pytest.raises((ProofFailed, DeviceGarbled)):
            device.read_chain()
        (tmp_path / "device.crt.der").unlink()
        with pytest.raises(ProofFailed):
            device.read_chain()


def test_a_folder_that_is_not_there_is_refused_in_the_boards_words(board, tmp_path):
    recipe = unix_recipe(tmp_path, path=f"{tmp_path}/none/device.key")
    with open_board(board, recipe) as device, pytest.raises(DeviceRefused, match="ENOENT"):
        device.make_key("UNIX-0001")


def test_it_is_entered_from_a_running_program_and_from_somebody_elses_raw_mode(board):
    for state in (b"while True: pass\r\n\r\n", b"\r\x01", b"\r\x05x = (", b"\r\x01print(1", b"'''"):
        link = open_serial(board.path, 115_200, Stop())
        link.write(state, Deadline(5))
        link.close()
        repl = repl_of(board)
        assert repl.run("print('here')") == "here\n"
        assert repl.pastes
        repl.close()


def test_27_kilobytes_arrive_whole_and_an_exception_is_told(board, tmp_path):
    content = os.urandom(27_000)
    repl = repl_of(board)
    repl.run(f"f=open({str(tmp_path / 'blob')!r},'wb')")
    for start in range(0, len(content), 1024):
        repl.run(f"f.write({content[start : start + 1024]!r})")
    repl.run("f.close()")
    assert hashlib.sha256((tmp_path / "blob").read_bytes()).digest() == hashlib.sha256(content).digest()
    with pytest.raises(Raised, match="ZeroDivisionError"):
        repl.run("1/0")
    assert repl.run("print('\\x04'.encode())\n") == "b'\\x04'\n", "after an exception it goes on"
    repl.close()


def test_killed_in_the_middle_it_is_gone_or_silent(board, tmp_path):
    with open_board(board, unix_recipe(tmp_path)) as device:
        device.identify()
        board.process.kill()
        device._repl._answer_seconds = 0.5  # not before: nothing else is to be late
        with pytest.raises((DeviceGone, DeviceTimeout)):
            device.make_key("UNIX-0001")


@pytest.mark.timeout(180)
def test_the_microbit_keeps_what_it_gets(small_board):
    content = Recipe.load(RECIPES / "micropython-small.toml").model_dump()
    # Slower than the board: nothing tells when it has read a piece, and on a busy machine its emulation falls behind the line.
    content["link"] |= {"answer_seconds": 60, "boot_seconds": 60, "baud": 9600}
    recipe, key = Recipe.model_validate(content), generate(KeyKind.EC_P256)
    with open_board(small_board, recipe) as device:
        identity = device.identify()
        serial = recipe.require_product(identity)
        assert (identity.model, serial) == ("micro:bit with nRF51822", "0300000078563412")
        assert (device.find_chain(), device.find_request(serial)) == (None, None)
        device.import_key(key)
        chain = Issuer().issue(key.public_key(), serial)
        device.write_chain(chain)
        assert device.read_chain() == chain
        assert device.holds(chain)
        device.import_key(key)
        assert device.find_chain() == chain
    made = Recipe.model_validate({**content, "key": content["key"] | {"origin": "device"}, "proof": {"signature": True}})
    with open_board(small_board, made) as device, pytest.raises(DeviceRefused, match="cannot work with keys"):
        device.make_key(serial)
