"""The commands by name; each one's code is loaded when it is called, or when all are listed."""
# ruff: noqa: PLC0415 - a command waits for no other's code, and the window for none: a second

from collections import UserDict
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group


class Commands(TyperGroup):
    """The group of all commands."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = _Loaded(dict.fromkeys((*_SINGLE, *_GROUPS)))


class _Loaded(UserDict[str, Any]):
    """Loads a command when it is first read."""

    def __getitem__(self, name: str) -> Any:
        if self.data[name] is None:
            self.data[name] = _load(name)
        return self.data[name]


def _load(name: str) -> Any:
    parent = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    if name in _SINGLE:
        parent.command(name)(_SINGLE[name]())
    else:
        parent.add_typer(_GROUPS[name](), name=name)
    return get_group(parent).commands[name]


def _demo() -> Callable[..., None]:
    from app.cli.demo import demo

    return demo


def _provision() -> Callable[..., None]:
    from app.cli.provision import provision

    return provision


def _bulk() -> Callable[..., None]:
    from app.cli.bulk import bulk

    return bulk


def _history() -> Callable[..., None]:
    from app.cli.history import history

    return history


def _sandbox() -> Callable[..., None]:
    from app.cli.sandbox import sandbox

    return sandbox


def _doctor() -> Callable[..., None]:
    from app.cli.doctor import doctor

    return doctor


def _metrics() -> Callable[..., None]:
    from app.cli.metrics import metrics

    return metrics


def _sheet() -> Callable[..., None]:
    from app.cli.sheet import sheet

    return sheet


def _audit() -> typer.Typer:
    from app.cli.audit import audit

    return audit


def _devices() -> typer.Typer:
    from app.cli.devices import commands

    return commands


def _platform() -> typer.Typer:
    from app.cli.platform import platform

    return platform


def _db() -> typer.Typer:
    from app.cli.db import db

    return db


def _ca() -> typer.Typer:
    from app.cli.ca import ca

    return ca


def _queue() -> typer.Typer:
    from app.cli.queue import queue

    return queue


def _orders() -> typer.Typer:
    from app.cli.orders import orders

    return orders


def _recipes() -> typer.Typer:
    from app.cli.recipes import recipes

    return recipes


def _people() -> typer.Typer:
    from app.cli.people import people

    return people


def _label() -> typer.Typer:
    from app.cli.label import label

    return label


_SINGLE: dict[str, Callable[[], Callable[..., None]]] = {
    "demo": _demo,
    "provision": _provision,
    "bulk": _bulk,
    "history": _history,
    "sandbox": _sandbox,
    "doctor": _doctor,
    "metrics": _metrics,
    "sheet": _sheet,
}
_GROUPS: dict[str, Callable[[], typer.Typer]] = {
    "audit": _audit,
    "devices": _devices,
    "platform": _platform,
    "db": _db,
    "ca": _ca,
    "queue": _queue,
    "orders": _orders,
    "recipes": _recipes,
    "people": _people,
    "label": _label,
}
