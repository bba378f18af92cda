"""A token that goes away in the middle of a shift, for real: its files gone, its sessions closed, its user logged out."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pkcs11
import pytest
from pki_lab import NOW, PIN, PROFILES, Clock, Memory, recipe_of, ticket_of
from pydantic import SecretStr

from app.core.errors import HsmAway, HsmLocked, PinRejected
from app.core.recipe import KeyKind
from app.pki.authority import IssuingAuthority
from app.pki.ceremony import make_root
from app.pki.keys import generate
from app.pki.module import get_module
from app.pki.pkcs11 import Token
from app.pki.requests import build_request

pytestmark = pytest.mark.hsm

SPY = Path("/usr/lib/x86_64-linux-gnu/pkcs11-spy.so")

WRONG_PIN_FROM_THE_KEYRING = """
import sys
from pathlib import Path
from pydantic import SecretStr
from app.core.errors import HsmAway, PinRejected
from app.pki.module import get_module
from app.pki.pkcs11 import Token
from pkcs11 import Mechanism
from app.pki.hsmkey import KeyName

module = Path(sys.argv[1])
right = SecretStr(sys.stdin.read())
with Token.open(module, sys.argv[2], right, again=lambda: SecretStr("0000-wrong")) as token:
    key = token.get_key("ca")
    get_module(module).restart()
    for _ in range(5):
        try:
            token.sign_raw(KeyName("ca"), Mechanism.ECDSA, bytes(32))
        except PinRejected as error:
            print(error.message)
    token.unlock(right)
    print(len(token.sign_raw(KeyName("ca"), Mechanism.ECDSA, bytes(32))))
"""


@contextmanager
def _gone(home: Path) -> Iterator[None]:
    """The folder that holds the tokens, moved away."""
    (home / "tokens").rename(home / "elsewhere")
    try:
        yield
    finally:
        (home / "elsewhere").rename(home / "tokens")


def _close_all(softhsm: Path, label: str) -> None:
    slot = get_module(softhsm).library.get_token(token_label=label).slot.slot_id
    assert ctypes.CDLL(str(softhsm.resolve())).C_CloseAllSessions(ctypes.c_ulong(slot)) == 0


def _log_out(softhsm: Path, label: str) -> None:
    other = get_module(softhsm).library.get_token(token_label=label).open()
    assert ctypes.CDLL(str(softhsm.resolve())).C_Logout(ctypes.c_ulong(other.handle)) == 0
    other.close()


def _authority(token: Token) -> tuple[IssuingAuthority, Memory]:
    key, memory = token.get_key("ca"), Memory()
    return IssuingAuthority(key, (make_root(key, "Root", 9, NOW),), memory, PROFILES, Clock()), memory


def _issue(authority: IssuingAuthority) -> None:
    authority.issue(build_request(generate(KeyKind.EC_P256), "SN-0001"), ticket_of(), recipe_of())


@pytest.fixture
def key_made(softhsm: Path, label: str) -> str:
    with Token.open(softhsm, label, PIN, writable=True) as token:
        token.make_key("ca", KeyKind.EC_P256)
    return label


def test_files_that_are_gone_are_an_error_and_come_back_by_themselves(softhsm: Path, softhsm_home: Path, key_made: str) -> None:
    with Token.open(softhsm, key_made, PIN, again=lambda: PIN) as token:
        authority, memory = _authority(token)
        authority.require_ready(recipe_of())
        with _gone(softhsm_home):
            for attempt in (authority.check, lambda: authority.require_ready(recipe_of()), lambda: _issue(authority)) * 2:
                with pytest.raises(HsmAway) as caught:
                    attempt()
                assert caught.value.code == "PKI-HSM-AWAY"
                assert caught.value.retryable
                assert caught.value.advice
            assert memory.known == []
        authority.check()
        _issue(authority)
        assert len(memory.known) == 1


def test_without_the_pin_it_stays_away_until_somebody_logs_in(softhsm: Path, softhsm_home: Path, key_made: str) -> None:
    with Token.open(softhsm, key_made, PIN) as token:
        authority, _ = _authority(token)
        with _gone(softhsm_home):
            with pytest.raises(HsmAway):
                authority.check()
            with pytest.raises(HsmAway):
                token.unlock(PIN)
        with pytest.raises(HsmLocked):
            authority.check()
        token.unlock(PIN)
        authority.check()


@pytest.mark.parametrize("lose", [_close_all, _log_out], ids=["sessions closed", "logged out"])
def test_a_session_that_was_ended_from_elsewhere(softhsm: Path, key_made: str, lose: Callable[[Path, str], None]) -> None:
    with Token.open(softhsm, key_made, PIN) as token:
        authority, _ = _authority(token)
        lose(softhsm, key_made)
        for _ in range(2):
            with pytest.raises(HsmAway):
                authority.check()
        token.unlock(PIN)
        authority.check()
    with Token.open(softhsm, key_made, PIN, again=lambda: PIN) as token:
        authority, _ = _authority(token)
        lose(softhsm, key_made)
        with pytest.raises(HsmAway):
            authority.check()
        authority.check()


def test_a_pin_that_turns_up_later_is_used(softhsm: Path, key_made: str) -> None:
    keyring: list[SecretStr] = []
    with Token.open(softhsm, key_made, PIN) as token:
        root = make_root(token.get_key("ca"), "Root", 9, NOW)
    with Token.open(softhsm, key_made, None, again=lambda: keyring[0] if keyring else None) as token:
        authority = IssuingAuthority(token.get_key("ca"), (root,), Memory(), PROFILES, Clock())
        with pytest.raises(HsmLocked):
            authority.check()
        keyring.append(PIN)
        authority.check()


def test_a_closed_token_stays_closed(softhsm: Path, key_made: str) -> None:
    with Token.open(softhsm, key_made, PIN, again=lambda: PIN) as token:
        authority, _ = _authority(token)
    with pytest.raises(HsmLocked):
        authority.check()


def test_one_token_is_told_from_another_by_its_serial_number(softhsm: Path, key_made: str) -> None:
    serial = get_module(softhsm).library.get_token(token_label=key_made).serial.decode().strip()
    with Token.open(softhsm, "", PIN, serial=serial) as token:
        assert token.get_key("ca")
    with pytest.raises(HsmAway, match="with serial number “0000” is not there"):
        Token.open(softhsm, "", PIN, serial="0000")
    with pytest.raises(HsmAway, match="is not there"):
        Token.open(softhsm, key_made, PIN, serial="0000")


def test_a_key_is_found_by_its_id(softhsm: Path, key_made: str) -> None:
    with Token.open(softhsm, key_made, PIN, writable=True) as token:
        first = token.get_key("ca")
        [private] = token._session._live.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY})
        token.make_key("other", KeyKind.EC_P256)
        found = token.get_key("", private[pkcs11.Attribute.ID])
        assert found.public_key() == first.public_key()
        IssuingAuthority(found, (make_root(found, "Root", 9, NOW),), Memory(), PROFILES, Clock()).check()
        with pytest.raises(HsmAway, match="certificate with id ffff"):
            token.get_key("", b"\xff\xff")


def test_a_rejected_pin_is_never_tried_again_by_itself(softhsm: Path, softhsm_home: Path, key_made: str, tmp_path: Path) -> None:
    if not SPY.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail("pkcs11-spy is not installed (Debian: opensc-pkcs11)")
        pytest.skip("pkcs11-spy is not installed (Debian: opensc-pkcs11)")
    log = tmp_path / "calls"
    environment = {
        **os.environ,
        "SOFTHSM2_CONF": str(softhsm_home / "softhsm2.conf"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PKCS11SPY": str(softhsm),
        "PKCS11SPY_OUTPUT": str(log),
    }
    told = subprocess.run(
        [sys.executable, "-c", WRONG_PIN_FROM_THE_KEYRING, SPY, key_made],
        input=PIN.get_secret_value(),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    rejected = f"The HSM token “{key_made}” does not take the PIN. It counts the wrong ones and does not tell how many tries are left."
    assert (told.stdout.splitlines(), told.stderr) == ([rejected] * 5 + ["64"], "")
    # One at the beginning, one wrong one for five tries to sign, one by the person who unlocked it.
    assert log.read_text().count(": C_Login\n") == 3


def test_a_wrong_pin_at_the_door_is_told_with_what_is_left(softhsm: Path, key_made: str) -> None:
    with pytest.raises(PinRejected) as caught:
        Token.open(softhsm, key_made, SecretStr("canary-wrong"))
    assert caught.value.left is None
    assert "counts the wrong ones" in caught.value.message
    assert "canary" not in f"{caught.value!r}{caught.value.__cause__!r}{caught.value.advice}"
