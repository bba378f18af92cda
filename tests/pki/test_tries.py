"""How often a PIN is tried and what is said of the tries that are left, by the flags of any module (PKCS#11, CK_TOKEN_INFO)."""

from dataclasses import dataclass
from typing import Self

import pytest
from pkcs11 import TokenFlag
from pkcs11 import exceptions as wrong
from pydantic import SecretStr

from app.core.errors import PinRejected
from app.pki.module import Module, TokenInfo, rejected, require_tries
from app.pki.session import Session, Which

RIGHT, WRONG = SecretStr("4711"), SecretStr("0815")
LOW, LAST, LOCKED = TokenFlag.USER_PIN_COUNT_LOW, TokenFlag.USER_PIN_FINAL_TRY, TokenFlag.USER_PIN_LOCKED


@dataclass
class Counting:
    """A module with one token that takes three wrong PINs, as opencryptoki's and many a card do; its own slot, and its own session."""

    label: str = "line"
    serial: bytes = b"1"
    left: int = 3
    tried: int = 0

    def get_tokens(self) -> list[Self]:
        return [self]

    def get_token(self) -> Self:
        return self

    @property
    def slot(self) -> Self:
        return self

    @property
    def flags(self) -> TokenFlag:
        return {3: TokenFlag(0), 2: LOW, 1: LOW | LAST, 0: LOCKED}[self.left]

    def open(self, *, rw: bool, user_pin: str) -> Self:
        del rw
        self.tried += 1
        if self.left == 0:
            raise wrong.PinLocked
        if user_pin != RIGHT.get_secret_value():
            self.left -= 1
            raise wrong.PinIncorrect
        self.left = 3
        return self

    def close(self) -> None:
        pass


def session_of(token: Counting, *, kept: SecretStr | None = None) -> Session:
    return Session(Module(token), Which("line"), writable=False, again=lambda: kept)


def test_a_token_that_counts_is_never_locked_by_the_station() -> None:
    token = Counting()
    session = session_of(token)
    with pytest.raises(PinRejected, match="It counts the wrong ones") as first:
        session.connect(WRONG)
    with pytest.raises(PinRejected, match="One try is left: one more wrong PIN locks it") as second:
        session.connect(WRONG)
    assert (first.value.left, second.value.left, token.tried) == (None, 1, 2)
    for pin in (WRONG, RIGHT):
        with pytest.raises(PinRejected, match="so none was tried"):
            session.connect(pin)
    assert (token.tried, token.left) == (2, 1)
    token.left = 3  # somebody logged in with the token's own tool
    session.connect(RIGHT)
    assert (session.logged_in, token.tried) == (True, 3)


@pytest.mark.parametrize(
    ("more", "said"), [({}, "ready"), ({"pin_last_try": True}, "one more wrong PIN locks it"), ({"pin_locked": True}, "PIN locked")]
)
def test_a_list_of_tokens_tells_which_is_about_to_lock_itself(more: dict[str, bool], said: str) -> None:
    told = {"initialized": True, "pin_set": True, "pin_locked": False, **more}
    assert str(TokenInfo("line", "1", "Soft", "opencryptoki", **told)) == f"line (Soft, serial 1): {said}"


def test_a_locked_token_is_told_and_left_alone() -> None:
    token = Counting(left=0)
    with pytest.raises(PinRejected, match="has locked its PIN after too many wrong ones") as caught:
        session_of(token).connect(RIGHT)
    assert (caught.value.left, token.tried, "SO PIN" in caught.value.advice) == (0, 0, True)


def test_a_pin_that_is_kept_is_tried_once_however_often_the_token_is_asked() -> None:
    token = Counting()
    session = session_of(token, kept=WRONG)
    for _ in range(4):
        with pytest.raises(PinRejected, match="counts the wrong ones"), session.speaking():
            pytest.fail("nobody has logged in")
    assert token.tried == 1
    session.connect(RIGHT)
    with session.speaking() as live:
        assert live is token


@pytest.mark.parametrize(
    ("flags", "words"),
    [(TokenFlag.USER_PIN_LOCKED, "has locked its PIN"), (TokenFlag.USER_PIN_FINAL_TRY, "so none was tried")],
)
def test_the_last_try_is_left_to_a_person(flags, words: str) -> None:
    with pytest.raises(PinRejected, match=words):
        require_tries(flags, "The HSM")


@pytest.mark.parametrize(
    ("flags", "left", "words"),
    [
        (TokenFlag.USER_PIN_LOCKED | TokenFlag.USER_PIN_COUNT_LOW, 0, "has locked its PIN"),
        (TokenFlag.USER_PIN_FINAL_TRY | TokenFlag.USER_PIN_COUNT_LOW, 1, "One try is left: one more wrong PIN locks it"),
        (TokenFlag.USER_PIN_COUNT_LOW, None, "It counts the wrong ones"),
        (TokenFlag.RNG, None, "It does not tell how many tries are left"),
    ],
)
def test_a_wrong_pin_tells_what_the_token_tells_of_the_tries(flags, left: int | None, words: str) -> None:
    error = rejected(flags, "The HSM")
    assert words in error.message
    assert error.left == left
