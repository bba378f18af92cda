"""Each family's shipped recipe with its simulated device, from the tray to the platform; and once more."""

from dataclasses import replace
from pathlib import Path

import pytest
from floor import PROFILES, RESOURCES

from app.core.recipe import Recipe
from app.core.run import Outcome, Step
from app.sandbox.micropython import MicroPythonBoard
from app.sandbox.nrf91 import Nrf91InShell, Nrf91OnLine
from app.sandbox.zephyr import ZephyrDevice
from app.station.devices import DRIVERS
from app.station.recipes import bind

UNITS = {
    "micropython": lambda: MicroPythonBoard("30aea4123456"),
    "micropython-nvs": lambda: MicroPythonBoard("30aea4123456"),
    "micropython-small": lambda: MicroPythonBoard("30aea4123456", window=0),
    "nrf91": lambda: Nrf91OnLine("352656100000017"),
    "nrf91-shell": lambda: Nrf91InShell("352656100000017"),
    "zephyr": lambda: ZephyrDevice("0011223344556677"),
}
SIGNS = {"micropython", "micropython-nvs"}


@pytest.mark.parametrize("name", UNITS)
def test_from_the_tray_to_the_platform_and_once_more(floor, name):
    file = Path(RESOURCES / "recipes" / f"{name}.toml")
    recipe = bind(Recipe.load(file), PROFILES, {}, file)
    driver = DRIVERS[recipe.driver]()
    floor.bench = replace(floor.bench, open=lambda port, wanted, stop: driver(floor.sockets.open_link(port, stop), wanted, None, stop))
    unit = UNITS[name]()
    record = floor.run(unit, recipe)
    assert record.outcome is Outcome.PASSED, record.failure
    facts = {result.step: result.facts for result in record.steps}
    assert facts[Step.PROVE]["signature"] == ("yes" if name in SIGNS else "not proven by signature")
    assert ("uuid" in facts[Step.KEY]) is name.startswith("nrf91")
    assert len(floor.devices()) == len(floor.certificates()) == 1

    again = floor.run(unit, recipe)
    if name == "zephyr":
        assert again.failure.code == "DEV-PROVISIONED", "it does not show its certificate, so it is refused by name"
    else:
        assert again.outcome is Outcome.PASSED, again.failure
        assert again.chain == record.chain
        assert {result.step: result.facts for result in again.steps}[Step.ISSUE]["reused"] == "yes"
    assert len(floor.devices()) == len(floor.certificates()) == 1
