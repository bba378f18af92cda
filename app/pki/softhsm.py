"""SoftHSM2, the PKCS#11 token in software: finding it, and making a token in a folder of its own."""

import ctypes
import os
from pathlib import Path

from pkcs11 import TokenFlag
from pydantic import SecretStr

from app.core.errors import HsmAway, PinRejected
from app.core.recipe import shown
from app.pki.module import find_module, get_module, speaking

_PLACES = (
    "/usr/lib/softhsm/libsofthsm2.so",  # Debian, Ubuntu
    "/usr/lib64/pkcs11/libsofthsm2.so",  # Fedora
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/lib/pkcs11/libsofthsm2.so",  # Arch
    "/usr/local/lib/softhsm/libsofthsm2.so",  # built by hand, Homebrew on Intel
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
    "C:/SoftHSM2/lib/softhsm2-x64.dll",
)
_LABEL = 32
"""Bytes of a token's label (CK_TOKEN_INFO)."""
_PIN = range(4, 256)
"""Bytes of a PIN (SoftHSM's MIN_PIN_LEN and MAX_PIN_LEN)."""


def find_softhsm() -> Path | None:
    """The library: what SOFTHSM2_MODULE names, else the first of the places where systems put it, else None."""
    named = os.environ.get("SOFTHSM2_MODULE")
    places = (named,) if named else _PLACES
    return next((Path(place) for place in places if Path(place).is_file()), None)


def use_softhsm(module: Path, home: Path) -> None:
    """Let SoftHSM keep its tokens in the folder `home` (made if need be, for its owner only) from now on in this process.

    It writes `softhsm2.conf` there and sets SOFTHSM2_CONF, which the library reads when it starts; a library that already runs with other
    tokens is restarted, and their sessions end. Raises HsmAway.
    """
    config = home / "softhsm2.conf"
    tokens = home / "tokens"
    try:
        tokens.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = f"directories.tokendir = {tokens.resolve()}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n"
        if not config.is_file() or config.read_text(encoding="utf-8") != text:
            config.write_text(text, encoding="utf-8")
    except OSError as error:
        raise HsmAway(f"SoftHSM cannot keep tokens in {home}: {error.strerror}.", advice="Check the folder's permissions.") from error
    value = str(config.resolve())
    if os.environ.get("SOFTHSM2_CONF") != value:
        os.environ["SOFTHSM2_CONF"] = value
        running = find_module(module)
        if running is not None:
            running.restart()


def init_softhsm_token(module: Path, home: Path, label: str, *, pin: SecretStr, so_pin: SecretStr) -> bool:
    """Make a token in `home` and give it its PINs; False where one of this label is already there, which is left alone.

    Everything goes through the library's own calls, so that no PIN is ever seen in a process list. Raises HsmAway, PinRejected (a PIN that
    SoftHSM does not take: 4 to 255 characters).
    """
    for secret in (pin, so_pin):
        if len(secret.get_secret_value().encode()) not in _PIN:
            raise PinRejected(f"A PIN of SoftHSM has {_PIN[0]} to {_PIN[-1]} characters.", advice="Choose another PIN.")
    use_softhsm(module, home)
    loaded = get_module(module)
    who = f"The SoftHSM token {shown(label)}"
    with loaded.lock, speaking(who):
        tokens = list(loaded.library.get_tokens())
        if any(token.label == label for token in tokens):
            return False
        free = next((token for token in tokens if not token.flags & TokenFlag.TOKEN_INITIALIZED), None)
        if free is None:
            raise HsmAway("SoftHSM has no free slot for a new token.")
        _init_token(module, free.slot.slot_id, label, so_pin)
        session = loaded.library.get_token(token_label=label).open(rw=True, so_pin=so_pin.get_secret_value())
        try:
            session.init_pin(pin.get_secret_value())
        finally:
            session.close()
    return True


def _init_token(module: Path, slot: int, label: str, so_pin: SecretStr) -> None:
    """C_InitToken, which python-pkcs11 does not offer; the library is the one already loaded and started."""
    secret, name = so_pin.get_secret_value().encode(), label.encode()
    if len(name) > _LABEL:
        raise HsmAway(f"{shown(label)} is too long for a token's name: at most {_LABEL} bytes.", advice="Choose a shorter name.")
    call = ctypes.CDLL(str(module.resolve())).C_InitToken
    call.argtypes = (ctypes.c_ulong, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p)
    call.restype = ctypes.c_ulong
    answer = call(slot, secret, len(secret), name.ljust(_LABEL))
    if answer:
        raise HsmAway(f"SoftHSM cannot make the token {shown(label)} (CKR 0x{answer:08x}).")
