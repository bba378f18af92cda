"""`app/devices/README.md`, followed literally: its driver and its simulator, built from its own code blocks, pass the conformance kit."""

import re
import tomllib
from pathlib import Path

import pytest
import test_conformance as kit_tests
from kit import Candidate, Fault, over_link
from simulated_lab import Issuer

import app.devices
from app.core.recipe import Recipe


@pytest.fixture(scope="module")
def acorn():
    text = (Path(app.devices.__file__).parent / "README.md").read_text(encoding="utf-8")
    driver, simulator, candidate = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (recipe,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    names = {"Candidate": Candidate, "over_link": over_link}
    # Its row is not in the table: the simulated driver's row stands for it, which can do all.
    names["RECIPE"] = Recipe.model_validate({**tomllib.loads(recipe), "driver": "simulated"})
    for block in (driver, simulator, candidate):
        exec(compile(block, "README.md", "exec"), names)  # noqa: S102 - the document is this project's own
    return names["ACORN"]


@pytest.fixture(scope="module")
def issuer():
    return Issuer()


def test_the_whole_path(acorn, issuer):
    kit_tests.test_the_whole_path_and_a_second_run(acorn, issuer)
    kit_tests.test_a_blank_unit_is_looked_at_and_nothing_changes(acorn)
    kit_tests.test_another_model_is_none_of_this_recipe(acorn)
    kit_tests.test_a_unit_from_elsewhere_shows_its_certificate_or_is_refused(acorn)
    kit_tests.test_what_cannot_be_locked_says_so(acorn)


@pytest.mark.parametrize("fault", list(Fault), ids=lambda fault: fault.name.lower())
def test_every_fault_at_every_message(acorn, issuer, fault):
    kit_tests.test_every_fault_at_every_message(acorn, fault, issuer)
