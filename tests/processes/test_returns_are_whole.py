"""An import that is killed halfway has written nothing; one that was not, everything: real processes, a real database."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.conf import settings

pytestmark = pytest.mark.processes

INDICATORS, MONTHS = 20, 150
NOTE = ("--create-missing", "--accept-warnings", "A trial.")
# The command as manage.py runs it, but that it kills itself when it comes to the given statement.
KILLED_AT = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection
table, at, file = sys.argv[1], int(sys.argv[2]), sys.argv[3]
met = 0
def die(execute, sql, params, many, context):
    global met
    met += sql.startswith(f'INSERT INTO "{table}"')
    if met == at:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
connection.execute_wrappers.append(die)
call_command("import_return", file, "--accept-warnings", "A trial.")
"""


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "VAR_DIR": str(folder), "DATABASE_URL": ""}


def manage(folder: Path, *arguments: object) -> None:
    command = [sys.executable, "manage.py", *map(str, arguments)]
    subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment(folder), check=True, capture_output=True, timeout=120
    )


def held(folder: Path) -> tuple[int, int, int, int]:
    """How many outturns, records of them, targets and returns are there."""
    tables = ("outturn", "historicaloutturn", "target", "return")
    with sqlite3.connect(folder / "sscp.sqlite3") as database:
        counts = [
            database.execute(f"SELECT count(*) FROM indicators_{name}").fetchone()[0] for name in tables
        ]
    return (counts[0], counts[1], counts[2], counts[3])


def written(file: Path, months: range, figure: int) -> Path:
    headings = [f"{2012 + month // 12}-{month % 12 + 1:02}" for month in months]
    rows = [
        ["A", f"Number of swans on pond {pond}", "NUMBER", *[str(pond + figure)] * len(months), "7"]
        for pond in range(INDICATORS)
    ]
    lines = [["Area", "Indicator", "Outturn type", *headings, "Target 2012/13"], *rows]
    file.write_text("\n".join("\t".join(line) for line in lines), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, new_site: Callable[[Path], Path]) -> Path:
    """A site with the indicators and their first month, so that some figures change and most are new."""
    folder = new_site(tmp_path_factory.mktemp("site"))
    manage(folder, "import_return", written(folder / "first.tsv", range(1), 1), *NOTE)
    assert held(folder) == (INDICATORS, INDICATORS, INDICATORS, 1)
    written(folder / "whole.tsv", range(MONTHS), 2)
    return folder


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(site, tmp_path / "copy"))


@pytest.mark.parametrize(
    ("table", "at"),
    [("indicators_outturn", 3), ("indicators_historicaloutturn", 2)],
)
def test_killed_at_a_statement_it_has_written_nothing(copy, table, at):
    before = held(copy)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT, table, str(at), str(copy / "whole.tsv")],
        cwd=settings.BASE_DIR,
        env={**environment(copy), "DJANGO_SETTINGS_MODULE": "sscp.settings"},
        timeout=120,
    )
    assert killed.returncode == -signal.SIGKILL
    assert held(copy) == before


def test_killed_at_any_time_it_has_written_nothing_or_everything(copy, tmp_path):
    before, after = held(copy), (INDICATORS * MONTHS, INDICATORS * (MONTHS + 1), INDICATORS, 2)
    whole = Path(shutil.copytree(copy, tmp_path / "whole"))
    started = monotonic()
    manage(whole, "import_return", whole / "whole.tsv", *NOTE)
    seconds = monotonic() - started
    assert held(whole) == after

    for share in (0.7, 0.95):
        again = Path(shutil.copytree(copy, tmp_path / f"killed at {share}"))
        process = subprocess.Popen(
            [sys.executable, "manage.py", "import_return", str(again / "whole.tsv"), *NOTE],
            cwd=settings.BASE_DIR,
            env=environment(again),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        sleep(seconds * share)
        process.kill()
        process.wait()
        assert held(again) in {before, after}
