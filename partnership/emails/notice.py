"""
The notice to officers that messages did not arrive: to whom, of which kind and day, and the server's words.

What the messages said is not repeated: sign-in mail holds a link that is its reader's alone. Knows no rows.
"""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from partnership.emails.letter import Mail

SHOWN = 30


@dataclass(frozen=True)
class Undelivered:
    """A message that the server refused, or of which nothing is known; `words` are the server's last."""

    to: str
    kind: str
    day: date
    state: str
    words: str


def notice(*, to: str, name: str, partnership: str, site: str, undelivered: tuple[Undelivered, ...]) -> Mail:
    """One mail for all that stands undelivered now."""
    many = len(undelivered)
    words = {
        "name": name,
        "partnership": partnership,
        "site": site,
        "undelivered": undelivered[:SHOWN],
        "more": max(0, many - SHOWN),
    }
    return Mail(
        to=to,
        subject=f"{partnership}: {many} {'message was' if many == 1 else 'messages were'} not delivered",
        text=render_to_string("emails/notice.txt", words),
        list_name="notices",
    )
