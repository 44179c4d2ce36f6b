"""
The forms that environment variables take: text in, a setting's value out, any exception where it is not of the form.

Knows neither which variable is read nor where it stands; settings.py turns an exception into a sentence that names both.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zipfile import is_zipfile

import environ


def yes_or_no(text: str) -> bool:
    return {
        "1": True,
        "yes": True,
        "true": True,
        "on": True,
        "0": False,
        "no": False,
        "false": False,
        "off": False,
    }[text.lower()]


def whole_number(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    return parse


def one_of(*words: str) -> Callable[[str], str]:
    return lambda text: {word: word for word in words}[text.lower()]


def some_of(*words: str) -> Callable[[str], frozenset[str]]:
    def parse(text: str) -> frozenset[str]:
        return frozenset(one_of(*words)(word.strip()) for word in text.split(",") if word.strip())

    return parse


def addresses(text: str) -> frozenset[str]:
    found = frozenset(one.strip().lower() for one in text.split(",") if one.strip())
    if any(not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", one) for one in found):
        raise ValueError(text)
    return found


def matching(pattern: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)
        return text

    return parse


def host_names(text: str) -> list[str]:
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    if not names or any(not re.fullmatch(r"[a-z0-9.\-]+|\[[0-9a-f:]+\]", name) for name in names):
        raise ValueError(text)
    return names


def presentation(text: str) -> Path | None:
    path = Path(text)
    if not path.is_absolute() or path.suffix.lower() != ".pptx" or not is_zipfile(path):
        raise ValueError(text)
    return path


def database(text: str) -> dict[str, Any]:
    if not re.match(r"(sqlite|postgres|postgresql)://", text):
        raise ValueError(text)
    found = dict(environ.Env.db_url_config(text))
    if not found.get("NAME") or (
        found["ENGINE"].endswith("sqlite3") and not Path(found["NAME"]).is_absolute()
    ):
        raise ValueError(text)
    return found


def mail_server(text: str) -> dict[str, Any]:
    """smtp: in clear; smtp+tls: STARTTLS; smtps: TLS from the first byte."""
    parts = urlsplit(text)
    default_port = {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme]
    if not parts.hostname or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ValueError(text)
    return {
        "host": parts.hostname,
        "port": parts.port or default_port,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "starttls": parts.scheme == "smtp+tls",
        "tls": parts.scheme == "smtps",
    }
