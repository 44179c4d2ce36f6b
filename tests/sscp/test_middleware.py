"""What happens round every request, seen from outside it."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from sscp.middleware import LinksMasked

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}

# A site whose database answers nobody: port 9 of this machine takes no connection.
ASK = """
import json, django
django.setup()
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client
client = Client(raise_request_exception=False)
answers = {address: client.get(address, headers={"host": "127.0.0.1"}) for address in ("/health/", "/", "/accounts/login/")}
client.cookies["sessionid"] = "somebody's"
answers["/ signed in"] = client.get("/", headers={"host": "127.0.0.1"})
print(json.dumps({address: [found.status_code, found.get("Retry-After"), found.content.decode()] for address, found in answers.items()}))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list]:
    environment = {
        **os.environ,
        "VAR_DIR": os.environ["VAR_DIR"],
        "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:9/none",
        "LOG_LEVEL": "error",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("address", ["/health/", "/ signed in"])
def test_database_that_is_away_gives_503_in_words(answers: dict[str, list], address: str) -> None:
    status, retry_after, content = answers[address]

    assert (status, retry_after) == (503, "30")
    assert "It cannot reach its database just now." in content
    assert "Traceback" not in content


def test_page_that_needs_no_database_still_answers(answers: dict[str, list]) -> None:
    assert [answers["/"][0], answers["/accounts/login/"][0]] == [302, 200]


def test_pages_are_stored_by_nobody(signed_in: Callable[[str], Client], client: Client) -> None:
    answered = [client.get("/accounts/login/"), signed_in("board_member").get("/"), client.get("/nowhere/")]

    assert all("no-store" in response["Cache-Control"] for response in answered)


def test_refusal_by_an_operation_is_a_403_page_that_says_why(signed_in: Callable[[str], Client]) -> None:
    response = signed_in("board_member").get("/admin/")

    assert response.status_code == 403
    assert b"The desk is for performance officers and administrators." in response.content


def test_every_answer_carries_the_policies(
    signed_in: Callable[[str], Client], client: Client, db: None
) -> None:
    for response in (client.get("/accounts/login/"), client.get("/nowhere/"), signed_in("chair").get("/")):
        assert {part.strip() for part in response["Content-Security-Policy"].split(";")} == STRICT
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_static_files_have_long_lives_and_pages_name_them_by_their_hash(
    client: Client, db: None, settings: Any
) -> None:
    settings.WHITENOISE_AUTOREFRESH = False  # as in production
    page = client.get("/accounts/login/").content.decode()
    address = next(part for part in page.split('"') if part.startswith("/static/css/house."))

    response = client.get(address)
    response.close()

    assert Path(address).name != "house.css"
    assert response.status_code == 200
    assert response["Cache-Control"] == "max-age=315360000, public, immutable"


def test_no_owners_link_stands_in_a_log():
    record = logging.makeLogRecord(
        {"msg": "%s: %s", "args": ("Service Unavailable", "/answer/1-2-3.abc_-/fresh/")}
    )
    assert LinksMasked().filter(record)
    assert record.getMessage() == "Service Unavailable: /answer/…/fresh/"
