"""The way to the platform: TLS that is always checked, sockets that keep a deadline and hear a stop, proxies."""

import socket
import ssl
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from pydantic import SecretStr

from app.cloud.peridio import PeridioCore
from app.cloud.transport import find_proxy
from app.core.errors import Cancelled, PlatformBadAnswer, PlatformUnreachable, PlatformUntrusted, SettingsError
from app.core.waiting import Stop
from app.sandbox.answers import Answer
from app.sandbox.listener import Listener
from app.sandbox.tls import TlsAuthority
from tests.sandbox.kit import IDENTITY, NOW, PATIENCE, RECIPE, Factory

QUICK = replace(PATIENCE, connect=0.5, answer=0.5, total=3, tries=2)


@contextmanager
def listening(folder, reply=None, names=("127.0.0.1",), until=None):
    """A server that speaks TLS as we like; yields its port, its CA being in folder/ca.pem."""
    authority, stop = TlsAuthority(), Stop()
    (folder / "ca.pem").write_bytes(authority.pem)
    answer = reply or (lambda _: (Answer(200, b'{"devices": []}'), 0.0))
    listener = Listener(0, authority.server_context(names, until), answer, stop)
    listener.start()
    try:
        yield listener.port
    finally:
        stop.set()
        listener.close()


@contextmanager
def talking(speak):
    """A server of plain sockets: `speak(connection)` for one connection after another; yields its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        over = threading.Event()

        def serve():
            while not over.is_set():
                try:
                    connection = server.accept()[0]
                except TimeoutError:
                    continue
                with connection:
                    speak(connection, over)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            over.set()
            thread.join()


def station(port, folder, patience=QUICK, host="127.0.0.1"):
    bundle = folder / "ca.pem"
    return PeridioCore(f"https://{host}:{port}", SecretStr("key"), ca_bundle=bundle if bundle.exists() else None, patience=patience)


def test_the_right_ca_is_believed(tmp_path):
    with listening(tmp_path) as port:
        station(port, tmp_path).check()


def test_another_ca_is_not(tmp_path):
    with listening(tmp_path) as port:
        (tmp_path / "ca.pem").write_bytes(TlsAuthority().pem)
        with pytest.raises(PlatformUntrusted, match="does not prove that it is the platform") as caught:
            station(port, tmp_path).check()
        assert caught.value.code == "CLD-TLS"
        assert not caught.value.retryable


def test_an_expired_server_certificate_is_not_believed(tmp_path):
    with listening(tmp_path, until=NOW - timedelta(days=1)) as port, pytest.raises(PlatformUntrusted, match="expired"):
        station(port, tmp_path).check()


def test_another_hosts_certificate_is_not_believed(tmp_path):
    with listening(tmp_path, names=("elsewhere.example",)) as port, pytest.raises(PlatformUntrusted, match="mismatch"):
        station(port, tmp_path).check()


def test_an_untrusted_server_is_asked_once_only_and_sees_no_key(tmp_path):
    seen = []
    with listening(tmp_path, reply=seen.append) as port:
        (tmp_path / "ca.pem").write_bytes(TlsAuthority().pem)
        with pytest.raises(PlatformUntrusted):
            station(port, tmp_path).register("sn1", IDENTITY, Factory().chain("sn1"), with_product(), Stop())
    assert seen == []


def with_product():
    product = "prn:1:be4d30b4-de6b-47cd-85ea-a75e23fd63ef:product:b3f1f699-3bc8-4c77-bda2-b974595d5e3f"
    return RECIPE.model_copy(update={"registration": RECIPE.registration.model_copy(update={"product": product})})


def test_nothing_listens(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(PlatformUnreachable, match=r"Nothing answers at 127\.0\.0\.1"):
        station(port, tmp_path).check()


def test_a_name_that_does_not_exist(tmp_path):
    with pytest.raises(PlatformUnreachable, match=r"cannot be found|in time"):
        station(443, tmp_path, host="platform.invalid").check()


def silent(_connection, over):
    over.wait(30)


def deaf(connection, _over):
    connection.settimeout(5)
    connection.sendall(b"220 mail.example ESMTP\r\n")
    connection.recv(4096)


@pytest.mark.parametrize(("speak", "words"), [(silent, "in time"), (deaf, "No secure connection")])
def test_what_does_not_speak_tls_ends_in_time(tmp_path, speak, words):
    begun = time.monotonic()
    with talking(speak) as port, pytest.raises(PlatformUnreachable, match=words):
        station(port, tmp_path).check()
    assert time.monotonic() - begun < 4


def test_a_stop_is_heard_in_the_middle_of_a_handshake(tmp_path):
    stop = Stop()
    timer = threading.Timer(0.2, stop.set)
    with talking(silent) as port:
        timer.start()
        begun = time.monotonic()
        with pytest.raises(Cancelled):
            station(port, tmp_path, replace(QUICK, connect=20, answer=20, total=20)).register(
                "sn1", IDENTITY, Factory().chain("sn1"), with_product(), stop
            )
        assert time.monotonic() - begun < 2
    timer.join()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(200, b"x" * (2 << 20)), PlatformBadAnswer),
        (Answer(200, b""), PlatformBadAnswer),
        (Answer(200, b"null"), PlatformBadAnswer),
        (Answer(302, b"", headers={"location": "https://elsewhere.example"}), PlatformBadAnswer),
        (Answer(200, b"\x1f\x8b junk", headers={"content-encoding": "gzip"}), PlatformBadAnswer),
    ],
    ids=["huge", "empty", "null", "redirect", "broken gzip"],
)
def test_answers_that_are_none(tmp_path, answer, kind):
    with listening(tmp_path, reply=lambda _: (answer, 0.0)) as port, pytest.raises(kind):
        station(port, tmp_path, PATIENCE).check()


def test_a_peer_that_speaks_no_http(tmp_path):
    authority = TlsAuthority()
    (tmp_path / "ca.pem").write_bytes(authority.pem)
    context = authority.server_context(("127.0.0.1",))

    def babble(connection, _over):
        connection.settimeout(5)
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(4096)
            secure.sendall(b"I am no web server\r\n\r\n")

    with talking(babble) as port, pytest.raises(PlatformUnreachable, match="broke off"):
        station(port, tmp_path).check()


def test_headers_that_trickle_do_not_outlast_the_deadline(tmp_path):
    authority = TlsAuthority()
    (tmp_path / "ca.pem").write_bytes(authority.pem)
    context = authority.server_context(("127.0.0.1",))

    def trickle(connection, over):
        connection.settimeout(5)
        try:
            with context.wrap_socket(connection, server_side=True) as secure:
                secure.recv(4096)
                for byte in b"HTTP/1.1 200 OK\r\n" + b"x-slow: yes\r\n" * 100:
                    secure.sendall(bytes([byte]))
                    if over.wait(0.1):
                        return
        except (ConnectionError, ssl.SSLError):
            return  # the station hung up, as it should

    begun = time.monotonic()
    with talking(trickle) as port, pytest.raises(PlatformUnreachable, match="in time"):
        station(port, tmp_path).check()
    assert time.monotonic() - begun < 3


def test_a_proxy_is_taken_from_the_environment_but_never_for_loopback(monkeypatch):
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    platform = httpx.URL("https://api.example")
    assert find_proxy(platform) is None
    monkeypatch.setenv("https_proxy", "http://user:word@proxy.example:3128")
    proxy = find_proxy(platform)
    assert proxy is not None
    assert (str(proxy.url), proxy.raw_auth) == ("http://proxy.example:3128", (b"user", b"word"))
    for host in ("localhost", "127.0.0.1", "127.1.2.3", "[::1]"):
        assert find_proxy(httpx.URL(f"https://{host}:8443")) is None
    monkeypatch.setenv("no_proxy", "api.example")
    assert find_proxy(platform) is None


@pytest.mark.parametrize("address", ["socks5://proxy.example:1080", "https://proxy.example", "http://[", "http://"])
def test_a_proxy_we_cannot_use_is_told_without_its_password(monkeypatch, address):
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.setenv("https_proxy", address)
    with pytest.raises(SettingsError) as caught:
        find_proxy(httpx.URL("https://api.example"))
    assert caught.value.key == "https_proxy"


def test_a_registration_goes_through_a_proxy(monkeypatch, tmp_path):
    asked = []

    def refuse(connection, _over):
        connection.settimeout(5)
        asked.append(connection.recv(4096))
        connection.sendall(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")

    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with talking(refuse) as port:
        monkeypatch.setenv("https_proxy", f"http://user:word@127.0.0.1:{port}")
        with pytest.raises(PlatformUnreachable, match="proxy does not connect"):
            station(443, tmp_path, host="api.example").check()
    assert asked[0].startswith(b"CONNECT api.example:443 ")
    assert b"Proxy-Authorization: Basic " in asked[0]
    assert b"Bearer" not in asked[0]
