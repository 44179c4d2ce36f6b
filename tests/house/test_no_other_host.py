"""No page asks another host for anything: nothing in our templates loads from elsewhere, and the policy forbids it."""

import re
from pathlib import Path

from django.conf import settings

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.*"))
LOADED = re.compile(
    r"""(?:src|srcset|poster|data|action|formaction)\s*=\s*["'](?:https?:)?//[^"']*""", re.IGNORECASE
)
LINKED = re.compile(r"""<link\b[^>]*href\s*=\s*["'](?:https?:)?//[^"']*""", re.IGNORECASE)
INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|<script\b(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=\s*["']""", re.IGNORECASE
)


def found(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{file.name}: {hit}" for file in files for hit in pattern.findall(file.read_text(encoding="utf-8"))
    ]


def test_templates_load_nothing_from_another_host() -> None:
    assert TEMPLATES
    assert found(LOADED, TEMPLATES) + found(LINKED, TEMPLATES) == []


def test_pages_hold_no_inline_style_and_no_inline_script() -> None:
    elsewhere = {"emails", "alone.html"}  # mail, and the pack as a file: no policy of ours stands over them
    pages = [file for file in TEMPLATES if file.suffix == ".html" and not elsewhere & set(file.parts)]

    assert found(INLINE, pages) == []


def test_policy_names_no_other_host() -> None:
    sources = {
        source for listed in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for source in listed
    }

    assert sources == {"'none'", "'self'", "data:"}
