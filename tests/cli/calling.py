"""`birthmark` in this process, from the words of the command line to the exit code: what it says, without the second that a start takes.

What a process does (its terminal, its signals, its own PKCS#11 module) is tested with one.
"""

import io
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest

from app.cli.root import main


def call(home, *words, **environment):
    """Run `birthmark` in a home, with this added to the environment."""
    said, told = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as changed, redirect_stdout(said), redirect_stderr(told):
        changed.setattr(sys, "argv", ["birthmark", "--home", str(home), *words])
        for name, value in environment.items():
            changed.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            main(lambda *_: 0, lambda *_: None)
    return subprocess.CompletedProcess(words, ended.value.code or 0, said.getvalue(), told.getvalue())
