"""PKCS#11 libraries: loaded once per process, spoken to by one thread at a time, their errors in our words."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pkcs11
from pkcs11 import TokenFlag
from pkcs11 import exceptions as wrong

from app.core.errors import HsmAway, HsmLocked, PinRejected

WRONG_PIN = (wrong.PinIncorrect, wrong.PinInvalid, wrong.PinLenRange, wrong.PinTooWeak)
_DEAD = (wrong.SessionClosed, wrong.SessionHandleInvalid, wrong.DeviceRemoved, wrong.TokenNotPresent, wrong.NoSuchToken)


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """A token as its module describes it; no login is needed to see it."""

    label: str
    serial: str
    model: str
    manufacturer: str
    initialized: bool
    pin_set: bool
    pin_locked: bool
    pin_last_try: bool = False
    """Whether one more wrong PIN locks it."""

    def __str__(self) -> str:
        state = (
            "not initialised"
            if not self.initialized
            else "PIN locked"
            if self.pin_locked
            else "no PIN set"
            if not self.pin_set
            else "one more wrong PIN locks it"
            if self.pin_last_try
            else "ready"
        )
        return f"{self.label or 'an empty slot'} ({self.model}, serial {self.serial or 'none'}): {state}"


class Module:
    """One PKCS#11 library.

    python-pkcs11 initializes it without OS locking, and SoftHSM 2.6 crashes (SIGSEGV) with a session per thread: whoever calls into it
    holds `lock`. `generation` counts its starts: what belongs to an earlier start is gone, and its handles may name something else now.
    """

    def __init__(self, library: Any) -> None:
        self.library = library
        self.lock = threading.RLock()
        self.generation = 0
        self.live = 0
        """How many sessions are open since the last start."""

    def restart(self) -> None:
        """Stop and start the library, so that it reads its configuration again; every open session is lost."""
        with self.lock, speaking("The HSM's software"):
            self.generation += 1
            self.live = 0
            self.library.reinitialize()


_modules: dict[Path, Module] = {}
_loading = threading.Lock()


def find_module(path: Path) -> Module | None:
    """The library if this process has loaded it."""
    return _modules.get(path.resolve())


def get_module(path: Path) -> Module:
    """The library, loaded on first use; raises HsmAway where it is none, or does not start."""
    real = path.resolve()
    with _loading:
        if real not in _modules:
            if not real.is_file():
                raise HsmAway(f"There is no PKCS#11 module {path}.", advice="Check the path of the HSM's PKCS#11 module in the settings.")
            with speaking(f"The PKCS#11 module {path}"):
                _modules[real] = Module(_load(real))
        return _modules[real]


def _load(file: Path) -> Any:
    try:
        return pkcs11.lib(str(file))
    except wrong.PKCS11Error as error:
        if type(error) is not wrong.PKCS11Error:
            raise  # it was loaded, and says itself what it lacks
        raise HsmAway(
            f"The file {file} is no PKCS#11 module that this computer can load.", advice="Choose the library of the HSM's maker."
        ) from error


def list_tokens(path: Path) -> tuple[TokenInfo, ...]:
    """Every token the module shows now, initialized or not; raises HsmAway."""
    module = get_module(path)
    with module.lock, speaking(f"The PKCS#11 module {path}"):
        return tuple(_described(token) for token in module.library.get_tokens())


def _described(token: pkcs11.Token) -> TokenInfo:
    return TokenInfo(
        label=token.label,
        serial=token.serial.decode("ascii", "replace").strip(),
        model=token.model,
        manufacturer=token.manufacturer_id,
        initialized=bool(token.flags & TokenFlag.TOKEN_INITIALIZED),
        pin_set=bool(token.flags & TokenFlag.USER_PIN_INITIALIZED),
        pin_locked=bool(token.flags & TokenFlag.USER_PIN_LOCKED),
        pin_last_try=bool(token.flags & TokenFlag.USER_PIN_FINAL_TRY),
    )


@contextmanager
def speaking(who: str) -> Iterator[None]:
    """Translate what the library raises; `who` begins the sentence: `The HSM token “x”`."""
    try:
        yield
    except WRONG_PIN as error:
        raise PinRejected(f"{who} does not take the PIN.") from error
    except wrong.PinLocked as error:
        raise locked(who) from error
    except (wrong.PinExpired, wrong.UserPinNotInitialized) as error:
        raise PinRejected(f"{who} has no valid PIN yet.", advice="Set the token's PIN with its own tool.") from error
    except wrong.UserNotLoggedIn as error:
        raise HsmLocked(f"{who} is locked: nobody has logged in.") from error
    except (wrong.UserAlreadyLoggedIn, wrong.AnotherUserAlreadyLoggedIn) as error:
        raise HsmAway(f"{who} is already in use by this program.", advice="Close what uses the token, then try again.") from error
    except _DEAD as error:
        raise HsmAway(f"{who} is gone.") from error
    except wrong.PKCS11Error as error:
        raise HsmAway(f"{who} does not work ({type(error).__name__}).") from error


def locked(who: str) -> PinRejected:
    """What to say of a token that has seen too many wrong PINs."""
    return PinRejected(
        f"{who} has locked its PIN after too many wrong ones.",
        left=0,
        advice="Reset the PIN with the token's own tool and its SO PIN.",
    )


def require_tries(flags: TokenFlag, who: str) -> None:
    """Raise PinRejected where no try is left, or only the last one: a wrong PIN in the settings must never lock a token."""
    if flags & TokenFlag.USER_PIN_LOCKED:
        raise locked(who)
    if flags & TokenFlag.USER_PIN_FINAL_TRY:
        raise PinRejected(
            f"{who} would lock itself if the next PIN were wrong, so none was tried.",
            left=1,
            advice="Log in once with the token's own tool: that gives the tries back.",
        )


def rejected(flags: TokenFlag, who: str) -> PinRejected:
    """What to say of a wrong PIN, by what the token then tells of the tries that are left (PKCS#11, CK_TOKEN_INFO flags).

    SoftHSM never locks. The software token of opencryptoki 3.8 does: low after the first, the last try after the second, then locked.
    """
    if flags & TokenFlag.USER_PIN_LOCKED:
        return locked(who)
    if flags & TokenFlag.USER_PIN_FINAL_TRY:
        return PinRejected(f"{who} does not take the PIN. One try is left: one more wrong PIN locks it.", left=1)
    if flags & TokenFlag.USER_PIN_COUNT_LOW:
        return PinRejected(f"{who} does not take the PIN. It counts the wrong ones and does not tell how many tries are left.")
    return PinRejected(f"{who} does not take the PIN. It does not tell how many tries are left.")
