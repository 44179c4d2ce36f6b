"""Publishing: one moment, one edition, frozen; and the edition after it."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from boardpack.assemble import document_of, gathered
from boardpack.document import digest, from_text, to_text
from boardpack.models import Pack
from boardpack.operations.drafts import NotADraft, PublishedMeanwhile
from boardpack.operations.packs import change_pack, draft_pack, place_indicator, save_point
from boardpack.operations.publishing import publish_pack, start_edition
from indicators.measures.periods import Month, month_range
from indicators.measures.readings import Reading
from indicators.models import PublishedMonth
from indicators.operations.outturns import record_outturn
from indicators.operations.published import OutturnAlreadyPublished
from partnership.operations.rows import ChangedMeanwhile
from partnership.verdicts import Refused
from tests.boardpack.conftest import NOW, OCTOBER, record


def test_publishing_freezes_the_document(draft, officer):
    pack = publish_pack(pack=draft, by=officer, now=NOW)

    assert (pack.status, pack.published_by, pack.published_at) == ("published", officer, NOW)
    assert pack.sha256 == digest(pack.document)
    document = from_text(pack.document)
    assert to_text(document) == pack.document
    assert (document.status, document.edition) == ("published", 1)
    assert [section.code for section in document.sections] == ["in-time", "plans", "ended"]


def test_publishing_tells_which_months_are_shown(draft, officer):
    publish_pack(pack=draft, by=officer, now=NOW)

    shown = PublishedMonth.objects.order_by("month")
    assert [row.month for row in shown] == list(month_range(Month(2021, 7), OCTOBER))
    assert {row.pack for row in shown} == {"Board pack, November 2021, edition 1"}


def test_a_published_outturn_changes_only_with_a_reason(published, in_time, officer):
    with pytest.raises(OutturnAlreadyPublished):
        record_outturn(indicator=in_time, month=OCTOBER, reading=Reading.of(64), by=officer)


def test_later_changes_do_not_show_in_what_is_published(published, in_time, said):
    before = published.document
    record(in_time, OCTOBER, 99, reason="recounted")
    said([in_time], analysis="All is well after all.")

    assert Pack.objects.get().document == before
    assert document_of(Pack.objects.get()).sections[0].latest.shown == "99%"


@pytest.mark.parametrize(
    "role", ["administrator", "approver", "data_owner", "action_owner", "board_member", "chair"]
)
def test_only_officers_publish(role, draft, person_with_role):
    with pytest.raises(Refused, match="may not publish packs"):
        publish_pack(pack=draft, by=person_with_role(role), now=NOW)

    assert Pack.objects.get().status == "draft"
    assert not PublishedMonth.objects.exists()


def test_publishing_twice_makes_one_edition(published, officer):
    with pytest.raises(NotADraft):
        publish_pack(pack=published, by=officer, now=NOW)

    assert Pack.objects.get().version == published.version


def test_publishing_what_was_changed_meanwhile_is_refused(draft, officer):
    change_pack(pack=draft, by=officer, scrutineer_comment="Look again.")

    with pytest.raises(ChangedMeanwhile):
        publish_pack(pack=draft, by=officer, now=NOW, version=1)
    assert (Pack.objects.get().status, PublishedMonth.objects.count()) == ("draft", 0)


def test_a_failure_on_the_way_leaves_a_draft(draft, officer, monkeypatch):
    def broken(**_):
        raise RuntimeError("the lights went out")

    monkeypatch.setattr("boardpack.operations.publishing.mark_published", broken)
    with pytest.raises(RuntimeError):
        publish_pack(pack=draft, by=officer, now=NOW)
    assert (Pack.objects.get().status, Pack.objects.get().document) == ("draft", "")


def test_start_edition_copies_what_was_chosen(published_with_words, officer):
    draft = start_edition(pack=published_with_words, reason=" One outturn was wrong. ", by=officer)

    assert (draft.edition, draft.status, draft.edition_reason) == (2, "draft", "One outturn was wrong.")
    assert (draft.month, draft.as_at, draft.scrutineer_comment) == (OCTOBER, date(2021, 11, 24), "Well done.")
    assert list(draft.choices.values_list("indicator__code", "standing_reason")) == [
        ("in-time", ""),
        ("plans", "Known."),
        ("ended", ""),
    ]
    assert list(draft.points.values_list("asks", "text")) == [("decide", "Who leads?")]


@pytest.fixture
def published_with_words(draft, plans, january, officer):
    change_pack(pack=draft, by=officer, scrutineer_comment="Well done.")
    place_indicator(pack=draft, indicator=plans, by=officer, standing_reason="Known.", review_meeting=january)
    save_point(pack=draft, order=1, asks="decide", text="Who leads?", by=officer)
    return publish_pack(pack=draft, by=officer, now=NOW)


def test_the_next_edition_supersedes_the_one_before(published, officer):
    document = published.document
    second = publish_pack(
        pack=start_edition(pack=published, reason="Put right.", by=officer), by=officer, now=NOW
    )

    first = Pack.objects.get(edition=1)
    assert (first.status, first.document, first.sha256) == ("superseded", document, digest(document))
    assert (second.status, from_text(second.document).edition_reason) == ("published", "Put right.")


@pytest.mark.parametrize("reason", ["", "   "])
def test_start_edition_wants_a_reason(published, officer, reason):
    with pytest.raises(ValidationError, match="Say why there is a further edition"):
        start_edition(pack=published, reason=reason, by=officer)


def test_start_edition_needs_a_published_one(draft, officer):
    with pytest.raises(Refused, match="starts from the published one"):
        start_edition(pack=draft, reason="Too soon.", by=officer)


def test_start_edition_makes_one_draft(published, officer):
    start_edition(pack=published, reason="Put right.", by=officer)

    with pytest.raises(Refused, match="is there already"):
        start_edition(pack=published, reason="Put right again.", by=officer)
    assert Pack.objects.drafts().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_publishing_at_once_make_one_edition(draft, officer):
    together, outcomes = threading.Barrier(2), []

    def publish():
        together.wait(timeout=10)
        try:
            outcomes.append(publish_pack(pack=draft, by=officer, now=NOW).status)
        except (NotADraft, PublishedMeanwhile, ChangedMeanwhile) as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connections.close_all()

    people = [threading.Thread(target=publish) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=30)

    assert sorted(outcomes)[-1] == "published"
    assert len(outcomes) == 2
    assert outcomes.count("published") == 1
    assert Pack.objects.get().version == 2
    assert Pack.history.filter(history_change_reason="published").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_pack_is_of_one_moment(draft, in_time, plans, officer, monkeypatch):
    """Two readings change together while the document is being assembled: both are old in it, or both are new."""
    real = gathered.seen_by
    changed = threading.Event()

    def slowly(*args, **kwargs):
        thread = threading.Thread(target=change)
        thread.start()
        changed.wait(timeout=1)
        found = real(*args, **kwargs)
        threads.append(thread)
        return found

    def change():
        try:
            record(in_time, OCTOBER, 11, reason="")
            record(plans, OCTOBER, 11, reason="")
        except OutturnAlreadyPublished:
            pass  # on SQLite the writer waits until the pack is out
        finally:
            changed.set()
            connections.close_all()

    threads = []
    monkeypatch.setattr(gathered, "seen_by", slowly)
    pack = publish_pack(pack=draft, by=officer, now=NOW)
    for thread in threads:
        thread.join(timeout=30)

    latest = [section.latest.value for section in from_text(pack.document).sections[:2]]
    assert latest == [62, 388]
    assert connection.vendor in {"sqlite", "postgresql"}


def test_draft_pack_after_publishing_is_refused(published, officer):
    with pytest.raises(Refused, match="start a further edition"):
        draft_pack(meeting=published.meeting, month=OCTOBER, as_at=published.as_at, by=officer)
