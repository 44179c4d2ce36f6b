"""
What a draft is held against: the last pack before its meeting, older ones where that lacks an indicator, the edition it corrects.

The frozen documents with the instant of publication and the name under which the board has them; their indicators by the
codes that they have now. Two queries each where there is one, two more where a code was changed.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from boardpack.document import PackDocument, from_text
from boardpack.document.recoded import recoded
from boardpack.models import FROZEN, Pack, PackIndicator, PackStatus
from indicators.models import Geography, Indicator


@dataclass(frozen=True)
class EditionBefore:
    """An earlier edition: how it is called, when it was published, what it said."""

    words: str
    published_at: datetime
    document: PackDocument


def last_pack(pack: Pack) -> EditionBefore | None:
    """The edition that stands of the latest earlier meeting that has one."""
    rows = Pack.objects.published().filter(meeting__date__lt=pack.meeting.date)
    return _told(rows.select_related("meeting").order_by("-meeting__date").first())


def last_shown(
    pack: Pack, codes: Collection[str], last: EditionBefore | None
) -> tuple[tuple[str, EditionBefore], ...]:
    """Of these indicators, each that the last pack does not show: with the latest edition before that stands and does."""
    if last is None:
        return ()
    wanted = set(codes).difference(section.code for section in last.document.sections)
    if not wanted:
        return ()
    stood = PackIndicator.objects.filter(
        indicator__code__in=wanted,
        pack__status=PackStatus.PUBLISHED,
        pack__meeting__date__lt=pack.meeting.date,
    ).order_by("pack__meeting__date")
    where = dict(stood.values_list("indicator__code", "pack_id"))
    rows = Pack.objects.filter(pk__in=where.values()).select_related("meeting") if where else ()
    told = _all_told(rows)
    return tuple((code, told[where[code]]) for code in codes if where.get(code) in told)


def edition_corrected(pack: Pack) -> EditionBefore | None:
    """The newest edition of the same meeting before this one, whether it stands, was superseded or was withdrawn."""
    rows = Pack.objects.filter(meeting=pack.meeting_id, status__in=FROZEN, edition__lt=pack.edition)
    return _told(rows.select_related("meeting").order_by("-edition").first())


def _told(row: Pack | None) -> EditionBefore | None:
    return None if row is None else _all_told([row]).get(row.pk)


def _all_told(rows: Iterable[Pack]) -> dict[int, EditionBefore]:
    read = [(row.pk, row.published_at, from_text(row.document)) for row in rows]
    present = present_codes({one.code for _, _, document in read for one in document.sections})
    return {
        pk: EditionBefore(f"{document.title}, edition {document.edition}", at, recoded(document, present))
        for pk, at, document in read
        if at is not None
    }


def present_codes(codes: set[str]) -> dict[str, str]:
    """The present code of each indicator that has another by now."""
    gone = codes.difference(Indicator.objects.filter(code__in=codes).values_list("code", flat=True))
    if not gone:
        return {}
    records = Indicator.history.filter(code__in=gone).order_by("history_date", "history_id")
    ids = dict(records.values_list("code", "id"))
    present = dict(Indicator.objects.filter(pk__in=ids.values()).values_list("pk", "code"))
    return {code: present[pk] for code, pk in ids.items() if pk in present}


def present_places(names: Collection[str]) -> dict[str, str]:
    """The present name of each geography that is called otherwise by now. No query for no name, else three at most."""
    gone = set(names)
    if gone:
        gone.difference_update(Geography.objects.filter(name__in=gone).values_list("name", flat=True))
    if not gone:
        return {}
    records = Geography.history.filter(name__in=gone).order_by("history_date", "history_id")
    ids = dict(records.values_list("name", "id"))
    present = dict(Geography.objects.filter(pk__in=ids.values()).values_list("pk", "name"))
    return {name: present[pk] for name, pk in ids.items() if pk in present}
