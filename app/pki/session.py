"""A session with one PKCS#11 token: found by name, logged in to, lost, and taken up again."""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pkcs11 import exceptions as wrong
from pydantic import SecretStr

from app.core.errors import HsmAway, HsmLocked, PinRejected
from app.core.recipe import shown
from app.pki.module import WRONG_PIN, Module, rejected, require_tries, speaking

Secret = Callable[[], SecretStr | None]
"""Where the PIN is looked for when it is needed again: keyring, environment; None where it is not there."""

_LOST = (
    *(wrong.SessionClosed, wrong.SessionHandleInvalid, wrong.DeviceRemoved, wrong.TokenNotPresent, wrong.TokenNotRecognised),
    *(wrong.ObjectHandleInvalid, wrong.KeyHandleInvalid, wrong.UserNotLoggedIn, wrong.GeneralError, wrong.FunctionFailed),
    *(wrong.DeviceError, wrong.DeviceMemory, wrong.HostMemory),
)
"""After these the session is no longer what it was: SoftHSM whose files are gone says ObjectHandleInvalid, then GeneralError."""


@dataclass(frozen=True, slots=True)
class Which:
    """Which token: by label, by serial number, or both."""

    label: str = ""
    serial: str = ""

    def __str__(self) -> str:
        return f"The HSM token {shown(self.label)}" if self.label else f"The HSM token with serial number {shown(self.serial)}"

    def fits(self, token: Any) -> bool:
        """Whether it is this one."""
        serial = token.serial.decode("ascii", "replace").strip()
        return (not self.label or token.label == self.label) and (not self.serial or serial == self.serial)


class Session:
    """One session; whoever speaks in it holds the module's lock meanwhile.

    Once lost, it is taken up again by itself where `again` knows the PIN. A PIN that the token rejected is not tried a second time:
    only `connect`, called for a person, tries another.
    """

    def __init__(self, module: Module, which: Which, *, writable: bool, again: Secret | None) -> None:
        self._module = module
        self.who = str(which)
        self._which = which
        self._writable = writable
        self._again = again
        self._live: Any = None
        self._generation = -1
        self._lost = False
        self._rejected: PinRejected | None = None
        self._closed = False
        self.logged_in = False
        self.on_new: Callable[[], None] = lambda: None
        """Called when handles of the session before are worth nothing any more."""

    @property
    def maker(self) -> str:
        """Who made the library, as it says itself."""
        return str(self._module.library.manufacturer_id).strip("\0 ")

    def connect(self, pin: SecretStr | None) -> None:
        """Begin anew, and log in where there is a PIN; raises HsmAway, PinRejected. The PIN is tried once."""
        with self._module.lock:
            self._drop()
            self._closed = False
            token = self._find()
            with speaking(self.who):
                if pin is not None:
                    require_tries(token.flags, self.who)
                self._live = self._open(token, pin)
                self._module.live += 1
            self._generation = self._module.generation
            self.logged_in = pin is not None
            self._rejected = None

    def close(self) -> None:
        """Log out and end the session; never raises. From now on it is locked."""
        with self._module.lock:
            self._drop()
            self._closed = True

    @contextmanager
    def speaking(self) -> Iterator[Any]:
        """The live session, with the lock held and the token's errors in our words."""
        with self._module.lock:
            self._take_up()
            with speaking(self.who):
                try:
                    yield self._live
                except _LOST:
                    self._lost = True
                    raise

    def require_login(self) -> None:
        """Raise HsmLocked where nobody has logged in."""
        if not self.logged_in:
            raise HsmLocked(f"{self.who} is locked: nobody has logged in.")

    def _take_up(self) -> None:
        """See that the session is alive, and logged in to where the PIN is known."""
        restarted = self._live is not None and self._generation != self._module.generation
        if self._live is not None and self.logged_in and not self._lost and not restarted:
            return
        secret = None if self._closed or self._again is None else self._again()
        if secret is not None:
            if self._rejected is not None:
                raise copy.copy(self._rejected)
            self.connect(secret)
        elif self._live is None:
            raise HsmLocked(f"{self.who} is locked: nobody has logged in.")
        elif self._lost or restarted:
            raise HsmAway(f"{self.who} {'was restarted' if restarted else 'went away'}, and nobody has logged in again.")

    def _find(self) -> Any:
        """The token; a library that no longer works is started again first. Raises HsmAway."""
        try:
            tokens = self._tokens()
        except HsmAway:
            self._module.restart()
            tokens = self._tokens()
        if not tokens and self._module.live == 0:
            self._module.restart()  # some libraries look for tokens only when they start; nobody's session is lost
            tokens = self._tokens()
        if not tokens:
            raise HsmAway(f"{self.who} is not there.")
        if len(tokens) > 1:
            raise HsmAway(f"{self.who} is there {len(tokens)} times.", advice="Name the token by its serial number in the settings.")
        return tokens[0]

    def _tokens(self) -> list[Any]:
        with speaking(self.who):
            return [token for token in self._module.library.get_tokens() if self._which.fits(token)]

    def _open(self, token: Any, pin: SecretStr | None) -> Any:
        if pin is None:
            return token.open(rw=self._writable)
        try:
            return token.open(rw=self._writable, user_pin=pin.get_secret_value())
        except WRONG_PIN as error:
            again = token.slot.get_token()  # its flags as they are now
            self._rejected = rejected(again.flags, self.who)
            raise self._rejected from error

    def _drop(self) -> None:
        live, self._live = self._live, None
        self.logged_in = self._lost = False
        self.on_new()
        if live is not None and self._generation == self._module.generation:
            self._module.live -= 1
            try:
                live.close()
            except wrong.PKCS11Error:
                return  # the token is gone, and the session with it
