import pytest
from store_lab import STATION, unguarded

from app.core.errors import ChainBroken, VersionUnknown
from app.core.recipe import Recipe
from app.core.work import Order
from app.store import Ledger

RECIPE = Recipe.model_validate({"name": "gateway", "version": "1.0", "title": "Gateway", "driver": "simulated"} | {
    "key": {"place": "secure-storage"}, "storage": {"form": "secure-storage"}, "detect": {"kind": "simulated"},
})  # fmt: skip
NEXT = RECIPE.model_copy(update={"version": "1.1"})


@pytest.fixture
def ledger():
    with Ledger.open(None, STATION) as ledger:
        yield ledger


def order_of(recipe):
    return Order("WO-1", "Gateway", recipe.name, recipe.version, recipe.digest, 3, listed=False, first_article=False)


def test_a_version_is_kept_once_with_what_it_was_written_in(ledger):
    first = ledger.recipes.keep(RECIPE, "# why\nname = …", "EN-1")
    again = ledger.recipes.keep(RECIPE, "another text", "EN-2")
    assert first == again
    assert (first.by, first.source, first.recipe, first.approved) == ("EN-1", "# why\nname = …", RECIPE, False)
    ledger.recipes.keep(NEXT, "", "EN-1")
    assert [version.version for version in ledger.recipes.list_versions("gateway")] == ["1.1", "1.0"]
    assert ledger.recipes.list_versions("other") == []
    ledger.verify()


def test_an_approval_says_who_and_when_and_is_written_once(ledger):
    ledger.recipes.keep(RECIPE, "", "EN-1")
    approved = ledger.recipes.approve(RECIPE.digest, "EN-2")
    assert approved.approved
    assert ledger.recipes.approve(RECIPE.digest, "EN-3") == approved == ledger.recipes.find(RECIPE.digest)
    assert approved.approved_by == "EN-2"
    assert ledger.recipes.find(NEXT.digest) is None
    with pytest.raises(VersionUnknown):
        ledger.recipes.approve(NEXT.digest, "EN-2")
    assert ledger.audit.list_kinds().count("recipe.approved") == 1
    ledger.verify()


def test_an_order_keeps_its_recipe_with_it_or_neither_is_there(ledger):
    ledger.orders.add(order_of(RECIPE), (), "SV-1", RECIPE, source="text")
    assert ledger.recipes.find(RECIPE.digest).source == "text"
    with pytest.raises(Exception, match="already an order"):
        ledger.orders.add(order_of(NEXT), (), "SV-1", NEXT)
    assert ledger.recipes.find(NEXT.digest) is None
    ledger.verify()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE recipe_versions SET body = replace(body, 'simulated', 'zephyr')",
        "UPDATE recipe_versions SET source = 'other'",
        "UPDATE recipe_approvals SET who = 'X'",
        "UPDATE recipe_approvals SET digest = 'x'",
        "DELETE FROM recipe_approvals",
        "DELETE FROM recipe_versions",
    ],
)
def test_a_version_that_was_altered_is_found(tmp_path, change):
    file = tmp_path / "ledger.db"
    with Ledger.open(file, STATION) as ledger:
        ledger.recipes.keep(RECIPE, "text", "EN-1")
        ledger.recipes.approve(RECIPE.digest, "EN-2")
    unguarded(file, change)
    with Ledger.open(file, STATION) as ledger, pytest.raises(ChainBroken):
        ledger.verify()
