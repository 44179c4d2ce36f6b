"""Every variable that the settings read is documented, no other is, and a wrong value is refused by name."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.fixtures.afresh import RunCode
from tests.fixtures.environment import variables

ROOT = Path(settings.BASE_DIR)
PAGE = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")

# A value that each variable cannot take. The form that the message gives is read from settings.py itself.
WRONG = {
    "DEBUG": "perhaps",
    "SITE_URL": "https://sscp.example.org/board",
    "SLIDES_TEMPLATE": "look.pptx",
    "SECRET_KEY": "short",
    "ALLOWED_HOSTS": "*",
    "PARTNERSHIP_NAME": "X",
    "DEMONSTRATION": "maybe",
    "CLOCK_SHIFT_DAYS": "1.5",
    "DATABASE_URL": "mysql://user@host/name",
    "REDIS_URL": "http://host:6379",
    "SWEEP_SECONDS": "0",
    "SENDING_WINDOW": "nights",
    "EMAIL_URL": "http://mail.example.org",
    "MAIL_FROM": "the board",
    "OFFICER_CONTACT": "x",
    "BEHIND_PROXY": "sometimes",
    "LOG_LEVEL": "loud",
    "SPC_TREND_POINTS": "5",
    "DEPUTIES": "the deputy",
    "PUBLISH_WITHOUT": "everything",
    "DISCLOSURE_THRESHOLD": "1",
    "BOARD_SEES_SMALL_COUNTS": "seldom",
    "SPC_SCREEN_OUTLIERS": "often",
}
FREE = {"VAR_DIR"}  # any folder will do


def documented() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE))


def forms() -> dict[str, str]:
    """The form that settings.py gives for each variable: the last argument of its `read`."""
    text = (ROOT / "sscp" / "settings.py").read_text(encoding="utf-8")
    calls = re.findall(r'read\(\s*"([A-Z_]+)",(.*?),?\s*\)\n', text, re.DOTALL)
    return {name: re.findall(r'"([^"]*)"', rest)[-1] for name, rest in calls}


def test_every_variable_is_documented_and_no_other() -> None:
    assert documented() == variables()


def test_every_variable_has_a_wrong_value_here() -> None:
    assert set(WRONG) == variables() - FREE


def test_page_gives_the_form_of_every_variable() -> None:
    missing = {name for name, form in forms().items() if form.replace("|", "\\|") not in PAGE}

    assert missing == set()


@pytest.mark.parametrize("name", WRONG)
def test_wrong_value_is_refused_by_name_and_form(name: str, run_code: RunCode) -> None:
    expected = f"{name} is set to something that cannot be used. It takes {forms()[name]}."

    done = run_code("import sscp.settings", environment={**os.environ, name: WRONG[name]})
    last = done.stderr.strip().splitlines()[-1:]
    assert (done.returncode, last) == (1, [f"django.core.exceptions.ImproperlyConfigured: {expected}"])
