"""A part that holds a form is handed the token without which the site takes no form, wherever it is put into a page."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"


def test_forms_in_parts_are_handed_the_pages_token():
    texts = {path.relative_to(TEMPLATES).as_posix(): path.read_text() for path in TEMPLATES.rglob("*.html")}
    holding = {name for name, text in texts.items() if "{% csrf_token %}" in text}
    put_in = [
        (name, part, words)
        for name, text in texts.items()
        for part, words in re.findall(r'{% include "([^"]+)"(.*?) only %}', text)
        if part in holding
    ]
    assert put_in != []
    assert [(name, part) for name, part, words in put_in if "csrf_token=csrf_token" not in words] == []
