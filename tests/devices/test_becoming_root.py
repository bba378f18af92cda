"""From a user's login to root, by su and sudo: programs of the same words on a real shell, and a device that says no."""

import os
import time

import pytest
from pydantic import SecretStr

from app.core.errors import LoginRejected
from app.core.recipe import Become, Recipe
from app.devices import Credential
from tests.devices.candidates import shipped
from tests.devices.console_lab import ShellDevice, console, login

ASKS = """#!/bin/sh
stty -echo; [ "$1" = -k ] && printf '%s' "$3" || printf 'Password: '; read -r p; stty echo; echo
"""
PROGRAMS = {
    "id": '#!/bin/sh\n[ "$1" = -u ] && echo ${LAB_UID:-1000}\n',
    "su": ASKS + '[ "$1:$p" = root:toor ] || { echo "su: Authentication failure"; exit 1; }\nLAB_UID=0 PS1="# " exec sh -i\n',
    "sudo": ASKS
    + '[ "$p" = factory ] || { printf "Sorry, try again.\\n%s" "$3"; read -r p; exit 1; }\nLAB_UID=0 PS1="root# " exec sh -i\n',
}
"""Their words are those of util-linux and of sudo 1.9; nobody becomes anybody."""
FREE = '#!/bin/sh\necho "sudo: unable to resolve host labdev: Name or service not known"\nLAB_UID=0 PS1="root# " exec sh -i\n'
FORBIDDEN = ASKS + 'echo "root is not in the sudoers file.  This incident will be reported."; exit 1\n'
LYING = '#!/bin/sh\nPS1="root# " exec sh -i\n'


@pytest.fixture
def folder(tmp_path):
    return put(tmp_path, PROGRAMS)


def put(folder, programs):
    for name, text in programs.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    return folder


def user(root=None):
    return Credential("root", SecretStr("factory"), root=SecretStr(root) if root else None)


def device(folder, shell="sh -i", **filters):
    return ShellDevice(login(f"PATH={folder}:{os.environ['PATH']} {shell}", folder), **filters)


def whoami(shell, credential, become):
    session = console(shell, credential, become=become)
    try:
        return session.ask("id -u; echo $LAB_UID").text
    finally:
        session.close()


@pytest.mark.parametrize("shell", ["sh -i", "bash --norc -i"])  # BusyBox would take its own su; the lab's device has that one
@pytest.mark.parametrize(("become", "password"), [(Become.SU, "toor"), (Become.SUDO, "factory")])
def test_the_station_becomes_root_with_the_right_password_and_leaves_nobody_logged_in(folder, shell, become, password):
    with device(folder, shell) as opened:
        for _ in range(2):  # the second time it asks for a login again
            assert whoami(opened, user(password), become) == "0\n0"


def test_a_device_without_a_login_goes_back_to_its_user(folder):
    with ShellDevice(["env", f"PATH={folder}:{os.environ['PATH']}", "PS1=board$ ", "sh", "-i"]) as opened:
        for _ in range(2):
            assert whoami(opened, user("toor"), Become.SU) == "0\n0"
        assert whoami(opened, None, None) == "1000"


@pytest.mark.parametrize("become", Become)
def test_a_wrong_password_is_given_once_and_never_told(folder, become):
    heard = bytearray()

    def listen(data):
        heard.extend(data)
        return data

    with device(folder, from_device=listen) as opened, pytest.raises(LoginRejected, match="does not let the station become root") as caught:
        whoami(opened, user("hunter2"), become)
    assert b"hunter2" not in heard
    assert "hunter2" not in str(caught.value) + repr(caught.value)
    assert caught.value.code == "DEV-LOGIN"


def test_sudo_that_asks_for_nothing_needs_no_password_and_its_warnings_are_none_of_ours(folder):
    put(folder, {"sudo": FREE})
    with device(folder) as opened:
        assert whoami(opened, user(), Become.SUDO) == "0\n0"


def test_a_user_who_may_not_is_told_so(folder):
    put(folder, {"sudo": FORBIDDEN})
    with device(folder) as opened, pytest.raises(LoginRejected, match="does not let the station become root"):
        whoami(opened, user("factory"), Become.SUDO)


def test_who_is_not_root_in_the_end_is_found_out(folder):
    put(folder, {"sudo": LYING})
    with device(folder) as opened, pytest.raises(LoginRejected, match="but not as root"):
        whoami(opened, user("factory"), Become.SUDO)


def test_a_device_without_su_and_a_recipe_without_its_password(folder):
    with device(folder) as opened, pytest.raises(LoginRejected, match="names no credential for it"):
        whoami(opened, user(), Become.SU)
    put(folder, {"su": "#!/bin/sh\necho 'su: must be suid to work properly'; exit 1\n"})
    with device(folder) as opened, pytest.raises(LoginRejected, match="become root"):
        whoami(opened, user("toor"), Become.SU)


@pytest.mark.parametrize("become", Become)
def test_an_echo_that_comes_in_drops_is_no_prompt(folder, become):
    with device(folder, from_device=Drops()) as opened:
        assert whoami(opened, user("toor" if become is Become.SU else "factory"), become) == "0\n0"


class Drops:
    """What the device says comes a few bytes at a time once it echoes how to become root, slower than a prompt is waited for."""

    def __init__(self) -> None:
        self.left = 4

    def __call__(self, data: bytes) -> bytes:
        if self.left and (b"env" in data or self.left < 4):
            self.left -= 1
            time.sleep(0.25)
        return data


def test_only_a_linux_console_has_users():
    assert shipped("linux-files", link={"become": "sudo"}).link.become is Become.SUDO
    with pytest.raises(ValueError, match=r"link\.become must be left out"):
        shipped("zephyr", link={"become": "su"})
    with pytest.raises(ValueError, match=r"must be 'su' or 'sudo' where link\.become_credential"):
        Recipe.model_validate(shipped("linux-files").model_dump() | {"link": {"become_credential": "x"}})
