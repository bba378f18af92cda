import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448
from pydantic import SecretStr

from app.core.errors import KeyFileUnusable
from app.core.recipe import KeyKind
from app.pki.keyfile import load_key_file, write_key_file
from app.pki.keys import generate

SECRET = SecretStr("canary-passphrase")
PEM, PKCS8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ca.key"


@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048, KeyKind.RSA_3072, KeyKind.RSA_4096])
def test_what_is_written_is_read_again(file: Path, kind: KeyKind) -> None:
    key = generate(kind)
    write_key_file(file, key, SECRET)
    assert load_key_file(file, SECRET).private_numbers() == key.private_numbers()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["ca.key"]


def test_the_key_is_nowhere_on_disk_in_the_clear(file: Path) -> None:
    key = generate(KeyKind.EC_P256)
    write_key_file(file, key, SECRET)
    secret = key.private_numbers().private_value
    clear = key.private_bytes(PEM, PKCS8, serialization.NoEncryption()).splitlines()[1:-1]
    for path in file.parent.iterdir():
        content = path.read_bytes()
        assert secret.to_bytes(32, "big") not in content
        assert f"{secret:064x}".encode() not in content.lower()
        assert not any(line in content for line in clear)
        assert SECRET.get_secret_value().encode() not in content


def test_openssl_opens_it(file: Path) -> None:
    write_key_file(file, generate(KeyKind.EC_P256), SECRET)
    command = ["openssl", "pkey", "-in", file, "-passin", "stdin", "-noout", "-text_pub"]
    assert b"prime256v1" in subprocess.run(command, input=b"canary-passphrase\n", capture_output=True, check=True).stdout


def test_a_file_that_is_there_is_never_overwritten(file: Path) -> None:
    file.write_text("something dear")
    with pytest.raises(KeyFileUnusable, match="not overwritten"):
        write_key_file(file, generate(KeyKind.EC_P256), SECRET)
    assert file.read_text() == "something dear"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeyFileUnusable, match="cannot be written: No such file"):
        write_key_file(tmp_path / "none" / "ca.key", generate(KeyKind.EC_P256), SECRET)


def test_no_key_is_written_without_a_passphrase(file: Path) -> None:
    with pytest.raises(KeyFileUnusable, match="not written without a passphrase"):
        write_key_file(file, generate(KeyKind.EC_P256), SecretStr(""))
    assert not file.exists()


def test_a_wrong_or_empty_passphrase_is_told_and_not_shown(file: Path) -> None:
    write_key_file(file, generate(KeyKind.EC_P256), SECRET)
    with pytest.raises(KeyFileUnusable, match="passphrase is wrong or the file is damaged") as caught:
        load_key_file(file, SecretStr("canary-wrong"))
    assert caught.value.code == "PKI-KEY-FILE"
    assert "canary" not in str(caught.value)
    with pytest.raises(KeyFileUnusable, match="no passphrase"):
        load_key_file(file, SecretStr(""))


@pytest.mark.parametrize("form", [PKCS8, serialization.PrivateFormat.TraditionalOpenSSL])
def test_an_unencrypted_key_is_refused(file: Path, form) -> None:
    file.write_bytes(generate(KeyKind.EC_P256).private_bytes(PEM, form, serialization.NoEncryption()))
    with pytest.raises(KeyFileUnusable, match="not encrypted as PKCS#8") as caught:
        load_key_file(file, SECRET)
    assert "openssl pkcs8 -topk8" in caught.value.advice


def test_other_files_are_refused(file: Path) -> None:
    with pytest.raises(KeyFileUnusable, match="cannot be read: No such file"):
        load_key_file(file, SECRET)
    file.write_bytes(b"\x00garbage")
    with pytest.raises(KeyFileUnusable, match="holds no encrypted private key"):
        load_key_file(file, SECRET)
    write_key_file(file.with_name("good"), generate(KeyKind.EC_P256), SECRET)
    file.write_bytes(file.with_name("good").read_bytes()[:120])
    with pytest.raises(KeyFileUnusable, match="passphrase is wrong or the file is damaged"):
        load_key_file(file, SECRET)


def test_a_key_of_another_algorithm_is_refused(file: Path) -> None:
    encryption = serialization.BestAvailableEncryption(SECRET.get_secret_value().encode())
    file.write_bytes(ed448.Ed448PrivateKey.generate().private_bytes(PEM, PKCS8, encryption))
    with pytest.raises(KeyFileUnusable, match="neither EC nor RSA"):
        load_key_file(file, SECRET)


def test_a_weak_key_is_refused(file: Path) -> None:
    encryption = serialization.BestAvailableEncryption(SECRET.get_secret_value().encode())
    file.write_bytes(ec.generate_private_key(ec.SECP224R1()).private_bytes(PEM, PKCS8, encryption))
    with pytest.raises(KeyFileUnusable, match="it is on the curve secp224r1"):
        load_key_file(file, SECRET)


def test_a_full_disk_leaves_no_half_key(tmp_path: Path) -> None:
    # A limit on a file's size, in a process of its own, is the full disk that needs no root.
    file = tmp_path / "ca.key"
    script = (
        "import resource, sys; from pathlib import Path; from pydantic import SecretStr\n"
        "from app.core.errors import KeyFileUnusable; from app.core.recipe import KeyKind\n"
        "from app.pki.keyfile import write_key_file; from app.pki.keys import generate\n"
        "key = generate(KeyKind.EC_P256); size = resource.RLIMIT_FSIZE; enough = resource.getrlimit(size)\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(size, (100, enough[1]))\n"
        "try: write_key_file(Path(sys.argv[1]), key, SecretStr('secret'))\n"
        "except KeyFileUnusable as error: print(error.message)\n"
        "resource.setrlimit(size, enough)\n"  # whatever measures this process writes its own files at its end
    )
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    told = subprocess.run([sys.executable, "-c", script, file], env=here, capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr) == (f"The CA's key file {file} cannot be written: File too large.\n", "")
    assert list(tmp_path.iterdir()) == []
