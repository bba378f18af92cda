"""Where we write what happened for a diagnosis, and what is never written: rotating JSON lines, secrets taken out."""

import logging
import logging.handlers
import re
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

HIDDEN = "***"
_NAMES = re.compile(r"pin$|password|passphrase|secret|token$|api_?key|private|authorization|credential", re.IGNORECASE)
_SHAPES = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"
    r"|(?<=Bearer )\S+|(?<=Token )\S+|(?<=pin-value=)[^;&\s]+",
    re.DOTALL,
)
_SIZE, _KEPT = 5_000_000, 5
"""Bytes of one log file, and how many old ones are kept."""
_OURS = "birthmark"
_QUIET = ("httpx", "httpcore", "alembic", "sqlalchemy", "keyring")
"""Libraries that speak of every request."""


def redact(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Take out what has a secret's name, and what has a secret's shape."""
    for key, value in event.items():
        event[key] = HIDDEN if _NAMES.search(key) and value is not None else _clean(value)
    return event


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _SHAPES.sub(HIDDEN, value)
    if isinstance(value, bytes):
        return f"<{len(value)} bytes>"
    if isinstance(value, dict):
        return {key: HIDDEN if isinstance(key, str) and _NAMES.search(key) else _clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return value


def open_log(folder: Path) -> None:
    """Write to `birthmark.log` in the folder from now on; where that cannot be, to standard error, warnings only."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        # Tracebacks as text: the other renderers can show local variables, and with them keys and PINs.
        structlog.processors.format_exc_info,
        redact,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = _open_handler(folder)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
        )
    )
    close_log()
    handler.name = _OURS
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)


def close_log() -> None:
    """Write nothing more; may be called where nothing was open."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if handler.name == _OURS:
            root.removeHandler(handler)
            handler.close()


def _open_handler(folder: Path) -> logging.Handler:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return logging.handlers.RotatingFileHandler(
            folder / "birthmark.log", maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=False
        )
    except OSError:
        handler = logging.StreamHandler(sys.stderr)
        handler.setLevel(logging.WARNING)
        return handler
