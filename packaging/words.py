"""Keeps the translation files: every text a person may read in the window, with the translations that are there already.

`.venv/bin/python packaging/words.py` brings `resources/translations/*.ts` up to date: new texts come in as unfinished, texts that are gone
go, translations stay. Linguist opens the files; `--missing` lists what is still to be translated.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.core.people import ALLOWED, Right, Role  # noqa: E402 - found from the folder above, wherever this is called

APP = ROOT / "app"
FOLDER = ROOT / "resources" / "translations"

MARKS = {"tr", "_tr", "translate", "QT_TRANSLATE_NOOP"}
"""Calls whose last literal is a text of the window."""

UNSEEN = {"cli", "gui", "sandbox"}
"""Where no sentence comes from that the window shows and does not mark itself."""

SPOKEN = {"Light", "Place", "Question", "CaView", "Finding", "Problem", "_broken", "remark"}
"""Beside the errors: what is shown to people in the words it is made with."""

NOTES = (
    "it has no well-defined end, and outlives its CA",
    "it ends with its CA, on {1}",
    "the request also asked for {1}, which was left out",
)
"""What there is to know of a certificate that was made."""

FAILURES = {"Failure", "cls"}
"""What is told of a run without an error of its own: where a failure is made of words, also by its own class."""

NAMES = ("The HSM token {1}", "The HSM token with serial number {1}", "The SoftHSM token {1}")
"""What sentences of errors begin with, and is put together elsewhere."""

WORDY = ("founding/questions.py", "founding/ceremony.py", "window.py", "office.py", "archive.py", "printing.py", "gui/scanning.py")
"""Files of which every sentence is for the window."""


def text_of(node: ast.AST) -> str | None:
    """A literal's text; what an f-string fills in becomes {1}, {2} and so on. None: no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        count = 0
        parts: list[str] = []
        for part in node.values:
            if isinstance(part, ast.Constant):
                parts.append(str(part.value))
            else:
                count += 1
                parts.append(f"{{{count}}}")
        return "".join(parts)
    return None


def name_of(call: ast.Call) -> str:
    """What is called."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def is_sentence(text: str) -> bool:
    """Whether a text says something by itself."""
    bare = text.strip()
    return " " in bare and any(letter.isalpha() for letter in bare) and bare != "{1} {2}"


def literals(node: ast.AST) -> Iterator[str]:
    """Every literal in an expression, but not those that an f-string is made of."""
    text = text_of(node)
    if text is not None:
        yield text
        return
    for child in ast.iter_child_nodes(node):
        yield from literals(child)


def error_names() -> set[str]:
    """Every class of the tree of errors."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in (APP / "core" / "errors").glob("*.py"))
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def short_names(tree: ast.AST) -> dict[str, str]:
    """What marks a text, by every name that the file has for it: `t = QT_TRANSLATE_NOOP` makes another."""
    names = {mark: mark for mark in MARKS}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name | ast.Attribute):
            value = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            names |= {target.id: value for target in node.targets if isinstance(target, ast.Name) and value in MARKS}
    return names


def marked(tree: ast.AST) -> Iterator[str]:
    """The texts that a file of the window marks."""
    names = short_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (mark := names.get(name_of(node))):
            texts = [text for argument in node.args for text in literals(argument)]
            yield from texts[1:] if mark in {"translate", "QT_TRANSLATE_NOOP"} else texts  # the first is the context


def spoken(tree: ast.AST, speakers: set[str]) -> Iterator[str]:
    """The sentences of a file that is not of the window."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in speakers:
            values = [*node.args, *(word.value for word in node.keywords)]
            yield from (
                text
                for value in values
                for text in literals(value)
                if is_sentence(text) or (name_of(node) in SPOKEN and text[:1].isupper())
            )
        elif isinstance(node, ast.ClassDef):
            for part in node.body:
                if isinstance(part, ast.Assign) and any(isinstance(target, ast.Name) and target.id == "advice" for target in part.targets):
                    yield from (text for text in literals(part.value) if text)


def all_of(tree: ast.AST) -> Iterator[str]:
    """Every sentence of a file, its docstrings left out."""
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}

    def look(node: ast.AST) -> Iterator[str]:
        if id(node) in documents:
            return
        text = text_of(node)
        if text is not None:
            if is_sentence(text):
                yield text
            return
        for child in ast.iter_child_nodes(node):
            yield from look(child)

    yield from look(tree)


def rights() -> list[str]:
    """What an error about rights is filled in with: what somebody may not do, what they are, and who could."""
    who = {" or ".join(sorted(roles)) for roles in ALLOWED.values()}
    return [*(right.value for right in Right), *(role.value for role in Role), *sorted(who - set(Role))]


def collect() -> list[str]:
    """Every text that a person may read in the window, in the order of the files."""
    speakers = error_names() | SPOKEN | FAILURES
    found: dict[str, None] = {}
    for file in sorted(APP.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        place = file.relative_to(APP).as_posix()
        if place.startswith("gui/"):
            found |= dict.fromkeys(marked(tree)) | dict.fromkeys(spoken(tree, speakers - SPOKEN))
        elif place.split("/")[0] not in UNSEEN:
            found |= dict.fromkeys(spoken(tree, speakers))
        if place in WORDY:
            found |= dict.fromkeys(all_of(tree))
    found |= dict.fromkeys(NAMES + NOTES) | dict.fromkeys(rights())
    return [text for text in found if any(letter.isalpha() for letter in text.replace("{1}", ""))]


def bring_up_to_date(file: Path, texts: list[str]) -> list[str]:
    """Write the file with these texts and the translations it had; returns what is still to be translated."""
    known: dict[str, str] = {}
    if file.exists():
        for message in ET.parse(file).iter("message"):  # noqa: S314 - our own file
            translation = message.find("translation")
            if translation is not None and translation.text and translation.get("type") is None:
                known[message.findtext("source", "")] = translation.text
    language = file.stem.rpartition("_")[2]
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = "Birthmark"
    for text in texts:
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        if text in known:
            translation.text = known[text]
        else:
            translation.set("type", "unfinished")
    ET.indent(root, " ")
    written = ET.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{written}\n', encoding="utf-8")
    return [text for text in texts if text not in known]


def main() -> int:
    """Bring every file up to date; 1 if something is still to be translated."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--missing", action="store_true", help="list what is still to be translated")
    options = asked.parse_args()
    texts = collect()
    missing = 0
    for file in sorted(FOLDER.glob("birthmark_*.ts")):
        left = bring_up_to_date(file, texts)
        missing += len(left)
        print(f"{file.name}: {len(texts)} texts, {len(left)} still to be translated")
        if options.missing:
            print(*(repr(text) for text in left), sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
