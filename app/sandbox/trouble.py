"""How the sandbox platform goes wrong on one of its APIs: what a fault does to a request, and to the work that it asks for."""

import json
import logging
from collections.abc import Callable
from http import HTTPStatus
from uuid import uuid4

from app.core.errors import Cancelled
from app.core.waiting import Deadline, Stop
from app.sandbox.answers import Answer, Refusal, Request, coded, forbidden, missing, said, taken
from app.sandbox.faults import Dice, Fault, Faults
from app.sandbox.listener import CutConnection

log = logging.getLogger(__name__)

_TRICKLE = 0.1
"""Seconds between the bytes of a slow body."""

_FOREVER = 3600.0
"""Seconds that a stalled request stays without an answer, unless the platform stops or its faults become others."""

_PAGE = b"<!doctype html><title>Welcome</title><p>Please sign in to the network.</p>"

_REFUSALS = {
    Fault.FIELDS: taken("identifier"),
    Fault.DETAIL: missing(),
    Fault.CODES: coded(HTTPStatus.BAD_REQUEST, "invalid_parameter", parameter="identifier"),
    Fault.FORBIDDEN: forbidden(),
    Fault.UNAUTHORIZED: coded(HTTPStatus.UNAUTHORIZED, "unauthorized"),
    Fault.INTERNAL: Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, {"errors": {"detail": "Internal Server Error"}}),
    Fault.THROTTLED_MUTE: Refusal(HTTPStatus.TOO_MANY_REQUESTS, {"errors": {"detail": "Too Many Requests"}}),
}


Work = Callable[[Request], Answer]
"""What the API does with a request."""


class Trouble:
    """Answers an API's requests, well or not, as its faults say; they may be set while it runs, and count from then."""

    def __init__(self) -> None:
        self._dice = Dice(Faults())

    @property
    def faults(self) -> Faults:
        """What goes wrong."""
        return self._dice.faults

    @property
    def struck(self) -> int:
        """How many requests went wrong since the faults were set."""
        return self._dice.struck

    def set(self, faults: Faults) -> None:
        """From now on these."""
        self._dice = Dice(faults)

    def reply(self, work: Work, request: Request, stop: Stop) -> tuple[Answer, float]:
        """The answer, and the seconds after each byte of it; raises CutConnection, at a stop too."""
        dice = self._dice
        fault = dice.draw(request.method, request.path)
        try:
            if dice.faults.latency:
                stop.wait(dice.faults.latency)
            if fault is None:
                return _named(_answered(work, request)), 0.0
            log.debug("fault %s", fault)
            if fault is Fault.STALL:
                stop.wait_for(lambda: dice is not self._dice, Deadline(_FOREVER))
                raise CutConnection
            return _misbehave(fault, dice.faults, work, request)
        except Cancelled:
            raise CutConnection from None


def _misbehave(fault: Fault, faults: Faults, work: Work, request: Request) -> tuple[Answer, float]:
    if fault is Fault.CUT_BEFORE:
        raise CutConnection
    if fault in (Fault.CUT_AFTER, Fault.SLOW_BODY):
        answer = _named(_answered(work, request))
        if fault is Fault.CUT_AFTER:
            raise CutConnection
        return answer, _TRICKLE
    return _named(_nonsense(fault, faults)), 0.0


def _answered(work: Work, request: Request) -> Answer:
    try:
        return work(request)
    except Exception:
        log.exception("the sandbox made a mistake")
        refusal = _REFUSALS[Fault.INTERNAL]
        return said(refusal.document, refusal.status)


def _nonsense(fault: Fault, faults: Faults) -> Answer:
    after = {"retry-after": str(faults.retry_after)}
    match fault:
        case Fault.NOT_JSON:
            return Answer(HTTPStatus.OK, _PAGE, "text/html")
        case Fault.BAD_GATEWAY:
            return Answer(HTTPStatus.BAD_GATEWAY, _PAGE, "text/html")
        case Fault.WRONG_SHAPE:
            return said({"hello": "world"})
        case Fault.BUSY:
            return Answer(HTTPStatus.SERVICE_UNAVAILABLE, b"", headers=after)
        case Fault.THROTTLED:
            body = json.dumps(_REFUSALS[Fault.THROTTLED_MUTE].document).encode()
            return Answer(HTTPStatus.TOO_MANY_REQUESTS, body, headers=after)
        case _:
            refusal = _REFUSALS[fault]
            return said(refusal.document, refusal.status)


def _named(answer: Answer) -> Answer:
    """The answer with the request id that every answer of the platform carries."""
    headers = {**answer.headers, "peridio-request-id": uuid4().hex, "x-api-version": "2"}
    return Answer(answer.status, answer.body, answer.content_type, headers)
