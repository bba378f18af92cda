"""The list of a bulk job: a CSV file, read row by row; what is wrong with a row is said of that row."""

import base64
import binascii
import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self

from app.core.bulk import Refusal
from app.core.device import Identity
from app.core.errors import BulkInput, BulkRow
from app.core.recipe import IDENTIFIER, Origin, Recipe, shown

_NAMES = {"id": "serial", "serial number": "serial", "serial_number": "serial", "serialnumber": "serial", "sn": "serial"}
"""What people call the column `serial`."""
_COLUMNS = ("serial", "model", "revision", "firmware", "chip", "csr")
_SEPARATORS = (",", ";", "\t")
_LONGEST = 16_384
"""Bytes of a row: a request of an RSA-4096 key takes about 3,000."""
_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff")
_DEVICE_NAME = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
"""What Windows takes for a device, not for a file, whatever follows the dot."""


class Row(NamedTuple):
    """A unit that the list asks for."""

    number: int
    """As an editor counts lines."""
    identity: Identity
    identifier: str
    csr: bytes = b""
    """DER; empty: the station makes the key."""


@dataclass(frozen=True, slots=True)
class _Columns:
    separator: str
    names: tuple[str, ...]


class Source:
    """The list in a file, which must stay as it is while it is read."""

    def __init__(self, file: Path, columns: _Columns, rows: int, digest: str) -> None:
        """Use `Source.open`."""
        self._file = file
        self._columns = columns
        self.rows = rows
        """How many there are, good or bad."""
        self.digest = digest
        """SHA-256 of the whole file, hex."""
        self._read = hashlib.sha256()

    @classmethod
    def open(cls, file: Path) -> Self:
        """Look at the columns and count the rows; raises BulkInput."""
        digest, rows = hashlib.sha256(), 0
        try:
            with file.open("rb") as lines:
                columns = _columns_of(lines.readline(_LONGEST), file)
                lines.seek(0)
                for number, line in _lines(lines):
                    digest.update(line)
                    rows += number > 1 and bool(line.strip())
        except OSError as error:
            raise BulkInput(f"The list {file} cannot be read: {error.strerror}.") from error
        if not rows:
            raise BulkInput(f"The list {file} has no rows.")
        return cls(file, columns, rows, digest.hexdigest())

    def units(self, recipe: Recipe, after: int, prefix: str) -> Iterator[Row | Refusal]:
        """Every row after row `after`, as a unit of the recipe or as why it is none.

        Raises BulkInput where the file up to there does not have the SHA-256 `prefix` (where that is not empty): it is another list.
        """
        self._read = hashlib.sha256()
        try:
            with self._file.open("rb") as lines:
                for number, line in _lines(lines):
                    if number == after + 1:
                        self._require_prefix(after, prefix)
                    self._read.update(line)
                    if number > max(after, 1) and line.strip():
                        yield self._unit(number, line, recipe)
        except OSError as error:
            raise BulkInput(f"The list {self._file} cannot be read: {error.strerror}.") from error

    @property
    def prefix(self) -> str:
        """SHA-256 of the file up to and with the row that `units` told last, hex."""
        return self._read.hexdigest()

    def prefix_of(self, row: int) -> str:
        """SHA-256 of the file up to and with that row, hex."""
        digest = hashlib.sha256()
        with self._file.open("rb") as lines:
            for number, line in _lines(lines):
                if number > row:
                    break
                digest.update(line)
        return digest.hexdigest()

    def _require_prefix(self, after: int, prefix: str) -> None:
        if prefix and self.prefix != prefix:
            raise BulkInput(
                f"The list {self._file} is not the one that this job was begun with: its first {after} rows are others.",
                advice="Start again with the old list; what comes after the rows that are done may be changed. Or choose a new folder.",
            )

    def _unit(self, number: int, line: bytes, recipe: Recipe) -> Row | Refusal:
        cells: dict[str, str] = {}
        try:
            cells = self._cells(line)
            return _row(number, cells, recipe)
        except BulkRow as error:
            return Refusal(number, shown(cells.get("serial", "")), error.code, error.message)

    def _cells(self, line: bytes) -> dict[str, str]:
        if len(line) >= _LONGEST:
            raise BulkRow(f"The row is longer than {_LONGEST:,} bytes.")
        try:
            text = line.decode("utf-8").rstrip("\r\n")
            separator = self._columns.separator
            (cells,) = csv.reader((text,), delimiter=separator, strict=True) if '"' in text else (text.split(separator),)
        except UnicodeDecodeError:
            raise BulkRow("The row is not UTF-8 text.") from None
        except (csv.Error, ValueError):
            raise BulkRow("The row is not CSV: a quote is not closed, or stands where none may.") from None
        if len(cells) != len(self._columns.names):
            raise BulkRow(f"The row has {len(cells)} cells; there are {len(self._columns.names)} columns.")
        return dict(zip(self._columns.names, (cell.strip(" \t") for cell in cells), strict=True))


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Each line by its number; of one that is too long, the beginning."""
    number = 0
    while line := file.readline(_LONGEST):
        number += 1
        yield number, line
        while line and not line.endswith(b"\n"):
            line = file.readline(_LONGEST)


def _columns_of(line: bytes, file: Path) -> _Columns:
    if line.startswith(_OTHER_BOMS):
        raise BulkInput(f"The list {file} is not UTF-8 text.", advice="Save it as CSV in UTF-8.")
    try:
        text = line.removeprefix(_BOM).decode("utf-8").strip("\r\n")
    except UnicodeDecodeError:
        raise BulkInput(f"The list {file} is not UTF-8 text.", advice="Save it as CSV in UTF-8.") from None
    separator = next((each for each in _SEPARATORS if each in text), ",")
    try:
        given = [name.strip().lower() for name in next(csv.reader((text,), delimiter=separator, strict=True), [])]
    except csv.Error:
        raise BulkInput(f"The first row of the list {file} is not CSV.") from None
    names = tuple(_NAMES.get(name, name) for name in given)
    unknown = [name for name in names if name not in _COLUMNS]
    if "serial" not in names:
        raise BulkInput(f"The list {file} has no column called serial.")
    if unknown:
        raise BulkInput(f"The list {file} has a column {shown(unknown[0])}; there are {', '.join(_COLUMNS)}.")
    if len(set(names)) != len(names):
        raise BulkInput(f"The list {file} has a column twice.")
    return _Columns(separator, names)


def _row(number: int, cells: dict[str, str], recipe: Recipe) -> Row:
    """The unit in these cells; raises BulkRow."""
    csr = cells.pop("csr", "")
    for name, value in cells.items():
        if not value.isprintable():
            raise BulkRow(f"The {name} {shown(value)} has a character that cannot be printed.")
    identity = Identity(**{"model": "", **cells})
    identifier = _identifier(identity, recipe)
    if recipe.key.origin is Origin.STATION:
        if csr:
            raise BulkRow("The row brings a request, but the recipe's keys are made by the station.")
        return Row(number, identity, identifier)
    if not csr:
        raise BulkRow("The row brings no request (column csr), and the recipe's keys are not made by the station.")
    return Row(number, identity, identifier, _der(csr))


def _identifier(identity: Identity, recipe: Recipe) -> str:
    accept = recipe.accept
    if identity.model and re.fullmatch(accept.model, identity.model) is None:
        raise BulkRow(f"The model {shown(identity.model)} is not the recipe's ({accept.model}).")
    if re.fullmatch(accept.serial, identity.serial) is None:
        raise BulkRow(f"The serial number {shown(identity.serial)} is not of the form {accept.serial}.")
    identifier = recipe.fill(accept.identifier, identity)
    if IDENTIFIER.fullmatch(identifier) is None:
        raise BulkRow(f"{shown(identifier)} cannot be an identifier: 1 to 64 letters, digits and . _ : - inside.")
    if _DEVICE_NAME.fullmatch(identifier):
        raise BulkRow(f"{shown(identifier)} cannot be the name of a folder: Windows takes it for a device.")
    return identifier


def _der(text: str) -> bytes:
    """The request in base64, of DER or of PEM."""
    try:
        data = base64.b64decode(text, validate=True)
        if data.startswith(b"-----BEGIN"):
            data = base64.b64decode(b"".join(line for line in data.split(b"\n") if line.strip() and not line.startswith(b"-----")))
    except (binascii.Error, ValueError):
        raise BulkRow("The request (column csr) is not base64.") from None
    return data
