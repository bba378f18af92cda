"""`birthmark queue` as its users call it: what it says, its exit codes, and what is in the ledger afterwards.

In this process, from the words of the command line to the exit code; the storm in `tests/e2e` runs it as a process, and kills that.
"""

import json

import pytest
from pydantic import SecretStr

from app.cli import exits
from app.sandbox.platform import SandboxPlatform
from app.store import Ledger
from tests.cli.calling import call
from tests.provisioning.outbox_lab import STATION, owe


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    with Ledger.open(home / "ledger.db", STATION) as ledger:
        for number in range(3):
            owe(ledger, f"SN-{number}")
    (home / "station.toml").write_text(f'station = "{STATION}"\noperator = "OP-07"\n[platform]\nrate = 0\n')
    return home


def lines(said):
    return [json.loads(line) for line in said.stdout.splitlines()]


def test_the_queue_is_listed_drained_and_reconciled(home, tmp_path):
    listed = call(home, "queue", "--json")
    assert listed.returncode == exits.NOT_PASSED, "something is owed"
    assert [(row["identifier"], row["state"], row["attempts"]) for row in lines(listed)] == [(f"SN-{n}", "owed", 0) for n in range(3)]
    assert "3 owed, 0 dead letters" in call(home, "queue").stderr
    with SandboxPlatform(tmp_path / "platform", api_key=SecretStr("k" * 24)) as platform:
        reach = {
            "PERIDIO_BASE_URL": platform.admin_url,
            "PERIDIO_CA_PATH": str(platform.ca_file),
            "PERIDIO_API_KEY": "k" * 24,
            "BIRTHMARK_PLATFORM__PRODUCT": platform.product_prn,
        }
        drained = call(home, "queue", "drain", "--json", **reach)
        assert drained.returncode == exits.OK, drained.stderr
        assert lines(drained)[0]["settled"] == 3
        report = call(home, "queue", "reconcile", "--json", **reach)
        assert report.returncode == exits.OK, report.stderr
        assert lines(report)[0] == {"agreed": 3, "missing": [], "bare": [], "unknown": [], "early": [], "owed": []}
    assert call(home, "queue").returncode == exits.OK
    assert "k" * 24 not in "".join(file.read_text(errors="replace") for file in home.rglob("*") if file.is_file())


def test_where_the_platform_is_away_the_drain_says_so_and_keeps_everything(home):
    product = "prn:1:11111111-1111-1111-1111-111111111111:product:22222222-2222-2222-2222-222222222222"
    away = {
        "PERIDIO_BASE_URL": "https://127.0.0.1:9",
        "PERIDIO_API_KEY": "k" * 24,
        "BIRTHMARK_PLATFORM__TOTAL_SECONDS": "1",
        "BIRTHMARK_PLATFORM__PRODUCT": product,
    }
    said = call(home, "queue", "drain", **away)
    assert said.returncode == exits.NOT_PASSED
    assert "CLD-UNREACHABLE" in said.stderr
    assert [row["state"] for row in lines(call(home, "queue", "--json"))] == ["owed"] * 3
    again = call(home, "queue", "retry", "SN-1", "--json")
    assert (again.returncode, lines(again)) == (exits.OK, [{"retried": 1}])
    assert call(home, "queue", "retry", "SN-77").returncode == exits.NOT_PASSED
    assert call(home, "queue", "retry").returncode == exits.USAGE


def test_a_station_without_a_network_exports_and_takes_the_answers_in(home, tmp_path):
    by_file = {"BIRTHMARK_PLATFORM__KIND": "manifest"}
    refused = call(home, "queue", "drain", **by_file)
    assert refused.returncode == exits.of_code("SET-BAD")
    assert "no network" in refused.stderr
    made = call(home, "queue", "export", str(tmp_path / "out"), "--json", **by_file)
    assert made.returncode == exits.OK, made.stderr
    assert lines(made)[0]["devices"] == 3
    prn = "prn:1:11111111-1111-1111-1111-111111111111:{}:22222222-2222-2222-2222-222222222222"
    rows = [json.loads(line) for line in (tmp_path / "out" / "devices.jsonl").read_text().splitlines()]
    names = {"device": prn.format("device"), "certificate": prn.format("device_certificate")}
    answers = [{"identifier": row["identifier"], "sha256": row["sha256"], **names} for row in rows]
    answers[2]["identifier"] = "SN-OTHER"
    (tmp_path / "answers.jsonl").write_text("\n".join(map(json.dumps, answers)))
    taken = call(home, "queue", "import-answers", str(tmp_path / "answers.jsonl"), "--json", **by_file)
    assert taken.returncode == exits.NOT_PASSED
    assert [row["became"] for row in lines(taken)] == ["settled", "settled", "foreign"]
    assert [row["identifier"] for row in lines(call(home, "queue", "--json"))] == ["SN-2"]
    assert call(home, "queue", "import-answers", str(tmp_path / "none.jsonl")).returncode == exits.of_code("CLD-ANSWERS")
    assert "add up" in call(home, "db", "verify").stdout
