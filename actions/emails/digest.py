"""
The digest: one person's reminders of a day in one mail, short enough for a phone.

Facts in, a Mail out, through the three templates in templates/emails. Knows no rows and no clock; which actions
belong in it is decided where they are read.
"""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from actions import schedule
from actions.lifecycle import day_in_words
from actions.schedule import Told
from partnership.emails.letter import Mail, in_one_line

SHOWN = 30  # a longer list is for the site, not for a phone


@dataclass(frozen=True)
class DigestLine:
    """
    One action as the reader is reminded of it.

    `told` is why: as its owner, the agency's lead, or an officer. Where the agency has no lead in post, nobody is
    announced in the lead's place.
    """

    reference: str
    title: str
    owner: str
    told: Told
    due: date
    step: int
    lateness: str
    overdue: bool
    indicators: tuple[str, ...]
    meeting: str
    owner_left: bool = False
    has_lead: bool = True

    @property
    def when(self) -> str:
        """
        6 days overdue (due 30 November 2021)
        """
        return f"{self.lateness} (due {day_in_words(self.due)})"

    @property
    def next(self) -> str:
        """Who is told next and when, if it is still open then; empty after the last step."""
        following = schedule.next_told(self.due, self.step, owner_left=self.owner_left)
        if following is None:
            return "This is the last reminder; what is still open then stands in the next pack."
        names = [
            "you" if one is self.told else one.value
            for one in following.told
            if one is not Told.LEAD or self.has_lead
        ]
        listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        return f"If it is still open, {listed} will be reminded on {day_in_words(following.on)}."


@dataclass(frozen=True)
class DigestFacts:
    """Everything that one digest says."""

    to: str
    name: str
    partnership: str
    site: str
    officer: str
    reply_to: tuple[str, ...]
    lines: tuple[DigestLine, ...]


def digest(facts: DigestFacts) -> Mail:
    """The mail: overdue first and the latest of them on top, then what is due soon."""
    ordered = sorted(facts.lines, key=lambda line: (not line.overdue, line.due, line.reference))
    shown = ordered[:SHOWN]
    words = {
        "facts": facts,
        "overdue": [line for line in shown if line.overdue],
        "soon": [line for line in shown if not line.overdue],
        "more": len(ordered) - len(shown),
        "summary": summary(ordered),
    }
    return Mail(
        to=facts.to,
        subject=in_one_line(render_to_string("emails/digest.subject.txt", words)),
        text=render_to_string("emails/digest.txt", words),
        html=render_to_string("emails/digest.html", words),
        reply_to=facts.reply_to,
        list_name="reminders",
    )


def summary(lines: list[DigestLine]) -> str:
    """
    2 actions overdue, 1 due soon
    """
    overdue = sum(line.overdue for line in lines)
    soon = len(lines) - overdue
    late = f"{overdue} {'action' if overdue == 1 else 'actions'} overdue" if overdue else ""
    coming = f"{soon}{'' if overdue else ' action' if soon == 1 else ' actions'} due soon" if soon else ""
    return ", ".join(filter(None, [late, coming]))
