"""HTTPS on loopback: a thread for each connection, its handshake included, so that one stalling client keeps nobody else waiting."""

import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from app.core.errors import Cancelled
from app.core.waiting import Stop
from app.sandbox.answers import Answer, Request

log = logging.getLogger(__name__)

_IDLE = 60.0
"""Seconds after which a silent connection is closed, and within which a handshake must be done."""

_LINGER = 1.0
"""Seconds in which a client that was sent away may hang up."""

_LARGEST = 1 << 20
"""Bytes of a request's body that are read."""


class CutConnection(Exception):
    """The connection is to be cut without an answer."""


Reply = Callable[[Request], tuple[Answer, float]]
"""The answer to a request, and the seconds to let pass after each byte of its body (0: at once); raises CutConnection."""


class Listener(ThreadingMixIn, TCPServer):
    """One listening socket and everything behind it."""

    allow_reuse_address = True
    daemon_threads = False
    block_on_close = True
    request_queue_size = 128

    def __init__(
        self,
        port: int,
        context: ssl.SSLContext,
        reply: Reply,
        stop: Stop,
        *,
        rejected: Callable[[], None] = lambda: None,
        ahead: Callable[[], float] = lambda: 0.0,
    ) -> None:
        """`rejected` is called when a client's certificate is not believed; `ahead`: the seconds by which the clock told is wrong."""
        super().__init__(("127.0.0.1", port), _Exchange)
        self.reply = reply
        self.ahead = ahead
        self.stop = stop
        self._context = context
        self._rejected = rejected
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), name=f"sandbox-{self.port}")

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def start(self) -> None:
        """Take connections from now on."""
        self._thread.start()

    def close(self) -> None:
        """Take no more connections, cut those there are, and wait for their threads; `stop` must be set."""
        self.shutdown()
        self._thread.join()
        with self._guard:
            for connection in self._open:
                _cut(connection)
        self.server_close()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """One connection, from the handshake to its end; in its own thread."""
        try:
            request.settimeout(_IDLE)
            with self._context.wrap_socket(request, server_side=True, do_handshake_on_connect=False) as secure, self._listed(secure):
                if self._shakes_hands(secure):
                    _Exchange(secure, client_address, self)
                    _farewell(secure)
        except OSError as error:
            log.debug("connection broke off: %s", type(error).__name__)
        except Exception:
            log.exception("the sandbox made a mistake")

    @contextmanager
    def _listed(self, connection: socket.socket) -> Iterator[None]:
        """Known to `close` as long as it is open."""
        with self._guard:
            self._open.add(connection)
        try:
            yield
        finally:
            with self._guard:
                self._open.discard(connection)

    def _shakes_hands(self, secure: ssl.SSLSocket) -> bool:
        if self.stop.is_set:  # it came while `close` was cutting the others
            return False
        try:
            secure.do_handshake()
        except ssl.SSLCertVerificationError as error:
            log.debug("client certificate not believed: %s", error.verify_message)
            self._rejected()
            _linger(secure)
            return False
        return True


class _Exchange(BaseHTTPRequestHandler):
    """The requests of one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Listener

    def _answer(self) -> None:
        body = self._body()
        if body is None:
            return
        try:
            peer = self.connection.getpeercert(binary_form=True) if isinstance(self.connection, ssl.SSLSocket) else None
        except ValueError:  # who asked was killed while the request was read: the connection has no handshake any more
            self.close_connection = True
            return
        target = urlsplit(self.path)
        request = Request(
            method=self.command,
            path=target.path,
            query=dict(parse_qsl(target.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            peer=peer or b"",
        )
        try:
            answer, pause = self.server.reply(request)
            log.debug("%s %s %s", request.method, request.path, answer.status)
            self._send(answer, pause)
        except (CutConnection, Cancelled):
            self.close_connection = True
            _cut(self.connection)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer  # noqa: N815  # http.server's names

    def _body(self) -> bytes | None:
        length = self.headers.get("content-length", "0")
        if "transfer-encoding" in self.headers or not length.isascii() or not length.isdigit():
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
            return None
        if int(length) > _LARGEST:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return None
        return self.rfile.read(int(length))

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._send(Answer(status, headers={"connection": "close"}), 0.0)

    def _send(self, answer: Answer, pause: float) -> None:
        self.send_response(answer.status)
        if answer.status != HTTPStatus.NO_CONTENT:
            self.send_header("content-type", answer.content_type)
            self.send_header("content-length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if not pause:
            self.wfile.write(answer.body)
            return
        for byte in answer.body:
            self.server.stop.wait(pause)
            self.wfile.write(bytes([byte]))

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The clock as we tell it."""
        return super().date_time_string((time.time() if timestamp is None else timestamp) + self.server.ahead())

    def version_string(self) -> str:
        """What we call ourselves."""
        return "birthmark-sandbox"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # http.server's signature
        """Nothing: what is to be said of a request is said once, in `_answer`."""


def _linger(secure: ssl.SSLSocket) -> None:
    """Let the alert arrive: whoever is cut off while still speaking hears of a broken line, not of our verdict."""
    with suppress(OSError):
        secure.settimeout(_LINGER)
        secure.shutdown(socket.SHUT_WR)
        while socket.socket.recv(secure, 4096):
            pass


def _farewell(secure: ssl.SSLSocket) -> None:
    """Say that the end is the end, so that OpenSSL's client does not take it for an attack; the answer to that is not waited for."""
    with suppress(OSError, ValueError):
        secure.setblocking(False)
        secure.unwrap()


def _cut(connection: socket.socket) -> None:
    with suppress(OSError):  # it may be gone already
        connection.shutdown(socket.SHUT_RDWR)
