"""An export: a folder of files, a manifest that names each by its hash, and the station's signature under it."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from app.audit import tabular, verify_export
from app.core.errors import ExportUnwritable
from app.core.seal import Seal, Use
from app.store import Ledger
from app.store.export import Extent, Measure, Reader

Tell = Callable[[int, int], object]
"""How many runs are written, of how many; what it raises ends the export."""

Files = dict[str, dict[str, object]]
"""Size and SHA-256 of each file by its name."""

VERSION = "birthmark export 1"
_PIECE = 1 << 20


class Format(StrEnum):
    """What the runs are written as."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"
    PDF = "pdf"
    """A conformity report, a page a unit that passed."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported, and where to."""

    folder: Path
    """Where the export's own folder is made."""
    formats: tuple[Format, ...]
    extent: Extent = field(default_factory=Extent)
    who: str = ""
    why: str = ""
    """`shift` where nobody asked."""


@dataclass(frozen=True, slots=True)
class Done:
    """An export that is whole and signed."""

    folder: Path
    count: int
    key: str
    """The public key that signed it, hex."""


def export(ledger: Ledger, seal: Seal, station: str, order: Order, tell: Tell = lambda _done, _of: None) -> Done:
    """Write these runs into a new folder, note it in the audit chain, and sign.

    Raises ExportUnwritable where the folder cannot be written, and leaves nothing there then; StoreError where the ledger cannot be read.
    """
    return _Export(ledger, seal, station, order, datetime.now(UTC)).make(tell)


@dataclass(frozen=True, slots=True)
class _Export:
    """One export as it is made."""

    ledger: Ledger
    seal: Seal
    station: str
    order: Order
    at: datetime

    @property
    def name(self) -> str:
        return f"birthmark-{self.station}-{self.at:%Y%m%dT%H%M%S%fZ}"

    def make(self, tell: Tell) -> Done:
        with new_folder(self.order.folder, self.name) as folder:
            with self.ledger.exports.read(self.order.extent) as reader:
                measure = reader.measure()
                with _told(self.order.folder):  # here already: the ledger would take a full disk for its own
                    self._write(reader, folder, measure.count, tell)
            (folder / "README.txt").write_text(_readme(self.station, measure), encoding="utf-8")
            shutil.copyfile(verify_export.__file__, folder / "verify_export.py")
            files = described(folder)
            self._note(measure, files)
            content = json.dumps(self._manifest(measure, files), indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"
            (folder / verify_export.MANIFEST).write_bytes(content)
            (folder / verify_export.SIGNATURE).write_bytes(self.seal.sign_file(Use.EXPORT, content))
        return Done(self.order.folder / self.name, measure.count, self.seal.public.hex())

    def _write(self, reader: Reader, folder: Path, count: int, tell: Tell) -> None:
        formats = tuple(dict.fromkeys(self.order.formats))
        for number, kind in enumerate(formats):

            def told(done: int, before: int = number * count) -> None:
                tell(before + done, count * len(formats))

            match kind:
                case Format.CSV:
                    tabular.write_csv(reader, folder / "runs.csv", told)
                case Format.JSONL:
                    tabular.write_json_lines(reader, folder / "runs.jsonl", told)
                case Format.XLSX:
                    tabular.write_xlsx(reader, folder / "runs.xlsx", told)
                case Format.PDF:
                    from app.audit import report  # noqa: PLC0415 - the window does not wait for it

                    report.write_pdf(self.ledger, reader, self.order.extent, folder / "report.pdf", told)

    def _note(self, measure: Measure, files: Files) -> None:
        facts = {
            "name": self.name,
            "folder": str(self.order.folder),
            "count": str(measure.count),
            "why": self.order.why,
            **{f"only_{key}": value for key, value in self.order.extent.words().items()},
            **{f"sha256_{file}": str(told["sha256"]) for file, told in files.items() if file.startswith(("runs.", "report."))},
        }
        self.ledger.note("export.made", facts, who=self.order.who)

    def _manifest(self, measure: Measure, files: Files) -> dict[str, object]:
        head = self.ledger.audit.sign_head("export")
        if head is None:
            raise ExportUnwritable("This ledger was opened without the station's key, so nothing in it can be signed.")
        return {
            "format": VERSION,
            "station": self.station,
            "made": self.at.isoformat(),
            "by": self.order.who,
            "only": self.order.extent.words(),
            "count": measure.count,
            "first": measure.first,
            "last": measure.last,
            "files": files,
            "head": json.loads(head.to_json()),
        }


@contextmanager
def new_folder(parent: Path, name: str) -> Iterator[Path]:
    """A folder that has its name only once all is in it."""
    part = parent / f"{name}.part"
    try:
        with _told(parent):
            parent.mkdir(parents=True, exist_ok=True)
            part.mkdir()
            yield part
            part.rename(parent / name)
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def _told(parent: Path) -> Iterator[None]:
    """What the operating system says of the export's folder, as an error of ours."""
    try:
        yield
    except OSError as error:
        raise ExportUnwritable(f"The export cannot be written to {parent}: {error.strerror or error}.") from error


def described(folder: Path) -> Files:
    """Every file in it."""
    return {file.name: {"bytes": file.stat().st_size, "sha256": _digest(file)} for file in sorted(folder.iterdir())}


def _readme(station: str, measure: Measure) -> str:
    return "\n".join(
        (
            f"{measure.count} runs of the Birthmark station {station}, begun from {measure.first or '-'} to {measure.last or '-'}.",
            "",
            "How to check it, anywhere, with Python and the package `cryptography`:",
            "    python3 verify_export.py --key KEY",
            "KEY is what `birthmark audit key` says at the station; get it another way than this export.",
            "At the station, `birthmark audit verify FOLDER` does the same.",
            "",
            "In runs.csv a cell that a spreadsheet would take for a formula begins with an apostrophe. Empty cells are unknown.",
            "The columns of runs.csv, runs.xlsx and runs.jsonl:",
            *tabular.meanings(),
            "",
        )
    )


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
