"""Times as people at the station read them: in its zone, with the offset where a record is meant."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

_MINUTE = 60


def now() -> datetime:
    """This moment, with its zone."""
    return datetime.now(UTC)


def clock(at: datetime) -> str:
    """`10:42:09`, local."""
    return at.astimezone().strftime("%H:%M:%S")


def minute(at: datetime) -> str:
    """`10:42`, local."""
    return at.astimezone().strftime("%H:%M")


def day(at: datetime) -> str:
    """`23 Nov 2026`, local."""
    local = at.astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), _tr("d MMM yyyy"))


def day_iso(at: datetime) -> str:
    """`2026-11-23`, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%d")


def full(at: datetime) -> str:
    """`23 Nov 2026, 10:42:09 +01:00`."""
    offset = at.astimezone().strftime("%z")
    return f"{day(at)}, {clock(at)} {offset[:3]}:{offset[3:]}"


def listed(at: datetime) -> str:
    """The time alone where it was today, with the day before it otherwise."""
    local = at.astimezone()
    if local.date() == now().astimezone().date():
        return clock(at)
    return f"{QLocale().toString(QDate(local.year, local.month, local.day), _tr('d MMM'))}, {minute(at)}"


def took(seconds: float) -> str:
    """`7.4 s`, or `1 min 12 s`."""
    if seconds < _MINUTE:
        return _tr("{seconds} s").format(seconds=QLocale().toString(float(seconds), "f", 1))
    return _tr("{minutes} min {seconds} s").format(minutes=int(seconds // _MINUTE), seconds=int(seconds % _MINUTE))


def ago(at: datetime) -> str:
    """`12 s ago`, `3 min ago`, or the time."""
    seconds = max(0.0, (now() - at).total_seconds())
    if seconds < _MINUTE:
        return _tr("{seconds} s ago").format(seconds=int(seconds))
    if seconds < _MINUTE * _MINUTE:
        return _tr("{minutes} min ago").format(minutes=int(seconds // _MINUTE))
    return _tr("at {time}").format(time=minute(at))


def midnight(days_back: int = 0) -> datetime:
    """The beginning of today, or of that many days before, in the station's zone."""
    today = now().astimezone().date() - timedelta(days=days_back)
    return datetime(today.year, today.month, today.day).astimezone()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Times", text)
