"""
What the data-quality checks are told, from rows and the readings that are about to be entered; and what is confirmed.

At most five queries whatever the number of indicators. Of comparators the published ones in force are told: neither those that
a council's own return brought nor those withdrawn.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from indicators import models
from indicators.importers import long, wide
from indicators.measures import facts
from indicators.measures.checks import Checked, Finding, Member, RelationFacts, WrittenAs
from indicators.measures.kinds import Basis, GeographyKind, RelationKind, RelationRole
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.readings import Reading, Series
from indicators.queries.facts import (
    chart_settings,
    events_of,
    indicator_facts,
    outturn_reading,
    scorecard_order,
)

Entered = Mapping[tuple[str, Month], Reading]
NoteKey = tuple[str, str, str]  # indicator's code, check, facts

_OWN_LAYOUTS = (wide.NAME, long.NAME)


@dataclass(frozen=True)
class Given:
    """What else of an indicator is being entered besides its outturns."""

    targets: tuple[facts.Target, ...] = ()
    comparators: tuple[facts.Comparator, ...] = ()
    written: tuple[WrittenAs, ...] = ()


@dataclass(frozen=True)
class DataNoteFacts:
    """A warning that somebody has confirmed, with the note why. `by` is a name, empty for the system."""

    code: str
    check: str
    facts: str
    month: Month | None
    finding: str
    note: str
    by: str
    at: datetime


_NOTHING = Given()


def checked_for(
    codes: Collection[str],
    months: Iterable[Month] = (),
    entered: Entered | None = None,
    given: Mapping[str, Given] | None = None,
) -> tuple[Checked, ...]:
    """
    For each indicator of the site among `codes`, in scorecard order, what `findings_of` wants.

    Looked at are `months`, where something is held of them, and the months of `entered`: readings that are taken to stand
    already, over whatever is held.
    """
    entered, given, wanted = entered or {}, given or {}, set(months)
    members = _members(codes)
    rows = list(_rows(codes, members))
    indicators = {row.pk: indicator_facts(row) for row in rows}
    held = _held(rows, entered)
    relations = _relations(members, indicators, held)
    asked = [row for row in rows if row.code in set(codes)]
    published = _published([row.pk for row in asked], given)
    events, reckoned = events_of([row.pk for row in asked]), chart_settings()
    new: dict[str, set[Month]] = defaultdict(set)
    for code, month in entered:
        new[code].add(month)
    return tuple(
        Checked(
            indicator=indicators[row.pk],
            series=held[row.pk],
            months=tuple(sorted(new[row.code] | wanted.intersection(held[row.pk].months))),
            targets=given.get(row.code, _NOTHING).targets,
            comparators=given.get(row.code, _NOTHING).comparators,
            written=given.get(row.code, _NOTHING).written,
            relations=tuple(relations[row.pk]),
            published=tuple(published[row.pk]),
            events=tuple(events[row.pk]),
            settings=reckoned,
        )
        for row in asked
    )


def confirmed_notes(findings: Iterable[Finding]) -> dict[NoteKey, DataNoteFacts]:
    """The notes of those findings that are confirmed, by code, check and facts. One query."""
    asked = {finding.key for finding in findings}
    rows = models.DataNote.objects.in_force().filter(facts__in={digest for _, _, digest in asked})
    notes = (_note(row) for row in rows.select_related("indicator", "by"))
    found = {(note.code, note.check, note.facts): note for note in notes}
    return {key: note for key, note in found.items() if key in asked}


def _members(codes: Collection[str]) -> list[models.RelationMember]:
    """Every member of the relations that these indicators are in."""
    theirs = models.RelationMember.objects.filter(indicator__code__in=codes).values("relation")
    rows = models.RelationMember.objects.filter(relation__in=theirs)
    return list(rows.select_related("relation").order_by("relation", "pk"))


def _rows(codes: Collection[str], members: list[models.RelationMember]) -> models.IndicatorQuerySet:
    others = {member.indicator_id for member in members}
    return scorecard_order(models.Indicator.objects.filter(Q(code__in=codes) | Q(pk__in=others)))


def _held(rows: list[models.Indicator], entered: Entered) -> dict[int, Series]:
    """Each indicator's readings in every month, with the entered ones over those that stand."""
    found: dict[int, dict[Month, Reading]] = {row.pk: {} for row in rows}
    for outturn in models.Outturn.objects.filter(indicator__in=list(found)).order_by():
        found[outturn.indicator_id][outturn.month] = outturn_reading(outturn)
    ids = {row.code: row.pk for row in rows}
    for (code, month), reading in entered.items():
        if code in ids:
            found[ids[code]][month] = reading
    return {pk: Series.of(readings.items()) for pk, readings in found.items()}


def _relations(
    members: list[models.RelationMember], indicators: dict[int, facts.Indicator], held: dict[int, Series]
) -> dict[int, list[RelationFacts]]:
    """For each indicator the relations that it is in; every relation is one value, shared by its members."""
    by_relation: dict[models.Relation, list[models.RelationMember]] = defaultdict(list)
    for member in members:
        by_relation[member.relation].append(member)
    found: dict[int, list[RelationFacts]] = defaultdict(list)
    for relation, its_members in by_relation.items():
        playing = (
            Member(RelationRole(row.role), indicators[row.indicator_id], held[row.indicator_id])
            for row in its_members
        )
        told = RelationFacts(RelationKind(relation.kind), tuple(playing))
        for pk in dict.fromkeys(row.indicator_id for row in its_members):
            found[pk].append(told)
    return found


def _published(ids: list[int], given: Mapping[str, Given]) -> dict[int, list[facts.Comparator]]:
    """Every vintage in force of the places that comparators are given for, oldest record first."""
    places = {each.geography for about in given.values() for each in about.comparators}
    found: dict[int, list[facts.Comparator]] = defaultdict(list)
    rows = models.Comparator.objects.filter(
        indicator__in=ids, geography__name__in=places, value__isnull=False, withdrawn_at__isnull=True
    )
    rows = rows.exclude(source_return__layout__in=_OWN_LAYOUTS).select_related("geography")
    for row in rows.order_by("recorded_at", "pk"):
        assert row.value is not None  # asked for above
        found[row.indicator_id].append(
            facts.Comparator(
                geography=row.geography.name,
                geography_kind=GeographyKind(row.geography.kind),
                year=FinancialYear(row.year),
                reading=Reading.of(row.value),
                vintage=row.vintage,
                basis=Basis(row.basis),
                provisional=row.provisional,
            )
        )
    return found


def _note(row: models.DataNote) -> DataNoteFacts:
    return DataNoteFacts(
        code=row.indicator.code,
        check=row.check_name,
        facts=row.facts,
        month=row.month,
        finding=row.finding,
        note=row.note,
        by=row.by.name if row.by else "",
        at=row.at,
    )
