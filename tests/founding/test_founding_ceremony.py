"""The ceremony, stage by stage: real SoftHSM2, real files, the sandbox platform over TLS, and what is left when it is refused."""

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pydantic import SecretStr

from app.core.errors import CaExpired, CaUnsuitable, CeremonyRefused, KeyFileUnusable, PinRejected
from app.core.jitp import Jitp
from app.core.recipe import KeyKind
from app.core.waiting import Stop
from app.founding import Kept, Secrets, Source, Where, Wish, make
from app.founding.ceremony import Ceremony
from app.founding.questions import Kind, Stage
from app.pki.ceremony import make_issuing_ca, make_root
from app.pki.keyfile import load_key_file, write_key_file
from app.pki.keys import generate
from app.pki.pkcs11 import Token
from app.pki.softhsm import init_softhsm_token
from app.settings import load
from app.station import open_station

OWN, ROOT, SOURCE = (SecretStr(f"canary-{name}-4711-secret") for name in ("own", "root", "source"))
NOW = datetime.now(UTC)


def go(ceremony: Ceremony, answers: dict[str, str]) -> None:
    """Through every stage of questions."""
    while ceremony.stage in (Stage.SOURCE, Stage.PLACE, Stage.ORIGIN):
        ceremony.answer({question.name: answers[question.name] for question in ceremony.questions() if question.name in answers})
    ceremony.answer({}, {"own": OWN, "root": ROOT, "source": SOURCE})
    assert ceremony.stage is Stage.MAKE


def existing(folder: Path, kind: KeyKind = KeyKind.EC_P256, years: int = 5, begun: datetime = NOW) -> tuple[Path, Path]:
    """A CA made elsewhere: its chain, the root first, and its encrypted key."""
    root_key, key = generate(kind), generate(kind)
    root = make_root(root_key, "Elsewhere Root", 20, begun)
    issuing = make_issuing_ca(root_key, root, key.public_key(), "Elsewhere CA", years=years, now=begun)
    certificates, file = folder / "elsewhere.pem", folder / "elsewhere.key.pem"
    certificates.write_bytes(root.public_bytes(Encoding.PEM) + issuing.public_bytes(Encoding.PEM))
    write_key_file(file, key, SOURCE)
    return certificates, file


def kinds(station) -> list[str]:
    """The audit entries about authorities, in order."""
    from app.store.verify import entries_after  # noqa: PLC0415 - the ledger has no door for this

    return [entry.kind for entry in entries_after(station.ledger._reading, "LINE-2-A", 0) if entry.kind.startswith("authority.")]


@pytest.mark.hsm
def test_a_new_ca_in_softhsm_is_registered_with_what_happens_just_in_time(station, home, softhsm):
    del softhsm
    ceremony = Ceremony(station, who="OP-09")
    go(ceremony, {"source": "new", "where": "softhsm", "title": "Example Line 2 CA"})
    assert any("Example Line 2 CA" in sentence for sentence in ceremony.review())
    heard: list[str] = []
    assert ceremony.act(Stop(), heard.append) is Stage.PLATFORM
    ceremony.answer(
        {"description": "Line 2", "jitp": "yes", "product": "sandbox", "tags": "line-2, rev-c", "jitp_description": "made at first contact"}
    )
    assert ceremony.act(Stop(), heard.append) is Stage.DONE
    assert heard == [
        "Making the authority",
        "Asking the platform whether it knows this CA",
        "Asking the platform for a verification code",
        "Signing the code with the CA's key",
        "Registering the CA",
        "Setting what happens just in time",
    ]
    station.bench.authority.check()
    ca = ceremony.chain[0]
    found = station.platform.get_authorities().find(ca, Stop())
    assert found is not None
    assert found.description == "Line 2"
    kept = station.ledger.authorities.find_registration(ca.fingerprint(hashes.SHA256()).hex())
    assert (kept.prn, kept.jitp, kept.jitp_set) == (found.prn, Jitp("sandbox", "made at first contact", ("line-2", "rev-c")), True)
    assert kinds(station) == ["authority.made", "authority.registered", "authority.registered"]
    station.ledger.verify()
    assert "# a comment that stays" in (home / "station.toml").read_text()
    chain = str(home / "authority" / "chain.pem")
    checked = subprocess.run(["openssl", "verify", "-CAfile", chain, chain], capture_output=True, check=False, timeout=30)
    assert checked.returncode == 0, checked.stderr
    assert load_key_file(home / "authority" / "root.key.pem", ROOT).public_key() == ceremony.chain[1].public_key()


def test_nothing_that_a_ceremony_was_told_in_secret_is_written_anywhere(station, home):
    ceremony = Ceremony(station)
    go(ceremony, {"where": "file", "title": "Line 2"})
    ceremony.act(Stop())
    kept = {"ca.key.pem": OWN, "root.key.pem": ROOT}
    numbers = [load_key_file(home / "authority" / name, secret).private_numbers() for name, secret in kept.items()]
    forbidden = [secret.get_secret_value().encode() for secret in (OWN, ROOT)]
    for number in numbers:
        raw = number.private_value.to_bytes(48, "big").lstrip(b"\0")
        forbidden += [raw, raw.hex().encode()]
    for file in home.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert not [secret for secret in forbidden if secret in content or secret in content.lower()], file
    assert "canary" not in repr(ceremony.__dict__)


def test_without_an_organization_a_person_is_told_exactly_what_to_set(station, monkeypatch):
    monkeypatch.setattr(type(station.platform.get_authorities()), "sets_jitp", property(lambda _: False))
    ceremony = Ceremony(station)
    go(ceremony, {"where": "file", "title": "Line 2"})
    ceremony.act(Stop())
    ceremony.answer({"jitp": "yes", "product": "gateways", "cohort": "prn:1:0:cohort:1", "tags": "a,b"})
    ceremony.act(Stop())
    told = ceremony.review()
    assert any(f"serial number {ceremony.chain[0].serial_number}" in sentence for sentence in told)
    assert {"Product: gateways", "Cohort: prn:1:0:cohort:1", "Tags: a, b", "Description: leave empty"} <= set(told)
    kept = station.ledger.authorities.find_registration(ceremony.chain[0].fingerprint(hashes.SHA256()).hex())
    assert (kept.jitp.product_name, kept.jitp_set) == ("gateways", False)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"product": ""}, "needs the name of the product"),
        ({"product": "prn:1:0:product:1"}, "takes the product's name"),
        ({"product": "gateways", "cohort": "prn:1:x:cohort:y"}, "no cohort's PRN"),
        ({"product": "gateways", "cohort": "prn:1:0:product:1"}, "no cohort's PRN"),
    ],
)
def test_what_the_platform_cannot_take_is_refused_before_it_is_told_of_the_ca(station, wrong, words):
    ceremony = Ceremony(station)
    go(ceremony, {"where": "file", "title": "Line 2"})
    ceremony.act(Stop())
    with pytest.raises(CeremonyRefused, match=words):
        ceremony.answer({"jitp": "yes", **wrong})
    assert station.platform.get_authorities().list_(Stop()) == ()


def test_registering_again_finds_what_is_there(station):
    ceremony = Ceremony(station)
    go(ceremony, {"where": "file", "title": "Line 2"})
    ceremony.act(Stop())
    ceremony.answer({"register": "yes", "description": "Line 2"})
    ceremony.act(Stop())
    first = ceremony.registered
    again = Ceremony(station, existing="main")
    assert again.stage is Stage.PLATFORM
    again.answer({"register": "yes", "description": "Line two"})
    again.act(Stop())
    assert again.registered.prn == first.prn
    found = station.platform.get_authorities().list_(Stop())
    assert [(each.prn, each.description) for each in found] == [(first.prn, "Line two")]
    with pytest.raises(CeremonyRefused, match="no authority"):
        Ceremony(station, existing="nobody")


@pytest.mark.hsm
@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048])
def test_a_ca_made_elsewhere_is_brought_into_the_hsm(station, tmp_path, softhsm, kind):
    certificates, key_file = existing(tmp_path, kind)
    ceremony = Ceremony(station)
    go(ceremony, {"source": "file", "where": "softhsm", "certificates": str(certificates), "key_file": str(key_file)})
    ceremony.act(Stop())
    station.bench.authority.check()
    assert [each.subject.rfc4514_string() for each in station.bench.authority.chain] == ["CN=Elsewhere CA", "CN=Elsewhere Root"]
    with pytest.raises(TypeError, match="never leaves"):
        station.bench.authority.get("")._opened()._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    del softhsm


@pytest.mark.hsm
def test_a_ca_whose_key_is_in_the_hsm_already_is_brought_in(station, home, tmp_path, softhsm):
    init_softhsm_token(softhsm, home / "softhsm", "birthmark", pin=OWN, so_pin=ROOT)
    root_key = generate(KeyKind.EC_P256)
    root = make_root(root_key, "Root", 20, NOW)
    with Token.open(softhsm, "birthmark", OWN, writable=True) as token:
        public_key = token.make_key("theirs", KeyKind.EC_P256).public_key()
    issuing = make_issuing_ca(root_key, root, public_key, "In the HSM", years=3, now=NOW)
    file = tmp_path / "chain.pem"
    file.write_bytes(issuing.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM))
    ceremony = Ceremony(station)
    go(ceremony, {"source": "hsm", "where": "softhsm", "key": "theirs", "certificates": str(file)})
    ceremony.act(Stop())
    station.bench.authority.check()
    assert load(home).authority.key == "theirs"


@pytest.mark.hsm
def test_a_second_ca_is_made_below_a_root_and_its_key_in_a_token_of_its_own(home, softhsm):
    del softhsm
    with open_station(load(home)) as station:
        first = Ceremony(station)
        go(first, {"where": "softhsm", "title": "Line 2"})
        first.act(Stop())
        root_file = first.founded.root_file
        second = Ceremony(station)
        second.answer({"source": "root", "name": "next"})
        second.answer({"where": "softhsm", "title": "Line 2, the next"})
        second.answer({"certificates": str(home / "authority" / "chain.pem"), "key_file": str(root_file)})
        second.answer({}, {"own": SecretStr("another-pin"), "source": ROOT})
        second.act(Stop())
        assert second.chain[1] == first.chain[1]
        assert sorted(station.authorities.members) == ["main", "next"]
        for member in station.authorities.members.values():
            member.check()
    settings = load(home)
    assert settings.authorities["next"].secret == "ca-next"
    assert "another-pin" not in (home / "station.toml").read_text()


@pytest.mark.hsm
def test_a_roots_key_may_live_in_another_token_and_signs_the_next_ca_from_there(home, softhsm, station):
    init_softhsm_token(softhsm, home / "softhsm", "vault", pin=ROOT, so_pin=OWN)
    wish = Wish(title="Line 2", where=Where.FILE, kept=Kept.TOKEN, root_module=softhsm, root_token="vault")
    founded = make(station.settings, wish, Secrets(OWN, ROOT), station.ledger, who="", now=NOW)
    with Token.open(softhsm, "vault", ROOT) as token:
        assert token.get_key("birthmark-root").public_key() == founded.chain[1].public_key()
    assert not list(home.rglob("root.key.pem"))
    second = Ceremony(station)
    second.answer({"source": "root", "name": "next"})
    second.answer({"where": "file", "title": "Line 2, the next"})
    vault = {"kept": "token", "root_module": str(softhsm), "root_token": "vault"}
    second.answer({"certificates": str(home / "authority" / "chain.pem"), **vault})
    assert [question.name for question in second.questions()] == ["own", "root"]
    second.answer({}, {"own": OWN, "root": ROOT})
    second.act(Stop())
    assert second.chain[1] == founded.chain[1]
    second.chain[0].verify_directly_issued_by(founded.chain[1])


# ---- what is refused, and leaves nothing ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "answers", "words"),
    [
        (Stage.SOURCE, {"name": "../up"}, "cannot be an authority's name"),
        (Stage.SOURCE, {"name": ""}, "cannot be an authority's name"),
        (Stage.PLACE, {"title": ""}, "cannot stand in a CA's certificate"),
        (Stage.PLACE, {"title": "x" * 65}, "cannot stand in a CA's certificate"),
        (Stage.PLACE, {"title": "a\x00b"}, "cannot stand in a CA's certificate"),
        (Stage.PLACE, {"title": "x" * 62}, "too long"),
        (Stage.PLACE, {"title": "CA", "years": "many"}, "no number of years"),
        (Stage.PLACE, {"title": "CA", "years": "9" * 30}, "no number of years"),
        (Stage.PLACE, {"title": "CA", "where": "cupboard"}, "“cupboard” is none of"),
        (Stage.ORIGIN, {"kept": "token"}, "must be named for the root's key"),
    ],
)
def test_a_wrong_answer_is_refused_in_words_and_the_stage_stays(station, stage, answers, words):
    ceremony = Ceremony(station)
    if stage is not Stage.SOURCE:
        ceremony.answer({})
    if stage is Stage.ORIGIN:
        ceremony.answer({"title": "CA", "where": "file"})
    assert ceremony.stage is stage
    with pytest.raises(CeremonyRefused, match=words):
        ceremony.answer(answers)
    assert ceremony.stage is stage


@pytest.mark.parametrize(
    ("secrets", "words"),
    [
        ({}, "PIN or passphrase for the CA's key is missing"),
        ({"own": OWN}, "for the root's key is missing"),
        ({"own": OWN, "root": SecretStr("short")}, "at least 12 characters"),
        ({"own": SecretStr("short"), "root": ROOT}, "at least 12 characters"),
    ],
)
def test_a_missing_or_short_secret_is_refused(station, secrets, words):
    ceremony = Ceremony(station)
    ceremony.answer({})
    ceremony.answer({"title": "CA", "where": "file"})
    ceremony.answer({})
    with pytest.raises(CeremonyRefused, match=words):
        ceremony.answer({}, secrets)


def test_a_ceremony_goes_back_until_something_is_made(station):
    ceremony = Ceremony(station)
    go(ceremony, {"where": "file", "title": "CA"})
    assert [ceremony.back() for _ in range(5)] == [Stage.SECRETS, Stage.ORIGIN, Stage.PLACE, Stage.SOURCE, Stage.SOURCE]
    go(ceremony, {"where": "file", "title": "CA"})
    ceremony.act(Stop())
    assert ceremony.back() is Stage.PLATFORM
    with pytest.raises(CeremonyRefused, match="nothing to do"):
        ceremony.act(Stop())


def test_every_secret_that_is_new_is_asked_twice(station):
    ceremony = Ceremony(station)
    ceremony.answer({})
    ceremony.answer({"title": "CA", "where": "file"})
    ceremony.answer({})
    assert [question.kind for question in ceremony.questions()] == [Kind.NEW_SECRET, Kind.NEW_SECRET]


def left(home: Path) -> set[str]:
    return {str(file.relative_to(home)) for file in (home / "authority").rglob("*")} if (home / "authority").exists() else set()


@pytest.mark.parametrize("what", ["garbage", "huge", "stranger", "leaf", "incomplete", "expired", "passphrase", "plain", "missing"])
def test_a_ca_that_will_not_do_is_not_brought_in_and_leaves_nothing(station, home, tmp_path, what):
    certificates, key_file = existing(tmp_path, begun=NOW.replace(year=NOW.year - 9) if what == "expired" else NOW)
    secret, error = SOURCE, CaUnsuitable
    match what:
        case "garbage":
            certificates.write_bytes(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
            error = CeremonyRefused
        case "huge":
            certificates.write_bytes(b"#" * 2_000_000)
            error = CeremonyRefused
        case "missing":
            certificates.unlink()
            error = CeremonyRefused
        case "stranger":
            key_file.unlink()
            write_key_file(key_file, generate(KeyKind.EC_P256), SOURCE)
        case "incomplete":
            pem = certificates.read_bytes()
            certificates.write_bytes(pem[pem.index(b"-----BEGIN", 10) :])
        case "leaf":
            root = make_root(generate(KeyKind.EC_P256), "Other", 1, NOW)
            certificates.write_bytes(root.public_bytes(Encoding.PEM))
        case "expired":
            error = CaExpired
        case "passphrase":
            secret, error = SecretStr("not the passphrase"), KeyFileUnusable
        case "plain":
            pem = load_key_file(key_file, SOURCE).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            key_file.write_bytes(pem)
            error = KeyFileUnusable
    before = (home / "station.toml").read_bytes()
    wish = Wish(source=Source.FILE, where=Where.FILE, certificates=certificates, key_file=key_file)
    with pytest.raises(error) as told:
        make(station.settings, wish, Secrets(OWN, source=secret), station.ledger, who="", now=NOW)
    assert told.value.message.endswith(".")
    assert told.value.advice
    assert left(home) == set()
    assert (home / "station.toml").read_bytes() == before
    assert kinds(station) == []


def test_an_ed25519_key_is_not_for_a_token(station, home, tmp_path):
    certificates, key_file = existing(tmp_path, KeyKind.ED25519)
    wish = Wish(source=Source.FILE, certificates=certificates, key_file=key_file)
    with pytest.raises(CeremonyRefused, match="Ed25519 key cannot be brought into a token"):
        make(station.settings, wish, Secrets(OWN, source=SOURCE), station.ledger, who="", now=NOW)
    assert left(home) == set()


@pytest.mark.hsm
def test_a_ceremony_that_fails_after_the_key_leaves_the_place_free(station, home, softhsm):
    del softhsm
    (home / "authority").mkdir()
    (home / "authority" / "chain.pem").mkdir()
    wish = Wish(title="Line 2")
    with pytest.raises(CeremonyRefused, match="cannot be written"):
        make(station.settings, wish, Secrets(OWN, ROOT), station.ledger, who="", now=NOW)
    (home / "authority" / "chain.pem").rmdir()
    assert left(home) == set()
    assert make(station.settings, wish, Secrets(OWN, ROOT), station.ledger, who="", now=NOW).chain


@pytest.mark.hsm
def test_a_wrong_pin_of_a_token_that_is_there_is_refused(station, home, softhsm):
    init_softhsm_token(softhsm, home / "softhsm", "birthmark", pin=OWN, so_pin=ROOT)
    with pytest.raises(PinRejected):
        make(station.settings, Wish(title="Line 2"), Secrets(SecretStr("not-the-pin"), ROOT), station.ledger, who="", now=NOW)
    assert kinds(station) == []


def test_the_audit_entry_tells_everything_but_secrets(station):
    make(station.settings, Wish(title="Line 2", where=Where.FILE), Secrets(OWN, ROOT), station.ledger, who="OP-09", now=NOW)
    from app.store.verify import entries_after  # noqa: PLC0415 - the ledger has no door for this

    (entry,) = [json.loads(entry.body) for entry in entries_after(station.ledger._reading, "LINE-2-A", 0) if entry.kind == "authority.made"]
    assert entry["who"] == "OP-09"
    assert {name: entry["facts"][name] for name in ("name", "source", "where", "root", "subject")} == {
        "name": "main",
        "source": "new",
        "where": "file",
        "root": "file",
        "subject": "CN=Line 2",
    }
