"""A request and an answer of the sandbox platform, and the shapes in which the real one refuses."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    """One request, read whole; header names are in lower case."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    peer: bytes = b""
    """The certificate (DER) by which the other side is known; empty where it showed none."""

    def document(self) -> dict[str, Any]:
        """The body as a JSON object; raises Refusal."""
        try:
            found = json.loads(self.body)
        except ValueError:
            raise Refusal(HTTPStatus.BAD_REQUEST, {"errors": {"detail": "Bad Request"}}) from None
        if not isinstance(found, dict):
            raise Refusal(HTTPStatus.BAD_REQUEST, {"errors": {"detail": "Bad Request"}})
        return found


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer."""

    status: int
    body: bytes = b""
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


class Refusal(Exception):
    """The platform says no; `document` is what it answers."""

    def __init__(self, status: int, document: Mapping[str, Any]) -> None:
        super().__init__(status)
        self.status = status
        self.document = document


def said(document: Mapping[str, Any], status: int = HTTPStatus.OK) -> Answer:
    """A JSON answer."""
    return Answer(status, json.dumps(document).encode())


def wrong(**fields: str) -> Refusal:
    """422: a message by field."""
    return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, {"errors": {name: [message] for name, message in fields.items()}})


def taken(name: str) -> Refusal:
    """422 in the words by which clients know that there already is one."""
    return wrong(**{name: "has already been taken"})


def missing() -> Refusal:
    """404."""
    return Refusal(HTTPStatus.NOT_FOUND, {"errors": {"detail": "Not Found"}})


def coded(status: int, code: str, **context: str) -> Refusal:
    """400 and 401: a list of codes."""
    return Refusal(status, {"errors": [{"code": code, "context": context}]})


def forbidden() -> Refusal:
    """403."""
    return Refusal(HTTPStatus.FORBIDDEN, {"status": "forbidden"})
