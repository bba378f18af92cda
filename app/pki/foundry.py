"""Making many keys at once, on all cores: processes of our own, to which nothing secret goes but through a pipe."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self, TypeVar

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.core.csr import load_request
from app.core.errors import BulkKeys, StationError
from app.core.recipe import KeyKind
from app.core.run import Failure
from app.pki.keys import generate
from app.pki.protection import Protection
from app.pki.requests import check_request, prove

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Wish:
    """A key that is to have a certificate: a new one, or the one in a device's request."""

    identifier: str
    csr: bytes = b""
    """DER; empty: the key is made here."""


@dataclass(frozen=True, slots=True)
class Forged:
    """A key whose request was checked."""

    spki: bytes
    """The public key: SubjectPublicKeyInfo in DER."""
    sealed: bytes
    """The private key as it may leave the process that made it; empty where the device has it."""


_protection: Protection | None = None
"""Of this worker process."""


def _begin(protection: Protection | None) -> None:
    """In a worker: Ctrl-C is the parent's to hear, and whoever loses the parent ends."""
    global _protection  # noqa: PLW0603 - a worker process has one job, and this is how a pool's initializer tells it
    _protection = protection
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def forge(kind: KeyKind, wishes: Sequence[Wish]) -> list[Forged | Failure]:
    """A key for each wish, in order, its request checked as a device's is; or why there is none."""
    return [_forge(kind, wish) for wish in wishes]


def _forge(kind: KeyKind, wish: Wish) -> Forged | Failure:
    try:
        if wish.csr:
            public_key = check_request(load_request(wish.csr), wish.identifier, kind)
            return Forged(public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo), b"")
        if _protection is None:
            raise BulkKeys("Nobody said how the private keys are to be protected.")
        key = generate(kind)
        return Forged(prove(key, wish.identifier), _protection.seal(key))
    except StationError as error:
        return Failure.of(error)


class Foundry:
    """A process for each core, until `close`; each begins on first use."""

    def __init__(self, protection: Protection | None, workers: int | None = None) -> None:
        """`protection` seals the keys that are made; None where every key is its device's."""
        self.workers = workers or os.cpu_count() or 1
        self._pool = ProcessPoolExecutor(
            self.workers,
            # Never fork: this process has threads, and the CA's key in its memory.
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(protection,),
        )

    def forge(self, kind: KeyKind, wishes: Sequence[Wish]) -> Future[list[Forged | Failure]]:
        """As `forge`, in one of the processes."""
        return self.submit(forge, kind, wishes)

    def submit(self, work: Callable[..., Answer], *arguments: object) -> Future[Answer]:
        """Any function of a module, in one of the processes."""
        return self._pool.submit(work, *arguments)

    def close(self) -> None:
        """End the processes; what nobody has begun is not done."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


__all__ = ["BrokenProcessPool", "Forged", "Foundry", "Wish", "forge"]
