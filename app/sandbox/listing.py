"""How the platform's lists are asked for: limit, order, search and cursor."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from app.sandbox.answers import coded
from app.sandbox.search import BadSearch, Clause, Keys, parse
from app.sandbox.state import BadCursor, Row, State

_DEFAULT = 10
_MOST = 100


def listed(
    state: State, table: str, query: Mapping[str, str], keys: Keys, clauses: Sequence[Clause] = ()
) -> tuple[list[Row], dict[str, str]]:
    """One page of rows, and `next_page` where there is one; raises Refusal for a query that the platform does not understand."""
    order = query.get("order", "asc")
    if order not in ("asc", "desc"):
        raise coded(HTTPStatus.BAD_REQUEST, "invalid_query", parameter="order")
    try:
        wanted = [*clauses, *(parse(query["search"], keys) if "search" in query else ())]
        rows, cursor = state.page(table, wanted, _limit(query), query.get("page", ""), newest_first=order == "desc")
    except BadSearch as error:
        raise coded(HTTPStatus.BAD_REQUEST, "invalid_query", parameter="search", reason=str(error)) from error
    except BadCursor as error:
        raise coded(HTTPStatus.BAD_REQUEST, "invalid_query", parameter="page") from error
    return rows, {"next_page": cursor} if cursor else {}


def _limit(query: Mapping[str, str]) -> int:
    text = query.get("limit", str(_DEFAULT))
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _MOST:
        raise coded(HTTPStatus.BAD_REQUEST, "invalid_query", parameter="limit")
    return int(text)
