"""Bulk jobs as the window asks for them."""
# ruff: noqa: PLC0415 - what makes and seals keys is loaded with the first job: the window does not wait for it

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import BulkKeys
from app.core.people import Right
from app.core.waiting import Stop

if TYPE_CHECKING:
    from app.core.bulk import BulkProgress, BulkResult, BulkWish
    from app.pki.protection import Protection
    from app.station import Station


class Ahead:
    """Makes certificates ahead of their devices; called off the GUI's thread."""

    def __init__(self, station: "Station") -> None:
        self._station = station

    def list_recipes(self) -> list[tuple[str, str]]:
        """Name and title of every recipe."""
        return [(recipe.name, recipe.title) for recipe in self._station.recipes]

    def make(self, wish: "BulkWish", tell: "Callable[[BulkProgress], None]", stop: Stop) -> "BulkResult":
        """The whole job; raises NotAllowed, BulkError, PkiError, StoreError, SettingsError, Cancelled."""
        from app.provisioning.bulk import BulkOrder

        who = self._station.people.require_present(Right.MAKE_AHEAD)
        order = BulkOrder(
            self._station.get_recipe(wish.recipe),
            wish.source,
            wish.folder,
            protect_of(wish),
            operator=who or self._station.settings.operator,
            registers=wish.registers,
            on_error=wish.on_error,
        )
        return self._station.bulk(order, tell, stop)


def protect_of(wish: "BulkWish") -> "Callable[[str], Protection] | None":
    """How the keys of a job are sealed; raises BulkKeys where the recipient's certificate cannot be read."""
    if wish.recipient is not None:
        return for_recipient(wish.recipient)
    from app.pki.protection import UnderPassphrase

    passphrase = wish.passphrase
    return None if passphrase is None else lambda words: UnderPassphrase.of(passphrase, words)


def for_recipient(file: Path) -> "Callable[[str], Protection]":
    """Keys for whoever has the certificate in `file`; raises BulkKeys where it cannot be read, or be a recipient's."""
    from app.pki.protection import ForRecipient

    try:
        sealed = ForRecipient.of_pem(file.read_bytes())
    except OSError as error:
        raise BulkKeys(f"The recipient's certificate {file} cannot be read: {error.strerror}.") from error
    return lambda _: sealed
