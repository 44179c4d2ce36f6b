"""
The mail that tells somebody who may agree that words wait to be taken out of an edition.

Facts in, a Mail out, through the template in templates/emails. It holds neither the words nor why: those are read behind a
sign-in.
"""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from partnership.emails.letter import Mail, in_one_line


@dataclass(frozen=True)
class WaitingForAgreement:
    """One person's mail; `address` is the whole link to the page on which it is decided."""

    to: str
    name: str
    partnership: str
    title: str
    meeting_date: date
    edition: int
    asked_by: str
    address: str


def waiting_for_agreement(facts: WaitingForAgreement) -> Mail:
    return Mail(
        to=facts.to,
        subject=in_one_line(f"Waits for agreement: words to be redacted, {facts.title}, {facts.partnership}")[
            :200
        ],
        text=render_to_string("emails/redaction.txt", {"facts": facts}),
    )
