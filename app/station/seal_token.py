"""The station's own signing key in a PKCS#11 token."""

import functools
from pathlib import Path

from app.core.errors import PinRejected
from app.pki.hsmkey import HsmEd25519Key
from app.pki.pkcs11 import Token
from app.pki.softhsm import use_softhsm
from app.safe import SEAL_SECRET, find_secret
from app.settings import SealSettings


def find_key(place: SealSettings, home: Path) -> HsmEd25519Key | None:
    """The key of that name; raises HsmAway, HsmLocked, PinRejected."""
    return _token(place.module, place.token, place.softhsm, home).find_ed25519(place.key)


def make_key(place: SealSettings, home: Path) -> HsmEd25519Key:
    """A new one of that name; raises HsmAway, HsmLocked, PinRejected."""
    return _token(place.module, place.token, place.softhsm, home).make_ed25519(place.key)


@functools.cache
def _token(module: Path, label: str, softhsm: Path | None, home: Path) -> Token:
    """Logged in to once in a process, as long as it runs: every commit is signed."""
    if softhsm is not None:
        use_softhsm(module, softhsm)
    kept = functools.partial(find_secret, SEAL_SECRET, home)
    pin = kept()
    if pin is None:
        raise PinRejected(
            f"The PIN of the token {label} is not there.", advice="Set the secret station-key: it is the PIN of the station's token."
        )
    return Token.open(module, label, pin, writable=True, again=kept)
