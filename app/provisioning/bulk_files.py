"""The files of a bulk job: a folder for each unit, there wholly or not at all."""

import ctypes
import errno
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.core.bulk import Refusal
from app.core.errors import BulkFolder

OURS = ".birthmark"
"""Where a job's folder keeps what nobody else needs."""
CERTIFICATE, CHAIN, CONFIG = "device.pem", "chain.pem", "peridio.json"


class Unit(NamedTuple):
    """What is written of one unit."""

    name: str
    """Of its folder."""
    sealed: bytes
    certificate: bytes
    """DER."""
    chain: bytes = b""
    """PEM, where its issuers are not those of the others."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What a batch becomes in the folder."""

    folder: Path
    number: int
    key_file: str
    units: tuple[Unit, ...]
    shared: Mapping[str, bytes]
    """Files that are the same for all of them, by name."""
    refused: tuple[Refusal, ...]
    again: bool = False
    """It may have been written before, and perhaps not wholly: the power may have gone before the disk had it."""


def write_batch(writing: Writing) -> int:
    """Put the batch's units in their places, each in one step, and note what was written; its number. Safe to do again.

    Not yet durable: see `Folder.flush`. Done in another process, so that files and signatures are made at the same time.
    """
    with told(writing.folder):
        ours = writing.folder / OURS
        work = ours / f"work.{writing.number:08}"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        for name, content in writing.shared.items():
            (work / name).write_bytes(content)
        shared = [(name, hashlib.sha256(content).hexdigest()) for name, content in writing.shared.items()]
        sums: list[str] = []
        for each in writing.units:
            sums += _write_unit(each, writing, str(work), shared)
        (work / "sums").write_text("".join(sums), encoding="utf-8")
        (work / "refused").write_text("".join(f"{json.dumps(astuple(each))}\n" for each in writing.refused), encoding="utf-8")
        for kind in ("sums", "refused"):
            (work / kind).replace(ours / f"{kind}.{writing.number:08}")
        shutil.rmtree(work, ignore_errors=True)
    return writing.number


def _write_unit(each: Unit, writing: Writing, work: str, shared: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Write one unit and put it in its place; the lines that tell of its files."""
    unit = f"{work}/unit-{each.name}"
    os.mkdir(unit, 0o700)  # noqa: PTH102 - here and below: thousands of files, and pathlib takes half of the time
    own = {CERTIFICATE: _pem(each.certificate)}
    if each.sealed:
        own[writing.key_file] = each.sealed
    if each.chain:
        own[CHAIN] = each.chain
    for name, content in own.items():
        _write(f"{unit}/{name}", content)
        yield sum_line(content, f"{each.name}/{name}")
    for name, digest in shared:
        if name not in own:
            _link(f"{work}/{name}", f"{unit}/{name}")
            yield f"{digest}  {each.name}/{name}\n"
    _move(unit, f"{writing.folder}/{each.name}", work, again=writing.again)


def put(file: Path, content: bytes) -> None:
    """Write a file for its owner only, durably, wholly or not at all."""
    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
    place(new, file)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Say in words what the system says of a folder."""
    try:
        yield
    except OSError as error:
        raise BulkFolder(f"The folder {folder} cannot be written: {error.strerror or error}.") from error


def place(new: Path, file: Path) -> None:
    """Give a finished file its name, durably."""
    with new.open("rb+") as written:
        os.fsync(written.fileno())
    new.replace(file)
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write(file: str, content: bytes) -> None:
    descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        if os.write(descriptor, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    finally:
        os.close(descriptor)


def _link(source: str, target: str) -> None:
    """The same file once more; a copy where the file system has no links (a USB stick)."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _move(unit: str, target: str, work: str, *, again: bool) -> None:
    try:
        os.rename(unit, target)  # noqa: PTH104 - see above
    except OSError:
        if not (again and os.path.isdir(target)):  # noqa: PTH112
            raise
        os.rename(target, f"{work}/old-{os.path.basename(target)}")  # noqa: PTH104, PTH119
        os.rename(unit, target)  # noqa: PTH104


def _pem(certificate: bytes) -> bytes:
    return x509.load_der_x509_certificate(certificate).public_bytes(Encoding.PEM)


def sum_line(content: bytes, name: str) -> str:
    """As `sha256sum` writes it."""
    return f"{hashlib.sha256(content).hexdigest()}  {name}\n"


def flush(folder: Path, names: Iterable[str]) -> None:
    """One call for the whole file system where there is one; else file by file."""
    if sys.platform == "linux":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(descriptor) != 0:
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        finally:
            os.close(descriptor)
        return
    for unit in (folder / name for name in names):
        for file in unit.iterdir():
            with file.open("rb+") as written:
                os.fsync(written.fileno())
        _sync_folder(unit)
    _sync_folder(folder)
