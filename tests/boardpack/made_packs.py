"""
Whole packs of any size, made by the product's own rules from figures by chance: for what is measured and what is looked at.

No database: rows are values here. The same size always gives the same pack. Needs a set-up Django, for its settings.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from actions.queries import ActionFacts
from bench.measures import FIRST, Case, case
from boardpack.assemble.gathered import Gathered
from boardpack.assemble.whole import written
from boardpack.document import PackDocument, Point
from boardpack.models import Pack
from boardpack.queries.choices import Choice
from indicators.measures.facts import Event
from indicators.measures.kinds import EventKind
from indicators.measures.measure import measure
from indicators.measures.measured import Measured
from indicators.queries import CommentaryFacts
from partnership.models import Meeting

DRAWN = 24  # months that a pack's chart draws, unless all are asked for
AREAS = ("Front Door", "Child Protection", "Children in care", "Police", "Health")
SENTENCES = (
    "Conferences were late because information from the other authorities came in after the deadline.",
    "Demand in the month followed the pattern of other years, with fewer contacts while schools were closed.",
    "The rate stands above that of the statistical neighbours and the reasons are being looked at.",
    "Police referrals rose by 12% after the new threshold and most of them led to no further action.",
    "Two teams worked with vacancies for most of the month.",
)
NAMES = (
    "Contacts to the Front Door",
    "Initial child protection conferences held within 15 working days",
    "Children subject to a child protection plan at month end",
    "Referrals to children’s social care that led to an assessment",
    "Repeat referrals within twelve months",
    "Section 47 enquiries started",
)


def made(indicators: int, months: int, *, long: bool = False, all_drawn: bool = False) -> PackDocument:
    """
    A published pack with an action for every second indicator; `long` gives every text the length that is the most
    which anybody would type. Its charts draw `DRAWN` months at most, as packs do, or `all_drawn`.
    """
    measured = tuple(_measured(at, months, long=long, all_drawn=all_drawn) for at in range(indicators))
    month = measured[0].month
    meeting_on = month.plus(1).first_day + timedelta(days=23)
    meeting = Meeting(title="Board", date=meeting_on)
    reason = _words(290, 1) if long else ""
    pack = Pack(
        meeting=meeting, month=month, as_at=meeting_on, edition=2 if long else 1, edition_reason=reason,
        scrutineer_comment=_words(1200 if long else 200, 2),
    )  # fmt: skip
    actions = tuple(_action(one, at, meeting_on, long=long) for at, one in enumerate(measured) if at % 2 == 0)
    found = Gathered(
        choices={one.indicator.code: _choice(one, at, long=long) for at, one in enumerate(measured)},
        points=tuple(_point(at, long=long) for at in range(1, 7)),
        last=None,
        measured=measured,
        commentary=tuple(_commentary(one, at, long=long) for at, one in enumerate(measured) if at % 5 != 4),
        actions=actions,
        as_published=True,
        followed=actions,
    )
    return written(pack, found, "published")


def _measured(at: int, months: int, *, long: bool, all_drawn: bool) -> Measured:
    of, series, targets, comparators, events, concerns = _named(case(at, months), at, long=long)
    last = FIRST.plus(months - 1)
    start = FIRST if all_drawn else last.plus(1 - DRAWN)
    return measure(
        of, series, targets, comparators, last, last, events=events, concerns=concerns, chart_from=start
    )  # fmt: skip


def _named(of: Case, at: int, *, long: bool) -> Case:
    indicator, series, targets, comparators, events, concerns = of
    name = f"{NAMES[at % len(NAMES)]} ({at + 1})"
    indicator = replace(
        indicator,
        name=_words(190, at, name) if long else name,
        short_name=name[:60],
        area=AREAS[at * len(AREAS) // 60 % len(AREAS)],
        agency="Children and Learning Service",
        definition=_words(800 if long else 90, at),
        numerator_words=_words(290 if long else 40, at + 1),
        denominator_words=_words(290 if long else 40, at + 2),
        high_means=_words(290 if long else 60, at + 3),
        low_means=_words(290 if long else 60, at + 4),
        source=_words(190 if long else 30, at),
    )
    if long:
        labels = (
            "A new threshold for every contact at the front door of all",
            "Boundaries of two areas changed",
        )
        more = tuple(
            Event(events[0].month.plus(step), EventKind.MARK, label, "Agreed.")
            for step, label in enumerate(labels)
        )
        events = (*events, *more)
        comparators = tuple(replace(one, vintage=_words(118, at)) for one in comparators)
        targets = tuple(replace(one, source=_words(198, at), rationale=_words(500, at)) for one in targets)
    return indicator, series, targets, comparators, events, concerns


def _choice(one: Measured, at: int, *, long: bool) -> Choice:
    reason = _words(290 if long else 80, at) if at % 2 else ""
    return Choice(one.indicator.code, at, reason, "", "", None, "")


def _point(at: int, *, long: bool) -> Point:
    return Point(at, ("to note", "to discuss", "to decide")[at % 3], _words(390 if long else 90, at))


def _commentary(one: Measured, at: int, *, long: bool) -> CommentaryFacts:
    lengths = (2500, 3500, 2000) if long else (160, 420, 200)
    tells_us, analysis, next_steps = (_words(length, at + step) for step, length in enumerate(lengths))
    return CommentaryFacts(
        pk=at, month=one.month, indicators=((one.indicator.code, one.indicator.short_name),), tells_us=tells_us,
        analysis=analysis.replace("month. ", "month.\n\n"), next_steps=next_steps, state="accepted", is_accepted=True,
        author="", received_from="Head of Safeguarding" if at % 3 == 0 else "", accepted_by="", version=1,
    )  # fmt: skip


def _action(one: Measured, at: int, day: date, *, long: bool) -> ActionFacts:
    due = day + timedelta(days=30 - at)
    is_late, is_done = due < day, at % 3 == 0
    lateness = "done on time" if is_done else f"{(day - due).days} days overdue" if is_late else "due soon"
    return ActionFacts(
        pk=at, reference=f"SSCP-2021-{at + 1:02}", title=_words(190 if long else 60, at), detail=_words(900 if long else 0, at),
        owner="Head of Quality Assurance", owner_note=_words(140 if long else 0, at), agency="Children and Learning Service",
        due=due, due_words=f"{due.day} {due:%B %Y}", minutes=_words(180 if long else 0, at),
        status="done" if is_done else "in progress", lateness=lateness, overdue=is_late and not is_done,
        days_late=max((day - due).days, 0), indicators=((one.indicator.code, one.indicator.name),),
        success_looks_like=_words(290 if long else 70, at), latest_update=_words(900 if long else 90, at),
        moves=at % 3, original_deadline=due, review="", is_open=not is_done, version=1,
        closed_on=day - timedelta(days=120) if is_done else None, source_meeting="Board", began_on=day - timedelta(days=200),
    )  # fmt: skip


def _words(length: int, number: int, begin: str = "") -> str:
    """Plain sentences, at most so long."""
    chance = Random(number)
    said = begin
    while len(said) < length:
        said = f"{said} {chance.choice(SENTENCES)}".strip()
    return said[:length].strip()
