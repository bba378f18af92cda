"""QEMU's machine protocol: one command, one answer."""

from __future__ import annotations

import json
import socket
from contextlib import closing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def ask(where: Path, command: str, *, seconds: float, **arguments: object) -> Any:
    """The answer to one command; raises RuntimeError where QEMU refuses it."""
    with closing(socket.socket(socket.AF_UNIX)) as connection:
        connection.settimeout(seconds)
        connection.connect(str(where))
        with connection.makefile("rw") as talk:
            talk.readline()
            answer: dict[str, Any] = {}
            for word, more in (("qmp_capabilities", {}), (command, arguments)):
                talk.write(json.dumps({"execute": word, "arguments": more}) + "\n")
                talk.flush()
                answer = {}
                while "return" not in answer:
                    answer = json.loads(talk.readline())
                    if "error" in answer:
                        raise RuntimeError(f"QEMU refuses {word}: {answer['error']}")
            return answer["return"]
