"""A station's own numbers: every table counts its rows from 1, station by station."""

from sqlmodel import Session, col, func, select

from app.store.tables import Row


def next_number(session: Session, table: type[Row], station: str) -> int:
    """The number of the row to be added next, in a transaction that has begun as a writing one."""
    last = session.exec(select(func.max(col(table.sequence))).where(col(table.station) == station)).one()
    return (last or 0) + 1
