"""Words taken out by two people: out of the edition, its files, every row, its history and mail that waits."""

import json
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

from actions.operations.progress import record_progress
from actions.operations.raising import raise_action
from boardpack.document import digest, from_text
from boardpack.document.redacting import Words
from boardpack.models import Pack, Redaction, Rendering
from boardpack.operations.circulating import circulate
from boardpack.operations.packs import publish_pack
from boardpack.operations.recording import ask
from boardpack.operations.redacting import agree_redaction, ask_redaction, drop_redaction
from boardpack.queries.redacting import SWEPT, TABLES
from indicators.operations.commentary import return_commentary, save_commentary
from partnership.models import Message
from partnership.operations.identifying import is_free_text
from partnership.verdicts import Refused
from tests.boardpack.conftest import NOW

TODAY = date(2021, 11, 24)
WHY = "A child's name had slipped in."


@pytest.fixture
def named(draft, said, in_time, officer, action_owner, agency):
    """An edition in whose commentary and action a child is named, with all that was written before and since."""
    row = said([in_time], analysis="Late because Tom  Green moved.", next_steps="See TOM GREEN's plan.")
    raised = raise_action(
        by=officer,
        today=TODAY,
        title="Plan for Tom Green",
        owner=action_owner,
        agency=agency,
        deadline=date(2021, 12, 1),
    )
    record_progress(action=raised, words="Tom\nGreen was seen.", by=action_owner, today=TODAY, now=NOW)
    published = publish_pack(pack=draft, by=officer, now=NOW)
    ask(pack=published, section="pack", words="Who is Tom Green?", by=officer, today=TODAY)
    return_commentary(commentary=row, by=officer, reason="leave Tom Green out")
    save_commentary(
        commentary=type(row).objects.get(),
        by=officer,
        month=row.month,
        indicators=[in_time],
        analysis="Late information.",
    )
    circulate(pack=published, to=[officer.pk], by=officer, today=TODAY, now=NOW, words="On Tom Green's plan.")
    return published


def tables_with_it():
    """Which tables hold the name in any text."""
    held = {}
    for model in {*(model for model, _ in TABLES), Pack.history.model, Rendering}:
        texts = models.CharField | models.TextField | models.JSONField
        names = [one.name for one in model._meta.concrete_fields if isinstance(one, texts)]
        held[model._meta.label] = json.dumps(list(model._base_manager.values_list(*names)), default=str)
    return {label for label, text in held.items() if Words("tom green").times_in(text.replace("\\n", " "))}


def redact(pack, officer, chair, words="tom green"):
    asked = ask_redaction(pack=pack, words=words, reason=WHY, by=officer, now=NOW)
    return agree_redaction(redaction=asked, by=chair, today=TODAY, now=NOW)


def test_words_go_from_the_edition_and_from_everywhere_behind_it(named, officer, chair):
    before = named.sha256
    assert tables_with_it() == {
        "actions.Action",
        "actions.HistoricalAction",
        "actions.ProgressUpdate",
        "boardpack.HistoricalMeetingRecord",
        "boardpack.HistoricalPack",
        "boardpack.MeetingRecord",
        "boardpack.Pack",
        "indicators.HistoricalCommentary",
        "partnership.Message",
    }
    done = redact(named, officer, chair)
    assert tables_with_it() == set()
    held = Pack.objects.get()
    document = from_text(held.document)
    (text,) = document.sections[0].texts
    assert (text.analysis, text.next_steps) == (
        "Late because [redacted] moved.",
        "See [redacted]'s plan.",
    )
    assert (held.sha256, done.before_sha256, done.after_sha256) == (
        digest(held.document),
        before,
        held.sha256,
    )
    assert set(Pack.history.exclude(document="").values_list("document", "sha256")) == {
        (held.document, held.sha256)
    }
    assert (done.words, done.asked_by, done.agreed_by, done.reason) == ("", officer, chair, WHY)
    assert document.redactions == (
        "Redacted on 24 November 2021 in 6 places, asked for by a performance officer and agreed to by the chair: "
        "a child's name had slipped in.",
    )
    last = held.history.first()
    assert (last.history_user, last.version) == (chair, held.version)
    assert last.history_change_reason == f"words redacted, asked for by Performance officer: {WHY}"


def test_files_are_forgotten_and_owed_again_of_the_redacted_document(named, officer, chair, rows_by_hand):
    Rendering.objects.update(state="made", content=b"Tom Green", sha256="0" * 64)
    redact(named, officer, chair)
    held = set(Rendering.objects.values_list("state", "content", "document_sha256"))
    assert held == {("waiting", None, Pack.objects.get().sha256)}


def test_it_takes_two_and_neither_reads_packs_only(named, officer, chair, approver, board_member, settings):
    with pytest.raises(Refused):
        ask_redaction(pack=named, words="Tom Green", reason=WHY, by=board_member, now=NOW)
    settings.DEPUTIES = frozenset({board_member.email})
    before = set(Message.objects.values_list("pk", flat=True))
    asked = ask_redaction(pack=named, words="Tom Green", reason=WHY, by=chair, now=NOW)
    settings.DEPUTIES = frozenset()
    mails = Message.objects.exclude(pk__in=before)
    assert {one.recipient for one in mails} == {approver, board_member}
    mail = mails.get(recipient=approver)
    assert (mail.kind, mail.state, mail.to) == ("chase", "due", approver.email)
    assert f"\n{settings.SITE_URL}/packs/2021-11-24/editions/1/redact/\n" in mail.text
    assert [said in f"{mail.subject} {mail.text}".lower() for said in ("tom", "green", WHY.lower())] == [
        False
    ] * 3
    with pytest.raises(Refused, match="waits for somebody"):
        ask_redaction(pack=named, words="tom  GREEN", reason=WHY, by=officer, now=NOW)
    for who in (chair, officer, board_member):
        with pytest.raises(Refused):
            agree_redaction(redaction=asked, by=who, today=TODAY, now=NOW)
    others = list(Message.objects.filter(pk__in=before).values_list("pk", "state"))
    agree_redaction(redaction=asked, by=approver, today=TODAY, now=NOW)
    assert set(mails.values_list("state", "text", "server_words")) == {
        ("cancelled", "", f"Not sent: {approver.name} had agreed.")
    }
    assert list(Message.objects.filter(pk__in=before).values_list("pk", "state")) == others
    with pytest.raises(Refused, match="does not wait any more"):
        agree_redaction(redaction=asked, by=approver, today=TODAY, now=NOW)


def test_what_is_dropped_is_forgotten_and_changes_nothing(named, officer, chair, rows_by_hand):
    other = ask_redaction(pack=named, words="plan", reason=WHY, by=officer, now=NOW - timedelta(minutes=1))
    asked = ask_redaction(pack=named, words="Tom Green", reason=WHY, by=officer, now=NOW)
    row = drop_redaction(redaction=asked, by=officer, now=NOW)
    assert (row.words, row.dropped_at, Pack.objects.get().sha256) == ("", NOW, named.sha256)
    its = Message.objects.filter(kind="chase")
    assert set(its.values_list("written_at", "state")) == {(NOW, "cancelled"), (other.asked_at, "due")}
    its.filter(written_at=other.asked_at).update(state="sending", lease_until=NOW, lease_token="held")
    drop_redaction(redaction=other, by=officer, now=NOW)
    assert set(its.values_list("state", flat=True)) == {"cancelled", "sending"}


@pytest.mark.parametrize(
    ("words", "reason", "says"),
    [
        ("T", WHY, "at least two letters"),
        ("62%", WHY, "at least two letters"),
        ("Oct", WHY, "give a longer passage"),
        ("red", WHY, "give a longer passage"),
        ("62% against", WHY, "give a longer passage"),
        ("Nobody Here", WHY, "do not stand in this edition"),
        ("redacted", WHY, "the mark"),
        ("Tom Green", " ", "Say why"),
        ("Tom Green", "Tom Green is a child.", "without the words"),
    ],
)
def test_what_cannot_be_asked_says_why(named, officer, words, reason, says):
    with pytest.raises(ValidationError, match=says):
        ask_redaction(pack=named, words=words, reason=reason, by=officer, now=NOW)


def test_a_draft_is_changed_where_its_words_stand(draft, officer):
    with pytest.raises(Refused, match="is a draft"):
        ask_redaction(pack=draft, words="Tom Green", reason=WHY, by=officer, now=NOW)


def test_second_redaction_leaves_the_first_and_old_documents_are_not_told_apart(named, officer, chair):
    redact(named, officer, chair)
    redact(Pack.objects.get(), officer, chair, words="moved")
    held = Pack.objects.get()
    first, second = Redaction.objects.all()
    assert (first.after_sha256, second.after_sha256) == (second.before_sha256, held.sha256)
    assert from_text(held.document).sections[0].texts[0].analysis == "Late because [redacted] [redacted]."
    assert len(from_text(held.document).redactions) == 2


# What is left as it is: names that are looked after on the desk, what a machine reads, and what is no person's words.
LEFT = {
    "symbol", "formula", "layout", "sheet", "stage", "check_name", "finding", "vintage", "lease_token", "message_id",
    "server_words", "document", "approved_as", "approved_sha256", "before_sha256", "after_sha256", "document_sha256",
    "section", "format", "renderer", "job", "pack", "code", "la_code",
}  # fmt: skip
NAMES = {"Agency", "User", "Meeting", "Area", "Geography", "Heartbeat", "Indicator", "Rendering", "Redaction"}


def test_every_field_in_which_people_write_is_swept():
    ours = [
        m
        for m in apps.get_models()
        if m.__module__.split(".")[0] in ("partnership", "indicators", "actions", "boardpack")
    ]
    missed = {
        f"{model.__name__}.{field.name}"
        for model in ours
        if not hasattr(model, "history_date") and model.__name__ not in NAMES
        for field in model._meta.concrete_fields
        if is_free_text(field) and field.name not in LEFT and field.name not in SWEPT.get(model, ())
    }
    assert missed == set()


def test_the_database_too_wants_two_people(named, officer, rows_by_hand):
    with pytest.raises(IntegrityError):
        Redaction.objects.create(
            pack=named,
            reason=WHY,
            asked_by=officer,
            asked_at=NOW,
            agreed_by=officer,
            agreed_at=NOW,
            after_sha256="0",
        )
