"""One conversation with the platform: its calls one after the other, within one deadline, every request id kept."""

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Self, TypeVar

import httpx
from pydantic import BaseModel, SecretStr, ValidationError

from app.cloud.answers import refusal, request_id, translated
from app.cloud.clock import PlatformClock
from app.cloud.insisting import Patience, insist
from app.cloud.transport import Transport, Watch
from app.core.errors import PlatformBadAnswer
from app.core.waiting import Deadline, Stop

S = TypeVar("S", bound=BaseModel)
T = TypeVar("T")

_LARGEST = 1 << 20
"""Bytes: an answer that is longer is none of this API's."""

_SUCCESS = (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT)


@dataclass(frozen=True, slots=True)
class Line:
    """How the platform is reached; the key cannot be printed."""

    base: httpx.URL
    key: SecretStr
    scheme: str
    api_version: int
    context: ssl.SSLContext
    clock: PlatformClock
    pins: frozenset[str] = frozenset()
    """Digests of the public keys, one of which the platform must have; empty: any that its certificate is believed for."""

    def headers(self) -> dict[str, str]:
        """What every request carries. Answers are asked for uncompressed: they are short, and nothing can be blown up."""
        return {
            "authorization": f"{self.scheme} {self.key.get_secret_value()}",
            "x-api-version": str(self.api_version),
            "accept": "application/json",
            "accept-encoding": "identity",
            "user-agent": "birthmark",
        }


class Conversation:
    """Calls that share connections, a stop and a deadline; a context manager."""

    def __init__(self, line: Line, patience: Patience, stop: Stop) -> None:
        self._line = line
        self._patience = patience
        self._stop = stop
        self._watch = Watch(stop, Deadline(patience.total), patience.connect)
        self._headers = line.headers()
        self.transport = Transport(line.base, line.context, self._watch, line.pins)
        self.requests: list[str] = []
        """The platform's ids of the requests so far, in order."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go; may be called twice."""
        self.transport.close()

    def renew(self) -> None:
        """Begin anew over the same connections: with all the patience there is, and no request so far."""
        self._watch.total = Deadline(self._patience.total)
        self.requests.clear()

    def insist(self, work: Callable[[], T]) -> T:
        """Do `work`, and again where that may help; it must begin by reading what is there. Raises CloudError, Cancelled."""
        return insist(work, self._patience, self._watch.total, self._stop)

    def require_clock(self) -> None:
        """Raise ClockApart where the platform's clock, as heard, and the station's are too far apart."""
        self._line.clock.require()

    def get(self, path: str, shape: type[S], params: Mapping[str, str] | None = None) -> S:
        """Read; raises CloudError, Cancelled."""
        return self._call("GET", path, shape, params=params)

    def post(self, path: str, body: bytes | None, shape: type[S]) -> S:
        """Create; None: the API takes no body there. Raises Taken where there already is one, CloudError, Cancelled."""
        return self._call("POST", path, shape, body=body)

    def put(self, path: str, body: bytes, shape: type[S]) -> S:
        """Change; raises CloudError, Cancelled."""
        return self._call("PUT", path, shape, body=body)

    def patch(self, path: str, body: bytes, shape: type[S]) -> S:
        """Change in part; raises CloudError, Cancelled."""
        return self._call("PATCH", path, shape, body=body)

    def delete(self, path: str) -> None:
        """Remove; raises PlatformRefused (404) where there is none, CloudError, Cancelled."""
        self._exchange("DELETE", path, None, None)

    def _call(
        self,
        method: str,
        path: str,
        shape: type[S],
        *,
        params: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> S:
        text = self._exchange(method, path, params, body)
        try:
            return shape.model_validate_json(text)
        except ValidationError as error:
            raise PlatformBadAnswer(f"{self._line.base.host} answers what cannot be read as the platform's API.") from error

    def _exchange(self, method: str, path: str, params: Mapping[str, str] | None, body: bytes | None) -> bytes:
        """One request and the body of its answer, which is a success."""
        host = self._line.base.host
        self._watch.begin(self._patience.answer)
        headers = self._headers if body is None else {**self._headers, "content-type": "application/json"}
        with translated(host):
            heard = self.transport.exchange(method, path, headers, params=params, body=body, largest=_LARGEST)
        self._line.clock.see(heard.headers)
        if name := request_id(heard.headers):
            self.requests.append(name)
        if heard.status not in _SUCCESS:
            raise refusal(heard.status, heard.headers, heard.body, self._line.key.get_secret_value())
        return heard.body
