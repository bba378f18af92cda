"""Work orders as rows: what each says, what its audit entry says of it, and its list."""

import hashlib
from collections.abc import Sequence

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.errors import ChainBroken, OrderNotOpen
from app.core.work import Order, State
from app.store.entries import moment
from app.store.tables_line import OrderTable, OrderUnitTable, ScrapTable


def check_lists(session: Session, station: str) -> None:
    """Raise ChainBroken where an order's list is not the one its entry tells the digest of."""
    for row in session.exec(select(OrderTable).where(col(OrderTable.station) == station)).all():
        serials = session.exec(listed_on(station, row.number)).all()
        if len(serials) != row.listed or digest_of(serials) != row.list_digest:
            raise ChainBroken(f"The list of order {row.number} was altered: its entry tells of another one.")


def digest_of(serials: Sequence[str]) -> str:
    """SHA-256 over the list, one a line; empty where there is none."""
    return hashlib.sha256("\n".join(serials).encode()).hexdigest() if serials else ""


def order_facts_of(row: OrderTable) -> dict[str, str]:
    """What the audit entry says of an order."""
    return {
        "number": row.number,
        "product": row.product,
        "recipe": row.recipe,
        "recipe_version": row.recipe_version,
        "recipe_digest": row.recipe_digest,
        "quantity": str(row.quantity),
        "listed": str(row.listed),
        "list": row.list_digest,
        "first_article": "yes" if row.first_article else "no",
        "due": "" if row.due is None else moment(row.due),
        "state": row.state,
        "reason": row.reason,
        **({"label": row.label, "label_digest": row.label_digest or ""} if row.label else {}),
    }


def scrap_facts_of(row: ScrapTable) -> dict[str, str]:
    """What the audit entry says of a scrapped unit."""
    return {"order": row.number, "identifier": row.identifier, "reason": row.reason}


def last_of(session: Session, station: str, number: str) -> OrderTable | None:
    """The order as it stands: its last row."""
    rows = select(OrderTable).where(col(OrderTable.station) == station, col(OrderTable.number) == number)
    return session.exec(rows.order_by(col(OrderTable.sequence).desc()).limit(1)).first()


def require_open(row: OrderTable) -> None:
    """Raise OrderNotOpen where it is on hold or closed."""
    if row.state != State.OPEN:
        raise OrderNotOpen(f"Order {row.number} is {row.state}{f': {row.reason}' if row.reason else ''}.")


def order_of(row: OrderTable) -> Order:
    """What the row says."""
    return Order(
        number=row.number,
        product=row.product,
        recipe=row.recipe,
        recipe_version=row.recipe_version,
        recipe_digest=row.recipe_digest,
        quantity=row.quantity,
        listed=row.listed > 0,
        first_article=row.first_article,
        due=row.due,
        state=State(row.state),
        reason=row.reason,
        by=row.who,
        at=row.at,
        label=row.label or "",
        label_digest=row.label_digest or "",
    )


def listed_on(station: str, number: str) -> SelectOfScalar[str]:
    """The serial numbers on its list, in their order."""
    rows = select(OrderUnitTable.serial).where(col(OrderUnitTable.station) == station, col(OrderUnitTable.number) == number)
    return rows.order_by(col(OrderUnitTable.sequence))
