import pytest

from app.core.device import PortKind
from app.core.errors import RecipeError
from app.core.recipe import Recipe
from app.core.run import Outcome, StepPassed
from app.core.waiting import Stop
from app.provisioning.draft import list_fields, read_values, set_value
from app.station.rehearsal import rehearse
from tests.provisioning.floor import PROFILES, QUICK, RESOURCES

FIELDS = {field.key: field for field in list_fields()}
TEXT = (RESOURCES / "recipes" / "linux-tpm.toml").read_text(encoding="utf-8")


def test_every_word_number_and_choice_of_a_recipe_is_a_field():
    assert FIELDS["key.kind"].choices[:2] == ("ec-p256", "ec-p384")
    assert FIELDS["lock.enabled"].choices == ("true", "false")
    assert FIELDS["rotation.key"].choices == ("same", "new")
    assert (FIELDS["key.handle"].number, FIELDS["link.answer_seconds"].number) == (int, float)
    assert FIELDS["storage.config"].default == "/etc/peridio/peridio.json"
    assert not {"name", "certificate.profile_digest", "detect.also"} & FIELDS.keys()


def test_what_is_set_keeps_every_comment_and_every_other_line():
    changed = set_value(TEXT, FIELDS["link.baud"], "9600")
    assert changed == TEXT.replace("baud = 115200", "baud = 9600")
    changed = set_value(set_value(changed, FIELDS["proof.contact"], "nobody"), FIELDS["lock.enabled"], "false")
    assert Recipe.read(changed, "x").link.baud == 9600
    assert all(line in changed for line in TEXT.splitlines() if line.startswith("#"))
    assert read_values(changed)["lock.enabled"] == "false"
    without = set_value(changed, FIELDS["link.baud"], "")
    assert "baud" not in without
    assert set_value(TEXT, FIELDS["rotation.key"], "") == TEXT


def test_what_is_no_number_stays_a_word_that_the_check_names():
    changed = set_value(TEXT, FIELDS["link.baud"], "fast")
    with pytest.raises(RecipeError) as told:
        Recipe.read(changed, "recipes/x.toml")
    assert (told.value.key, told.value.file) == ("link.baud", "recipes/x.toml")
    assert set_value(TEXT, FIELDS["key.handle"], "0x81000200").count("handle = 2164261376") == 1


@pytest.mark.parametrize("wrong", ["[key", "a = ", "[key]\n[key]\n"])
def test_what_is_not_toml_is_said(wrong):
    with pytest.raises(RecipeError):
        read_values(wrong)
    with pytest.raises(RecipeError):
        set_value(wrong, FIELDS["link.baud"], "9600")


INNER = (RESOURCES / "recipes" / "linux-token.toml").read_text(encoding="utf-8").replace('origin = "device"', 'origin = "preprovisioned"')
INNER = INNER.replace('config = "/etc/peridio/peridio.json"', 'config = ""')
PLAYED = {
    "simulated": QUICK,
    "a login, a TPM": Recipe.read(TEXT.replace("\n[accept]", '\nprompt = "own> "\nbecome = "su"\n[accept]'), "linux-tpm.toml"),
    "a token of its own": Recipe.load(RESOURCES / "recipes" / "secure-element.toml"),
    "a token inside": Recipe.read(INNER + '[certificate]\nmaker = "chip-maker"\n', "inner.toml"),
    "a CA of its vendor's": QUICK.model_copy(
        update={"certificate": QUICK.certificate.model_copy(update={"profile": "matter-dac", "values": {"vid": "FFF1", "pid": "8000"}})}
    ),
    "a console of its own": Recipe.load(RESOURCES / "recipes" / "uboot-console.toml"),
}


@pytest.mark.parametrize("name", PLAYED)
def test_a_dry_run_takes_a_device_of_that_family_to_a_platform(name):
    events = []
    record = rehearse(PROFILES, PLAYED[name], events.append, Stop())
    assert record.outcome is Outcome.PASSED, record.failure
    assert record.start.port.kind is PortKind.SIMULATED
    assert [event.result.step for event in events if isinstance(event, StepPassed)] == list(record.start.steps)


def test_a_dry_run_tells_what_another_linter_says_of_its_certificate():
    names = QUICK.certificate.model_copy(update={"san": ("uri:urn:example:{serial}",)})
    record = rehearse(PROFILES, QUICK.model_copy(update={"certificate": names}), lambda _: None, Stop())
    (remarks,) = (result.facts["remarks"] for result in record.steps if "remarks" in result.facts)
    assert (record.outcome, "pkilint says pkix.invalid_uri_syntax" in remarks) == (Outcome.PASSED, True)


def test_a_dry_run_that_is_stopped_ends():
    stop = Stop()
    stop.set()
    assert rehearse(PROFILES, QUICK, lambda _: None, stop).outcome is Outcome.ABORTED
