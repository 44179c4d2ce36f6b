"""
A fresh link to one commentary, asked for by whoever held an old one.

Facts in, a Mail out, through the templates in templates/emails. Whether it may be sent is decided before.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string

from partnership.emails.letter import Mail, in_one_line


@dataclass(frozen=True)
class FreshCommentaryLink:
    """Everything that the mail says; `address` is the whole link."""

    to: str
    name: str
    partnership: str
    indicator: str
    month: str
    address: str
    officer: str


def fresh_commentary_link(facts: FreshCommentaryLink) -> Mail:
    return Mail(
        to=facts.to,
        subject=in_one_line(f"Your link: commentary on {facts.indicator} ({facts.partnership})")[:200],
        text=render_to_string("emails/commentary_link.txt", {"facts": facts}),
        html=render_to_string("emails/commentary_link.html", {"facts": facts}),
    )
