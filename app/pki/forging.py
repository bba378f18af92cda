"""What a process that makes keys does: this module and what it imports begin anew on each core, so they are few."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Sequence
from multiprocessing.connection import wait
from typing import NamedTuple

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.core.csr import load_request
from app.core.errors import BulkKeys, StationError
from app.core.keykind import KeyKind
from app.pki.keys import generate
from app.pki.protection import Protection
from app.pki.requests import check_request, prove


class Wish(NamedTuple):
    """A key that is to have a certificate: a new one, or the one in a device's request."""

    identifier: str
    csr: bytes = b""
    """DER; empty: the key is made here."""


class Forged(NamedTuple):
    """A key whose request was checked."""

    spki: bytes
    """The public key: SubjectPublicKeyInfo in DER."""
    sealed: bytes
    """The private key as it may leave the process that made it; empty where the device has it."""


_protection: Protection | None = None
"""Of this worker process."""


_GIVES_WAY = 10
"""How much a worker gives way to whoever signs and keeps, on whom everybody waits, and to a window with its trays."""


def begin(protection: Protection | None) -> None:
    """In a worker: Ctrl-C is the parent's to hear, and whoever loses the parent ends."""
    global _protection  # noqa: PLW0603 - a worker process has one job, and this is how a pool's initializer tells it
    _protection = protection
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(_GIVES_WAY)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def forge(kind: KeyKind, wishes: Sequence[Wish]) -> list[Forged | StationError]:
    """A key for each wish, in order, its request checked as a device's is; or why there is none."""
    return [_forge(kind, wish) for wish in wishes]


def _forge(kind: KeyKind, wish: Wish) -> Forged | StationError:
    try:
        if wish.csr:
            public_key = check_request(load_request(wish.csr), wish.identifier, kind)
            return Forged(public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo), b"")
        if _protection is None:
            raise BulkKeys("Nobody said how the private keys are to be protected.")
        key = generate(kind)
        return Forged(prove(key, wish.identifier), _protection.seal(key))
    except StationError as error:
        return error
