"""What the settings make of the environment: seen from a process of its own for each case."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.fixtures.afresh import RunCode

Seen = Callable[..., dict[str, Any]]
SECRET = "a secret that is long enough to be taken for a secret key"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def started(folder: Path, run_code: RunCode) -> RunCode:
    """started(code, …, VARIABLE="value"): a process with that environment, and the site's files in the folder."""

    def run(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return run_code(code, *arguments, environment=environment_with(folder, environment))

    return run


@pytest.fixture
def seen(started: RunCode) -> Seen:
    """seen("DEBUG", …, VARIABLE="value"): these settings, as a process with that environment sees them."""
    code = (
        "import json, sys, sscp.settings as found\n"
        "print(json.dumps({name: getattr(found, name, None) for name in sys.argv[1:]}, default=str))"
    )

    def see(*names: str, **environment: str) -> dict[str, Any]:
        done = started(code, *names, **environment)
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return see


def environment_with(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**clean, "VAR_DIR": str(folder), **environment}


def test_without_any_variable_the_site_is_this_machines_alone(folder: Path, seen: Seen) -> None:
    found = seen("DATABASES", "ALLOWED_HOSTS", "DEBUG", "DEMONSTRATION", "CLOCK_SHIFT_DAYS", "EMAIL_HOST")

    assert found["DATABASES"]["default"]["NAME"] == str(folder / "sscp.sqlite3")
    assert found["DATABASES"]["default"]["OPTIONS"] == {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
    }
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert [found["DEBUG"], found["DEMONSTRATION"], found["CLOCK_SHIFT_DAYS"]] == [False, False, 0]
    assert found["EMAIL_HOST"] == "127.0.0.1"


def test_empty_variable_counts_as_unset(seen: Seen) -> None:
    assert seen("SWEEP_SECONDS", SWEEP_SECONDS=" ") == {"SWEEP_SECONDS": 300}


def test_postgresql_gets_its_time_limits(seen: Seen) -> None:
    found = seen("DATABASES", DATABASE_URL="postgres://board:p%40ss@db.example.org:5433/sscp")
    database = found["DATABASES"]["default"]

    assert [database[key] for key in ("ENGINE", "HOST", "PORT", "NAME", "USER", "PASSWORD")] == [
        "django.db.backends.postgresql",
        "db.example.org",
        5433,
        "sscp",
        "board",
        "p@ss",
    ]
    assert database["OPTIONS"] == {
        "connect_timeout": 5,
        "prepare_threshold": 5,
        "options": "-c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000",
    }
    assert [database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]] == [60, True]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.org", ["mail.example.org", 25, "", "", False, False]),
        ("smtp://127.0.0.1:2525/", ["127.0.0.1", 2525, "", "", False, False]),
        ("smtp+tls://board:p%40ss@mail.example.org", ["mail.example.org", 587, "board", "p@ss", True, False]),
        (
            "smtps://board:word@mail.example.org:8465",
            ["mail.example.org", 8465, "board", "word", False, True],
        ),
    ],
)
def test_mail_server_is_reached_as_its_address_says(seen: Seen, url: str, expected: list[Any]) -> None:
    names = [
        "EMAIL_HOST",
        "EMAIL_PORT",
        "EMAIL_HOST_USER",
        "EMAIL_HOST_PASSWORD",
        "EMAIL_USE_TLS",
        "EMAIL_USE_SSL",
    ]
    found = seen(*names, EMAIL_URL=url)

    assert [found[name] for name in names] == expected


def test_https_address_makes_every_page_ask_for_https(seen: Seen) -> None:
    names = ["SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS"]
    cookies = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "ALLOWED_HOSTS"]
    found = seen(*names, *cookies, SITE_URL="https://sscp.example.org", SECRET_KEY=SECRET)

    assert [found[name] for name in names] == [True, True, True, 31_536_000]
    assert [found[name] for name in cookies] == ["__Host-sessionid", "__Host-csrf", ["sscp.example.org"]]


def test_https_address_without_a_secret_key_stops_the_start(started: RunCode) -> None:
    done = started("import sscp.settings", SITE_URL="https://sscp.example.org")

    assert done.returncode == 1
    assert "SECRET_KEY is not set. It takes at least 50 characters" in done.stderr


def test_secret_key_of_this_machine_is_made_once_for_its_owner_alone(folder: Path, seen: Seen) -> None:
    first, second = (seen("SECRET_KEY")["SECRET_KEY"] for _ in range(2))

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600


def test_kept_lines_are_read_and_the_environment_wins(folder: Path, seen: Seen) -> None:
    folder.mkdir()
    (folder / "site.env").write_text("# Kept by ./run\nDEMONSTRATION=yes\nCLOCK_SHIFT_DAYS=-1814\n")

    names = ["DEMONSTRATION", "CLOCK_SHIFT_DAYS"]
    assert seen(*names) == {"DEMONSTRATION": True, "CLOCK_SHIFT_DAYS": -1814}
    assert seen(*names, CLOCK_SHIFT_DAYS="0") == {"DEMONSTRATION": True, "CLOCK_SHIFT_DAYS": 0}


def test_refused_value_is_not_repeated_because_it_may_be_a_password(started: RunCode) -> None:
    done = started("import sscp.settings", EMAIL_URL="smpt://board:hunter2@mail")

    assert done.returncode == 1
    assert "EMAIL_URL is set to something that cannot be used." in done.stderr
    assert "hunter2" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "sscp.example.org"),
        ("SITE_URL", "https://sscp.example.org/"),
        ("ALLOWED_HOSTS", "sscp.example.org:443"),
        ("ALLOWED_HOSTS", ","),
        ("DATABASE_URL", "sqlite:///relative.sqlite3"),
        ("DATABASE_URL", "postgres://host:port/name"),
        ("DATABASE_URL", "postgres://host"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "smtp://mail.example.org:none"),
        ("EMAIL_URL", "smtp://mail.example.org/inbox"),
        ("CLOCK_SHIFT_DAYS", "99999"),
        ("SWEEP_SECONDS", "five"),
        ("MAIL_FROM", "board@"),
    ],
)
def test_near_miss_is_refused_too(started: RunCode, name: str, value: str) -> None:
    done = started("import sscp.settings", **{name: value})

    assert done.returncode == 1
    assert f"ImproperlyConfigured: {name} is set to something that cannot be used. It takes " in done.stderr


def test_wrong_value_is_one_sentence_on_the_command_line(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=environment_with(folder, {"SWEEP_SECONDS": "five"}),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stderr == (
        "SWEEP_SECONDS is set to something that cannot be used. "
        "It takes seconds between two sweeps, from 1 to 600.\n"
    )


def test_behind_a_proxy_visitors_are_told_apart_by_the_address_that_it_names(started: RunCode) -> None:
    ask = "import sscp.settings as found; print(getattr(found, 'ALLAUTH_TRUSTED_PROXY_COUNT', 0))"
    said = [started(ask, BEHIND_PROXY=one).stdout for one in ("yes", "no")]

    assert said == ["1\n", "0\n"]
