"""
Publishing killed with -9 at one moment after another, and while figures change: in processes of its own.

Small and on SQLite in ./test; by FAULTS=full .venv/bin/pytest tests/faults at every statement, a hundred editions, and
on PostgreSQL too.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.fixtures import postgres
from tests.fixtures.environment import ROOT, variables

pytestmark = pytest.mark.processes
FULL = os.environ.get("FAULTS") == "full"
DATABASES = ["sqlite", "postgresql"] if FULL else ["sqlite"]


@pytest.fixture(params=DATABASES)
def database(
    request: pytest.FixtureRequest, tmp_path: Path, new_site: Callable[[Path], Path]
) -> Iterator[str]:
    """The address of an empty database, as DATABASE_URL has it; empty for the SQLite file of a site's folder."""
    if request.param == "sqlite":
        new_site(tmp_path)
        yield ""
        return
    with postgres.server() as address:
        with psycopg.connect(f"{address.removesuffix('/sscp')}/postgres", autocommit=True) as opened:
            opened.execute("create database sscp")
        yield address


def found(what: str, folder: Path, database: str) -> dict[str, Any]:
    kept = {name: value for name, value in os.environ.items() if name not in variables()}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "sscp.settings",
        "VAR_DIR": str(folder),
        "PUBLISH_WITHOUT": "explanation,red-action,improvement,checks,agreement",
    }
    command = [sys.executable, "-m", "tests.faults.publisher", what, *(["--full"] if FULL else [])]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment | ({"DATABASE_URL": database} if database else {}),
        capture_output=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(done.stdout)


def test_killed_at_any_moment_publishing_leaves_a_draft_or_a_whole_edition(
    tmp_path: Path, database: str
) -> None:
    told = found("killed", tmp_path, database)
    assert told["left"] == ["draft"] * (len(told["left"]) - 1) + ["whole"]
    assert (told["killed"], len(told["left"]) > 8) == (True, True)  # the last died after the commit
    if FULL:  # in small this is looked at where files are tested
        left = [found for found, _ in told["files"]]
        assert list(dict.fromkeys(left)) == ["waiting", "making", "made"]
        assert {then for _, then in told["files"]} == {"made"}  # the next worker makes it


@(
    pytest.mark.processes if FULL else pytest.mark.thorough
)  # test_publishing of the operations looks at the same in small
def test_edition_never_mixes_two_moments_while_figures_change(tmp_path: Path, database: str) -> None:
    told = found("moving", tmp_path, database)
    assert [one for one, other in told["pairs"]] == [other for one, other in told["pairs"]]
    assert len({one for one, _ in told["pairs"]}) == len(told["pairs"])  # they did change meanwhile
