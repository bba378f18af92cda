"""The files for a Linux desktop are valid, and name what is there."""

import configparser
import re
import struct
import subprocess

import pytest


@pytest.fixture(scope="module")
def linux(root):
    return root / "packaging" / "linux"


def test_the_desktop_entry_is_valid(linux, program):
    done = subprocess.run([program("desktop-file-validate"), str(linux / "birthmark.desktop")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_desktop_entry_starts_the_window_with_our_mark(linux, root):
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(linux / "birthmark.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] == "birthmark"
    assert (root / "resources" / "icons" / f"{entry['Desktop Entry']['Icon']}.svg").exists()


def test_every_udev_rule_is_well_formed(linux):
    lines = (linux / "70-birthmark.rules").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    part = r'[A-Z]+(\{\w+\})?(==|!=|=)"[^"]*"'
    assert [rule for rule in rules if not re.fullmatch(rf"{part}(, {part})*", rule)] == []


def test_every_jump_in_the_udev_rules_lands_further_down(linux):
    text = (linux / "70-birthmark.rules").read_text(encoding="utf-8")
    for jump in re.finditer(r'GOTO="(\w+)"', text):
        assert f'LABEL="{jump[1]}"' in text[jump.end() :]


def test_no_port_is_open_to_everybody(linux):
    modes = re.findall(r'MODE="(\d+)"', (linux / "70-birthmark.rules").read_text(encoding="utf-8"))
    assert modes == ["0660"]


def test_the_mark_is_there_in_every_size(root):
    icons = root / "resources" / "icons"
    png = (icons / "birthmark.png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (256, 256)
    ico = (icons / "birthmark.ico").read_bytes()
    reserved, kind, count = struct.unpack("<HHH", ico[:6])
    sizes = []
    for number in range(count):
        width, _, _, _, _, _, length, offset = struct.unpack("<BBBBHHII", ico[6 + 16 * number : 22 + 16 * number])
        sizes.append(width or 256)
        assert struct.unpack(">II", ico[offset : offset + length][16:24]) == (width or 256, width or 256)
    assert (reserved, kind, sizes) == (0, 1, [16, 24, 32, 48, 64, 128, 256])
