"""The end of a shift: what was done since the last one is exported, the ledger is backed up, and the chain's head is signed."""

from datetime import UTC, datetime, timedelta

import structlog

from app.audit import Format, Order, back_up, export, prune
from app.core.errors import StationError
from app.core.seal import Seal
from app.settings import Settings
from app.store import EntryQuery, Ledger
from app.store.export import Extent

log = structlog.get_logger(__name__)

SHIFT = "shift"
"""Why an export was made that nobody asked for."""
_LOOK_BACK = 500
"""Exports looked through for the last one of a shift."""
_OVERLAP = timedelta(seconds=1)


def end_shift(settings: Settings, ledger: Ledger, seal: Seal) -> list[StationError]:
    """Do all of it that the settings ask for; what went wrong is told, and in the audit chain: it must not keep a station from closing."""
    wrong: list[StationError] = []
    audit = settings.audit
    for wanted, work in ((audit.export_to, _export), (audit.backup_to, _back_up)):
        if wanted is None:
            continue
        try:
            work(settings, ledger, seal)
        except StationError as error:
            log.warning("shift.unfinished", code=error.code, reason=error.message)
            wrong.append(error)
    try:
        for problem in wrong:
            ledger.note("shift.unfinished", {"code": problem.code, "why": problem.message})
        ledger.audit.sign_head(SHIFT)
    except StationError as error:
        log.warning("shift.unsigned", code=error.code, reason=error.message)
        wrong.append(error)
    return wrong


def _export(settings: Settings, ledger: Ledger, seal: Seal) -> None:
    audit = settings.audit
    if audit.export_to is None:
        return
    made = ledger.audit.list_entries(EntryQuery("export.made"), limit=_LOOK_BACK)
    last = next((entry.at for entry in made if entry.facts.get("why") == SHIFT), None)
    extent = Extent(since=last - _OVERLAP if last else None, until=datetime.now(UTC))
    order = Order(audit.export_to, tuple(Format(kind) for kind in audit.export_formats), extent, settings.operator, SHIFT)
    export(ledger, seal, settings.station, order)


def _back_up(settings: Settings, ledger: Ledger, seal: Seal) -> None:
    audit = settings.audit
    if audit.backup_to is None:
        return
    back_up(ledger, seal, settings.station, audit.backup_to, recipient=audit.backup_recipient, who=settings.operator)
    prune(audit.backup_to, settings.station, audit.backup_keep)
