"""Words found and taken out of texts, of pages and of a frozen document, in whatever way they are typed."""

import ast
import json
import re
import unicodedata
from dataclasses import is_dataclass, replace
from enum import Enum
from html.parser import HTMLParser
from typing import get_args, get_type_hints

import pytest
from django.conf import settings as settings_of
from hypothesis import given, settings
from hypothesis import strategies as st

from boardpack.document import PackDocument, from_text, to_text
from boardpack.document.redacting import MARK, CannotBeRedacted, Words, is_read, sentence, without
from boardpack.renderers import BY_KEY, FORMATS
from tests.boardpack import documents
from tests.boardpack.conftest import NOW


@pytest.mark.parametrize(
    ("words", "text", "left"),
    [
        ("Tom Green", "tom\n  GREEN’s; Tom Greene; xTom Green", f"{MARK}’s; Tom Greene; xTom Green"),
        ("José", "JOSÉ, Jose\u0301, Jose", f"{MARK}, {MARK}, Jose"),
        ("Jose", "José, Jose\u0301, Jose-Ann, _Jose_", f"José, Jose\u0301, {MARK}-Ann, _{MARK}_"),
        ("O'Brien", "O’Brien, O&#x27;Brien", f"{MARK}, {MARK}"),
        ("Anne-Marie", "anne\u2011marie", MARK),
        ("14 High St.", "at 14 High St. now", f"at {MARK} now"),
        (r"a.b\d", r"a.b\d axb1", f"{MARK} axb1"),
    ],
)
def test_words_are_found_however_they_are_typed(words, text, left):
    assert Words(words).taken_out(text)[0] == left


def test_page_keeps_its_tags_and_styles():
    page = '<style>p {color: red}</style><p class="red">Red &amp; red</p>'
    assert Words("red").taken_out_of_page(page) == (
        f'<style>p {{color: red}}</style><p class="red">{MARK} &amp; {MARK}</p>',
        2,
    )


@given(st.text(st.sampled_from("abkKſéÉ İıs'’- \n\u00a01"), min_size=1, max_size=6), st.text(max_size=12))
@settings(max_examples=60)
def test_words_taken_out_are_gone_and_a_database_finds_them_by_their_run(words, around):
    try:
        held = Words(words)
    except CannotBeRedacted:
        return
    text = f"{around} {unicodedata.normalize('NFD', words).upper()}\n{words} {around}"
    left, times = held.taken_out(text)
    assert held.times_in(left) == 0
    assert times == 0 or held.run.lower() in text.lower()


def test_document_without_words_is_read_again_and_says_so_in_every_format():
    document = replace(documents.document(), scrutineer_comment="Ask about Zebedee Quill.")
    section = document.sections[0]
    chart = replace(section.chart, alt=f"{section.chart.alt} Zebedee  Quill moved.")
    document = replace(document, sections=(replace(section, chart=chart), *document.sections[1:]))
    found = without(to_text(document), Words("zebedee quill"), "Redacted on 3 December 2021.")
    assert {place.where: place.times for place in found.places} == {
        f"4.{section.number} {section.name}: sentences": 1,
        "Cover: scrutineer comment": 1,
    }
    held = from_text(found.text)
    assert held.scrutineer_comment == f"Ask about {MARK}."
    assert held == replace(
        document,
        scrutineer_comment=held.scrutineer_comment,
        sections=held.sections,
        redactions=("Redacted on 3 December 2021.",),
    )
    made = {one.key: one.render(held, NOW) for one in FORMATS if one.key in ("text", "html", "json")}
    for key, content in made.items():
        assert ("Redacted on 3 December 2021." in content.decode(), "quill" in content.decode().lower()) == (
            True,
            False,
        ), key


def test_fields_that_the_product_reads_are_left_alone():
    """Every other text of a document may be any words: it is read again, and no page is laid out by it."""
    document = documents.document(since=documents.since())
    held = json.loads(to_text(document))
    assert shape_of(from_text(json.dumps(reworded(held)))) == shape_of(document)
    fields = set(fields_of(PackDocument))
    chosen = {name for name, kind in fields if isinstance(kind, type) and issubclass(kind, Enum)}
    compared = compared_with_fixed_words({name for name, kind in fields if kind is str})
    assert {name for name in chosen | compared if not is_read(("", name))} == {
        "gap",  # of a draft, which is not frozen yet
    }


def shape_of(document):
    """The tags of its page with what they carry, but for what is read out."""
    page = HTMLParser()
    found = []
    page.handle_starttag = lambda tag, carried: found.append(
        (tag, [(name, value) for name, value in carried if name not in ("alt", "aria-label", "title")])
    )
    page.feed(BY_KEY["html"].render(document, NOW).decode())
    return found


def reworded(value, path=()):
    if isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        told = {key: reworded(one, (*path, key)) for key, one in parts}
        return told if isinstance(value, dict) else list(told.values())
    if not isinstance(value, str) or is_read(path):
        return value
    return re.sub(r"[^\W\d_]+", "quill", value)


def fields_of(kind, seen=None):
    """Every field of the document, however deep, with what it holds."""
    seen = set() if seen is None else seen
    for name, of in get_type_hints(kind).items():
        for leaf in leaves_of(of):
            yield name, leaf
            if is_dataclass(leaf) and leaf not in seen:
                seen.add(leaf)
                yield from fields_of(leaf, seen)


def leaves_of(kind):
    return [leaf for part in get_args(kind) for leaf in leaves_of(part)] if get_args(kind) else [kind]


def compared_with_fixed_words(names):
    """Those of these fields that what reads documents holds against fixed words."""
    found = set()
    for folder in ("document", "renderers", "templatetags"):
        for file in (settings_of.BASE_DIR / "boardpack" / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
                if any(is_fixed(side) for side in sides):
                    found |= names & {side.attr for side in sides if isinstance(side, ast.Attribute)}
    return found


def is_fixed(side):
    """A word in quotes, or a name in capitals."""
    if isinstance(side, ast.Constant):
        return isinstance(side.value, str) and side.value != ""
    return isinstance(side, ast.Name) and side.id.isupper()


def test_nothing_found_leaves_the_text_as_it_is():
    text = to_text(documents.document())
    assert (without(text, Words("nobody")).text, without(text, Words("nobody")).places) == (text, ())
    assert "redactions" not in json.loads(text)


def test_sentence_keeps_the_first_letter_of_a_name():
    assert sentence(NOW.date(), "approver", "deputy", 1, "NHS number").endswith(
        "in 1 place, asked for by an approver and agreed to by a deputy: NHS number."
    )
