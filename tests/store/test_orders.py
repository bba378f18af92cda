import datetime as dt
import sqlite3
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from store_lab import DIGEST, STATION, chain_for, key_of, python, record_of, start_of, unguarded, write

from app.core.errors import Cancelled, ChainBroken, NotOnOrder, OrderNotOpen, OrderUnknown, OrderUnusable, QuotaUsed
from app.core.run import Outcome, Receipt, ReceiptState
from app.core.work import Counts, Difference, Order, State, Trouble
from app.store import Ledger

NUMBER = "WO-4711"


def order_of(quantity=3, **changes):
    return Order(
        **{
            "number": NUMBER,
            "product": "Gateway rev C",
            "recipe": "gateway",
            "recipe_version": "3",
            "recipe_digest": DIGEST,
            "quantity": quantity,
            "listed": False,
            "first_article": False,
            **changes,
        }
    )


def names(count):
    return [f"SN-{number:06}" for number in range(count)]


def make(ledger, number, **changes):
    """A unit of the order, made and passed unless said otherwise."""
    return write(ledger, record_of(start_of(number), chain=chain_for(f"EI-SN-{number:06}"), **changes))


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "ledger.db", STATION) as opened:
        yield opened


def test_an_order_is_what_it_was_last_brought_to(ledger):
    ledger.orders.add(order_of(due=dt.datetime(2026, 12, 24, tzinfo=dt.UTC)), [], "SV-01")
    ledger.orders.bring(NUMBER, State.HELD, "labels are missing", "SV-02")
    found = ledger.orders.find(NUMBER)
    assert (found.state, found.reason, found.by, found.quantity) == (State.HELD, "labels are missing", "SV-02", 3)
    assert [order.number for order in ledger.orders.list_all()] == [NUMBER]
    assert ledger.orders.find("WO-1") is None


def test_a_number_is_given_once_and_a_closed_order_stays_closed(ledger):
    ledger.orders.add(order_of(), [], "SV-01")
    with pytest.raises(OrderUnusable, match="already an order WO-4711"):
        ledger.orders.add(order_of(5), [], "SV-01")
    ledger.orders.bring(NUMBER, State.CLOSED, "done", "SV-01")
    with pytest.raises(OrderNotOpen, match="closed"):
        ledger.orders.bring(NUMBER, State.OPEN, "", "SV-01")
    with pytest.raises(OrderUnknown):
        ledger.orders.bring("WO-1", State.OPEN, "", "SV-01")


def test_one_more_than_ordered_gets_no_certificate(ledger):
    ledger.orders.add(order_of(2), [], "SV-01")
    for number in range(2):
        make(ledger, number)
    start = start_of(2)
    ledger.begin(start)
    chain = chain_for("EI-SN-000002")
    with pytest.raises(QuotaUsed, match="all its 2 units"):
        ledger.add_issued(start.run, "EI-SN-000002", key_of(chain), DIGEST, chain)
    assert not ledger.knows_certificate(chain.fingerprint)
    with pytest.raises(QuotaUsed):
        ledger.orders.require_place(NUMBER, ["SN-000002"], "EI-SN-000002")


def test_a_retry_of_a_unit_that_counts_already_is_no_further_one(ledger):
    ledger.orders.add(order_of(1), [], "SV-01")
    make(ledger, 0, outcome=Outcome.FAILED)
    assert ledger.orders.require_place(NUMBER, ["SN-000000"], "EI-SN-000000").quantity == 1
    again = chain_for("EI-SN-000000")
    start = start_of(0)
    ledger.begin(start)
    ledger.add_issued(start.run, "EI-SN-000000", key_of(again), DIGEST, again)
    assert ledger.orders.count(NUMBER).certified == 1


def test_a_scrapped_unit_makes_room_for_another(ledger):
    ledger.orders.add(order_of(1), [], "SV-01")
    make(ledger, 0)
    ledger.orders.scrap(NUMBER, "EI-SN-000000", "fell on the floor", "SV-01")
    with pytest.raises(OrderUnusable, match="scrapped before"):
        ledger.orders.scrap(NUMBER, "EI-SN-000000", "again", "SV-01")
    make(ledger, 1)
    assert ledger.orders.count(NUMBER) == Counts(planned=1, certified=1, passed=2, failed=0, scrapped=1, registered=2, owed=0)


def test_nothing_is_issued_for_an_order_that_was_held_a_moment_ago(ledger):
    ledger.orders.add(order_of(), [], "SV-01")
    start, chain = start_of(0), chain_for("EI-SN-000000")
    ledger.begin(start)
    ledger.orders.bring(NUMBER, State.HELD, "stop", "SV-01")
    with pytest.raises(OrderNotOpen, match="on hold: stop"):
        ledger.add_issued(start.run, "EI-SN-000000", key_of(chain), DIGEST, chain)


def test_only_what_is_listed_has_a_place(ledger):
    ledger.orders.add(order_of(2, listed=True), names(2), "SV-01")
    assert ledger.orders.list_serials(NUMBER) == names(2)
    assert ledger.orders.require_place(NUMBER, ["SN-000001"], "EI-SN-000001").listed
    with pytest.raises(NotOnOrder, match="SN-000002 is not on the list"):
        ledger.orders.require_place(NUMBER, ["SN-000002"], "EI-SN-000002")
    with pytest.raises(OrderUnknown):
        ledger.orders.require_place("WO-1", ["SN-000001"], "EI-SN-000001")


def test_a_list_of_many_is_kept_in_its_order(ledger):
    many = [f"N-{number}" for number in range(12_000)]
    ledger.orders.add(order_of(12_000, listed=True), many, "SV-01")
    assert ledger.orders.list_serials(NUMBER) == many


def test_trays_write_between_the_parts_of_a_list_and_nobody_sees_the_order_before_it_is_whole(ledger):
    seen = []

    def tell(done, of):
        with ThreadPoolExecutor() as other:
            other.submit(ledger.note, "unit.passed", {"done": str(done)}).result(timeout=60)
        seen.append((done, of, ledger.orders.find(NUMBER)))

    many = names(5_000)
    ledger.orders.add(order_of(5_000, listed=True), many, "SV-01", tell=tell)
    assert [each[:2] for each in seen] == [(2_000, 5_000), (4_000, 5_000), (5_000, 5_000)]
    assert [each[2] for each in seen] == [None] * 3
    assert ledger.orders.list_serials(NUMBER) == many
    ledger.verify()


def test_an_order_that_is_stopped_leaves_nothing(ledger):
    def stop(done, _of):
        if done > 2_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        ledger.orders.add(order_of(5_000, listed=True), names(5_000), "SV-01", tell=stop)
    assert (ledger.orders.find(NUMBER), ledger.orders.list_serials(NUMBER)) == (None, [])
    ledger.orders.add(order_of(2, listed=True), names(2), "SV-01")
    assert ledger.orders.list_serials(NUMBER) == names(2)
    ledger.verify()


KILLED = """if True:
    import sys
    from store_lab import *
    from app.core.work import Order
    from app.store import Ledger
    order = Order("WO-4711", "Gateway", "gateway", "3", DIGEST, 5000, listed=True, first_article=False)
    def tell(done, of):
        print(done, flush=True)
        sys.stdin.readline()
    Ledger.open(Path(sys.argv[1]), STATION).orders.add(order, [f"SN-{number:06}" for number in range(5000)], "SV-01", tell=tell)
"""


def test_what_a_kill_leaves_of_a_list_is_no_order_and_goes_with_the_next_one(tmp_path):
    file = tmp_path / "ledger.db"
    with python("-c", KILLED, str(file), stdin=subprocess.PIPE) as station:
        assert station.stdout.readline() == "2000\n"
        station.kill()
    with Ledger.open(file, STATION) as ledger:
        assert ledger.orders.find(NUMBER) is None
        assert len(ledger.orders.list_serials(NUMBER)) == 2_000
        ledger.verify()
        ledger.orders.add(order_of(), [], "SV-01")
        assert ledger.orders.list_serials(NUMBER) == []
        ledger.verify()


def test_the_list_of_an_order_that_is_there_is_not_added_to(ledger, tmp_path):
    ledger.orders.add(order_of(1, listed=True), names(1), "SV-01")
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection, pytest.raises(sqlite3.IntegrityError, match="never changes"):
        connection.execute("INSERT INTO order_units VALUES (x'00', ?, 99, ?, 'SN-MINE')", (STATION, NUMBER))


def test_reconciliation_names_every_unit_that_does_not_add_up(ledger):
    ledger.orders.add(order_of(4, listed=True), names(4), "SV-01")
    make(ledger, 0)
    make(ledger, 1, outcome=Outcome.FAILED, receipt=None)
    make(ledger, 2, receipt=Receipt(ReceiptState.OWED))
    make(ledger, 9)
    ledger.orders.scrap(NUMBER, "EI-SN-000000", "bent", "SV-01")
    assert ledger.orders.differences(NUMBER) == [
        Difference("EI-SN-000009", Trouble.NOT_LISTED),
        Difference("SN-000003", Trouble.NOT_MADE),
        Difference("EI-SN-000001", Trouble.NOT_PASSED),
        Difference("EI-SN-000002", Trouble.NOT_REGISTERED),
        Difference("EI-SN-000000", Trouble.SCRAPPED_BUT_KNOWN),
    ]
    assert ledger.orders.count(NUMBER) == Counts(planned=4, certified=3, passed=3, failed=1, scrapped=1, registered=2, owed=1)


def test_a_whole_order_has_no_differences(ledger):
    ledger.orders.add(order_of(2, listed=True), names(2), "SV-01")
    for number in range(2):
        make(ledger, number)
    assert ledger.orders.differences(NUMBER) == []
    assert ledger.orders.count(NUMBER).left == 0


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE orders SET quantity = 400", "orders"),
        ("UPDATE scraps SET identifier = 'EI-SN-000001'", "scraps"),
        ("DELETE FROM scraps", "scraps"),
        ("UPDATE order_units SET serial = 'MINE' WHERE sequence = 2", "list of order WO-4711"),
        ("DELETE FROM order_units WHERE sequence = 1", "list of order WO-4711"),
    ],
)
def test_an_order_that_was_altered_behind_our_back_is_found(ledger, tmp_path, statement, told):
    ledger.orders.add(order_of(1, listed=True), names(2), "SV-01")
    make(ledger, 0)
    ledger.orders.scrap(NUMBER, "EI-SN-000000", "bent", "SV-01")
    ledger.verify()
    unguarded(tmp_path / "ledger.db", statement)
    with pytest.raises(ChainBroken, match=told):
        ledger.verify()
