"""A record as plain data: what a machine reads on standard output, and what the audit chain holds."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from app.core.run import Failure, Record, StepResult


def to_json(record: Record) -> dict[str, Any]:
    """The record as JSON-ready values: times in ISO 8601 with offset, enums by value, certificates by PEM, serial and fingerprint."""
    start = record.start
    return {
        "run": str(start.run),
        "outcome": record.outcome.value,
        "identifier": record.identifier,
        "tray": start.tray,
        "operator": start.operator,
        "order": start.order,
        "recipe": {"name": start.recipe, "version": start.recipe_version, "digest": start.recipe_digest},
        "port": {"kind": start.port.kind.value, "address": start.port.address, "socket": start.port.socket},
        "scan": start.scan,
        "started": _time(start.at),
        "ended": _time(record.ended),
        "seconds": round(record.seconds, 3),
        "identity": asdict(record.identity) if record.identity else None,
        "steps": [_step(result) for result in record.steps],
        "certificate": _certificate(record),
        "receipt": {**asdict(record.receipt), "requests": list(record.receipt.requests)} if record.receipt else None,
        "failure": _failure(record.failure),
    }


def _step(result: StepResult) -> dict[str, Any]:
    return {
        "step": result.step.value,
        "at": _time(result.at),
        "seconds": round(result.seconds, 3),
        "facts": dict(result.facts),
        "failure": _failure(result.failure),
    }


def _failure(failure: Failure | None) -> dict[str, Any] | None:
    return {**asdict(failure), "outcome": failure.outcome.value} if failure else None


def _certificate(record: Record) -> dict[str, Any] | None:
    if record.chain is None:
        return None
    leaf = record.chain.leaf
    return {
        "serial": record.chain.serial,
        "sha256": record.chain.fingerprint,
        "issuer": leaf.issuer.rfc4514_string(),
        "not_before": _time(leaf.not_valid_before_utc),
        "not_after": _time(leaf.not_valid_after_utc),
        "pem": record.chain.leaf_pem.decode(),
    }


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
