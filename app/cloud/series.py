"""Registering one device after the other over the same connections: what a queue needs, and a tray does not."""

from collections.abc import Callable

from app.cloud.conversation import Conversation
from app.cloud.registration import Registration, Wanted
from app.core.chain import Chain
from app.core.device import Identity
from app.core.recipe import Recipe
from app.core.run import Receipt

Want = Callable[[str, Identity, Chain, Recipe], Wanted]
"""Makes of identifier, identity, chain and recipe what the platform is to have; raises SettingsError."""


class PeridioSeries:
    """A Series; what goes wrong with one device costs the connections, so that no device inherits another's trouble."""

    def __init__(self, open_conversation: Callable[[], Conversation], want: Want) -> None:
        self._open = open_conversation
        self._want = want
        self._talk: Conversation | None = None

    def register(self, identifier: str, identity: Identity, chain: Chain, recipe: Recipe) -> Receipt:
        """As the Registrar's `register`."""
        wanted = self._want(identifier, identity, chain, recipe)
        if self._talk is None:
            self._talk = self._open()
        talk = self._talk
        talk.renew()
        try:
            return talk.insist(Registration(talk, wanted).settle)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the connections go; may be called twice, and the next device makes new ones."""
        if self._talk is not None:
            self._talk.close()
            self._talk = None
