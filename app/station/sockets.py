"""What is changed at the station is kept in the home's settings, beside what a person wrote there."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from app.core.errors import SettingsError
from app.settings import FILE, Settings, load
from app.store import Ledger

Value = str | float | bool


def keep_noted(home: Path, values: Mapping[str, Value], ledger: Ledger, who: str) -> None:
    """Write these down in the settings, and in the ledger what changed and by whom; raises SettingsError, StoreError."""
    for key, (before, after) in keep_settings(home, values).items():
        ledger.note("settings.changed", {"setting": key, "before": before, "after": after}, who)


def keep_settings(home: Path, values: Mapping[str, Value]) -> dict[str, tuple[str, str]]:
    """Write these down, each by its dotted name; all else in the file stays as it is.

    Returns what they were and are now, of those that changed. Raises SettingsError where a value cannot be, or the file not be written.
    """
    import tomlkit  # noqa: PLC0415 - the window does not wait for it
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - the same

    file, key = home / FILE, ""
    changed: dict[str, tuple[str, str]] = {}
    try:
        now = load(home)
        document = tomlkit.parse(file.read_text(encoding="utf-8")) if file.exists() else tomlkit.document()
        for key, value in values.items():
            before = _value_of(now, key)
            if before == value:
                continue
            changed[key] = (_word(before), _word(value))
            *tables, last = key.split(".")
            place = document
            for table in tables:
                place = place.setdefault(table, tomlkit.table())
            place[last] = value
        if changed:
            Settings(home=home, **document.unwrap())  # a value that cannot be is not written
            _write(file, document.as_string())
    except ValidationError as error:
        raise SettingsError(f"This cannot be set: {error.errors(include_url=False, include_input=False)[0]['msg']}.", key=key) from error
    except (OSError, TOMLKitError, TypeError) as error:
        raise SettingsError(f"The setting cannot be kept in {file}: {error}.", file=str(file), key=key) from error
    return changed


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_name(f"{FILE}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def _value_of(settings: Settings, key: str) -> object:
    value: object = settings
    for part in key.split("."):
        value = value.get(int(part), "") if isinstance(value, dict) else getattr(value, part)
    return value


def _word(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
