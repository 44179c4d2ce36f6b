"""
What every test may ask for, and the environment that all of them run in.

The environment is set here, before Django reads its settings: a folder of this run's own for everything that a site
keeps, and nothing that this machine or a demonstration has set. DATABASE_URL alone is kept, so that ./test can run
the database tests on PostgreSQL.
"""

import gc
import os
from pathlib import Path

from tests.fixtures import environment

gc.disable()  # until the tests are collected: what is made before that stays
environment.prepare()

import django  # noqa: E402 -- the environment comes first

django.setup()

import pytest  # noqa: E402
from django.conf import settings  # noqa: E402

from tests.fixtures import prepared  # noqa: E402

# Static files are looked up when asked for: reading all of them for every test client took a fifth of the time.
# In a browser they are served as in production (fixtures/browser.py).
settings.WHITENOISE_AUTOREFRESH = True
# Quick: what passwords are really hashed with is met where ./run starts (processes/test_run.py).
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

pytest_plugins = [
    "tests.fixtures.afresh",
    "tests.fixtures.database",
    "tests.fixtures.guard",
    "tests.fixtures.people",
    "tests.fixtures.servers",
    "tests.fixtures.browser",
    "tests.fixtures.again",
]


SLOW = ("processes", "browser")  # the longest first
# What asks and writes is tested on every database. Pages, files and roles hold no SQL of their own: once is enough.
ASKS_OR_WRITES = {"operations", "queries", "assemble", "management"}
ASKS_OR_WRITES_FILES = {
    "test_delivery.py",
    "test_watchdog.py",
    "test_write_guard.py",
    "test_tasks.py",
    "test_history.py",
    "test_front.py",
    "test_assemble.py",
    "test_pages.py",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="run only tests that use the database")
    parser.addoption(
        "--every-database", action="store_true", help="of these, what is tested on every database"
    )
    parser.addoption(
        "--thorough", action="store_true", help="also the long tests that repeat another's subject"
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With --every-database, files that it never takes are not even read."""
    left_out = collection_path.is_file() and not is_for_every_database(collection_path)
    return True if config.getoption("--every-database") and left_out else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=how_long)
    if config.getoption("--database-only") or config.getoption("--every-database"):
        wanted = [item for item in items if uses_database(item)]
        if config.getoption("--every-database"):
            wanted = [item for item in wanted if is_for_every_database(item.path)]
        leave_out(config, items, wanted)
    if not config.getoption("--thorough"):
        leave_out(config, items, [item for item in items if not item.get_closest_marker("thorough")])


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """The product and four thousand tests stay: the collector need not look through them again and again."""
    gc.freeze()
    gc.enable()


def leave_out(config: pytest.Config, items: list[pytest.Item], wanted: list[pytest.Item]) -> None:
    kept = set(wanted)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = wanted


def how_long(item: pytest.Item) -> int:
    """What takes longest begins first, so that no worker is left with it alone at the end."""
    return next((place for place, mark in enumerate(SLOW) if item.get_closest_marker(mark)), len(SLOW))


def uses_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    if "new_site" in names:
        return False  # real processes on a SQLite file of their own
    return (
        bool({"db", "transactional_db", "django_db_setup"} & names)
        or item.get_closest_marker("django_db") is not None
    )


def is_for_every_database(file: Path) -> bool:
    inside = file.relative_to(environment.ROOT).parts
    return bool(ASKS_OR_WRITES & set(inside)) or (file.name in ASKS_OR_WRITES_FILES and "sscp" not in inside)


def pytest_sessionstart(session: pytest.Session) -> None:
    """
    Workers inherit this process's environment. Without the settings' name in it, each makes a folder of its own
    before it reads settings; with it, pytest-django reads them first, and all would write into this one's.
    """
    if getattr(session.config.option, "numprocesses", None) and not hasattr(session.config, "workerinput"):
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def pytest_unconfigure(config: pytest.Config) -> None:
    if os.environ.get("DATABASE_URL") and not hasattr(config, "workerinput"):
        prepared.drop_postgres_template(os.environ["DATABASE_URL"])
    environment.clear_away()
