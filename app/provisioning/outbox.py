"""Store and forward: one thread that keeps the books, and a few that speak to the platform."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import structlog

from app.cloud import Series
from app.core.errors import Cancelled, StationError
from app.core.outbox import Claim, QueueState
from app.core.run import Failure
from app.core.waiting import SLICE, Deadline, Stop
from app.provisioning.outbox_courier import Answer, Courier
from app.provisioning.outbox_drain import Book, Drain
from app.provisioning.outbox_rules import Limits

log = structlog.get_logger(__name__)

Answers = queue.SimpleQueue[Answer | Claim]
"""What came of units; a claim alone: nothing, for somebody stopped us."""

_TOGETHER = 0.25
"""Seconds for which answers are collected at most."""
_AGAIN = 1.0
"""Seconds until the ledger is tried again where it could not be read or written."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Outbox:
    """Tells the platform what is owed to it, from `start` to `close`; any thread may ask for `state`.

    What the platform answered is written by one thread, many answers at once. Where the station dies between answer and ledger, the unit
    is told again, and the platform is found to know it.
    """

    def __init__(
        self,
        book: Book,
        open_series: Callable[[Stop], Series],
        limits: Limits = Limits(),  # noqa: B008  # frozen
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._book = book
        self._open_series = open_series
        self._limits = limits
        self._now = now
        self._stop = Stop()
        self._thread: threading.Thread | None = None
        self._asked = threading.Event()
        self._state = QueueState()
        self._idle = threading.Event()
        self._written = Deadline(0.0)
        """Until then answers are collected, so that many are written at once."""
        self._sick = Deadline(0.0)
        """Until then the ledger is left alone: it failed."""

    @property
    def state(self) -> QueueState:
        """How it is doing."""
        return self._state

    @property
    def idle(self) -> bool:
        """Whether nothing was due when it last looked, and nothing is under way."""
        return self._idle.is_set()

    def start(self) -> None:
        """Begin; does nothing where it has begun."""
        if self._thread is None:
            self._stop = Stop()
            self._idle.clear()
            self._thread = threading.Thread(target=self._keep_books, args=(self._stop,), name="outbox")
            self._thread.start()

    def close(self) -> None:
        """Stop what is under way, which is heard within a fifth of a second, and write down what came in; may be called twice."""
        if self._thread is not None:
            self._stop.set()
            self._thread.join()
            self._thread = None
            self._state = replace(self._state, running=False, in_flight=0)

    def resume(self) -> None:
        """A person asks for it now: the platform is tried again at once, even where it was to be left alone for a while."""
        self._asked.set()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _keep_books(self, stop: Stop) -> None:
        drain = Drain(self._book, self._limits, self._now)
        answers: Answers = queue.SimpleQueue()
        couriers = [Courier(lambda: self._open_series(stop)) for _ in range(self._limits.in_flight)]
        free = list(couriers)

        def deliver(courier: Courier, claim: Claim) -> None:
            try:
                answer: Answer | Claim = courier.deliver(claim)
            except Cancelled:
                answer = claim
            free.append(courier)
            answers.put(answer)

        with ThreadPoolExecutor(self._limits.in_flight, thread_name_prefix="outbox") as pool:
            while not stop.is_set:
                self._round(drain, answers, lambda claim: pool.submit(deliver, free.pop(), claim))
        for courier in couriers:
            courier.close()
        self._finish(drain, answers)

    def _round(self, drain: Drain, answers: Answers, send: Callable[[Claim], object]) -> None:
        """Send what may go, wait a moment for answers, write them down."""
        if not self._sick.passed:
            _collect(drain, answers, SLICE)
            return
        if self._asked.is_set():
            self._asked.clear()
            drain.resume()
        try:
            for claim in drain.take():  # first, so that nobody waits for the disk
                send(claim)
            if drain.worth_writing or self._written.passed:
                drain.flush()
                self._written = Deadline(_TOGETHER)
        except Exception as error:
            if not isinstance(error, StationError):
                log.exception("bug")
            self._state = replace(drain.state, last=Failure.of(error))
            self._idle.clear()
            self._sick = Deadline(_AGAIN)
            return
        self._state = drain.state
        self._idle.set() if drain.idle else self._idle.clear()
        _collect(drain, answers, min(SLICE, drain.wait().total_seconds()))

    def _finish(self, drain: Drain, answers: Answers) -> None:
        try:
            _collect(drain, answers, 0.0)
            drain.flush()
        except StationError as error:  # the units stay owed, and the platform will be found to know them
            log.warning("outbox.ledger", code=error.code, reason=error.message)


def _collect(drain: Drain, answers: Answers, seconds: float) -> None:
    """Take in every answer that is there, after waiting for the first."""
    try:
        answer = answers.get(timeout=seconds) if seconds > 0 else answers.get_nowait()
        while True:
            if isinstance(answer, Answer):
                drain.answer(answer)
            else:
                drain.drop(answer)
            answer = answers.get_nowait()
    except queue.Empty:
        return
