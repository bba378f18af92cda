"""`birthmark platform contacts`: who made itself known, as a command."""

import json

from app.cli import exits
from tests.cli.test_commands import ROOT, call


def test_nobody_is_awaited_where_every_unit_was_registered(tmp_path):
    home = tmp_path / "home"
    assert call(home, "demo", "--headless", "--units", "1").returncode == exits.OK
    said = call(home, "platform", "contacts")
    assert said.returncode == exits.OK, said.stderr
    assert "0 came, 0 are awaited." in said.stderr


def test_a_recipe_for_devices_that_come_by_themselves_is_refused_until_the_platform_knows_the_ca(tmp_path):
    home = tmp_path / "home"
    assert call(home, "demo", "--headless", "--units", "1").returncode == exits.OK
    (home / "recipes").mkdir()
    shipped = (ROOT / "resources" / "recipes" / "simulated.toml").read_text()
    (home / "recipes" / "simulated.toml").write_text(shipped.replace('mode = "required"', 'mode = "jitp"'))
    said = call(home, "demo", "--headless", "--units", "1", "--json")
    [record] = map(json.loads, said.stdout.splitlines())
    assert (record["outcome"], record["failure"]["code"]) == ("ERROR", "CLD-JITP")
