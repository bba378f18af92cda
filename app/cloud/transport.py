"""HTTPS over sockets that hear a stop and keep a deadline while they resolve, connect, shake hands and wait for an answer.

httpx's own transport blocks in the kernel until its timeout, deaf to a stop, and starts that timeout anew with every byte that trickles in.
"""

import os
import queue
import re
import selectors
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote, urlencode
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from app.cloud.pins import require_pinned
from app.core.errors import PlatformBadAnswer, SettingsError
from app.core.waiting import SLICE, Deadline, Stop

T = TypeVar("T")

_Selector = getattr(selectors, "PollSelector", selectors.SelectSelector)
"""For one socket at a time, without a file of its own as epoll has; Windows knows select alone."""

_HOST = re.compile(rb"[A-Za-z0-9._:-]+")


class Watch:
    """What every wait of a conversation looks at: the stop, and the deadline of the call that is under way."""

    __slots__ = ("_call", "_stop", "connect", "total")

    def __init__(self, stop: Stop, total: Deadline, connect: float) -> None:
        self._stop = stop
        self.total = total
        self._call = total
        self.connect = connect
        """Seconds within which a connection is made or given up."""

    def begin(self, seconds: float) -> None:
        """A call begins: it has `seconds`, and never more than the conversation has left."""
        self._call = Deadline(min(seconds, self.total.left()))

    def slice(self, limit: Deadline | None = None) -> float:
        """Seconds to wait before looking here again; raises Cancelled, or TimeoutError once the call's time or `limit` is over."""
        self._stop.check()
        left = min(self._call.left(), limit.left() if limit else SLICE)
        if left <= 0:
            raise TimeoutError
        return min(SLICE, left)


class _Stream(httpcore.NetworkStream):
    """A connected socket that waits in slices."""

    def __init__(self, connected: socket.socket, watch: Watch, pins: frozenset[str]) -> None:
        self._socket = connected
        self._watch = watch
        self._pins = pins

    def _patiently(self, act: Callable[[], T], limit: Deadline | None = None) -> T:
        # A TLS call that timed out may be called again with the same arguments: OpenSSL goes on where it was.
        while True:
            self._socket.settimeout(self._watch.slice(limit))
            try:
                return act()
            except TimeoutError:
                continue

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002  # the watch knows the deadline
        return self._patiently(lambda: self._socket.recv(max_bytes))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002  # the watch knows the deadline
        rest = memoryview(buffer)
        while rest:
            try:
                rest = rest[self._patiently(lambda: self._socket.send(rest)) :]  # noqa: B023  # called before the loop goes on
            except TimeoutError:
                raise
            except OSError as error:  # httpcore then still reads an answer that came before the connection broke
                raise httpcore.WriteError from error

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002  # the watch knows the deadline
    ) -> httpcore.NetworkStream:
        try:
            secure = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname, do_handshake_on_connect=False)
        except BaseException:
            self._socket.close()
            raise
        stream = _Stream(secure, self._watch, self._pins)
        try:
            stream._patiently(secure.do_handshake, Deadline(self._watch.connect))
            require_pinned(secure.getpeercert(binary_form=True) or b"", self._pins)
        except BaseException:
            secure.close()
            raise
        return stream

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":  # httpcore asks before it uses an idle connection again: readable means dead
            return self._socket.fileno() < 0 or _ready(self._socket, selectors.EVENT_READ, 0)
        return None


class _Backend(httpcore.NetworkBackend):
    """Makes connections that keep the watch."""

    def __init__(self, watch: Watch, pins: frozenset[str]) -> None:
        self._watch = watch
        self._pins = pins

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  # the watch knows the deadline
        local_address: str | None = None,  # noqa: ARG002  # we never choose one
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002  # nor any of these
    ) -> httpcore.NetworkStream:
        limit = Deadline(self._watch.connect)
        last: OSError = TimeoutError()
        for family, address in _resolved(host, port, self._watch, limit):
            try:
                return _Stream(self._connected(family, address, limit), self._watch, self._pins)
            except OSError as error:
                last = error
        raise last

    def _connected(self, family: int, address: Any, limit: Deadline) -> socket.socket:
        connecting = socket.socket(family, socket.SOCK_STREAM)
        try:
            connecting.setblocking(False)
            connecting.connect_ex(address)
            while not _ready(connecting, selectors.EVENT_WRITE, self._watch.slice(limit)):
                pass
            _require_connected(connecting)
            connecting.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except BaseException:
            connecting.close()
            raise
        return connecting


def _require_connected(connecting: socket.socket) -> None:
    failure = connecting.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if failure:
        raise OSError(failure, os.strerror(failure))  # Python makes it ConnectionRefusedError where it is one


def _ready(watched: socket.socket, event: int, seconds: float) -> bool:
    with _Selector() as selector:
        selector.register(watched, event)
        return bool(selector.select(seconds))


def _resolved(host: str, port: int, watch: Watch, limit: Deadline) -> list[tuple[int, Any]]:
    """The addresses of a host; in a thread of its own, since a resolver without a network is deaf for tens of seconds."""
    answers: queue.SimpleQueue[list[tuple[int, Any]] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put([(found[0], found[4]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except OSError as error:
            answers.put(error)
        except UnicodeError:
            answers.put(socket.gaierror("not a host name"))

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    while True:
        try:
            answer = answers.get(timeout=watch.slice(limit))
        except queue.Empty:
            continue
        if isinstance(answer, OSError):
            raise answer
        return answer


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer, read to its end."""

    status: int
    headers: httpx.Headers
    body: bytes


class Transport:
    """One conversation's connections: kept alive between its calls, never shared with another, so that no other's death is inherited.

    httpcore without httpx around it: what httpx does for every request beyond that (cookies, redirects, decoding, URLs put together anew)
    takes as long again as the request itself, and none of it is wanted here.
    """

    def __init__(self, base: httpx.URL, context: ssl.SSLContext, watch: Watch, pins: frozenset[str] = frozenset()) -> None:
        """Raises SettingsError for a proxy that cannot be used."""
        self._base = base
        self._path = base.raw_path.rstrip(b"/")
        backend, proxy = _Backend(watch, pins), find_proxy(base)
        self._pool = (
            httpcore.ConnectionPool(ssl_context=context, network_backend=backend)
            if proxy is None
            else httpcore.HTTPProxy(
                str(proxy.url),
                proxy_auth=proxy.raw_auth,
                ssl_context=context,
                network_backend=backend,
            )
        )

    def exchange(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        *,
        params: Mapping[str, str] | None = None,
        body: bytes | None = None,
        largest: int,
    ) -> Heard:
        """Send one request below the base address, and read the answer; raises PlatformBadAnswer where it is longer than `largest` bytes.

        Raises what sockets, TLS and httpcore raise, too: CloudError's translation is the caller's.
        """
        target = self._path + quote(path, safe="/:%").encode()
        if params:
            target += b"?" + urlencode(params, quote_via=quote).encode()
        url = httpcore.URL(scheme=self._base.raw_scheme, host=self._base.raw_host, port=self._base.port, target=target)
        sent = {"host": self._base.netloc.decode("ascii"), **headers}
        with self._pool.stream(method, url, headers=[*sent.items()], content=body) as response:
            text = bytearray()
            for part in response.iter_stream():
                text += part
                if len(text) > largest:
                    raise PlatformBadAnswer(f"{self._base.host} answers more than the platform ever does.")
        return Heard(response.status, httpx.Headers(response.headers), bytes(text))

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


def find_proxy(url: httpx.URL) -> httpx.Proxy | None:
    """The proxy that environment or system name for this address; never one for loopback. Raises SettingsError for one we cannot use."""
    host = url.host
    if _is_loopback(host) or proxy_bypass(host):
        return None
    named = getproxies()
    address = named.get(url.scheme) or named.get("all")
    if not address:
        return None
    try:
        proxy = httpx.Proxy(address if "://" in address else f"http://{address}")
    except (ValueError, httpx.InvalidURL) as error:
        raise _unusable() from error
    if proxy.url.scheme != "http" or not names_host(proxy.url):
        raise _unusable()
    return proxy


def names_host(url: httpx.URL) -> bool:
    """Whether the URL's host is a name or address that a connection can be made to."""
    return _HOST.fullmatch(url.raw_host) is not None


def _unusable() -> SettingsError:
    return SettingsError(
        "The environment names a proxy that the station cannot use.",
        key="https_proxy",
        advice="Name a proxy that begins with http://, or exempt the platform in no_proxy.",
    )


def _is_loopback(host: str) -> bool:
    return host == "localhost" or host.startswith("127.") or host == "::1"
