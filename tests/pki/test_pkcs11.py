import copy
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pkcs11
import pytest
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from pkcs11.util.ec import decode_ec_private_key, encode_named_curve_parameters
from pki_lab import NOW, PIN, PROFILES, Clock, Memory, recipe_of, ticket_of
from pydantic import SecretStr

from app.core.errors import CaUnsuitable, HsmAway, HsmLocked, PinRejected
from app.core.recipe import KeyKind
from app.pki.authority import IssuingAuthority
from app.pki.ceremony import make_issuing_ca, make_root, verification_certificate
from app.pki.keys import generate, kind_of, sign, verify
from app.pki.module import speaking
from app.pki.pkcs11 import Token, list_tokens
from app.pki.requests import build_request, check_request
from app.pki.softhsm import find_softhsm, init_softhsm_token, use_softhsm

pytestmark = pytest.mark.hsm

SPY = Path("/usr/lib/x86_64-linux-gnu/pkcs11-spy.so")

SIGN_LATER = """
import sys
from pathlib import Path
from pydantic import SecretStr
from app.pki.keys import hash_for, sign, verify
from app.pki.pkcs11 import Token

with Token.open(Path(sys.argv[1]), sys.argv[2], SecretStr(sys.stdin.read())) as token:
    [root] = token.find_certificates("root")
    verify(root.public_key(), sign(token.get_key("root"), b"data"), b"data", hash_for(root.public_key()))
    print(root.subject.rfc4514_string())
"""

TRY_WRONG_PIN = """
import sys
from pathlib import Path
from pydantic import SecretStr
from app.core.errors import PinRejected
from app.pki.pkcs11 import Token

try:
    Token.open(Path(sys.argv[1]), sys.argv[2], SecretStr("0000-wrong"))
except PinRejected:
    print("rejected")
"""


# ---- keys that sign -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048, KeyKind.RSA_3072, KeyKind.RSA_4096])
def test_a_key_in_the_token_signs_whatever_cryptography_builds(token: Token, tmp_path: Path, kind: KeyKind) -> None:
    key = token.make_key("root", kind)
    assert kind_of(key.public_key()) is kind
    assert isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey)
    root = make_root(key, "HSM root", 5, NOW)
    root.verify_directly_issued_by(root)
    assert check_request(build_request(key, "SN-1"), "SN-1", kind) == key.public_key()
    crl = x509.CertificateRevocationListBuilder().issuer_name(root.subject).last_update(NOW).next_update(NOW.replace(year=2027))
    assert crl.sign(key, hashes.SHA256()).is_signature_valid(key.public_key())
    verification_certificate(key, root, "code", NOW).verify_directly_issued_by(root)
    (tmp_path / "root").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    when = ["-attime", str(int(NOW.timestamp()))]
    verified = subprocess.run(
        ["openssl", "verify", *when, "-check_ss_sig", "-CAfile", "root", "root"], cwd=tmp_path, capture_output=True, check=False
    )
    assert verified.stdout == b"root: OK\n", verified.stderr


@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048])
@pytest.mark.parametrize("algorithm", [hashes.SHA256(), hashes.SHA384(), hashes.SHA512()])
def test_every_sha2_hash_fits_every_key(token: Token, kind: KeyKind, algorithm: hashes.HashAlgorithm) -> None:
    key, data = token.make_key("key", kind), b"data"
    digest = hashes.Hash(algorithm)
    digest.update(data)
    hashed = digest.finalize()
    if isinstance(key, rsa.RSAPrivateKey):
        signatures = [key.sign(data, padding.PKCS1v15(), algorithm), key.sign(hashed, padding.PKCS1v15(), Prehashed(algorithm))]
    else:
        signatures = [key.sign(data, ec.ECDSA(algorithm)), key.sign(hashed, ec.ECDSA(Prehashed(algorithm)))]
    for signature in signatures:
        verify(key.public_key(), signature, data, algorithm)


def test_a_key_never_leaves_the_token(token: Token) -> None:
    encoding = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    for key in (token.make_key("ec", KeyKind.EC_P256), token.make_key("rsa", KeyKind.RSA_2048)):
        for reveal in (key.private_numbers, lambda key=key: key.private_bytes(*encoding), lambda key=key: pickle.dumps(key)):
            with pytest.raises(TypeError, match="is in the HSM and never leaves it"):
                reveal()
        assert copy.copy(key) is key
        assert copy.deepcopy(key) is key
        assert repr(key) in {"<HsmEcKey “ec”>", "<HsmRsaKey “rsa”>"}
    with pytest.raises(TypeError, match="only signs"):
        token.get_key("ec").exchange(ec.ECDH(), generate(KeyKind.EC_P256).public_key())
    with pytest.raises(TypeError, match="only signs"):
        token.get_key("rsa").decrypt(b"x", padding.PKCS1v15())
    for private in token._session._live.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY}):
        assert private[pkcs11.Attribute.SENSITIVE]
        assert not private[pkcs11.Attribute.EXTRACTABLE]
        assert not private[pkcs11.Attribute.DECRYPT]


def test_what_the_token_cannot_do_is_refused_by_name(token: Token) -> None:
    elliptic, modular = token.make_key("ec", KeyKind.EC_P256), token.make_key("rsa", KeyKind.RSA_2048)
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
    for attempt in (
        lambda: elliptic.sign(b"x", ec.ECDSA(hashes.SHA1())),  # noqa: S303 - refused
        lambda: elliptic.sign(b"x", ec.ECDSA(Prehashed(hashes.SHA256()))),
        lambda: elliptic.sign(b"x", ec.ECDSA(hashes.SHA256(), deterministic_signing=True)),
        lambda: modular.sign(b"x", pss, hashes.SHA256()),
        lambda: modular.sign(b"x", padding.PKCS1v15(), hashes.SHA3_256()),
    ):
        with pytest.raises(UnsupportedAlgorithm):
            attempt()


def test_keys_and_certificates_are_still_there_after_a_restart(softhsm: Path, softhsm_home: Path, token: Token, label: str) -> None:
    key = token.make_key("root", KeyKind.EC_P256)
    root = make_root(key, "Root", 5, NOW)
    assert token.find_certificates("root") == ()
    token.put_certificate("root", root)
    token.put_certificate("root", root)
    token.close()
    command = [sys.executable, "-c", SIGN_LATER, softhsm, label]
    told = subprocess.run(
        command, input=PIN.get_secret_value(), env=_environment(softhsm_home), capture_output=True, text=True, check=False
    )
    assert (told.stdout, told.stderr) == ("CN=Root\n", "")


def _environment(softhsm_home: Path, **more: str) -> dict[str, str]:
    here = str(Path(__file__).parents[2])
    return {**os.environ, "SOFTHSM2_CONF": str(softhsm_home / "softhsm2.conf"), "PYTHONPATH": here, **more}


def test_a_taken_name_is_not_used_twice(token: Token) -> None:
    token.make_key("ca", KeyKind.EC_P256)
    with pytest.raises(CaUnsuitable, match="already holds something called “ca”"):
        token.make_key("ca", KeyKind.EC_P256)


# ---- one session, many threads ------------------------------------------------------------------------------------


def test_two_threads_issue_over_one_token(token: Token) -> None:
    root_key, issuing_key = token.make_key("root", KeyKind.EC_P256), token.make_key("issuing", KeyKind.EC_P256)
    root = make_root(root_key, "Root", 5, NOW)
    chain = (make_issuing_ca(root_key, root, issuing_key.public_key(), "Issuing", years=5, now=NOW), root)
    memory, recipe = Memory(), recipe_of()
    authority = IssuingAuthority(issuing_key, chain, memory, PROFILES, Clock())
    authority.check()

    def fifty(tray: int) -> list[str]:
        names = [f"SN-{tray}-{number}" for number in range(50)]
        requests = [(name, build_request(generate(KeyKind.EC_P256), name)) for name in names]
        return [authority.issue(csr, ticket_of(name), recipe).chain.serial for name, csr in requests]

    with ThreadPoolExecutor(2) as trays:
        serials = [serial for served in trays.map(fifty, range(2)) for serial in served]
    assert len(set(serials)) == len(memory.known) == 100


def test_threads_sign_and_look_and_store_at_once(softhsm: Path, token: Token) -> None:
    key = token.make_key("ca", KeyKind.EC_P256)
    root = make_root(key, "Root", 5, NOW)

    def busy(number: int) -> None:
        for _ in range(50):
            verify(key.public_key(), sign(key, b"data"), b"data", hashes.SHA256())
        token.put_certificate(f"copy-{number}", root)
        assert token.find_certificates(f"copy-{number}") == (root,)
        assert list_tokens(softhsm)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(busy, range(4)))


# ---- locked, away, wrong PIN --------------------------------------------------------------------------------------


def test_a_locked_token_shows_its_key_but_does_not_sign(softhsm: Path, token: Token, label: str) -> None:
    public_key = token.make_key("ca", KeyKind.EC_P256).public_key()
    token.close()
    with Token.open(softhsm, label, None) as later:
        key = later.get_key("ca")
        assert key.public_key() == public_key
        authority = IssuingAuthority(key, (make_root_like(public_key),), Memory(), PROFILES, Clock())
        for attempt in (
            lambda: sign(key, b"data"),
            authority.check,
            lambda: issue_one(authority),
            lambda: later.make_key("x", KeyKind.EC_P256),
        ):
            with pytest.raises(HsmLocked, match="is locked: nobody has logged in") as caught:
                attempt()
            assert caught.value.code == "PKI-HSM-LOCKED"
        later.unlock(PIN)
        verify(public_key, sign(key, b"data"), b"data", hashes.SHA256())
        later.unlock(PIN)
        verify(public_key, sign(key, b"data"), b"data", hashes.SHA256())
    with pytest.raises(HsmLocked):
        sign(key, b"data")


def make_root_like(public_key) -> x509.Certificate:
    """A CA certificate for this key, signed by another."""
    root_key = generate(KeyKind.EC_P256)
    return make_issuing_ca(root_key, make_root(root_key, "Root", 9, NOW), public_key, "CA", years=9, now=NOW)


def issue_one(authority: IssuingAuthority) -> None:
    authority.issue(build_request(generate(KeyKind.EC_P256), "SN-0001"), ticket_of("SN-0001"), recipe_of())


def test_a_token_that_went_away_is_away_until_it_is_unlocked_again(softhsm: Path, softhsm_home: Path, token: Token, tmp_path: Path) -> None:
    key = token.make_key("ca", KeyKind.EC_P256)
    use_softhsm(softhsm, tmp_path / "elsewhere")
    try:
        with pytest.raises(HsmAway, match="was restarted") as caught:
            sign(key, b"data")
        assert caught.value.code == "PKI-HSM-AWAY"
        assert caught.value.retryable
        with pytest.raises(HsmAway, match="is not there"):
            token.unlock(PIN)
        with pytest.raises(HsmLocked):
            sign(key, b"data")
    finally:
        use_softhsm(softhsm, softhsm_home)
    token.unlock(PIN)
    verify(key.public_key(), sign(key, b"data"), b"data", hashes.SHA256())


def test_what_is_not_there_is_told(softhsm: Path, token: Token, tmp_path: Path) -> None:
    with pytest.raises(HsmAway, match="There is no PKCS#11 module"):
        Token.open(tmp_path / "none.so", "x", PIN)
    (tmp_path / "text.so").write_text("not a library")
    with pytest.raises(HsmAway, match="is no PKCS#11 module that this computer can load"):
        Token.open(tmp_path / "text.so", "x", PIN)
    with pytest.raises(HsmAway, match="HSM token “nobody” is not there"):
        Token.open(softhsm, "nobody", PIN)
    with pytest.raises(HsmAway, match="holds no public key or certificate “nothing”"):
        token.get_key("nothing")
    token.put_certificate("alone", make_root(generate(KeyKind.EC_P256), "R", 1, NOW))
    with pytest.raises(HsmAway, match="holds no private key “alone”"):
        token.get_key("alone")


def test_two_keys_of_one_name_are_told(token: Token) -> None:
    session = token._session._live
    curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
    for _ in range(2):
        session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True).generate_keypair(label="twin", store=True)
    with pytest.raises(HsmAway, match="holds 2 private keys “twin”"):
        token.get_key("twin")


def test_a_key_that_cannot_be_a_cas_is_told(token: Token) -> None:
    curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("1.3.101.112")}
    options = {"mechanism": pkcs11.Mechanism.EC_EDWARDS_KEY_PAIR_GEN, "label": "odd", "store": True}
    token._session._live.create_domain_parameters(pkcs11.KeyType.EC_EDWARDS, curve, local=True).generate_keypair(**options)
    with pytest.raises(CaUnsuitable, match="“odd” in the HSM is neither EC nor RSA"):
        token.get_key("odd")


def test_a_token_in_use_is_not_logged_in_to_twice(softhsm: Path, token: Token, label: str) -> None:
    with pytest.raises(HsmAway, match="already in use by this program"):
        Token.open(softhsm, label, PIN)
    assert token.make_key("ca", KeyKind.EC_P256)


def test_a_read_only_session_makes_no_keys(softhsm: Path, token: Token, label: str) -> None:
    token.close()
    with Token.open(softhsm, label, PIN) as reader, pytest.raises(HsmAway, match=r"\(SessionReadOnly\)"):
        reader.make_key("ca", KeyKind.EC_P256)


def test_a_wrong_pin_is_told_and_not_shown(softhsm: Path, label: str) -> None:
    with pytest.raises(PinRejected, match=r"does not take the PIN\. It counts the wrong ones") as caught:
        Token.open(softhsm, label, SecretStr("canary-wrong"))
    assert caught.value.code == "PKI-PIN"
    assert not caught.value.retryable
    assert "canary" not in f"{caught.value}{caught.value.__cause__}"
    with Token.open(softhsm, label, PIN):
        pass


def test_a_wrong_pin_is_tried_exactly_once(softhsm: Path, softhsm_home: Path, label: str, tmp_path: Path) -> None:
    if not SPY.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail("pkcs11-spy is not installed (Debian: opensc-pkcs11)")
        pytest.skip("pkcs11-spy is not installed (Debian: opensc-pkcs11)")
    log = tmp_path / "calls"
    environment = _environment(softhsm_home, PKCS11SPY=str(softhsm), PKCS11SPY_OUTPUT=str(log))
    told = subprocess.run([sys.executable, "-c", TRY_WRONG_PIN, SPY, label], env=environment, capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr) == ("rejected\n", "")
    assert log.read_text().count(": C_Login\n") == 1


@pytest.mark.parametrize(
    ("foreign", "ours", "words"),
    [
        (pkcs11.PinLocked, PinRejected, "has locked its PIN"),
        (pkcs11.PinExpired, PinRejected, "no valid PIN"),
        (pkcs11.PinLenRange, PinRejected, "does not take the PIN"),
        (pkcs11.UserNotLoggedIn, HsmLocked, "nobody has logged in"),
        (pkcs11.DeviceRemoved, HsmAway, "is gone"),
        (pkcs11.SessionHandleInvalid, HsmAway, "is gone"),
        (pkcs11.DeviceError, HsmAway, r"does not work \(DeviceError\)"),
        (pkcs11.GeneralError, HsmAway, r"does not work \(GeneralError\)"),
    ],
)
def test_no_foreign_error_leaves_the_room(foreign, ours, words: str) -> None:
    with pytest.raises(ours, match=words) as caught, speaking("The HSM"):
        raise foreign
    assert isinstance(caught.value.__cause__, foreign)


# ---- making tokens ------------------------------------------------------------------------------------------------


def test_tokens_are_listed_without_a_login(softhsm: Path, label: str) -> None:
    [info] = [token for token in list_tokens(softhsm) if token.label == label]
    assert (info.initialized, info.pin_set, info.pin_locked) == (True, True, False)
    assert info.serial
    assert info.model == "SoftHSM v2"


def test_a_token_that_is_there_is_left_alone(softhsm: Path, softhsm_home: Path, token: Token, label: str) -> None:
    token.make_key("ca", KeyKind.EC_P256)
    assert not init_softhsm_token(softhsm, softhsm_home, label, pin=SecretStr("another"), so_pin=SecretStr("another"))
    assert token.get_key("ca")


def test_the_tokens_folder_is_its_owners_only_and_holds_no_pin_and_no_key(softhsm_home: Path, token: Token) -> None:
    token.make_key("ca", KeyKind.EC_P256)
    assert (softhsm_home / "tokens").stat().st_mode & 0o077 == 0
    for file in softhsm_home.rglob("*"):
        assert not file.is_file() or b"canary" not in file.read_bytes()


def test_a_key_in_the_token_is_not_in_the_clear_on_disk(softhsm_home: Path, token: Token) -> None:
    known = generate(KeyKind.EC_P256)
    der = known.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    kept = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.PRIVATE: True, pkcs11.Attribute.SENSITIVE: True, pkcs11.Attribute.LABEL: "known"}
    token._session._live.create_object({**decode_ec_private_key(der), pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY, **kept})
    secret = known.private_numbers().private_value.to_bytes(32, "big")
    files = [file for file in softhsm_home.rglob("*") if file.is_file()]
    assert len(files) > 1
    assert not any(secret in file.read_bytes() for file in files)


def test_the_library_is_found_by_the_environment_first(softhsm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFTHSM2_MODULE", str(softhsm))
    assert find_softhsm() == softhsm
    monkeypatch.setenv("SOFTHSM2_MODULE", str(tmp_path / "none.so"))
    assert find_softhsm() is None
    monkeypatch.delenv("SOFTHSM2_MODULE")
    assert find_softhsm() is not None


@pytest.mark.parametrize(("label", "pin", "words"), [("short", "123", "4 to 255 characters"), ("x" * 33, "1234", "at most 32 bytes")])
def test_an_impossible_token_is_refused(softhsm: Path, softhsm_home: Path, label: str, pin: str, words: str) -> None:
    with pytest.raises((PinRejected, HsmAway), match=words):
        init_softhsm_token(softhsm, softhsm_home, label, pin=SecretStr(pin), so_pin=PIN)
    assert label not in {token.label for token in list_tokens(softhsm)}
