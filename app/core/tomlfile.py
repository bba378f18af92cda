"""Reading a TOML file into a model: whatever is wrong with it is one sentence with file, key and reason."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from app.core.errors import SettingsError

Model = TypeVar("Model", bound=BaseModel)
Wrong = TypeVar("Wrong", bound=SettingsError)


def load_toml(model: type[Model], file: Path, what: str, wrong: type[SettingsError]) -> Model:
    """The file as a `model`; raises `wrong`, a SettingsError, in which `what` says what the file should be: `recipe`."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise wrong(f"The {what} {file} cannot be read: {error.strerror}.", file=str(file)) from error
    except UnicodeDecodeError as error:
        raise wrong(f"The {what} {file} is not TOML: {error}.", file=str(file)) from error
    return read_toml(model, text, str(file), what, wrong)


def read_toml(model: type[Model], text: str, file: str, what: str, wrong: type[SettingsError]) -> Model:
    """A text that stands, or will stand, in `file` as a `model`; raises `wrong` as `load_toml` does."""
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise wrong(f"The {what} {file} is not TOML: {error}.", file=file) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        raise wrong(f"The {what} {file} is wrong at {key or 'the top'}: {reason}.", file=file, key=key) from error


def load_folders(load: Callable[[Path], Model], wrong: type[Wrong], *folders: Path) -> tuple[list[Model], tuple[Wrong, ...]]:
    """Every TOML file of these folders, a later one in the place of an earlier one of its name; and what is wrong with the others."""
    files = {file.stem: file for folder in folders for file in sorted(folder.glob("*.toml"))}
    models: list[Model] = []
    problems: list[Wrong] = []
    for file in files.values():
        try:
            models.append(load(file))
        except wrong as error:
            problems.append(error)
    return models, tuple(problems)
