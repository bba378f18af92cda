"""Recipes in versions: a running order keeps its own, a new one is approved before an order is made with it."""

from dataclasses import replace

import pytest

from app.core.errors import NotAllowed, RecipeChanged, RecipeError, RecipeUnapproved, SettingsError
from app.core.people import Person, Role
from app.core.recipe import Recipe
from app.core.run import Outcome, Step
from app.pki.authority import IssuingAuthority
from app.provisioning.orders import Orders, Wish
from app.provisioning.recipes import Recipes
from app.sandbox.unit import SimulatedUnit
from app.settings import load
from app.station import Shelf
from app.store import Ledger
from tests.provisioning.floor import QUICK, RECIPE, RESOURCES
from tests.provisioning.shelf import MemoryShelf, written

SUPERVISOR = Person("SV-1", "Sue", Role.SUPERVISOR)
ENGINEER = Person("EN-1", "Eve", Role.ENGINEER)
NEXT = RECIPE.model_copy(update={"version": "1.1"})


@pytest.fixture
def ledger():
    with Ledger.open(None, "LINE-2-A") as ledger:
        yield ledger


@pytest.fixture
def shelf():
    return MemoryShelf(RECIPE)


@pytest.fixture
def orders(ledger, shelf):
    return Orders(ledger.orders, shelf, ledger.recipes)


@pytest.fixture
def recipes(ledger, shelf):
    return Recipes(shelf, ledger.recipes)


def wish(number="WO-1"):
    return Wish(number, "", "simulated", 3)


@pytest.mark.parametrize("now", ["changed", "gone"])
def test_a_running_order_keeps_its_version_and_says_that_the_file_is_another(orders, shelf, now):
    orders.make(None, wish())
    if now == "changed":
        shelf.put(NEXT)
    else:
        del shelf.recipes["simulated"]
    work = orders.require_workable("WO-1")
    assert work.recipe == RECIPE
    assert work.changed == "recipes/simulated.toml"
    if now == "changed":
        assert orders.make(None, wish("WO-2")).recipe_digest == NEXT.digest
        assert orders.require_workable("WO-2").changed == ""


def test_a_version_whose_profile_was_changed_cannot_be_kept_to(orders, shelf):
    orders.make(None, wish())
    shelf.profile_digest = "ab" * 32
    with pytest.raises(RecipeChanged, match="certificate profile"):
        orders.require_workable("WO-1")


def test_an_order_from_before_versions_were_kept_is_refused_once_its_recipe_changed(orders, ledger, shelf):
    made = orders.make(None, wish())
    with Ledger.open(None, "LINE-2-B") as other:
        other.orders.add(made, (), "")
        old = Orders(other.orders, shelf, other.recipes)
        assert old.require_workable("WO-1").recipe == RECIPE
        shelf.put(NEXT)
        with pytest.raises(RecipeChanged, match="not in the ledger"):
            old.require_workable("WO-1")
    assert ledger.recipes.find(RECIPE.digest) is not None


def test_where_people_are_admitted_an_engineer_approves_before_an_order_is_made(orders, recipes, shelf):
    with pytest.raises(RecipeUnapproved):
        orders.make(SUPERVISOR, wish())
    with pytest.raises(NotAllowed, match="may not approve recipes"):
        recipes.approve(SUPERVISOR, "simulated")
    assert recipes.approve(ENGINEER, "simulated").approved_by == "EN-1"
    orders.make(SUPERVISOR, wish())
    shelf.put(NEXT)
    assert [standing.approved for standing in recipes.list_all()] == [False]
    with pytest.raises(RecipeUnapproved, match=r"simulated 1\.1"):
        orders.make(SUPERVISOR, wish("WO-2"))
    assert orders.require_workable("WO-1").recipe == RECIPE, "what runs goes on"


def test_a_new_version_needs_a_number_of_its_own_and_the_name_it_has(recipes, shelf, ledger):
    changed = RECIPE.model_copy(update={"title": "Other"})
    with pytest.raises(NotAllowed, match="may not write recipes"):
        recipes.save(SUPERVISOR, "simulated", written(NEXT))
    recipes.approve(ENGINEER, "simulated")
    with pytest.raises(RecipeError, match=r"at version: there is another 1\.0 already"):
        recipes.save(ENGINEER, "simulated", written(changed))
    with pytest.raises(RecipeError, match="it must stay simulated"):
        recipes.save(ENGINEER, "simulated", written(NEXT.model_copy(update={"name": "other"})))
    assert shelf.get("simulated") == RECIPE
    assert not recipes.save(ENGINEER, "simulated", written(NEXT)).approved
    assert [version.version for version in recipes.list_versions("simulated")] == ["1.1", "1.0"]
    ledger.verify()


def test_a_unit_of_the_order_is_made_by_the_version_it_keeps(floor):
    recipe = Recipe.model_validate({**QUICK.model_dump(), "registration": {"mode": "none"}})
    shelf = MemoryShelf(recipe)
    orders = Orders(floor.ledger.orders, shelf, floor.ledger.recipes)
    orders.make(None, Wish("WO-1", "", "simulated", 2, first_article=False))
    shelf.put(recipe.model_copy(update={"version": "2.0"}))
    kept = orders.require_workable("WO-1").recipe
    assert floor.run(SimulatedUnit("0042-1187"), kept, order="WO-1").outcome is Outcome.PASSED
    refused = floor.run(SimulatedUnit("0042-1188"), shelf.get("simulated"), order="WO-1")
    assert refused.failure.code == "ADM-RECIPE"


# ---- files ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path):
    (tmp_path / "station.toml").write_text("", encoding="utf-8")
    return tmp_path


def test_what_is_saved_goes_before_the_shipped_recipe_and_keeps_its_comments(home):
    shelf = Shelf(load(home))
    text = (RESOURCES / "recipes" / "simulated.toml").read_text(encoding="utf-8").replace('"1.0"', '"1.1"')
    with Ledger.open(None, "LINE-2-A") as ledger:
        Recipes(shelf, ledger.recipes).save(None, "simulated", text)
        assert ledger.recipes.list_versions("simulated")[0].source == text
    assert (home / "recipes" / "simulated.toml").read_text(encoding="utf-8") == text
    assert shelf.get("simulated").version == "1.1"
    assert [file.name for file in (home / "recipes").iterdir()] == ["simulated.toml"]


@pytest.mark.parametrize(
    ("change", "key"),
    [(("ec-p256", "dsa"), "key.kind"), (('version = "1.0"', 'version = "new"'), "version"), (("[accept]", "[accept"), "")],
)
def test_what_is_no_recipe_is_refused_with_file_key_and_reason(home, change, key):
    shelf = Shelf(load(home))
    text = shelf.source("simulated").replace(*change)
    with Ledger.open(None, "LINE-2-A") as ledger, pytest.raises(RecipeError) as told:
        Recipes(shelf, ledger.recipes).save(None, "simulated", text)
    assert (told.value.file, told.value.key) == ("recipes/simulated.toml", key)
    assert shelf.get("simulated").version == "1.0"


def test_a_file_that_is_changed_under_the_station_is_seen_at_the_next_look(home):
    shelf = Shelf(load(home))
    (home / "recipes").mkdir()
    file = home / "recipes" / "simulated.toml"
    file.write_text(shelf.source("simulated").replace('"1.0"', '"3.0"'), encoding="utf-8")
    assert shelf.get("simulated").version == "3.0"
    file.write_text("name =", encoding="utf-8")
    with pytest.raises(SettingsError, match="not TOML"):
        shelf.get("simulated")


def changed_profile(home, days):
    """The shipped profile in the home, with another validity."""
    text = (RESOURCES / "profiles" / "peridio-device.toml").read_text(encoding="utf-8").replace("days = 3653", f"days = {days}")
    (home / "profiles").mkdir(exist_ok=True)
    (home / "profiles" / "peridio-device.toml").write_text(text, encoding="utf-8")
    return Shelf(load(home))


def test_an_order_goes_on_with_the_certificate_profile_that_it_was_made_with(home, floor):
    def run_by(profiles, serial):
        authority = IssuingAuthority(floor.ca_key, floor.chain, floor.ledger, profiles, floor.clock)
        floor.bench = replace(floor.bench, authority=authority)
        return floor.run(SimulatedUnit(serial), work.recipe, order="WO-1")

    ledger = floor.ledger
    made = Orders(ledger.orders, changed_profile(home, 100), ledger.recipes).make(None, wish())
    later = changed_profile(home, 200)
    work = Orders(ledger.orders, later, ledger.recipes).require_workable("WO-1")
    assert (work.recipe.digest, work.changed) == (made.recipe_digest, "profiles/peridio-device.toml")
    record = run_by(later.profiles.keeping(ledger.recipes.find_profile), "0042-1187")
    assert record.outcome is Outcome.PASSED, record.failure
    leaf = record.chain.leaf
    assert (leaf.not_valid_after_utc - leaf.not_valid_before_utc).days == 100
    refused = run_by(later.profiles, "0042-1188")
    assert (refused.failure.code, refused.steps[-1].step) == ("PKI-REFUSED", Step.ADMIT)
    ledger.verify()


def test_makers_cas_that_were_changed_stop_a_running_order(orders, shelf):
    orders.make(None, wish())
    shelf.put(NEXT)
    shelf.maker_digest = "cd" * 32
    with pytest.raises(RecipeChanged, match="maker's CAs were changed"):
        orders.require_workable("WO-1")
