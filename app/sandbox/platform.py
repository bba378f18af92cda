"""A Peridio look-alike on loopback: Admin API, Device API with mutual TLS, real TLS, state that stays, faults on demand."""

import secrets
import sqlite3
import ssl
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from pydantic import SecretStr

from app.core.errors import SettingsError
from app.core.waiting import Stop
from app.sandbox.admin import AdminApi
from app.sandbox.contact import DeviceApi
from app.sandbox.faults import Faults
from app.sandbox.listener import Listener
from app.sandbox.state import ORGANIZATION, State
from app.sandbox.tls import NO_CHECK_TIME, TlsAuthority
from app.sandbox.trouble import Trouble

T = TypeVar("T")


class SandboxPlatform:
    """Starts and stops any number of times; what it was told stays in its folder."""

    def __init__(
        self,
        folder: Path,
        *,
        admin_port: int = 0,
        device_port: int = 0,
        names: tuple[str, ...] = (),
        api_key: SecretStr | None = None,
        until: datetime | None = None,
        quota: int | None = None,
    ) -> None:
        """Ports: 0 takes a free one. `names`: further host names or addresses by which it is reached. `api_key`: None makes one a start.

        `until`: when its own TLS certificates end. `quota`: how many devices there may be.
        """
        self._folder = folder
        self._ports = (admin_port, device_port)
        self._names = ("localhost", "127.0.0.1", *names)
        self._given_key = api_key
        self._until = until
        self._quota = quota
        self._key: SecretStr | None = None
        self._stop = Stop()
        self._running = ExitStack()
        self._admin: Listener | None = None
        self._device: Listener | None = None
        self._product = ""
        self._on_admin = Trouble()
        self._on_device = Trouble()

    @property
    def faults(self) -> Faults:
        """What goes wrong on the Admin API; may be set while it runs, and counts from then."""
        return self._on_admin.faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        self._on_admin.set(faults)

    @property
    def faults_struck(self) -> int:
        """How many requests went wrong since `faults` was set."""
        return self._on_admin.struck

    @property
    def device_faults(self) -> Faults:
        """What goes wrong on the Device API, once the device's certificate was believed; as `faults`."""
        return self._on_device.faults

    @device_faults.setter
    def device_faults(self, faults: Faults) -> None:
        self._on_device.set(faults)

    @property
    def device_faults_struck(self) -> int:
        """How many requests went wrong since `device_faults` was set."""
        return self._on_device.struck

    @property
    def admin_url(self) -> str:
        """The Admin API's base address."""
        return f"https://127.0.0.1:{_running(self._admin).port}"

    @property
    def device_url(self) -> str:
        """The Device API's base address."""
        return f"https://127.0.0.1:{_running(self._device).port}"

    @property
    def ca_file(self) -> Path:
        """The certificate (PEM) of the CA that the sandbox's own TLS is to be believed by; another one after every start."""
        return self._folder / "ca.pem"

    @property
    def api_key(self) -> SecretStr:
        """The key that the Admin API takes; it is in no file."""
        return _running(self._key)

    @property
    def product_prn(self) -> str:
        """The product that is there from the first start; the same for the same folder."""
        return _running(self._product)

    @property
    def organization(self) -> str:
        """The organization's name in the older, name-based routes."""
        return ORGANIZATION

    def start(self) -> None:
        """Listen on both ports; raises SettingsError where folder or port cannot be used."""
        self._stop = Stop()
        with ExitStack() as begun:
            state = self._open_state()
            begun.callback(state.close)
            authority = TlsAuthority()
            key = self._given_key or SecretStr(secrets.token_urlsafe(32))
            contact = DeviceApi(state)
            device_context = _mutual(authority.server_context(self._names, self._until), state)
            admin = AdminApi(state, key, lambda der: device_context.load_verify_locations(cadata=der), self._quota)
            try:
                self._device = Listener(
                    self._ports[1],
                    device_context,
                    lambda request: self._on_device.reply(contact.answer, request, self._stop),
                    self._stop,
                    ahead=lambda: self._on_device.faults.clock,
                    rejected=contact.rejected,
                )
                begun.callback(self._device.server_close)
                self._admin = Listener(
                    self._ports[0],
                    authority.server_context(self._names, self._until),
                    lambda request: self._on_admin.reply(admin.answer, request, self._stop),
                    self._stop,
                    ahead=lambda: self._on_admin.faults.clock,
                )
                begun.callback(self._admin.server_close)
                self.ca_file.write_bytes(authority.pem)
            except OSError as error:
                raise SettingsError(f"The sandbox platform cannot start: {error.strerror}.", key="sandbox") from error
            for listener in (self._device, self._admin):
                listener.start()
                begun.callback(listener.close)
            begun.callback(self._stop.set)
            self._key = key
            self._product = state.product_prn
            self._running = begun.pop_all()

    def stop(self) -> None:
        """Close every connection and wait for every thread; may be called twice."""
        self._running.close()
        self._admin = self._device = self._key = None
        self._product = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def _open_state(self) -> State:
        file = self._folder / "platform.db"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return State(file)
        except (OSError, sqlite3.Error) as error:
            raise SettingsError(f"The sandbox's folder {self._folder} cannot be used: {error}.", file=str(self._folder)) from error


def _running(value: T | None) -> T:
    if not value:
        raise RuntimeError("the sandbox platform is not running")
    return value


def _mutual(context: ssl.SSLContext, state: State) -> ssl.SSLContext:
    """Ask for a client certificate, and believe the known ones and those that a known CA signed.

    Whether a believed one may come in is decided with the certificate in hand, not in the handshake.
    """
    context.verify_mode = ssl.CERT_REQUIRED
    context.verify_flags |= ssl.VerifyFlags.VERIFY_X509_PARTIAL_CHAIN | ssl.VerifyFlags(NO_CHECK_TIME)
    with state.transaction():
        for table in ("device_certificate", "ca_certificate"):
            for row in state.list_(table):
                context.load_verify_locations(cadata=row["der"])
    return context
