"""Check an export of a Birthmark station: `python3 verify_export.py [FOLDER] [--key HEX]`; needs Python 3.10 and `cryptography`.

The manifest names every file with its SHA-256; the signature beside it is the station's, over the manifest as it is. Whose the key is,
nobody can tell from the export alone: compare its name with what `birthmark audit key` says at the station.
"""

# This file goes into every export as it is, so it imports nothing of Birthmark.
import argparse
import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.sig"
ENTRIES, RUNS = "entries.jsonl", "runs.jsonl"
"""Of an archive: the audit chain, and the runs in it."""
_PREFIX = b"birthmark export 1\n"
_HEAD_PREFIX = b"birthmark head 1\n"
_PIECE = 1 << 20


class Wrong(Exception):
    """What is wrong with the export: a whole sentence."""


def examine(folder: "Path | str", key: str | None = None) -> "dict[str, Any]":
    """The manifest of a good export; raises Wrong. `key`: the public key it must be signed with, hex."""
    folder = Path(folder)
    try:
        content = (folder / MANIFEST).read_bytes()
        signature = json.loads((folder / SIGNATURE).read_bytes())
        public, made = bytes.fromhex(signature["key"]), bytes.fromhex(signature["signature"])
    except FileNotFoundError as error:
        raise Wrong(f"{error.filename} is missing: this is no export, or not all of it.") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Wrong(f"The signature in {folder / SIGNATURE} cannot be read.") from error
    if key and public.hex() != key.lower():
        raise Wrong(f"The manifest is signed by another key: {public.hex()}.")
    _require_signed(public, made, _PREFIX + content, "The manifest was altered, or the signature is not by the key it names.")
    try:
        manifest = json.loads(content)
        files, head = manifest["files"], manifest["head"]
        _require_signed(
            public, bytes.fromhex(head["signature"]), _HEAD_PREFIX + _canonical(head), "The signature of the audit chain's head is wrong."
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Wrong("The manifest is signed, but it is not one that this program reads.") from error
    _compare(folder, manifest, files)
    if "archive" in manifest:
        _walk(folder, manifest["archive"])
    return {**manifest, "key": public.hex(), "key_name": hashlib.sha256(public).hexdigest()}


def _compare(folder: Path, manifest: "dict[str, Any]", files: "dict[str, Any]") -> None:
    """Raise Wrong unless the files are those that the manifest names, each as it was."""
    there = {str(file.relative_to(folder).as_posix()) for file in folder.rglob("*") if file.is_file()} - {MANIFEST, SIGNATURE}
    for name in sorted(set(files) - there):
        raise Wrong(f"The file {name} is missing.")
    for name in sorted(there - set(files)):
        raise Wrong(f"The file {name} is not part of the export.")
    for name, told in sorted(files.items()):
        if _digest(folder / name) != told["sha256"]:
            raise Wrong(f"The file {name} was altered: it is not what the manifest says.")
    for name, count in _count(folder, files):
        wanted = files[name].get("lines", manifest["count"])
        if count != wanted:
            raise Wrong(f"The file {name} has {count} lines, and the manifest says {wanted}.")


def _walk(folder: Path, archive: "dict[str, Any]") -> None:
    """Raise Wrong unless the entries are a whole piece of the audit chain, and the runs what the entries say of their ends."""
    previous, number = archive["previous"], archive["first"] - 1
    with (folder / ENTRIES).open("rb") as entries, (folder / RUNS).open("rb") as runs:
        for line in entries:
            number += 1
            told, body = json.loads(line), line.rstrip(b"\n")
            if (told["sequence"], told["previous"]) != (number, previous):
                raise Wrong(f"Entry {number} does not follow the one before.")
            previous = hashlib.sha256(body).hexdigest()
            if told["kind"] == "run.ended" and hashlib.sha256(runs.readline().rstrip(b"\n")).hexdigest() != told["facts"]["record"]:
                raise Wrong(f"The run whose end entry {number} tells of is not what it says.")
        if runs.readline():
            raise Wrong("There is a run that no entry tells of.")
    if (number, previous) != (archive["last"], archive["hash"]):
        raise Wrong(f"The entries end at {number}, and not where the manifest says.")


def _require_signed(public: bytes, signature: bytes, content: bytes, words: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError) as error:
        raise Wrong(words) from error


def _canonical(head: "dict[str, Any]") -> bytes:
    """RFC 8785 for an object of plain names, texts and whole numbers."""
    told = {name: value for name, value in head.items() if name != "signature"}
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _count(folder: Path, files: "dict[str, Any]") -> "Iterator[tuple[str, int]]":
    """How many runs are in each file that can be counted."""
    for name in sorted(files):
        if name.endswith(".csv"):
            with (folder / name).open(encoding="utf-8", newline="") as opened:
                yield name, sum(1 for _ in csv.reader(opened)) - 1
        elif name.endswith(".jsonl"):
            with (folder / name).open("rb") as opened:
                yield name, sum(1 for _ in opened)


def _entries(manifest: "dict[str, Any]") -> str:
    archive = manifest.get("archive")
    return f" with entries {archive['first']} to {archive['last']} of its audit chain" if archive else ""


def main() -> int:
    """Check, say what is there, and end with 0 where all is well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default=str(Path(__file__).resolve().parent))
    parser.add_argument("--key", help="the station's public key, hex, from a place you trust")
    asked = parser.parse_args()
    try:
        manifest = examine(asked.folder, asked.key)
    except Wrong as wrong:
        sys.stderr.write(f"NOT GOOD. {wrong}\n")
        return 1
    sys.stdout.write(
        f"Good: {manifest['count']} runs of station {manifest['station']}{_entries(manifest)}, begun from {manifest['first'] or '-'} to"
        f" {manifest['last'] or '-'}.\nSigned by the key {manifest['key']}\n(SHA-256 {manifest['key_name']}).\n"
    )
    if not asked.key:
        sys.stdout.write("Compare that key with what `birthmark audit key` says at the station, or name it with --key.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
