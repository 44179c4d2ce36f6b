"""
A fresh link to one action, asked for by whoever held an old one, and the answer to what an owner asked.

Facts in, a Mail out, through the templates in templates/emails. Knows no rows; whether it may be sent is decided
before.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string

from partnership.emails.letter import Mail, in_one_line


@dataclass(frozen=True)
class FreshLink:
    """Everything that the mail says; `address` is the whole link."""

    to: str
    name: str
    partnership: str
    reference: str
    title: str
    address: str
    officer: str
    meeting: str = ""
    asked: str = ""  # "more time, until 14 January 2022"
    answer: str = ""  # "agreed" or "declined", when the mail brings an answer
    words: str = ""


def fresh_link(facts: FreshLink) -> Mail:
    """The mail, with the link or with the answer and a link."""
    what = f"{facts.answer.capitalize()}: {facts.asked}" if facts.answer else "Your link"
    words = {"facts": facts}
    return Mail(
        to=facts.to,
        subject=in_one_line(f"{what} ({facts.reference}, {facts.partnership})")[:200],
        text=render_to_string("emails/link.txt", words),
        html=render_to_string("emails/link.html", words),
    )
