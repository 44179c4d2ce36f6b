"""
The mail that brings a published pack to a member: what it is, where to read it, how to ask about it.

Holds no figure and no name but its reader's: what the pack says is read on the site, behind a sign-in. Its subject says
by date and edition which pack it brought, and keeps saying so in the outbox when the words are gone.
"""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from partnership.emails.letter import Mail, in_one_line

LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Circulation:
    """One member's copy. `words` are the officer's covering words, empty for none; addresses are whole."""

    to: str
    name: str
    partnership: str
    title: str
    meeting_date: date
    edition: int
    edition_reason: str
    reporting_month: str
    address: str
    record_address: str
    words: str
    officer: str


def circulation(facts: Circulation) -> Mail:
    subject = f"{brought(facts.meeting_date, facts.edition)} {facts.title}, {facts.partnership}"
    return Mail(
        to=facts.to,
        subject=in_one_line(subject)[:LONGEST_SUBJECT],
        text=render_to_string("emails/circulation.txt", {"facts": facts}),
        html=render_to_string("emails/circulation.html", {"facts": facts}),
    )


def brought(meeting_date: date, edition: int) -> str:
    """
    The beginning of the subject, by which the outbox tells which pack a mail brought.

    >>> brought(date(2021, 11, 24), 1)
    'Papers for 24 November 2021, edition 1:'
    """
    return f"{papers_for(meeting_date)}{edition}:"


def papers_for(meeting_date: date) -> str:
    """The same of any edition, up to its number."""
    return f"Papers for {meeting_date.day} {meeting_date:%B %Y}, edition "


def edition_brought(subject: str) -> int:
    """
    Which edition a mail with this subject brought.

    >>> edition_brought("Papers for 24 November 2021, edition 2: Board pack, November 2021")
    2
    """
    return int(subject.partition(", edition ")[2].partition(":")[0])
