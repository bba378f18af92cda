"""What is left elsewhere: an export of what was done since the last one, and a backup; at the end of a shift, and by a plan."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import structlog

from app.core.errors import StationError
from app.core.seal import Seal
from app.settings import Settings
from app.store import EntryQuery, Ledger

log = structlog.get_logger(__name__)

SHIFT, PLAN = "shift", "plan"
"""Why an export was made that nobody asked for."""
_LOOK_BACK = 500
"""Exports looked through for the last one that nobody asked for."""
_OVERLAP = timedelta(seconds=1)

Tell = Callable[[int, int], object]
"""How much of an export is written; what it raises ends it."""


class Work(StrEnum):
    """What is left elsewhere."""

    EXPORT = "export"
    BACKUP = "backup"


def _untold(_done: int, _of: int) -> None:
    pass


def end_shift(settings: Settings, ledger: Ledger, seal: Seal) -> dict[Work, StationError]:
    """See `leave`; it must not keep a station from closing."""
    return leave(settings, ledger, seal, SHIFT)


def leave(  # noqa: PLR0917 - the station's own parts, then what is asked of them
    settings: Settings, ledger: Ledger, seal: Seal, why: str, works: Collection[Work] = tuple(Work), tell: Tell = _untold
) -> dict[Work, StationError]:
    """Do these works, as far as the settings ask for them, and sign the chain's head; what went wrong is answered, and in the chain."""
    wrong: dict[Work, StationError] = {}
    for work in works:
        try:
            if work is Work.EXPORT:
                _export(settings, ledger, seal, why, tell)
            else:
                _back_up(settings, ledger, seal)
        except StationError as error:
            log.warning("shift.unfinished", work=work, code=error.code, reason=error.message)
            wrong[work] = error
    try:
        for work, problem in wrong.items():
            ledger.note("shift.unfinished", {"work": work, "code": problem.code, "why": problem.message})
        ledger.audit.sign_head(why)
    except StationError as error:
        log.warning("shift.unsigned", code=error.code, reason=error.message)
    return wrong


def _export(settings: Settings, ledger: Ledger, seal: Seal, why: str, tell: Tell) -> None:
    audit = settings.audit
    if audit.export_to is None:
        return
    from app.audit import Format, Order, export  # noqa: PLC0415 - the window does not wait for it
    from app.store.export import Extent  # noqa: PLC0415 - the same

    made = ledger.audit.list_entries(EntryQuery("export.made"), limit=_LOOK_BACK)
    last = next((entry.at for entry in made if entry.facts.get("why") in {SHIFT, PLAN}), None)
    extent = Extent(since=last - _OVERLAP if last else None, until=datetime.now(UTC))
    order = Order(audit.export_to, tuple(Format(kind) for kind in audit.export_formats), extent, settings.operator, why)
    export(ledger, seal, settings.station, order, tell)


def _back_up(settings: Settings, ledger: Ledger, seal: Seal) -> None:
    audit = settings.audit
    if audit.backup_to is None:
        return
    from app.audit import back_up, prune  # noqa: PLC0415 - the window does not wait for it

    back_up(ledger, seal, settings.station, audit.backup_to, recipient=audit.backup_recipient, who=settings.operator)
    prune(audit.backup_to, settings.station, audit.backup_keep)
