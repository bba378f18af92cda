"""What the step REGISTER does: tell the platform now, owe it, or leave it to the device's first contact."""

from app.cloud import Registrar
from app.core.chain import Chain
from app.core.device import Identity
from app.core.recipe import Mode, Recipe
from app.core.run import Receipt, ReceiptState
from app.core.waiting import Stop


def register(registrar: Registrar, identifier: str, identity: Identity, chain: Chain, recipe: Recipe, *, stop: Stop) -> Receipt:
    """The receipt of one device, by the recipe's mode; only `required` asks the platform here. Raises CloudError, Cancelled."""
    match recipe.registration.mode:
        case Mode.OWED:
            return Receipt(ReceiptState.OWED)
        case Mode.JITP:
            return Receipt(ReceiptState.AWAITED)
        case _:
            return registrar.register(identifier, identity, chain, recipe, stop)
