"""The profiles of Peridio's own command line: `config.json` and `credentials.json`, read and never written."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from app.core.errors import SettingsError
from app.private import read_private


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile names; empty or None: it does not say."""

    base_url: str = ""
    ca_path: Path | None = None
    organization: str = ""


def find_profile() -> Profile | None:
    """The profile that `PERIDIO_PROFILE` names, or None where it names none; raises SettingsError where there is no such profile."""
    name = os.environ.get("PERIDIO_PROFILE")
    if not name:
        return None
    file = _folder() / "config.json"
    profiles = _object(_read(file).get("profiles"), file, "profiles")
    if name not in profiles:
        raise SettingsError(
            f"{file} has no profile {name}.", file=str(file), key="PERIDIO_PROFILE", advice=f"There are: {', '.join(profiles) or 'none'}."
        )
    told = _object(profiles[name], file, name)
    base_url, ca_path, organization = (_text(told, key, file) for key in ("base_url", "ca_path", "organization_name"))
    return Profile(base_url, Path(ca_path).expanduser() if ca_path else None, organization)


def find_profile_key() -> SecretStr | None:
    """The API key of that profile, or None; raises SettingsError where the file is not readable as one, or others may read it."""
    name = os.environ.get("PERIDIO_PROFILE")
    file = _folder() / "credentials.json"
    if not name or read_private(file) is None:
        return None
    key = _text(_object(_read(file).get(name, {}), file, name), "api_key", file)
    return SecretStr(key) if key else None


def _folder() -> Path:
    """`PERIDIO_CONFIG_DIRECTORY`, else where Peridio's own tool keeps its files on this system."""
    named = os.environ.get("PERIDIO_CONFIG_DIRECTORY")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", "")) / "peridio" / "config"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "peridio"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "peridio"


def _read(file: Path) -> dict[str, Any]:
    try:
        return _object(json.loads(file.read_text(encoding="utf-8")), file, "")
    except FileNotFoundError as error:
        raise SettingsError(
            f"PERIDIO_PROFILE names a profile, but there is no {file}.",
            file=str(file),
            key="PERIDIO_PROFILE",
            advice="Make it with Peridio's own tool, name its folder in PERIDIO_CONFIG_DIRECTORY, or unset PERIDIO_PROFILE.",
        ) from error
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}.", file=str(file)) from error
    except (ValueError, RecursionError) as error:
        raise _not_a_profile(file, "") from error


def _object(value: object, file: Path, key: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _not_a_profile(file, key)
    return value


def _text(told: dict[str, Any], key: str, file: Path) -> str:
    value = told.get(key) or ""
    if not isinstance(value, str):
        raise _not_a_profile(file, key)
    return value


def _not_a_profile(file: Path, key: str) -> SettingsError:
    return SettingsError(f"{file} is not as Peridio's own tool writes it{f', at {key}' if key else ''}.", file=str(file), key=key)
