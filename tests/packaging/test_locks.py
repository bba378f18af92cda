"""The locks name exactly what is asked for, by hash, without saying where it comes from."""

import re

import pytest
from packaging.requirements import Requirement

LOCKS = ("requirements-build", "requirements", "requirements-dev")


@pytest.fixture(scope="module")
def pins(root):
    """By lock: each package's version and number of hashes."""

    def read(name):
        text = (root / "packaging" / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
        lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        found = (re.match(r"([a-z0-9-]+)==(\S+)", line) for line in lines)
        return {match[1]: (match[2], line.count("--hash=sha256:")) for match, line in zip(found, lines, strict=True)}

    return {name: read(name) for name in LOCKS}


def wanted(root, name):
    lines = (root / "packaging" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return [Requirement(line.split("#")[0]) for line in lines if line.split("#")[0].strip() and not line.startswith("-")]


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_says_where_packages_come_from(root, name):
    text = (root / "packaging" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host|\.(org|com|net|io)\b|@ ", text)


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_a_hash(pins, name):
    assert pins[name]
    assert [package for package, (_, hashes) in pins[name].items() if hashes == 0] == []


@pytest.mark.parametrize("name", LOCKS)
def test_what_is_asked_for_is_locked_in_a_version_that_fits(root, pins, name):
    for requirement in wanted(root, name):
        version, _ = pins[name][re.sub(r"[-_.]+", "-", requirement.name).lower()]
        assert requirement.specifier.contains(version), f"{requirement} is locked as {version}"


@pytest.mark.parametrize("name", ["requirements-build", "requirements"])
def test_the_tests_run_on_what_the_product_runs_on(pins, name):
    assert pins[name].items() <= pins["requirements-dev"].items()


def test_pyside_is_not_the_release_that_loses_references(pins):
    major, minor = pins["requirements"]["pyside6"][0].split(".")[:2]
    assert (int(major), int(minor)) < (6, 12)
