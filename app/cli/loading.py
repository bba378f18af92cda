"""The commands by name; each one's code is loaded when it is called, or when all are listed: a command waits for no other's code."""

from collections import UserDict
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from app.cli.exits import INTERRUPTED
from app.cli.words import say

_NAMES = (
    *("demo", "provision", "bulk", "history", "sandbox", "doctor", "metrics", "sheet"),
    *("audit", "devices", "platform", "db", "ca", "queue", "orders", "recipes", "people", "label"),
)
"""In the order of the help. Each is a file, or a folder, of that name beside this one, and in it what has that name again."""


class Commands(TyperGroup):
    """The group of all commands."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = _Loaded(dict.fromkeys(_NAMES))

    def invoke(self, context: Any) -> Any:
        """As ever, but who leaves a question unanswered has stopped the command: that is no mistake of the program."""
        try:
            return super().invoke(context)
        except typer.Abort:
            say("Stopped.")
            raise typer.Exit(INTERRUPTED) from None


class _Loaded(UserDict[str, Any]):
    """Loads a command when it is first read."""

    def __getitem__(self, name: str) -> Any:
        if self.data[name] is None:
            self.data[name] = _load(name)
        return self.data[name]


def _load(name: str) -> Any:
    command = getattr(import_module(f"app.cli.{name}"), name)
    parent = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    if isinstance(command, typer.Typer):
        parent.add_typer(command, name=name)
    else:
        parent.command(name)(command)
    return get_group(parent).commands[name]
