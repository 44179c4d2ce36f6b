"""
Publishing a draft, and starting a further edition of what is published.

One transaction assembles the document as of that moment, freezes its text with the SHA-256, supersedes the edition
before and marks the months as published. Two people publishing at once make one edition.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction

from boardpack.assemble import document_of
from boardpack.document import PackDocument, digest, to_text
from boardpack.models import Pack, PackIndicator, PackStatus
from boardpack.operations.drafts import open_draft
from boardpack.permissions import can_compose, can_publish
from indicators.measures.periods import Month, month_range
from indicators.operations.asking import require_of
from indicators.operations.published import mark_published
from partnership.models import User
from partnership.operations.rows import create, write
from partnership.verdicts import Refused

LONGEST = 20 * 12  # months: longer than any chart
SERIALIZATION_FAILURE = "40001"  # PostgreSQL: another transaction changed what this one had read


class PublishedMeanwhile(Refused):
    """Somebody else published or changed this pack in the same moment."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else published or changed this pack in the same moment. Look at it again before publishing."
        )


def publish_pack(*, pack: Pack, by: User | None, now: datetime, version: int | None = None) -> Pack:
    """The draft becomes the edition that stands; NotADraft when it is one already."""
    require_of(by, can_publish)
    with _one_moment():
        draft = open_draft(pack)
        document = document_of(draft, status=PackStatus.PUBLISHED)
        text = to_text(document)
        for before in Pack.objects.published().filter(meeting=draft.meeting):
            write(
                before, by=by, reason=f"superseded by edition {draft.edition}", status=PackStatus.SUPERSEDED
            )
        published = write(
            draft,
            by=by,
            version=version,
            reason="published",
            status=PackStatus.PUBLISHED,
            document=text,
            sha256=digest(text),
            published_by=by,
            published_at=now,
        )
        mark_published(months=months_shown(document, draft.month), pack=str(draft), by=by, now=now)
    return published


@transaction.atomic
def start_edition(*, pack: Pack, reason: str, by: User | None) -> Pack:
    """A draft of the next edition, with the choices and points of the one that stands."""
    require_of(by, can_compose)
    stands = Pack.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=pack.pk)
    if stands.status != PackStatus.PUBLISHED:
        raise Refused(
            f"{stands} is {stands.get_status_display()}: a further edition starts from the published one."
        )
    if Pack.objects.drafts().filter(meeting=stands.meeting).exists():
        raise Refused(f"A draft of the next edition for {stands.meeting} is there already: change that one.")
    if not reason.strip():
        raise ValidationError("Say why there is a further edition.")
    fields = {name: getattr(stands, name) for name in ("meeting", "month", "as_at", "scrutineer_comment")}
    draft = create(Pack, by=by, **fields, edition=stands.edition + 1, edition_reason=reason.strip())
    _copy_parts(stands, draft, by)
    return draft


def _copy_parts(stands: Pack, draft: Pack, by: User | None) -> None:
    for choice in stands.choices.select_related("indicator", "review_meeting"):
        create(
            PackIndicator,
            by=by,
            pack=draft,
            indicator=choice.indicator,
            order=choice.order,
            no_action_reason=choice.no_action_reason,
            standing_reason=choice.standing_reason,
            review_meeting=choice.review_meeting,
        )
    for point in stands.points.all():
        create(type(point), by=by, pack=draft, order=point.order, asks=point.asks, text=point.text)


def months_shown(document: PackDocument, month: Month) -> tuple[Month, ...]:
    """Every month that the pack's charts and scorecard show, the reporting month last."""
    labels = {*document.scorecard.months, *(label for one in document.sections for label in one.chart.labels)}
    return tuple(one for one in month_range(month.plus(1 - LONGEST), month) if one.label in labels)


@contextmanager
def _one_moment() -> Iterator[None]:
    """
    A transaction in which every read sees the same moment, so that no pack mixes two.

    SQLite's immediate transactions do that by themselves; PostgreSQL is asked for one snapshot, unless a caller's
    transaction is open already.
    """
    snapshot = connection.vendor == "postgresql" and not connection.in_atomic_block
    try:
        with transaction.atomic():
            if snapshot:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == SERIALIZATION_FAILURE:
            raise PublishedMeanwhile from error
        raise
