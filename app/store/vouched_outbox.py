"""Whether what the outbox remembers still is what its own rows vouch for: recipes by their digest, states by their settlements."""

import hashlib

from sqlmodel import col, select

from app.core.errors import ChainBroken
from app.core.outbox import DebtState
from app.store.tables_outbox import DebtTable, OwedRecipeTable, SettlementTable
from app.store.verify import Reading


def check_outbox(reading: Reading, station: str) -> None:
    """Raise ChainBroken for a recipe that is not its digest's, and for a debt that says settled without a receipt, or the other way."""
    with reading() as session:
        for row in session.exec(select(OwedRecipeTable).where(col(OwedRecipeTable.station) == station)).all():
            if hashlib.sha256(row.body.encode()).hexdigest() != row.digest:
                raise ChainBroken(f"The recipe {row.name} that units were owed by was altered.")
        has_receipt = select(SettlementTable.id).where(col(SettlementTable.debt) == col(DebtTable.id)).exists()
        says_settled = col(DebtTable.state) == DebtState.SETTLED.value
        false_claim = select(DebtTable.identifier).where(col(DebtTable.station) == station, says_settled != has_receipt)
        identifier = session.exec(false_claim.limit(1)).first()
        if identifier is not None:
            raise ChainBroken(f"The debt of {identifier} was altered: whether it is settled is not what the receipts say.")
