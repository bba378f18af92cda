"""The commands as a shell calls them; every secret comes from the environment."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from app.cli.homes import Call
from app.cli.root import root
from app.core.errors import StationError

PINS = {"BIRTHMARK_SECRET_PIN": "2580", "BIRTHMARK_SECRET_NEW_PIN": "2580"}


def calling(home):
    """What runs a command in one home, and returns its result. What `main` turns into an exit code is the result's exception."""

    def run(*words, badge=""):
        head = ["--home", str(home), *(["--badge", badge] if badge else [])]
        return CliRunner().invoke(root, [*head, *words], obj=Call(None, lambda *_: 0), env=PINS)

    return run


@pytest.fixture
def call(tmp_path):
    return calling(tmp_path / "home")


def codes(result):
    return result.exception.code if isinstance(result.exception, StationError) else result.exit_code


@pytest.fixture(scope="module")
def crew(tmp_path_factory):
    """The home of a station with one person of each role."""
    home = tmp_path_factory.mktemp("crew") / "home"
    call = calling(home)
    for words, badge in (
        (("people", "admit", "A-1", "--name", "Ada", "--role", "administrator"), ""),
        (("people", "admit", "SV-1", "--name", "Sue", "--role", "supervisor"), "A-1"),
        (("people", "admit", "OP-7", "--name", "Otto", "--role", "operator"), "A-1"),
        (("people", "admit", "EN-1", "--name", "Eve", "--role", "engineer"), "A-1"),
    ):
        result = call(*words, badge=badge)
        assert result.exit_code == 0, result.output
    return home


@pytest.fixture
def staffed(call, crew, tmp_path):
    """Runs a command in a copy of it."""
    shutil.copytree(crew, tmp_path / "home")
    return call


def test_the_first_person_is_an_administrator_and_admits_the_others(staffed):
    told = staffed("people", "list", "--json")
    assert [json.loads(line)["role"] for line in told.stdout.splitlines()] == ["administrator", "engineer", "operator", "supervisor"]
    assert codes(staffed("people", "admit", "X-1", "--name", "Eve", "--role", "administrator", badge="OP-7")) == "PPL-RIGHT"
    assert codes(staffed("people", "admit", "X-1", "--name", "Eve", "--role", "administrator", badge="X-9")) == "PPL-LOGIN"


def test_a_socket_is_taught_by_whoever_sets_up_the_station_and_by_nobody_else(staffed):
    teach = ("devices", "teach", "--tray", "1", "--seconds", "1")
    assert codes(staffed(*teach, badge="OP-7")) == "PPL-RIGHT"
    assert codes(staffed(*teach, badge="SV-1")) == "PPL-RIGHT"
    assert codes(staffed(*teach, badge="EN-1")) == "DEV-TIMEOUT", "she may, and nothing was plugged in"


def test_nobody_else_can_be_first(call):
    assert codes(call("people", "admit", "OP-7", "--name", "Otto", "--role", "operator")) == "PPL-PERSON"


def test_an_order_from_its_making_to_its_end(staffed, tmp_path):
    (tmp_path / "list.csv").write_text("serial\n0042-0001\n0042-0002\n")
    make = ("orders", "make", "WO-1", "--recipe", "simulated", "--quantity", "2", "--serials", str(tmp_path / "list.csv"))
    assert codes(staffed(*make, badge="OP-7")) == "PPL-RIGHT"
    assert codes(staffed(*make, badge="SV-1")) == "ADM-APPROVAL"
    assert codes(staffed("recipes", "approve", "simulated", badge="SV-1")) == "PPL-RIGHT"
    assert codes(staffed("recipes", "approve", "simulated", badge="EN-1")) == 0
    assert codes(staffed(*make, badge="SV-1")) == 0
    assert codes(staffed(*make, badge="SV-1")) == "ADM-ORDER-BAD"
    assert codes(staffed("orders", "hold", "WO-1", "--reason", "labels", badge="SV-1")) == 0
    (line,) = staffed("orders", "list", "--json").stdout.splitlines()
    order = json.loads(line)
    assert (order["state"], order["reason"], order["by"], order["counts"]["planned"]) == ("on hold", "labels", "SV-1", 2)
    told = staffed("orders", "reconcile", "WO-1", "--json")
    assert told.exit_code == 3
    assert [each["unit"] for each in json.loads(told.stdout)["differences"]] == ["0042-0001", "0042-0002"]
    assert codes(staffed("orders", "close", "WO-1", badge="SV-1")) == 0
    assert codes(staffed("orders", "open", "WO-1", badge="SV-1")) == "ADM-ORDER-SHUT"


def test_a_file_of_orders_makes_what_can_be_made_and_tells_the_rest(call, tmp_path):
    file = tmp_path / "orders.csv"
    file.write_text("number,recipe,quantity,first,last\nWO-1,simulated,2,A-1,A-2\nWO-2,nothing,2,,\nWO-3,simulated,x,,\n")
    told = call("orders", "import", str(file))
    assert told.exit_code == 11
    assert "Row 4: The quantity is no number." in told.output
    assert "Order WO-2: There is no recipe called nothing." in told.output
    assert "1 orders made, 2 not." in told.output
    assert codes(call("orders", "import", str(tmp_path / "nothing.csv"))) == "ADM-ORDER-BAD"


def test_authorities_are_the_administrators_and_rework_is_the_supervisors(staffed, monkeypatch, tmp_path):
    monkeypatch.setenv("BIRTHMARK_SECRET_CA", "a long passphrase 1")
    monkeypatch.setenv("BIRTHMARK_SECRET_ROOT", "a long passphrase 2")
    make = ("ca", "create", "--name", "Line 2", "--where", "file")
    for badge in ("OP-7", "SV-1"):
        assert codes(staffed(*make, badge=badge)) == "PPL-RIGHT"
    made = staffed(*make, badge="A-1")
    assert codes(made) == 0, made.output
    assert codes(staffed("db", "backup", "--to", str(tmp_path / "copies"), badge="OP-7")) == "PPL-RIGHT"
    assert not (tmp_path / "copies").exists()
    assert codes(staffed("ca", "revoke", "00ff", "--reason", "superseded", badge="SV-1")) == "PPL-RIGHT"
    assert codes(staffed("ca", "revoke", "00ff", "--reason", "superseded", badge="A-1")) == "PKI-UNKNOWN"
    assert codes(staffed("ca", "handover", "main", "next", badge="OP-7")) == "PPL-RIGHT"
    assert codes(staffed("ca", "removals", "--settle", badge="OP-7")) == "PPL-RIGHT"
    assert codes(staffed("ca", "crl")) == 0, "a timer may sign the list"
    assert codes(staffed("queue", "retry", "--all", badge="OP-7")) == "PPL-RIGHT"
    assert codes(staffed("audit", "export", "--to", str(tmp_path), badge="OP-7")) == "PPL-RIGHT"
    assert codes(staffed("audit", "export", "--to", str(tmp_path), badge="SV-1")) == 0
    rotate = ("provision", "--recipe", "simulated", "--port", "/dev/null", "--rotate", "--reason", "returned")
    assert codes(staffed(*rotate, badge="OP-7")) == "PPL-RIGHT"
    assert codes(staffed(*rotate[:-2], badge="SV-1")) == 2, "a rotation needs a reason"


def test_recipes_are_listed_shown_checked_and_approved(call, tmp_path):
    assert codes(call("db", "upgrade")) == 0
    named = {json.loads(line)["name"]: json.loads(line) for line in call("recipes", "list", "--json").stdout.splitlines()}
    assert not named["simulated"]["approved"]
    source = call("recipes", "show", "simulated").stdout
    assert source.startswith("# What the demo")
    assert codes(call("recipes", "approve", "simulated")) == 0
    told = call("recipes", "list", "simulated", "--json").stdout
    assert json.loads(told)["digest"] == named["simulated"]["digest"]
    assert call("recipes", "show", "simulated", "--digest", named["simulated"]["digest"][:10]).stdout.rstrip() == source.rstrip()
    assert codes(call("recipes", "show", "simulated", "--digest", "xyz")) == "ADM-VERSION"
    assert codes(call("recipes", "approve", "nothing")) == "SET-BAD"
    file = tmp_path / "own.toml"
    file.write_text(source.replace("ec-p256", "dsa"))
    wrong = call("recipes", "check", str(file))
    assert codes(wrong) == "SET-RECIPE"
    assert (wrong.exception.key, wrong.exception.file) == ("key.kind", str(file))
    file.write_text(source)
    assert codes(call("recipes", "check", str(file))) == 0
