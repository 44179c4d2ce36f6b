"""
Publishing a draft, and starting a further edition of what is published.

One transaction assembles the document as of that moment, freezes its text with the SHA-256, supersedes the edition
before, owes the files and marks the months as published. Two people publishing at once make one edition.
"""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from boardpack.assemble.gating import AtTheGate, at_the_gate, no_agreement, stopping
from boardpack.document import PackDocument, digest, to_text
from boardpack.document.gate import Bar, done_without
from boardpack.models import Pack, PackIndicator, PackStatus
from boardpack.operations.agreeing import agreed_words
from boardpack.operations.drafts import one_moment, open_draft
from boardpack.operations.files import forget_files, owe_files
from boardpack.permissions import can_compose, can_publish
from boardpack.queries.earlier import on_record
from indicators.measures.periods import Month, month_range
from indicators.operations.asking import require_of
from indicators.operations.published import mark_published
from partnership.models import User
from partnership.operations.rows import create, write
from partnership.verdicts import Refused

LONGEST = 20 * 12  # months: longer than any chart


class GateShut(Refused):
    """The pack lacks something without which it is not published; `bars` say what, each in a sentence."""

    def __init__(self, found: tuple[Bar, ...]) -> None:
        self.bars = found
        super().__init__(f"It cannot be published yet. {' '.join(bar.words for bar in found)}")


def publish_pack(*, pack: Pack, by: User | None, now: datetime, version: int | None = None) -> Pack:
    """The draft becomes the edition that stands. NotADraft when it is one already, GateShut while it lacks something."""
    require_of(by, can_publish)
    with one_moment():
        draft = open_draft(pack)
        found = at_the_gate(draft)
        if shut := stopping(draft, found, by):
            raise GateShut(shut)
        document = replace(found.document, publication=_publication(draft, found))
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
            suppressions=on_record((*found.kept_back, *found.beside)),
            published_by=by,
            published_at=now,
        )
        forget_files(pack=draft)
        owe_files(pack=published, now=now)
        mark_published(months=months_shown(document, draft.month), pack=str(draft), by=by, now=now)
    return published


def _publication(draft: Pack, found: AtTheGate) -> tuple[str, ...]:
    """How it came to be published: an agreement that no longer holds is none."""
    agreed = "" if no_agreement(draft, found.sha256, None) else agreed_words(draft)
    return tuple(filter(None, (agreed, *done_without(settings.PUBLISH_WITHOUT))))


@transaction.atomic
def start_edition(*, pack: Pack, reason: str, by: User | None) -> Pack:
    """A draft of the next edition, with the choices and points of the one that stands."""
    require_of(by, can_compose)
    stands = Pack.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=pack.pk)
    if not _may_be_followed(stands):
        raise Refused(
            f"{stands} is {stands.get_status_display()}: a further edition starts from the published one."
        )
    if Pack.objects.drafts().filter(meeting=stands.meeting).exists():
        raise Refused(f"A draft of the next edition for {stands.meeting} is there already: change that one.")
    if not reason.strip():
        raise ValidationError("Say why there is a further edition.")
    fields = {name: getattr(stands, name) for name in ("meeting", "month", "as_at", "scrutineer_comment")}
    draft = create(Pack, by=by, **fields, edition=_last_edition(stands) + 1, edition_reason=reason.strip())
    _copy_parts(stands, draft, by)
    return draft


def _may_be_followed(edition: Pack) -> bool:
    """The edition that stands; a withdrawn one where none stands."""
    if edition.status == PackStatus.WITHDRAWN:
        return not Pack.objects.published().filter(meeting=edition.meeting).exists()
    return edition.status == PackStatus.PUBLISHED


def _last_edition(edition: Pack) -> int:
    return max(Pack.objects.filter(meeting=edition.meeting).values_list("edition", flat=True))


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
            asked_of=choice.asked_of,
            asked_on=choice.asked_on,
        )
    for point in stands.points.all():
        create(type(point), by=by, pack=draft, order=point.order, asks=point.asks, text=point.text)


def months_shown(document: PackDocument, month: Month) -> tuple[Month, ...]:
    """Every month that the pack's charts and scorecard show, the reporting month last."""
    labels = {*document.scorecard.months, *(label for one in document.sections for label in one.chart.labels)}
    return tuple(one for one in month_range(month.plus(1 - LONGEST), month) if one.label in labels)
