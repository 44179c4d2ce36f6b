"""
The mail that asks somebody for what a pack still lacks: everything that is theirs, in one.

Facts in, a Mail out, through the templates in templates/emails. Holds no figure: those are read behind a sign-in.
"""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from partnership.emails.letter import Mail, in_one_line


@dataclass(frozen=True)
class Wanted:
    """
    One thing; `address` is the whole link to where it is done, empty where a reply brings it.

    `link` is one by which it is done without signing in.
    """

    name: str
    words: str
    address: str
    link: str = ""


@dataclass(frozen=True)
class Request:
    """One person's mail."""

    to: str
    name: str
    partnership: str
    title: str
    meeting_date: date
    papers_due_on: date | None
    wanted: tuple[Wanted, ...]
    asks_to_agree: bool
    officer: str
    links_until: date | None = None


def request_mail(facts: Request) -> Mail:
    what = "Your agreement to" if facts.asks_to_agree else "Still wanted for"
    return Mail(
        to=facts.to,
        subject=in_one_line(f"{what} the {facts.title}, {facts.partnership}")[:200],
        text=render_to_string("emails/chase.txt", {"facts": facts}),
        html=render_to_string("emails/chase.html", {"facts": facts}),
    )
