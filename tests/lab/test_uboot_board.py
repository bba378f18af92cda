"""The U-Boot driver at the prompt of a real U-Boot on an emulated arm64 board: the identity is saved, and outlives a power cut."""

import os
import zlib
from pathlib import Path

import pytest

import app
from app.core.errors import DeviceGone, DeviceRefused
from app.core.recipe import KeyKind, Recipe
from app.core.waiting import Stop
from app.devices.drivers.uboot_console import UBoot
from app.devices.links.serial import open_serial
from app.devices.links.uboot import UBootConsole
from app.pki.keys import generate
from app.pki.proof import require_same
from tests.devices.simulated_lab import Issuer
from tests.lab.uboot_board import BLOCKS, LOAD, SAVE, UBootBoard, list_missing

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

SHIPPED = Recipe.load(Path(app.__file__).parent.parent / "resources" / "recipes" / "uboot-console.toml")


def changed(**storage):
    content = SHIPPED.model_dump()
    content["storage"] |= {"save": SAVE, "load": LOAD, "address": 0x43000000} | storage
    content["link"] |= {"answer_seconds": 180, "boot_seconds": 180}
    return Recipe.model_validate(content)


@pytest.fixture
def board(tmp_path):
    missing = list_missing()
    if missing:
        words = f"the U-Boot lab needs {', '.join(missing)}: python3 packaging/bootstrap.py test installs them"
        pytest.fail(words) if os.environ.get("CI") == "true" else pytest.skip(words)
    with UBootBoard(tmp_path / "board") as board:
        yield board


def opened(board, recipe=None):
    return UBoot(open_serial(board.pty, 115_200, Stop()), recipe or changed(), None, Stop())


def test_the_identity_is_put_into_the_environment_saved_and_there_after_a_power_cut(board, tmp_path):
    console = UBootConsole(open_serial(board.pty, 115_200, Stop()), "", boot_seconds=180, answer_seconds=180)
    console.require("setenv serial# LAB-U-1", "be given a serial number, as board code does")
    console.close()
    key = generate(KeyKind.EC_P384)
    with opened(board) as device:
        identity = device.identify()
        assert (identity.model, identity.serial) == ("qemu-arm", "LAB-U-1")
        assert identity.firmware.startswith("U-Boot ")
        assert device.find_request(identity.serial) is None
        device.import_key(key)
        csr = device.find_request(identity.serial)
        assert csr.public_key() == key.public_key()
        chain = Issuer().issue(csr.public_key(), identity.serial)
        device.write_chain(chain)
        require_same(chain, device.read_chain())
    saved = (tmp_path / "board" / "disk").read_bytes()[: BLOCKS * 512]
    assert zlib.crc32(saved[4:]) == int.from_bytes(saved[:4], "little"), "what stands on the disk is an environment image"
    assert b"\0peridio_identity_certificate=" in saved
    board.unplug()
    board.plug()
    with opened(board) as device:
        assert device.identify().serial == "LAB-U-1"
        assert device.find_chain() == chain
        assert device.find_request("LAB-U-1").public_key() == key.public_key()
        device.write_chain(chain)
        require_same(chain, device.read_chain())
    assert (tmp_path / "board" / "disk").read_bytes()[: BLOCKS * 512] == saved, "what is the same is not written again"


def test_a_flash_that_cannot_be_written_and_a_power_cut_are_told_in_words(board):
    with opened(board, changed(save="saveenv", load="")) as device:
        with pytest.raises(DeviceRefused, match="could not save its environment"):
            device.import_key(generate(KeyKind.EC_P256))
        board.unplug()
        with pytest.raises(DeviceGone):
            device.read_chain()
