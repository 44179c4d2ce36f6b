"""
A pack's document: the draft's choices, what was measured, said and done, joined into finished words.

A fixed number of queries, whatever the number of indicators.
"""

from django.conf import settings

from boardpack.assemble.exceptions import exceptions_page
from boardpack.assemble.gathered import Gathered, gather
from boardpack.assemble.lines import action_line
from boardpack.assemble.sections import section
from boardpack.assemble.since import with_since
from boardpack.document import FORMAT, PackDocument
from boardpack.document.annex import KEY, definition
from boardpack.document.shown import scorecard, scorecard_months
from boardpack.models import Pack, PackStatus
from indicators.measures.measured import RULES_VERSION


def document_of(pack: Pack, *, status: str | None = None) -> PackDocument:
    """The document as of this moment; `status` is the one it is to carry (the pack's own when None)."""
    status = pack.status if status is None else status
    return written(pack, gather(pack, status), status)


def written(pack: Pack, found: Gathered, status: str) -> PackDocument:
    """What was gathered, in the document's words. No query."""
    document = PackDocument(
        format=FORMAT,
        rules_version=RULES_VERSION,
        partnership=settings.PARTNERSHIP_NAME,
        title=f"{pack.meeting.title} pack, {pack.meeting.date:%B %Y}",
        meeting=pack.meeting.title,
        meeting_date=pack.meeting.date,
        month=str(pack.month),
        reporting_month=pack.month.name,
        reporting_month_label=pack.month.label,
        as_at=pack.as_at,
        edition=pack.edition,
        edition_reason=pack.edition_reason,
        status=str(PackStatus(status).label),
        exceptions=exceptions_page(found),
        scorecard=scorecard(found.measured, scorecard_months(found.measured, pack.month)),
        points=found.points,
        sections=tuple(section(one, number, found) for number, one in enumerate(found.measured, 1)),
        actions=tuple(action_line(one) for one in found.actions),
        definitions=tuple(definition(one) for one in found.measured),
        key=KEY,
        scrutineer_comment=pack.scrutineer_comment,
    )
    return with_since(document, found, pack.edition_reason)
