"""The text of a file that only its owner may read."""

import os
from pathlib import Path

from app.core.errors import SettingsError


def read_private(file: Path) -> str | None:
    """What is in a secret's file, or None where there is none; raises SettingsError where others may read it."""
    try:
        status = file.stat()
        if os.name == "posix" and status.st_mode & 0o077:
            raise SettingsError(f"Others may read the secret in {file}.", file=str(file), advice=f"chmod 600 {file}")
        return file.read_text(encoding="utf-8").rstrip("\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(f"The secret in {file} cannot be read: {error.strerror}.", file=str(file)) from error
