"""The file by which devices are registered elsewhere, and the file by which the answers come back."""

import base64
import csv
import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Annotated, Self, TextIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from app.cloud.wire import Prn
from app.core.chain import Chain
from app.core.device import Identity
from app.core.errors import AnswersUnreadable, ExportUnwritable
from app.core.recipe import Recipe

NAMES = ("devices.csv", "devices.jsonl", "devices.json", "devices.json.sig")
"""The list twice, what vouches for both, and the station's signature over that."""

_LONGEST = 1 << 20
"""Characters: a line of answers that is longer is none."""


@dataclass(frozen=True, slots=True)
class Row:
    """One device to be registered."""

    identifier: str
    product: str
    cohort: str
    tags: list[str]
    target: str
    description: str
    serial: str
    """The certificate's, in decimal, as the platform writes it."""
    sha256: str
    """Of the certificate's DER, hex: the answer names it."""
    not_after: str
    certificate: str
    """Base64 of the PEM text, as the platform takes it."""
    issuers: str
    """The CA certificates above it, nearest first, likewise."""

    @classmethod
    def of(cls, identifier: str, identity: Identity, chain: Chain, recipe: Recipe, product: str) -> Self:
        """`product` is for a recipe that names none."""
        wish = recipe.registration
        return cls(
            identifier=identifier,
            product=wish.product or product,
            cohort=wish.cohort,
            tags=list(wish.tags),
            target=wish.target,
            description=recipe.fill(wish.description, identity, identifier),
            serial=str(chain.leaf.serial_number),
            sha256=chain.fingerprint,
            not_after=chain.leaf.not_valid_after_utc.isoformat(),
            certificate=base64.b64encode(chain.leaf_pem).decode(),
            issuers=base64.b64encode(chain.issuers_pem).decode(),
        )


@dataclass(frozen=True, slots=True)
class Written:
    """What an export came to."""

    devices: int
    sha256: str
    """Of `devices.json`, which names the digests of the lists; hex."""


def write(folder: Path, station: str, at: datetime, rows: Iterable[Row], sign: Callable[[bytes], bytes]) -> Written:
    """Write the lists, what vouches for them, and `sign`'s signature over that, into a folder that has none of these files.

    Raises ExportUnwritable; then nothing of it is left there.
    """
    if taken := [name for name in NAMES if (folder / name).exists()]:
        raise ExportUnwritable(f"The folder {folder} has a {taken[0]} already.", advice="Choose a new folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        count = _write_lists(folder, rows)
        vouched = {
            "station": station,
            "at": at.isoformat(),
            "devices": count,
            "files": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in NAMES[:2]},
        }
        content = json.dumps(vouched, indent=2, sort_keys=True).encode() + b"\n"
        (folder / NAMES[2]).write_bytes(content)
        (folder / NAMES[3]).write_bytes(sign(content))
    except BaseException as error:
        if folder.is_dir():
            for name in NAMES:
                (folder / name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise ExportUnwritable(f"Nothing can be written to {folder}: {error.strerror}.") from error
        raise
    return Written(count, hashlib.sha256(content).hexdigest())


def _write_lists(folder: Path, rows: Iterable[Row]) -> int:
    count = 0
    with (
        (folder / NAMES[0]).open("x", encoding="utf-8", newline="") as table,
        (folder / NAMES[1]).open("x", encoding="utf-8", newline="\n") as lines,
    ):
        cells = csv.DictWriter(table, [field.name for field in fields(Row)])
        cells.writeheader()
        for row in rows:
            plain = asdict(row)
            lines.write(json.dumps(plain, ensure_ascii=False) + "\n")
            cells.writerow(plain | {"tags": " ".join(row.tags)})
            count += 1
    return count


class Answer(BaseModel):
    """What became of one device elsewhere: the platform's names for it, or an error."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True, hide_input_in_errors=True)

    identifier: str = Field(min_length=1, max_length=64)
    sha256: str = Field(pattern=r"^[0-9a-fA-F]{64}$")
    device: Prn | None = None
    certificate: Prn | None = None
    request: Annotated[str, Field(max_length=200)] = ""
    error: Annotated[str, Field(max_length=2_000)] = ""

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if bool(self.error) == bool(self.device and self.certificate):
            raise ValueError("there must be either device and certificate, or an error")
        return self


@dataclass(frozen=True, slots=True)
class Read:
    """One row of the file: an answer, or why it is none."""

    row: int
    """As an editor counts lines, from 1."""
    answer: Answer | None
    problem: str = ""


def read(file: Path) -> Iterator[Read]:
    """The rows of a file of answers, JSON Lines or (`.csv`) CSV; raises AnswersUnreadable where it cannot be read at all."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            yield from _table(file, opened) if file.suffix.lower() == ".csv" else _lines(opened)
    except OSError as error:
        raise AnswersUnreadable(f"The file {file} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise AnswersUnreadable(f"The file {file} is not text in UTF-8, or no table.") from error


def _lines(opened: TextIO) -> Iterator[Read]:
    row = 0
    while line := opened.readline(_LONGEST):
        row += 1
        if line.strip():
            yield _checked(row, functools.partial(Answer.model_validate_json, line))


def _table(file: Path, opened: TextIO) -> Iterator[Read]:
    table = csv.DictReader(opened, strict=True)
    if not {"identifier", "sha256"} <= set(table.fieldnames or ()):
        raise AnswersUnreadable(f"The first row of {file} does not name the columns identifier and sha256.")
    for cells in table:
        given = {name: value for name, value in cells.items() if name and isinstance(value, str) and value.strip()}
        yield _checked(table.line_num, functools.partial(Answer.model_validate, given))


def _checked(row: int, make: Callable[[], Answer]) -> Read:
    try:
        return Read(row, make())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        return Read(row, None, f"{where}: {reason}" if where else reason)
