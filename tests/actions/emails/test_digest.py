"""What a digest says, read as a person would."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.emails.digest import SHOWN, digest, summary
from actions.emails.lines import DigestFacts, DigestLine
from actions.schedule import Told

AUDIT = DigestLine(
    reference="SSCP-2021-03",
    title="Audit with every agency",
    owner="Head of Quality Assurance, Children and Learning Service",
    told=Told.OWNER,
    due=date(2021, 11, 30),
    step=1,
    lateness="6 days overdue",
    overdue=True,
    indicators=("ICPCs in 15 days",),
    meeting="Board, 24 November 2021",
)
HUB = DigestLine(
    reference="SSCP-2021-02",
    title="Launch the Resource Hub & <threshold> document",
    owner="Head of Quality Assurance, Children and Learning Service",
    told=Told.OWNER,
    due=date(2021, 12, 19),
    step=-14,
    lateness="due in 13 days",
    overdue=False,
    indicators=(),
    meeting="",
)
FACTS = DigestFacts(
    to="head@example.org",
    name="Head of Quality Assurance",
    partnership="Safeguarding Children Partnership",
    site="https://sscp.example.org",
    officer="023 8000 0000",
    reply_to=("officer@example.org",),
    lines=(HUB, AUDIT),
)

TEXT = """\
Head of Quality Assurance,

Safeguarding Children Partnership: 1 action overdue, 1 due soon.

OVERDUE

SSCP-2021-03 Audit with every agency
6 days overdue (due 30 November 2021)
About: ICPCs in 15 days
From: Board, 24 November 2021
https://sscp.example.org/actions/SSCP-2021-03/
If it is still open, you and the agency's lead will be reminded on 7 December 2021.

DUE SOON

SSCP-2021-02 Launch the Resource Hub & <threshold> document
due in 13 days (due 19 December 2021)
https://sscp.example.org/actions/SSCP-2021-02/
If it is still open, you will be reminded on 16 December 2021.

A reply to this mail in your own words will do: say how it goes, that it is done, or that it is not yours.
The performance officer: 023 8000 0000
"""


def test_digest_in_text_is_short_and_has_the_overdue_first():
    mail = digest(FACTS)
    assert mail.text.strip() == TEXT.strip()
    assert (mail.to, mail.reply_to, mail.list_name) == (
        "head@example.org",
        ("officer@example.org",),
        "reminders",
    )
    assert mail.subject == "Safeguarding Children Partnership: 1 action overdue, 1 due soon"


def test_digest_in_html_says_the_same_with_links_and_escapes_what_was_typed():
    page = digest(FACTS).html
    assert re.findall(r'href="([^"]+)"', page) == [
        "https://sscp.example.org/actions/SSCP-2021-03/",
        "https://sscp.example.org/actions/SSCP-2021-02/",
    ]
    assert "Launch the Resource Hub &amp; &lt;threshold&gt; document" in page
    assert "<strong>6 days overdue (due 30 November 2021)</strong>" in page
    assert not re.search(r"style=|<script|src=", page)
    words = re.sub(r"<title>.*?</title>|<[^>]+>", " ", page, flags=re.DOTALL)
    for line in TEXT.splitlines():
        if line and not line.startswith("https:") and line.isprintable() and "Safeguarding" not in line:
            wanted = (
                line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;")
            )
            assert " ".join(wanted.lower().split()) in " ".join(words.lower().split())


def test_digest_to_a_lead_names_the_owner_and_to_an_officer_what_a_leaver_left():
    lead = AUDIT._replace(told=Told.LEAD, step=7, lateness="8 days overdue")
    left = AUDIT._replace(told=Told.OFFICERS, owner_left=True, step=-14, has_lead=False)
    text = digest(replace(FACTS, lines=(lead,))).text
    assert "Owner: Head of Quality Assurance, Children and Learning Service\n" in text
    assert "If it is still open, the owner and you will be reminded on 14 December 2021." in text
    text = digest(replace(FACTS, lines=(left,))).text
    assert "Owner: Head of Quality Assurance, Children and Learning Service, who has left\n" in text
    assert "If it is still open, you will be reminded on 29 November 2021." in text


@pytest.mark.parametrize(
    ("step", "has_lead", "words"),
    [
        (1, False, "If it is still open, you will be reminded on 7 December 2021."),
        (
            14,
            True,
            "If it is still open, you, the agency's lead and the performance officers will be reminded on 21 December 2021.",
        ),
        (28, True, "This is the last reminder; what is still open then stands in the next pack."),
    ],
)
def test_a_line_says_who_is_told_next_and_when(step, has_lead, words):
    assert AUDIT._replace(step=step, has_lead=has_lead).next == words


def test_a_long_digest_shows_the_latest_and_counts_the_rest():
    lines = tuple(
        AUDIT._replace(reference=f"SSCP-2021-{number:02d}", due=AUDIT.due + timedelta(days=number))
        for number in range(SHOWN + 5)
    )
    mail = digest(replace(FACTS, lines=lines))
    assert mail.subject == "Safeguarding Children Partnership: 35 actions overdue"
    assert mail.text.count("https://sscp.example.org/actions/SSCP-") == SHOWN
    assert "And 5 more, all on your list: https://sscp.example.org/actions/\n" in mail.text


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([AUDIT], "1 action overdue"),
        ([AUDIT, AUDIT, HUB], "2 actions overdue, 1 due soon"),
        ([HUB], "1 action due soon"),
        ([HUB, HUB], "2 actions due soon"),
    ],
)
def test_summary_counts_in_words(lines, words):
    assert summary(lines) == words
