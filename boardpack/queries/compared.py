"""
What a draft is held against: the last pack before its meeting, and the edition that it corrects.

The frozen documents with the instant of publication and the name under which the board has them; their indicators by the
codes that they have now. Two queries each where there is one, two more where a code was changed.
"""

from dataclasses import dataclass
from datetime import datetime

from boardpack.document import PackDocument, from_text
from boardpack.document.recoded import recoded
from boardpack.models import FROZEN, Pack
from indicators.models import Indicator


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


def edition_corrected(pack: Pack) -> EditionBefore | None:
    """The newest edition of the same meeting before this one, whether it stands, was superseded or was withdrawn."""
    rows = Pack.objects.filter(meeting=pack.meeting_id, status__in=FROZEN, edition__lt=pack.edition)
    return _told(rows.select_related("meeting").order_by("-edition").first())


def _told(row: Pack | None) -> EditionBefore | None:
    if row is None or row.published_at is None:
        return None
    document = from_text(row.document)
    document = recoded(document, _present({one.code for one in document.sections}))
    return EditionBefore(f"{document.title}, edition {document.edition}", row.published_at, document)


def _present(codes: set[str]) -> dict[str, str]:
    """The present code of each indicator that has another by now."""
    gone = codes.difference(Indicator.objects.filter(code__in=codes).values_list("code", flat=True))
    if not gone:
        return {}
    records = Indicator.history.filter(code__in=gone).order_by("history_date", "history_id")
    ids = dict(records.values_list("code", "id"))
    present = dict(Indicator.objects.filter(pk__in=ids.values()).values_list("pk", "code"))
    return {code: present[pk] for code, pk in ids.items() if pk in present}
