"""What may be in the bundle and what may not."""

import re
from importlib.metadata import distribution

import licences
import pytest


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "Apache-2.0 OR BSD-3-Clause",
        "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
        "LGPL-2.1-or-later",
        "GNU Lesser General Public License v3 (LGPLv3)",
        "Mozilla Public License 2.0 (MPL 2.0)",
        "GPL-3.0-or-later WITH GCC-exception-3.1",
        "GPL-2.0-or-later WITH Bootloader-exception",
    ],
)
def test_these_are_allowed(licence):
    assert licences.is_allowed(licence)


@pytest.mark.parametrize(
    "licence",
    [
        "",
        "GPL-3.0-only",
        "GPLv2+",
        "AGPL-3.0-or-later",
        "GNU General Public License v3 or later (GPLv3+)",
        "GNU Affero General Public License v3",
        "GPL-2.0-only OR AGPL-3.0-only",
        "MIT AND GPL-2.0-only",
        "GPL-3.0-only WITH Classpath-exception-2.0",
        "CC-BY-NC-4.0 (non-commercial)",
    ],
)
def test_these_are_not(licence):
    assert not licences.is_allowed(licence)


@pytest.fixture
def bundle(tmp_path):
    """A folder like PyInstaller's, with these libraries in it."""

    def make(*names):
        for name in names:
            file = tmp_path / "_internal" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
        return tmp_path

    return make


def told(bundle):
    return {part.name: part.licence for part in licences.list_libraries(bundle)}


def test_libraries_are_known_by_name(bundle):
    found = told(
        bundle("libxcb-icccm.so.4", "PySide6/Qt/lib/libQt6Gui.so.6", "libicudata.so.73", "libglib-2.0.so.0", "libpython3.11.so.1.0")
    )
    assert len(found) == 5
    assert all(licences.is_allowed(licence) for licence in found.values())


@pytest.mark.parametrize(
    "name", ["libreadline.so.8", "libgdbm.so.6", "libQt6VirtualKeyboard.so.6", "libQt6Charts.so.6", "libgtk-3.so.0", "libnew.so"]
)
def test_gpl_libraries_and_unknown_ones_stop_the_build(bundle, name):
    (licence,) = told(bundle(name)).values()
    assert not licences.is_allowed(licence)


def test_compiled_parts_of_python_packages_belong_to_their_package(bundle):
    assert told(bundle("pkcs11/_pkcs11.cpython-311-x86_64-linux-gnu.so", "_cffi_backend.cpython-311-x86_64-linux-gnu.so")) == {}


def test_every_locked_package_that_is_installed_is_allowed(root):
    lock = (root / "packaging" / "requirements.txt").read_text(encoding="utf-8")
    lines = re.findall(r"^([a-z0-9-]+)==[^ ]+ (;.*sys_platform == 'win32')?", lock, re.MULTILINE)
    here = [name for name, windows in lines if not windows]
    assert len(here) > 30
    refused = {
        name: licences.licence_of(distribution(name)) for name in here if not licences.is_allowed(licences.licence_of(distribution(name)))
    }
    assert refused == {}


def test_without_a_bundle_it_says_so(tmp_path, capsys):
    assert licences.main(tmp_path) == 2
    assert "build it first" in capsys.readouterr().out
