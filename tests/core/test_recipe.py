"""What a recipe may ask of its driver, told by one table; and which ports it is for."""

import pytest
from pydantic import ValidationError

from app.core.device import Port, PortKind
from app.core.errors import RecipeError
from app.core.recipe import Driver, Recipe
from app.core.recipe.drivers import ABILITIES
from app.station.devices import DRIVERS

TOP = {"name": "x", "version": "1", "title": "X"}


def recipe(driver="linux-console", **parts):
    return Recipe.model_validate(TOP | {"driver": driver} | parts)


def test_every_driver_says_what_it_can_do_and_can_be_opened():
    assert set(DRIVERS) | {Driver.TOKEN} == set(ABILITIES) == set(Driver), "a token has no link: it is opened by its module"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"detect": {"kind": "volume"}}, "detect.kind must be 'serial' or 'simulated' where driver is linux-console and key.place file"),
        (
            {
                "key": {"place": "token", "origin": "preprovisioned", "module": "/m.so", "uri": "pkcs11:token=t;object=o"},
                "certificate": {"maker": "chip-maker"},
            },
            "storage.config must be empty where key.origin is 'preprovisioned'",
        ),
        ({"key": {"place": "secure-storage"}}, "key.place must be 'file' or 'token' or 'tpm' or 'uboot-env'"),
        ({"key": {"place": "tpm", "origin": "station"}}, "key.origin must be 'device'"),
        ({"key": {"place": "tpm", "kind": "rsa-4096"}}, "key.kind must be 'ec-p256' or"),
        ({"storage": {"form": "secure-storage"}}, "storage.form must be 'files'"),
        ({"lock": {"enabled": True}}, "lock.enabled must be false"),
        ({"key": {"place": "tpm", "kind": "rsa-2048", "uri": "pkcs11:object=a"}}, "peridiod reads only ECDSA"),
        ({"key": {"place": "tpm"}}, "key.uri must name"),
        ({"key": {"place": "tpm"}, "storage": {"form": "tpm-nv"}}, "storage.config must be empty"),
        ({"key": {"place": "uboot-env", "kind": "rsa-2048"}, "storage": {"form": "uboot-env"}}, "key.kind must be"),
        ({"key": {"place": "token", "uri": "pkcs11:token=a"}}, "module, and a uri with token= and object="),
        ({"detect": {"product": "("}}, "not a regular expression"),
        ({"link": {"flow": "morse"}}, "flow"),
        ({"driver": "toaster"}, "linux-console"),
    ],
)
def test_what_a_driver_cannot_do_is_refused_with_the_key_and_what_it_can(parts, words):
    with pytest.raises(ValidationError) as caught:
        recipe(**parts)
    assert words in str(caught.value)


def test_a_wrong_recipe_file_is_told_with_file_key_and_reason(tmp_path):
    file = tmp_path / "x.toml"
    file.write_text('name = "x"\nversion = "1"\ntitle = "X"\ndriver = "linux-console"\n[link]\nbaud = "fast"\n')
    with pytest.raises(RecipeError) as caught:
        Recipe.load(file)
    assert (caught.value.file, caught.value.key) == (str(file), "link.baud")
    assert str(file) in caught.value.message


def test_an_empty_path_turns_the_configuration_off():
    assert recipe(storage={"config": ""}).storage.config is None


PORT = Port(
    PortKind.SERIAL, "/dev/ttyACM0", "1-4.2", 0x2341, 0x0043, serial="A-7", product="Nano", manufacturer="Maker", interface="Console"
)


@pytest.mark.parametrize(
    ("detect", "fits"),
    [
        ({}, True),
        ({"vid": 0x2341, "pid": 0x0043, "product": "^Nano$", "socket": "^1-4"}, True),
        ({"manufacturer": "Mak", "interface": "Console", "serial": "A-"}, True),
        ({"vid": 0x2342}, False),
        ({"interface": "Debug"}, False),
        ({"socket": "^2-"}, False),
        ({"manufacturer": "Other"}, False),
        ({"serial": "^B"}, False),
        ({"label": "BOOT"}, False),
    ],
)
def test_detection_is_by_what_the_port_tells(detect, fits):
    assert recipe(driver="simulated", detect={"kind": "serial"} | detect).detect.matches(PORT) is fits


def test_a_board_may_show_another_shape_while_it_resets():
    detect = recipe(detect={"vid": 1, "pid": 2, "also": [{"vid": 0x2341, "pid": 0x0043}]}).detect
    assert detect.may_become(PORT)
    assert not detect.matches(PORT)
