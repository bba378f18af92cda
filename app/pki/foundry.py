"""Making many keys at once, on all cores: processes of our own, to which nothing secret goes but through a pipe."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self, TypeVar

from app.core.errors import StationError
from app.core.keykind import KeyKind
from app.pki.forging import Forged, Wish, begin, forge
from app.pki.protection import Protection

Answer = TypeVar("Answer")


class Foundry:
    """A process for each core, until `close`; they begin at once, while whoever wants keys still gets ready."""

    def __init__(self, protection: Protection | None, workers: int | None = None) -> None:
        """`protection` seals the keys that are made; None where every key is its device's."""
        self.workers = workers or os.cpu_count() or 1
        self._pool = ProcessPoolExecutor(
            self.workers,
            # Never fork: this process has threads, and the CA's key in its memory.
            mp_context=multiprocessing.get_context("spawn"),
            initializer=begin,
            initargs=(protection,),
        )
        for _ in range(self.workers):
            self._pool.submit(int)  # a pool begins a process for each piece of work, up to so many

    def forge(self, kind: KeyKind, wishes: Sequence[Wish]) -> Future[list[Forged | StationError]]:
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


__all__ = ["BrokenProcessPool", "Foundry"]
