"""Booted devices for the tests of any room; load it from a conftest with `config.pluginmanager.import_plugin("tests.lab.fixtures")`.

    def pytest_configure(config):
        config.pluginmanager.import_plugin("tests.lab.fixtures")

Loading it twice is harmless: there is one device of each name a session.
"""

import os
from pathlib import Path

import pytest
from pydantic import SecretStr

import app
from app.core.recipe import Recipe
from app.core.waiting import Stop
from app.devices import Credential
from app.devices.links.console import Console
from app.devices.links.serial import open_serial
from tests.lab.build import PASSWORD, build
from tests.lab.linux_device import LinuxDevice, list_missing


@pytest.fixture(scope="session")
def lab_image():
    """The image of the lab's device; skips where this machine cannot boot one, but fails in CI."""
    missing = list_missing()
    if missing:
        words = f"the lab needs {', '.join(missing)}: python3 packaging/bootstrap.py test installs them"
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)
    return build()


@pytest.fixture(scope="session")
def linux_device(lab_image, tmp_path_factory):
    """A running LinuxDevice, shared by the whole session: leave it running and answering (`LinuxDevice.serial` is its serial number)."""
    with LinuxDevice(tmp_path_factory.mktemp("linux-device"), lab_image, "LAB-0001") as device:
        yield device


@pytest.fixture
def blank_device(linux_device):
    """The running device with no identity in it: as it comes from assembly."""
    recipe = Recipe.load(Path(app.__file__).parent.parent / "resources" / "recipes" / "linux-tpm.toml")
    link = open_serial(linux_device.pty, recipe.link.baud, Stop())
    console = Console(link, Credential("root", SecretStr(PASSWORD)), boot_seconds=180, answer_seconds=180)
    try:
        console.require("rm -rf /data/peridio", "forget its certificate")
        console.ask(f"tpm2_evictcontrol -Q -C o -c {recipe.key.handle:#x}")
    finally:
        console.close()
    return linux_device


@pytest.fixture(scope="session")
def expendable_device(lab_image, tmp_path_factory):
    """A second device, for what may be unplugged; plug it in where `pty` is empty or gone."""
    with LinuxDevice(tmp_path_factory.mktemp("expendable-device"), lab_image, "LAB-0002") as device:
        yield device
