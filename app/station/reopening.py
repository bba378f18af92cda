"""An authority that opens as soon as it can: what keeps it shut is told to whoever asks, and the next question tries again."""

import copy
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

import structlog
from cryptography import x509
from pydantic import SecretStr

from app.core.authority import Crl
from app.core.chain import Chain
from app.core.errors import KeyFileUnusable, PinRejected, StationError
from app.core.recipe import Recipe
from app.core.ticket import Ticket
from app.pki import Authority, Issued, Request, Revoked

log = structlog.get_logger(__name__)

Open = Callable[[SecretStr | None], Authority]
"""Opens it with this PIN or passphrase; None: with what is found where secrets are. Raises StationError."""


class Reopening:
    """The door Authority in front of one that may be shut.

    A PIN or passphrase that was rejected is not tried a second time by itself: only `unlock`, called for a person, tries another.
    """

    def __init__(self, open_: Open) -> None:
        self._open = open_
        self._authority: Authority | None = None
        self._rejected: StationError | None = None
        self._lock = threading.Lock()

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """See Authority; none while it is shut."""
        return self._authority.chain if self._authority else ()

    def try_now(self) -> None:
        """Open it if it can be opened; never raises: why not is in the log, and told to whoever asks."""
        try:
            self._opened()
        except StationError as error:
            log.warning("authority.unusable", code=error.code, reason=error.message)

    def unlock(self, secret: SecretStr) -> None:
        """See Authority."""
        with self._lock:
            if self._authority is None:
                self._try(secret)
            else:
                self._authority.unlock(secret)

    def check(self) -> None:
        """See Authority."""
        self._opened().check()

    def require_ready(self, recipe: Recipe) -> None:
        """See Authority."""
        self._opened().require_ready(recipe)

    def issue(self, csr: x509.CertificateSigningRequest, ticket: Ticket, recipe: Recipe) -> Issued:
        """See Authority."""
        return self._opened().issue(csr, ticket, recipe)

    def issue_many(
        self, requests: Sequence[Request], recipe: Recipe, remember: Callable[[list[Issued | StationError]], Future[None]]
    ) -> None:
        """See Authority."""
        self._opened().issue_many(requests, recipe, remember)

    def find_issued(self, chain: Chain, ticket: Ticket, recipe: Recipe) -> Issued | None:
        """See Authority."""
        return self._opened().find_issued(chain, ticket, recipe)

    def verification(self, code: str) -> x509.Certificate:
        """See Authority."""
        return self._opened().verification(code)

    def publish_crl(self, book: Revoked, *, days: int, who: str = "") -> Crl:
        """See Authority."""
        return self._opened().publish_crl(book, days=days, who=who)

    def _opened(self) -> Authority:
        with self._lock:
            if self._authority is not None:
                return self._authority
            if self._rejected is not None:
                raise copy.copy(self._rejected)
            return self._try(None)

    def _try(self, secret: SecretStr | None) -> Authority:
        try:
            self._authority = self._open(secret)
        except (PinRejected, KeyFileUnusable) as error:
            self._rejected = error
            raise
        return self._authority
