"""The demo with every shipped recipe: one unit each, from the tray to the platform, over its own simulated device."""

import pytest

from app.cli.demo import in_terminal
from app.core.errors import SettingsError
from app.demo import Supply, open_demo, prepare, prepare_recipe
from app.station.recipes import RESOURCES
from app.store import RunQuery

RECIPES = sorted(file.stem for file in (RESOURCES / "recipes").glob("*.toml"))


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return prepare(tmp_path_factory.mktemp("demo")).model_copy(update={"trays": 1})


@pytest.mark.parametrize("name", RECIPES)
def test_a_unit_of_every_shipped_recipe_passes(settings, name, capsys):
    supply = Supply(settings.home, units=1, seed=0, bad=0.0, hurry=100)
    with open_demo(prepare_recipe(settings, name), supply, rest=0, rest_failed=0) as show:
        assert in_terminal(show, 1, json=False) == 0, capsys.readouterr().err
        (run,) = show.station.ledger.list_runs(RunQuery(), limit=1)
        assert run.recipe == name


def test_a_recipe_that_is_not_there_is_named(settings):
    with pytest.raises(SettingsError, match="no recipe called nothing"):
        prepare_recipe(settings, "nothing")
