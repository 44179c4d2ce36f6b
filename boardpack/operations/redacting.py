"""
Words taken out of a published edition by two people together: one asks and says why, another, told by mail, agrees.

Agreeing is one transaction: the document, its files, the rows that hold the words anywhere, their histories and mail that
waits. What was redacted is then forgotten; who asked, who agreed, when, why, how many places and both hashes stay.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from boardpack.document import digest
from boardpack.document.redacting import CannotBeRedacted, Place, RedactedText, Words, sentence, without
from boardpack.emails.redaction import WaitingForAgreement, waiting_for_agreement
from boardpack.models import FROZEN, Pack, Redaction
from boardpack.operations.files import forget_files, owe_files
from boardpack.permissions import can_agree_to_redact, can_redact
from boardpack.queries.packs import facts
from boardpack.queries.redacting import SWEPT, TABLES, Holding, holding
from partnership.clock import LONDON
from partnership.models import Message, MessageKind, User, Versioned
from partnership.operations.bulk import ManyChange, write_many
from partnership.operations.identifying import refuse_identifying
from partnership.operations.outbox import cancel_messages
from partnership.operations.rows import write
from partnership.roles import BY_KEY, ROLES, May
from partnership.verdicts import Refused, require

IN_THE_OFFICE_OF = (
    "performance_officer",
    "chair",
    "approver",
)  # the first of a person's roles that counts here


@transaction.atomic
def ask_redaction(*, pack: Pack, words: str, reason: str, by: User, now: datetime) -> Redaction:
    """
    Asked for, and everybody else who may agree is written to; nothing is taken out yet.

    ValidationError says what is wrong with the words or the reason.
    """
    require(can_redact(by))
    held = _edition(pack)
    said = " ".join(words.split())
    _require_reason(reason, said)
    if not _found(held, said).places:
        raise ValidationError({"words": "These words do not stand in this edition."})
    waiting = Redaction.objects.filter(pack=held, agreed_at__isnull=True, dropped_at__isnull=True)
    if any(_words(said).are(one) for one in waiting.values_list("words", flat=True)):
        raise Refused("This was asked for already, and waits for somebody to agree.")
    row = Redaction.objects.create(pack=held, words=said, reason=reason.strip(), asked_by=by, asked_at=now)
    today = now.astimezone(LONDON).date()
    Message.objects.bulk_create([_mail(held, row, one, today, now) for one in _may_agree(by, today)])
    return row


@transaction.atomic
def agree_redaction(*, redaction: Redaction, by: User, today: date, now: datetime) -> Redaction:
    """The words are taken out, everywhere and at once. Refused to whoever asked for it."""
    row = _waiting(redaction)
    require(can_agree_to_redact(by, row.asked_by_id))
    _overwrite_what_is_freed()
    held = _edition(row.pack)
    before, words = held.sha256, _words(row.words)
    text = _found(held, row.words)
    if not text.places:
        raise Refused("These words do not stand in this edition any more: drop what was asked.")
    roles = (role_of(row.asked_by), role_of(by))
    text = _found(held, row.words, sentence(today, *roles, text.times, row.reason))
    after = digest(text.text)
    note = f"words redacted, asked for by {row.asked_by.name}: {row.reason}"
    row.words = ""  # forgotten before the sweep, which looks into redactions too
    row.agreed_by, row.agreed_at, row.before_sha256, row.after_sha256 = by, now, before, after
    row.save()
    _cancel_mail(row, f"Not sent: {by.name} had agreed.")
    places = [*text.places, *_sweep(words, by, note)]
    Redaction.objects.filter(pk=row.pk).update(places=[vars(place) for place in places])
    held.refresh_from_db()
    held = write(held, by=by, reason=note, document=text.text, sha256=after)
    Pack.history.filter(id=held.pk).exclude(document="").update(document=text.text, sha256=after)
    forget_files(pack=held)
    for draft in Pack.objects.drafts().filter(renderings__isnull=False).distinct():
        forget_files(pack=draft)
    owe_files(pack=held, now=now)
    row.refresh_from_db()
    return row


@transaction.atomic
def drop_redaction(*, redaction: Redaction, by: User, now: datetime) -> Redaction:
    """Nothing is taken out; what was asked for is forgotten, that it was asked for stays."""
    require(can_redact(by))
    row = _waiting(redaction)
    row.words, row.dropped_at = "", now
    row.save(update_fields=["words", "dropped_at"])
    _cancel_mail(row, f"Not sent: {by.name} had dropped what was asked.")
    return row


def role_of(person: User) -> str:
    """In which office somebody asks or agrees."""
    key = next((key for key in IN_THE_OFFICE_OF if key in person.role_keys), None)
    return BY_KEY[key].name.lower() if key else "deputy"


def _edition(pack: Pack) -> Pack:
    """As it stands, locked."""
    held = Pack.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=pack.pk)
    if held.status not in FROZEN:
        raise Refused(f"{held} is a draft: change its words where they stand.")
    return held


def _waiting(redaction: Redaction) -> Redaction:
    rows = Redaction.objects.select_for_update(of=("self",)).select_related("pack__meeting", "asked_by")
    row = rows.get(pk=redaction.pk)
    if row.agreed_at is not None or row.dropped_at is not None:
        raise Refused("This does not wait any more: it was redacted, or dropped.")
    return row


def _may_agree(asked_by: User, today: date) -> list[User]:
    """Whoever may agree to what this person asked for, and can sign in to do it."""
    keys = [role.key for role in ROLES if May.APPROVE_PACKS in role.may]
    rows = User.objects.in_post(today).filter(is_active=True).alias(address=Lower("email"))
    rows = rows.filter(Q(groups__name__in=keys) | Q(address__in=settings.DEPUTIES)).distinct()
    return [one for one in rows.order_by("name", "pk") if can_agree_to_redact(one, asked_by.pk)]


def _mail(pack: Pack, row: Redaction, person: User, today: date, now: datetime) -> Message:
    """That it waits, without the words: should they stand in a name, not even there."""
    words, day = _words(row.words), pack.meeting.date
    mail = waiting_for_agreement(
        WaitingForAgreement(
            to=person.email,
            name=person.name,
            partnership=settings.PARTNERSHIP_NAME,
            title=words.taken_out(facts(pack).title)[0],
            meeting_date=day,
            edition=pack.edition,
            asked_by=words.taken_out(row.asked_by.name)[0],
            address=f"{settings.SITE_URL}{reverse('boardpack:redact', args=[day, pack.edition])}",
        )
    )
    return Message(
        recipient=person,
        to=mail.to,
        kind=MessageKind.CHASE,
        day=today,
        subject=mail.subject,
        text=mail.text,
        written_at=now,
    )


def _cancel_mail(row: Redaction, words: str) -> None:
    """What is decided asks nobody any more: its mails were written the moment it was asked for, and lead to its page."""
    page = f"/editions/{row.pack.edition}/redact/"
    asking = Message.objects.filter(kind=MessageKind.CHASE, written_at=row.asked_at, text__contains=page)
    cancel_messages(messages=asking, words=words)


def _words(words: str) -> Words:
    try:
        return Words(words)
    except CannotBeRedacted as no:
        raise ValidationError({"words": str(no)}) from no


def _found(pack: Pack, words: str, said: str = "") -> RedactedText:
    try:
        return without(pack.document, _words(words), said)
    except CannotBeRedacted as no:
        raise ValidationError({"words": str(no)}) from no


def _require_reason(reason: str, words: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Say why, in a sentence: the pack prints it."})
    if _words(words).times_in(reason):
        raise ValidationError({"reason": "The reason is printed and kept: say it without the words."})
    refuse_identifying(reason)


def _sweep(words: Words, by: User, note: str) -> list[Place]:
    """The rows first, so that what they were is in their histories when those are swept."""
    places: list[Place] = []
    for model, names in TABLES:
        found = holding(model, names, words, locked=True)
        if found.rows:
            _take_out(found, by, note)
            places += found.places
    return places


def _take_out(found: Holding, by: User, note: str) -> None:
    model: Any = found.model
    if found.model in SWEPT and issubclass(found.model, Versioned):
        changes = (ManyChange(row.pk, row.version, changed, note) for row, changed in found.rows)
        write_many(model, changes, by=by)
        return
    for row, changed in found.rows:
        for name, text in changed.items():
            setattr(row, name, text)
        # Histories share one field for their reasons: bulk_update and update would write it into another's table.
        row.save(update_fields=list(changed))


def _overwrite_what_is_freed() -> None:
    """SQLite leaves what was written over in its file, unless it is told to wipe it. PostgreSQL's vacuum does so."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
