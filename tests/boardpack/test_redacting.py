"""Words found and taken out of texts, of pages and of a frozen document, in whatever way they are typed."""

import json
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boardpack.document import from_text, to_text
from boardpack.document.redacting import MARK, CannotBeRedacted, Words, sentence, without
from boardpack.renderers import FORMATS
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


def test_nothing_found_leaves_the_text_as_it_is():
    text = to_text(documents.document())
    assert (without(text, Words("nobody")).text, without(text, Words("nobody")).places) == (text, ())
    assert "redactions" not in json.loads(text)


def test_sentence_keeps_the_first_letter_of_a_name():
    assert sentence(NOW.date(), "approver", "deputy", 1, "NHS number").endswith(
        "in 1 place, asked for by an approver and agreed to by a deputy: NHS number."
    )
