import pytest

from app.core.errors import NotAllowed, OrderNotOpen, OrderUnknown, OrderUnusable
from app.core.people import Person, Role
from app.core.work import Counts, State, serial_range
from app.provisioning.order_lists import read_orders, read_serials
from app.provisioning.orders import Orders, Wish
from app.store import Ledger
from tests.provisioning.floor import RECIPE
from tests.provisioning.shelf import MemoryShelf

SUPERVISOR, OPERATOR = Person("SV-1", "Sue", Role.SUPERVISOR), Person("OP-7", "Otto", Role.OPERATOR)


@pytest.fixture
def orders():
    with Ledger.open(None, "LINE-2-A") as ledger:
        ledger.recipes.keep(RECIPE, "", "EN-1")
        ledger.recipes.approve(RECIPE.digest, "EN-1")
        yield Orders(ledger.orders, MemoryShelf(RECIPE), ledger.recipes)


def wish(number="WO-1", quantity=3, **changes):
    return Wish(**{"number": number, "product": "", "recipe": "simulated", "quantity": quantity, **changes})


def test_an_order_is_bound_to_the_recipe_as_it_is_now(orders):
    made = orders.make(SUPERVISOR, wish())
    assert (made.product, made.recipe_digest) == (RECIPE.title, RECIPE.digest)
    assert orders.require_workable("WO-1")[1] == RECIPE
    assert orders.list_all()[0][1] == Counts(planned=3, certified=0, passed=0, failed=0, scrapped=0, registered=0, owed=0)


def test_who_may_not_is_told_who_could_and_nothing_happens(orders):
    for attempt in (
        lambda: orders.make(OPERATOR, wish("WO-2")),
        lambda: orders.hold(OPERATOR, "WO-1", "x"),
        lambda: orders.close(OPERATOR, "WO-1"),
        lambda: orders.scrap(OPERATOR, "WO-1", "0042-1187", "x"),
    ):
        with pytest.raises(NotAllowed, match="Otto"):
            attempt()
    assert orders.list_all() == []


def test_held_opened_closed(orders):
    orders.make(None, wish())
    assert orders.hold(SUPERVISOR, "WO-1", " labels \n missing ").reason == "labels missing"
    with pytest.raises(OrderNotOpen, match="on hold: labels missing"):
        orders.require_workable("WO-1")
    assert orders.open(SUPERVISOR, "WO-1").state is State.OPEN
    assert orders.close(SUPERVISOR, "WO-1").reason == "done"
    with pytest.raises(OrderNotOpen, match="closed"):
        orders.require_workable("WO-1")
    with pytest.raises(OrderUnknown):
        orders.require_workable("WO-9")


@pytest.mark.parametrize(
    "bad",
    [
        {"number": ""},
        {"number": "WO 1"},
        {"number": "x" * 41},
        {"quantity": 0},
        {"quantity": 1_000_001},
        {"product": "\x1b[31m"},
        {"serials": ("A-1",)},
        {"serials": ("A-1", "A-2", "A 3")},
        {"serials": ("A-1", "A-2", "A-1")},
        {"serials": ("A-1", "A-2", "")},
    ],
)
def test_an_order_that_contradicts_itself_is_refused(orders, bad):
    with pytest.raises(OrderUnusable):
        orders.make(SUPERVISOR, wish(**bad))
    assert orders.list_all() == []


def test_a_list_of_many_with_some_twice_names_them_and_makes_nothing(orders):
    many = [f"SN-{number:06}" for number in range(100_000)]
    many[50_000:50_300] = many[:300]
    with pytest.raises(OrderUnusable, match=r"300 serial numbers are listed twice: SN-000000 \(rows 1 and 50001\)"):
        orders.make(SUPERVISOR, wish(quantity=99_000, serials=tuple(many)))
    assert orders.list_all() == []


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        ("A-1\nA-2\n", ("A-1", "A-2")),
        ("\ufeffserial\r\nA-1\r\n\r\n A-2 \r\n", ("A-1", "A-2")),
        ("box,Serial Number,colour\n1,A-1,red\n2,A-2,\n", ("A-1", "A-2")),
        ('"A-1"\n"A-2"', ("A-1", "A-2")),
    ],
)
def test_lists_are_read_as_spreadsheets_write_them(text, serials):
    assert read_serials(text.splitlines(keepends=True)) == serials


@pytest.mark.parametrize(("text", "told"), [("", "empty"), ("serial\n", "empty"), ("no,serial\n1,A\n2\n", "Row 3")])
def test_a_list_that_is_none_is_refused(text, told):
    with pytest.raises(OrderUnusable, match=told):
        read_serials(text.splitlines(keepends=True))


def test_a_range_counts_in_its_last_digits():
    assert list(serial_range("EI-0098", "EI-0101")) == ["EI-0098", "EI-0099", "EI-0100", "EI-0101"]
    for first, last in (("A-1", "B-2"), ("A-9", "A-10"), ("A-2", "A-1"), ("A", "B"), ("0000000", "1000000")):
        with pytest.raises(OrderUnusable):
            serial_range(first, last)


def test_orders_are_read_row_by_row():
    text = (
        "\ufeffNumber,recipe,Quantity,product,first,last,due,first_article,label\n"
        "WO-1,simulated,2,Gateway,A-01,A-02,2026-12-24,no,small\n"
        "WO-2,simulated,two,,,,,\n"
        ",,,,,,,\n"
        "WO-3,simulated,5,,,,24.12.2026,\n"
        "WO-4,simulated,5,,A-01,,,\n"
        "WO-5,simulated,5\n"
    )
    wishes, wrong = read_orders(text.splitlines(keepends=True))
    assert [each.number for each in wishes] == ["WO-1", "WO-5"]
    assert wishes[0].serials == ("A-01", "A-02")
    assert [each.label for each in wishes] == ["small", ""]
    assert (wishes[0].first_article, wishes[1].first_article, wishes[0].due.isoformat()[:10]) == (False, True, "2026-12-24")
    assert [row for row, _ in wrong] == [3, 5, 6]
    with pytest.raises(OrderUnusable, match="no column quantity, recipe"):
        read_orders(["number\n", "WO-1\n"])
