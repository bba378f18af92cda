"""The shipped recipe for tokens with the library that it names: a TPM (swtpm) behind tpm2-pkcs11, provisioned by the command line."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.core.waiting import Deadline, Stop
from app.demo import prepare
from tests.cli.test_provision_token import PIN, with_module
from tests.lab.build import cached, download, unpack
from tests.patience import PATIENCE

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400), pytest.mark.xdist_group("host-tpm")]

LIBRARY = "usr/lib/x86_64-linux-gnu/pkcs11/libtpm2_pkcs11.so"
TOKEN = "GW-2-0042"
SO_PIN = "so-pin-of-the-lab"


def library():
    """Tpm2-pkcs11 out of Debian's package, which is not installed: every station of the tests would look for a TPM."""

    def make(folder, cache):
        unpack(download(cache, "libtpm2-pkcs11-1"), folder, ("./usr/lib/*",))

    return cached([Path(__file__)], make) / LIBRARY


@contextmanager
def tpm(folder):
    """A TPM of its own on a socket in `folder`; yields the environment in which programs find it, and what empties its memory."""
    for name in ("tpm", "store"):
        (folder / name).mkdir()
    words = ["swtpm", "socket", "--tpm2", "--tpmstate", f"dir={folder}/tpm", "--flags", "not-need-init,startup-clear"]
    sockets = ["--server", f"type=unixio,path={folder}/tpm.socket", "--ctrl", f"type=unixio,path={folder}/tpm.socket.ctrl"]
    surroundings = os.environ | {
        "TPM2_PKCS11_TCTI": f"swtpm:path={folder}/tpm.socket",
        "TPM2TOOLS_TCTI": f"swtpm:path={folder}/tpm.socket",
        "TPM2_PKCS11_STORE": f"{folder}/store",
        "BIRTHMARK_SECRET_DEVICE_TOKEN_PIN": PIN,
    }

    def run(*words, check=True):
        """Run a program, then forget what it has left in the TPM, as the kernel's resource manager does for a real one."""
        done = subprocess.run(words, env=surroundings, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0 or not check, done.stdout + done.stderr
        subprocess.run(["tpm2_flushcontext", "-t"], env=surroundings, capture_output=True, timeout=60, check=True)
        return done

    with subprocess.Popen([*words, *sockets], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            assert Stop().wait_for((folder / "tpm.socket").exists, Deadline(PATIENCE))
            yield run
        finally:
            running.terminate()


def test_a_tpm_makes_its_key_keeps_its_certificate_and_is_rotated(tmp_path):
    missing = [name for name in ("swtpm", "pkcs11-tool", "tpm2_flushcontext", "apt-get", "dpkg-deb") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"the lab needs {', '.join(missing)}: python3 packaging/bootstrap.py test installs them")
    module, home = library(), tmp_path / "home"
    prepare(home)
    with_module(home, module)
    recipe = home / "recipes" / "host-token.toml"
    recipe.write_text(recipe.read_text().replace('label = "^birthmark-unit"', 'label = "^GW-2-"'))
    provision = [sys.executable, "-W", "error", "-m", "app", "--home", str(home), "provision", "--recipe", "host-token", "--port", TOKEN]
    with tpm(tmp_path) as run:
        tool = ["pkcs11-tool", "--module", str(module)]
        run(*tool, "--slot-index", "0", "--init-token", "--label", TOKEN, "--so-pin", SO_PIN)
        run(*tool, "--token-label", TOKEN, "--login", "--login-type", "so", "--so-pin", SO_PIN, "--init-pin", "--new-pin", PIN)
        first = json.loads(run(*provision, "--json").stdout)
        second = json.loads(run(*provision, "--json", "--rotate", "--reason", "returned from the field").stdout)
        kept = run(*tool, "--token-label", TOKEN, "--login", "--pin", PIN, "--list-objects").stdout
    assert (first["outcome"], second["outcome"]) == ("PASSED", "PASSED")
    assert first["identifier"] == TOKEN, "the TPM tells no serial number: its label is one"
    assert second["certificate"]["serial"] != first["certificate"]["serial"]
    assert (kept.count(f"CN={TOKEN}"), kept.count("Private Key Object")) == (1, 1), kept
    assert "never extractable" in kept
    assert "decrypt" not in kept, "the library makes no key that can only sign: decryption was taken from it"
