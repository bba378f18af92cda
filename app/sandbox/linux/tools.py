"""The small programs of a simulated Linux, as BusyBox has them: as far as the station uses them."""

import base64
import binascii
import hashlib
import re
import secrets
import textwrap
from datetime import UTC, datetime

from app.sandbox.linux.calls import Call, Program

_LINE = 76
"""Characters of a line of base64."""


def _inputs(call: Call, names: list[str]) -> bytes:
    return b"".join(call.read(name) for name in names) if names else call.stdin


def _names(call: Call) -> list[str]:
    return [word for word in call.words if not word.startswith("-")]


def _cat(call: Call) -> int:
    call.out(_inputs(call, _names(call)))
    return 0


def _base64(call: Call) -> int:
    data = _inputs(call, _names(call))
    if "-d" in call.words:
        try:
            call.out(base64.b64decode(data))
        except binascii.Error:
            return call.complain("base64: truncated input")
        return 0
    call.out("".join(f"{line}\n" for line in textwrap.wrap(base64.b64encode(data).decode(), _LINE)).encode())
    return 0


def _sha256sum(call: Call) -> int:
    call.say(f"{hashlib.sha256(_inputs(call, _names(call))).hexdigest()}  {(_names(call) or ['-'])[0]}")
    return 0


def _stat(call: Call) -> int:
    """`stat -c FORMAT FILE`."""
    _, pattern, name = call.words
    file = call.files.find(call.path(name))
    if file is None:
        return call.complain(f"stat: can't stat '{name}': No such file or directory")
    facts = {"%U": file.owner, "%G": file.group, "%a": f"{file.mode:o}"}
    call.say(re.sub("%[UGa]", lambda found: facts[found[0]], pattern))
    return 0


def _chmod(call: Call) -> int:
    call.files.change(call.path(call.words[1]), mode=int(call.words[0], 8))
    return 0


def _chown(call: Call) -> int:
    call.files.change(call.path(call.words[1]), owner=call.words[0])
    return 0


def _mkdir(call: Call) -> int:
    for name in _names(call):
        call.files.make_folder(call.path(name))
    return 0


def _mktemp(call: Call) -> int:
    folder = f"/tmp/tmp.{secrets.token_hex(3)}"  # noqa: S108 - of a machine that is not real
    call.files.make_folder(folder)
    call.say(folder)
    return 0


def _rm(call: Call) -> int:
    for name in _names(call):
        call.files.remove(call.path(name))
    return 0


def _mv(call: Call) -> int:
    source, target = _names(call)
    call.files.move(call.path(source), call.path(target))
    return 0


def _dirname(call: Call) -> int:
    call.say(call.words[0].rpartition("/")[0] or "/")
    return 0


def _tr(call: Call) -> int:
    """`tr -d CHARACTERS`."""
    gone = {"\\000": b"\0", "\\n": b"\n"}.get(call.words[1], call.words[1].encode())
    call.out(call.stdin.translate(None, gone))
    return 0


def _sed(call: Call) -> int:
    """`sed -n 's/PATTERN//p'`: the rest of the lines in which the pattern is."""
    found = re.fullmatch(r"s/(.*)//p", call.words[1])
    if call.words[0] != "-n" or found is None:
        return call.complain("sed: unsupported command")
    pattern = found[1].replace("[[:space:]]", r"\s")
    for line in _inputs(call, call.words[2:]).decode("latin-1").splitlines():
        if re.search(pattern, line):
            call.say(re.sub(pattern, "", line, count=1))
    return 0


def _tail(call: Call) -> int:
    """`tail -n LINES`, `tail -c +BYTE`."""
    how, number, *names = call.words
    data = _inputs(call, names)
    call.out(data[int(number) - 1 :] if how == "-c" else b"".join(data.splitlines(keepends=True)[-int(number) :]))
    return 0


def _cut(call: Call) -> int:
    """`cut -c 1-N`."""
    last = int(call.words[1].partition("-")[2])
    for line in call.stdin.decode("latin-1").splitlines():
        call.say(line[:last])
    return 0


def _date(call: Call) -> int:
    """`date +%s`."""
    call.say(str(int(datetime.now(UTC).timestamp())))
    return 0


def _say(text: str) -> Program:
    def program(call: Call) -> int:
        if text:
            call.say(text)
        return 0

    return program


TOOLS: dict[str, Program] = {
    "base64": _base64,
    "cat": _cat,
    "chmod": _chmod,
    "chown": _chown,
    "cut": _cut,
    "date": _date,
    "dirname": _dirname,
    "id": _say("0"),
    "mkdir": _mkdir,
    "mktemp": _mktemp,
    "mv": _mv,
    "rm": _rm,
    "sed": _sed,
    "sha256sum": _sha256sum,
    "stat": _stat,
    "sync": _say(""),
    "systemctl": _say(""),
    "tail": _tail,
    "tr": _tr,
    "uname": _say("6.1.0-simulated"),
}
