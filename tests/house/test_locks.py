"""The locks are in step with what they are made from: cheap to see, and nothing is asked of a registry."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(settings.BASE_DIR)
MADE_FROM = {"requirements.txt": "requirements.in", "requirements-dev.txt": "requirements-dev.in"}
ENTRY = re.compile(r"^([a-z0-9._-]+)==(\S+?)(?: ;.*)? \\\n((?: .*\n)+)", re.MULTILINE | re.IGNORECASE)


def asked_for(source: str) -> dict[str, Requirement]:
    lines = (line.partition("#")[0].strip() for line in (ROOT / source).read_text().splitlines())
    wanted = [Requirement(line) for line in lines if line and not line.startswith("-")]
    return {canonicalize_name(requirement.name): requirement for requirement in wanted}


def locked(lock: str) -> dict[str, tuple[str, str]]:
    """Name → version and what stands under it: hashes, and who asked for it."""
    text = (ROOT / lock).read_text()
    return {canonicalize_name(name): (version, rest) for name, version, rest in ENTRY.findall(text)}


@pytest.mark.parametrize("lock", MADE_FROM)
def test_lock_holds_what_is_asked_for_at_an_allowed_version(lock: str) -> None:
    held = locked(lock)
    wrong = [
        str(requirement)
        for name, requirement in asked_for(MADE_FROM[lock]).items()
        if name not in held or not requirement.specifier.contains(held[name][0], prereleases=True)
    ]

    assert wrong == []


@pytest.mark.parametrize("lock", MADE_FROM)
def test_lock_holds_nothing_that_is_asked_for_no_more(lock: str) -> None:
    source = MADE_FROM[lock]
    direct = {name for name, (_, rest) in locked(lock).items() if f"-r {source}" in rest}

    assert direct == set(asked_for(source))


@pytest.mark.parametrize("lock", MADE_FROM)
def test_every_locked_package_has_a_hash(lock: str) -> None:
    assert [name for name, (_, rest) in locked(lock).items() if "--hash=sha256:" not in rest] == []


def test_what_runs_is_tested_at_the_same_version() -> None:
    runs, proves = locked("requirements.txt"), locked("requirements-dev.txt")

    assert {name: version for name, (version, _) in runs.items()} == {name: proves[name][0] for name in runs}
