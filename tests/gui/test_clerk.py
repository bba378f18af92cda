import threading

import pytest

from app.core.errors import StoreBusy
from app.gui.clerk import Clerk


@pytest.fixture
def clerk(qapp):  # noqa: ARG001 - signals need it
    made = Clerk("test-clerk")
    yield made
    made.close()


def test_the_question_runs_elsewhere_and_the_answer_arrives_here(clerk, qtbot):
    seen = []
    clerk.ask(lambda: threading.current_thread().name, lambda name: seen.append((name, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(seen))
    name, thread = seen[0]
    assert name.startswith("test-clerk")
    assert thread is threading.main_thread()


def test_questions_are_answered_in_order(clerk, qtbot):
    seen = []
    for number in range(20):
        clerk.ask(lambda number=number: number, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert seen == list(range(20))


def test_an_error_arrives_as_a_failure(clerk, qtbot):
    def busy():
        raise StoreBusy("Another program holds the ledger.")

    seen = []
    clerk.ask(busy, lambda _: None, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert (seen[0].code, seen[0].message) == ("STO-BUSY", "Another program holds the ledger.")


@pytest.mark.errors_expected
def test_a_bug_arrives_without_its_text(clerk, qtbot):
    seen = []
    clerk.ask(lambda: {}["secret"], lambda _: None, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].code == "BUG"
    assert "secret" not in seen[0].message


def test_nothing_is_told_after_close(clerk, qtbot):
    begun, go = threading.Event(), threading.Event()
    seen = []

    def slow():
        begun.set()
        go.wait(5)

    clerk.ask(slow, seen.append)
    clerk.ask(lambda: 1, seen.append)
    assert begun.wait(5)
    closing = threading.Thread(target=clerk.close)
    closing.start()
    go.set()
    closing.join(5)
    clerk.ask(lambda: 2, seen.append)
    qtbot.wait(20)
    assert seen == []
