"""What the README tells people to type is there."""

import re
from pathlib import Path

import bootstrap
import pytest
from typer.main import get_command

from app.cli.root import root

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [words.split() for words in re.findall(r"^\| `birthmark ([a-z ]+)", README, re.MULTILINE)]


def test_the_commands_are_found_in_the_table():
    assert ["doctor"] in COMMANDS
    assert ["db", "upgrade"] in COMMANDS


@pytest.fixture(scope="module")
def birthmark():
    """What the words of a command line go to."""
    return get_command(root)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_exists(birthmark, command):
    place = birthmark
    for word in command:
        place = place.commands[word]
    assert place.callback is not None
    assert place.help


def test_the_bootstrap_knows_what_the_readme_calls(capsys):
    called = set(re.findall(r"bootstrap\.py ([a-z]+)", README))
    assert bootstrap.main(["--help"]) == 0
    told = capsys.readouterr().err
    assert {"demo", "test", "run"} <= called
    assert all(f"bootstrap.py {word}" in told for word in called)
