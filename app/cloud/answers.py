"""What an answer of the platform, or the lack of one, means in the words of the house."""

import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpcore
import httpx

from app.core.errors import (
    CloudError,
    PlatformBadAnswer,
    PlatformDenied,
    PlatformRefused,
    PlatformThrottled,
    PlatformUnreachable,
    PlatformUntrusted,
)

_LONGEST = 200
"""Characters of the platform's own words that are shown to a person."""

_DEEPEST = 5
"""Levels of nesting into which a reason is looked for."""

_DEFAULT_AFTER = 1.0
"""Seconds to wait after a 429 that names no time."""

_TAKEN = "has already been taken"


class Taken(PlatformRefused):
    """The platform says that there already is one; what it has must be read before anything is concluded."""


def reason(body: bytes) -> str:
    """The platform's reason out of any shape of its error bodies, without the final full stop; empty where there is none to be read.

    The shapes, all seen in Peridio's own code: `{"errors": {field: [message]}}`, `{"errors": {"detail": text}}`,
    `{"errors": [{"code", "context"}]}`, `{"status": text}`, and no JSON at all.
    """
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(document, dict):
        return ""
    told = document.get("errors", document.get("error", document.get("status")))
    return _clean(_words(told)).rstrip(". ")


def _words(told: object, depth: int = _DEEPEST) -> str:
    """One line from text, a list of texts or of codes, or messages by field; what is nested deeper than anything real is left out."""
    if isinstance(told, str):
        return told.replace("_", " ") if " " not in told else told
    if isinstance(told, list) and depth:
        return ", ".join(filter(None, (_words(entry, depth - 1) for entry in told)))
    if isinstance(told, dict) and depth:
        if isinstance(told.get("code"), str):
            context = _words(told.get("context"), depth - 1)
            return f"{_words(told['code'])} ({context})" if context else _words(told["code"])
        if isinstance(told.get("detail"), str):
            return _words(told["detail"])
        parts = ((name, _words(value, depth - 1)) for name, value in told.items())
        return "; ".join(f"{name.replace('_', ' ')} {words}" for name, words in parts if words)
    return ""


def _clean(text: str) -> str:
    line = "".join(character if character.isprintable() else " " for character in text).strip()
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def refusal(status: int, headers: httpx.Headers, body: bytes, secret: str) -> CloudError:
    """The error that an answer with this status is; `secret` never shows in it, even if the platform repeats it."""
    said = reason(body).replace(secret, "•••")
    told = f": {said}" if said else ""
    where = f" ({status}{_request(headers)})"
    after = _after(headers)
    if status == HTTPStatus.TOO_MANY_REQUESTS or (status == HTTPStatus.SERVICE_UNAVAILABLE and after is not None):
        return PlatformThrottled(f"The platform asks for fewer requests{where}.", after=_DEFAULT_AFTER if after is None else after)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        refused = (
            "does not accept the station's API key" if status == HTTPStatus.UNAUTHORIZED else "does not let the station's API key do this"
        )
        return PlatformDenied(f"The platform {refused}{told}{where}.", known=status == HTTPStatus.FORBIDDEN)
    if status == HTTPStatus.CONFLICT or (status == HTTPStatus.UNPROCESSABLE_ENTITY and _TAKEN in said):
        return Taken(f"The platform says that it already has one{told}{where}.", status=status)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.REQUEST_TIMEOUT:
        return PlatformUnreachable(f"The platform has trouble of its own{told}{where}.")
    if status >= HTTPStatus.BAD_REQUEST:
        return PlatformRefused(f"The platform refuses this{told}{where}.", status=status)
    return PlatformBadAnswer(f"The platform answers with a status that its API does not have{where}.")


def request_id(headers: httpx.Headers) -> str:
    """The platform's name for this request, which its support asks for; empty where it gave none."""
    return _clean(headers.get("peridio-request-id", ""))


def _request(headers: httpx.Headers) -> str:
    name = request_id(headers)
    return f", request {name}" if name else ""


def _after(headers: httpx.Headers) -> float | None:
    """Retry-After in seconds, from its two forms (RFC 9110 §10.2.3)."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())


@contextmanager
def translated(host: str) -> Iterator[None]:
    """Turn what sockets, TLS and HTTP raise into CloudError; `host` is what the sentence names."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise PlatformUntrusted(f"{host} does not prove that it is the platform: {error.verify_message or 'bad certificate'}.") from error
    except ssl.SSLError as error:
        raise PlatformUnreachable(f"No secure connection to {host} can be made.") from error
    except TimeoutError as error:
        raise PlatformUnreachable(f"{host} does not answer in time.") from error
    except socket.gaierror as error:
        raise PlatformUnreachable(f"The name {host} cannot be found on this network.") from error
    except ConnectionRefusedError as error:
        raise PlatformUnreachable(f"Nothing answers at {host}.") from error
    except httpcore.ProxyError as error:
        raise PlatformUnreachable(f"The proxy does not connect the station to {host}.") from error
    except (OSError, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise PlatformUnreachable(f"The connection to {host} broke off.") from error
