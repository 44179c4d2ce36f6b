"""Settings that do not go together are found; the production settings of the documentation are not complained of."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as of_these_tests

from sscp.checks import settings_fit_production, settings_go_together

INSTALL = Path(of_these_tests.BASE_DIR) / "docs" / "how-to" / "install.md"


def ids(check) -> list[str]:
    return [found.id for found in check()]


@pytest.fixture
def production(settings, monkeypatch):
    """Settings that nothing is to be said against."""
    settings.SITE_URL = "https://sscp.example.org"
    settings.ALLOWED_HOSTS = ["sscp.example.org"]
    settings.DEBUG = settings.DEMONSTRATION = False
    settings.CLOCK_SHIFT_DAYS = 0
    settings.MAIL_SERVER_IS_NAMED = True
    settings.REDIS_URL = "redis://redis.example.org:6379/0"
    settings.OFFICER_CONTACT = "023 8000 0000"
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    return settings


def test_nothing_is_said_against_production(production) -> None:
    assert ids(settings_go_together) + ids(settings_fit_production) == []


@pytest.mark.parametrize(
    ("site", "allowed"),
    [
        ("https://sscp.example.org", ["other.example.org"]),
        ("https://sscp.example.org", [".example.com"]),
        ("http://[::1]:8000", ["127.0.0.1"]),
    ],
)
def test_site_that_its_own_hosts_refuse_is_an_error(production, site: str, allowed: list[str]) -> None:
    production.SITE_URL, production.ALLOWED_HOSTS = site, allowed

    assert ids(settings_go_together) == ["sscp.E001"]


@pytest.mark.parametrize(
    ("site", "allowed"), [("https://sscp.example.org", [".example.org"]), ("http://[::1]:8000", ["[::1]"])]
)
def test_site_that_its_hosts_name_is_none(production, site: str, allowed: list[str]) -> None:
    production.SITE_URL, production.ALLOWED_HOSTS = site, allowed

    assert ids(settings_go_together) == []


def test_moved_clock_outside_a_demonstration_is_an_error(production) -> None:
    production.CLOCK_SHIFT_DAYS = -1814

    assert ids(settings_go_together) == ["sscp.E002"]


def test_debug_on_a_site_that_others_reach_is_an_error(production) -> None:
    production.DEBUG = True

    assert ids(settings_go_together) == ["sscp.E003"]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("MAIL_SERVER_IS_NAMED", False, "sscp.W001"),
        ("REDIS_URL", "", "sscp.W002"),
        ("DEMONSTRATION", True, "sscp.W004"),
        ("OFFICER_CONTACT", "", "sscp.W005"),
    ],
)
def test_what_will_not_do_for_a_partnership_is_a_warning(production, name: str, value, expected: str) -> None:
    setattr(production, name, value)

    assert ids(settings_fit_production) == [expected]


def test_database_in_a_file_will_not_do_for_a_partnership(production, monkeypatch) -> None:
    monkeypatch.setitem(production.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")

    assert ids(settings_fit_production) == ["sscp.W003"]


def documented_environment() -> dict[str, str]:
    """The environment file that the installation page gives."""
    text = INSTALL.read_text(encoding="utf-8")
    block = re.search(r"```sh\n# /etc/sscp/environment\n(.*?)```", text, re.DOTALL)
    assert block
    lines = [line for line in block[1].splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def test_documented_production_settings_pass_every_check(tmp_path: Path) -> None:
    told = {**documented_environment(), "VAR_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    done = subprocess.run(
        command,
        cwd=of_these_tests.BASE_DIR,
        env={**_of_this_run(), **told},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    assert "System check identified no issues (0 silenced)." in done.stdout


def test_no_check_is_silenced() -> None:
    assert of_these_tests.SILENCED_SYSTEM_CHECKS == []


def _of_this_run() -> dict[str, str]:
    """The environment without what a browser test before this one asks of Django in its own process."""
    return {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
