"""Which home a command works in, and how a window is opened."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from app import logs, settings
from app.core.errors import SettingsError
from app.core.run import Failure
from app.settings import Settings

if TYPE_CHECKING:
    from app.demo import Supply


def _say_nothing(_failure: Failure, _language: str) -> None:
    """The terminal says it all."""


@dataclass(frozen=True, slots=True)
class Call:
    """What every command is called with."""

    home: Path | None
    """What `--home` says."""
    open_window: "Callable[[Settings, Supply | None], int]"
    """Opens the window on a station, with simulated units where there is a supply of them; returns the exit code."""
    say_sorry: Callable[[Failure, str], None] = _say_nothing
    """Shows why the window does not open, in this language, to whoever has no terminal."""
    badge: str = ""
    """What `--badge` says: who calls, where a command asks."""


def call_of(context: typer.Context) -> Call:
    """What this command was called with."""
    call: Call = context.obj
    return call


def settings_of(context: typer.Context) -> Settings:
    """The settings of the home that `--home` says, else `BIRTHMARK_HOME`, else the user's data folder; the log is open then.

    Raises SettingsError.
    """
    home = call_of(context).home or settings.default_home()
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"The home {home} cannot be made: {error.strerror}.", advice="Choose another home.") from error
    found = settings.load(home)
    logs.open_log(found.logs)
    return found
