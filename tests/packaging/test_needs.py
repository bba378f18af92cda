"""What the operating system must bring: seen, told, and installed where that is allowed."""

import shutil

import bootstrap
import needs
import pytest

THERE = needs.Need(("none-of-this-name", "dpkg"), "", "this test")
GONE = needs.Need(("none-of-this-name-t64", "none-of-this-name"), "", "this test")


def test_root_calls_apt_itself():
    words = bootstrap.apt_words(root=True, sudo=False, apt=True)
    assert "apt-get" in words
    assert "sudo" not in words


def test_another_person_goes_through_sudo_and_is_never_asked_for_a_password():
    assert bootstrap.apt_words(root=False, sudo=True, apt=True)[:2] == ["sudo", "-n"]


@pytest.mark.parametrize(("root", "sudo", "apt"), [(False, False, True), (True, False, False), (False, True, False)])
def test_nothing_is_installed_where_nothing_may_be(root, sudo, apt):
    assert bootstrap.apt_words(root=root, sudo=sudo, apt=apt) is None


def test_one_of_several_names_is_enough(program):
    program("dpkg-query")
    assert needs.list_missing((THERE, GONE)) == [GONE]


def test_libraries_are_seen_by_loading_them():
    libc = needs.Need(("libc6",), "libc.so.6", "everything")
    other = needs.Need(("libother0",), "libno-such-library.so.9", "this test")
    assert needs.list_missing((libc, other)) == [other]


def test_what_is_missing_is_told_with_its_reason():
    told = needs.tell([needs.WINDOW[1], needs.SOFTHSM[0]])
    assert "sudo apt-get install libegl1 softhsm2" in told
    assert "for the window (Qt): libEGL.so.1" in told
    assert "for a CA key in an HSM made of software" in told


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Another machine's apt: knows only the newer name, and installs nothing unless told to."""
    calls = tmp_path / "calls"
    scripts = {
        "apt-get": f'echo "$@" >> {calls}\ncase "$*" in *install*) exit "${{REFUSES:-0}}";; esac',
        "apt-cache": 'case "$*" in *t64) exit 0;; *) exit 100;; esac',
    }
    env = shutil.which("env")
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "env").symlink_to(env)
    for name, body in scripts.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    return lambda: calls.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def apt():
    return bootstrap.apt_words(root=True, sudo=False, apt=True)


def test_apt_is_given_the_name_it_knows(machine, apt, capfd):
    bootstrap.install_packages(apt, [GONE])
    assert machine()[-1].endswith("install --yes --no-install-recommends none-of-this-name-t64")
    assert capfd.readouterr().out == ""


def verbs(calls):
    return [next(word for word in line.split() if word in ("install", "update")) for line in calls]


def test_lists_that_are_too_old_are_renewed_once(machine, apt, monkeypatch):
    monkeypatch.setenv("REFUSES", "100")
    bootstrap.install_packages(apt, [GONE])
    assert verbs(machine())[-3:] == ["install", "update", "install"]


def test_a_package_that_apt_does_not_know_keeps_no_other_away(machine, apt):
    bootstrap.install_packages(apt, [needs.Need(("unheard-of",), "", "this test"), GONE])
    assert verbs(machine())[-2:] == ["update", "install"]
    assert machine()[-1].endswith("--no-install-recommends none-of-this-name-t64")
