"""What is owed leaves as a file, and the answers that come back settle it, row by row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from app.cloud import manifest_file
from app.cloud.manifest_file import Answer, Row, Written
from app.core.errors import PlatformRefused
from app.core.outbox import Debt, DebtState, Missed, Settled
from app.core.recipe import Recipe, shown
from app.core.run import Failure, Receipt, ReceiptState
from app.store import Ledger

_PAGE = 500
"""Debts read, or answers written, at once."""

EVERY = tuple(DebtState)


class Became(StrEnum):
    """What a row of answers did."""

    SETTLED = "settled"
    KNOWN = "known"
    """It was settled already, by the same answer or another."""
    REFUSED = "refused"
    """It tells an error: the unit is a dead letter now."""
    FOREIGN = "foreign"
    """This ledger owes no such device, or not with this certificate."""
    WRONG = "wrong"
    """It cannot be read."""


@dataclass(frozen=True, slots=True)
class Told:
    """One row, and what it did."""

    row: int
    became: Became
    identifier: str = ""
    words: str = ""


def export(ledger: Ledger, folder: Path, *, station: str, product: str, sign: Callable[[bytes], bytes], who: str = "") -> Written:
    """Write everything that the platform does not know into a new folder, and note that; raises ExportUnwritable, RecipeError."""
    at = datetime.now(UTC)
    written = manifest_file.write(folder, station, at, _rows(ledger, product), sign)
    ledger.note("registration.exported", {"devices": str(written.devices), "sha256": written.sha256}, who)
    return written


def import_answers(ledger: Ledger, file: Path, who: str = "") -> Iterator[Told]:
    """Take the answers in; each row is told once it is in the ledger. May be done again and again. Raises AnswersUnreadable."""
    page: list[tuple[Told, Settled | Missed | None]] = []
    for read in manifest_file.read(file):
        wrong = Told(read.row, Became.WRONG, words=read.problem)
        page.append((wrong, None) if read.answer is None else _judge(ledger, read.row, read.answer))
        if len(page) == _PAGE:
            yield from _take(ledger, page, who)
            page = []
    yield from _take(ledger, page, who)


def _rows(ledger: Ledger, product: str) -> Iterator[Row]:
    after = 0
    while claims := ledger.outbox.list_open(after, _PAGE):
        for claim in claims:
            yield Row.of(claim.identifier, claim.identity, claim.chain, Recipe.of_body(claim.recipe), product)
        after = claims[-1].number


def _judge(ledger: Ledger, row: int, answer: Answer) -> tuple[Told, Settled | Missed | None]:
    debt = _find(ledger, answer)
    if debt is None:
        return Told(row, Became.FOREIGN, answer.identifier, f"This ledger owes no {shown(answer.identifier)} with this certificate."), None
    if debt.state is DebtState.SETTLED:
        return Told(row, Became.KNOWN, answer.identifier), None
    at = datetime.now(UTC)
    if answer.error:
        refused = PlatformRefused(f"It was refused elsewhere: {shown(answer.error)}.", status=0)
        return Told(row, Became.REFUSED, answer.identifier, refused.message), Missed(debt.id, Failure.of(refused), at, None)
    requests = (answer.request,) if answer.request else ()
    receipt = Receipt(ReceiptState.REGISTERED, answer.device or "", answer.certificate or "", requests)
    return Told(row, Became.SETTLED, answer.identifier), Settled(debt.id, receipt, at)


def _find(ledger: Ledger, answer: Answer) -> Debt | None:
    """The debt that is meant: an open one before one that is settled."""
    found = ledger.outbox.list_debts(EVERY, text=answer.sha256.lower())
    same = [debt for debt in found if debt.identifier == answer.identifier]
    return next((debt for debt in same if debt.state is not DebtState.SETTLED), same[0] if same else None)


def _take(ledger: Ledger, page: list[tuple[Told, Settled | Missed | None]], who: str) -> Iterator[Told]:
    if changes := [change for _, change in page if change is not None]:
        ledger.outbox.write(changes, who)
    yield from (told for told, _ in page)
