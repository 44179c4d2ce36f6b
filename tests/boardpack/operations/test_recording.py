"""The record of a meeting: who asks, answers, decides and raises, and what is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action
from boardpack.models import MeetingRecord, Pack, Receipt
from boardpack.operations.packs import publish_pack, start_edition
from boardpack.operations.receipts import note_opening
from boardpack.operations.recording import answer, ask, put_right, raise_action_on, record, strike_out
from boardpack.operations.scrutiny import comment_on_draft
from boardpack.queries.records import records_of, records_since
from indicators.operations.setup import save_indicator
from partnership.operations.identifying import ChildIdentified
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.roles import ROLES
from partnership.verdicts import Refused
from tests.boardpack.conftest import NOW

DAY = date(2021, 11, 24)
SECTION = "indicator-in-time"


@pytest.fixture
def question(published, board_member):
    return ask(pack=published, section=SECTION, words=" Why has it fallen? ", by=board_member, today=DAY)


def test_a_member_asks_and_the_officer_answers(question, officer, board_member):
    answer(row=question, words="Invitations went out late.", by=officer, today=DAY + timedelta(1))

    (said,) = records_of(DAY)
    assert (said.kind, said.where, said.words) == ("question", "Short in-time", "Why has it fallen?")
    assert (said.raised_by, said.said_when) == (board_member.name, "outside the meeting")
    assert (said.answer, said.answered_by) == ("Invitations went out late.", officer.name)
    assert (said.answered_on, said.awaits_answer) == (date(2021, 11, 25), False)


def test_the_same_question_twice_in_a_day_is_one(question, published, board_member):
    again = ask(pack=published, section=SECTION, words="Why has it fallen?", by=board_member, today=DAY)

    assert (again.pk, MeetingRecord.objects.count()) == (question.pk, 1)


def test_a_data_owner_answers_only_for_their_indicator(question, published, in_time, data_owner, officer):
    with pytest.raises(Refused):
        answer(row=question, words="It was half-term.", by=data_owner, today=DAY)
    save_indicator(indicator=in_time, by=None, data_owner=data_owner)
    answer(row=question, words="It was half-term.", by=data_owner, today=DAY)

    elsewhere = ask(pack=published, section="scorecard", words="Why is it so long?", by=officer, today=DAY)
    with pytest.raises(Refused):
        answer(row=elsewhere, words="It need not be.", by=data_owner, today=DAY)


def test_an_answer_to_what_was_changed_meanwhile_is_refused(question, officer):
    put_right(row=question, words="Why?", by=officer, raised_by=question.raised_by)

    with pytest.raises(ChangedMeanwhile):
        answer(row=question, words="Because.", by=officer, today=DAY, version=1)


def test_who_may_record(published, person_with_role):
    may = set()
    for role in ROLES:
        try:
            record(
                pack=published,
                section="pack",
                kind="decision",
                words=role.key,
                by=person_with_role(role.key),
                today=DAY,
            )
        except Refused:
            continue
        may.add(role.key)

    assert may == {"performance_officer", "chair"}
    assert {one.raised_by for one in records_of(DAY)} == {"The board"}
    assert {one.awaits_answer for one in records_of(DAY)} == {False}


@pytest.mark.parametrize("section", ["indicator-unknown", "", "point-9", "action-SSCP-2021-99"])
def test_only_a_part_of_the_pack_is_spoken_of(section, published, officer):
    with pytest.raises(ValidationError, match="Choose a part of this pack"):
        ask(pack=published, section=section, words="What of this?", by=officer, today=DAY)


def test_a_draft_is_not_spoken_of(draft, officer):
    with pytest.raises(Refused, match="the record is of the edition that stands"):
        ask(pack=draft, section="pack", words="What of this?", by=officer, today=DAY)


def test_nothing_that_identifies_a_child_is_recorded(published, board_member):
    with pytest.raises(ChildIdentified):
        ask(pack=published, section="pack", words="And 943 476 5919?", by=board_member, today=DAY)


def test_a_decision_is_nobodys_own_and_has_no_answer(published, officer, board_member):
    with pytest.raises(Refused, match="A decision is the board's"):
        ask(pack=published, section="pack", kind="decision", words="So be it.", by=board_member, today=DAY)

    row = record(pack=published, section="pack", kind="decision", words="Audit it.", by=officer, today=DAY)
    with pytest.raises(CannotBeDone):
        answer(row=row, words="Yes.", by=officer, today=DAY)


def test_an_action_is_raised_on_a_decision_once(published, in_time, officer, agency, november):
    row = record(pack=published, section=SECTION, kind="decision", words="Audit it.", by=officer, today=DAY)
    fields = {
        "title": "Audit the invitations",
        "owner": officer,
        "agency": agency,
        "deadline": date(2022, 1, 14),
    }
    raised = raise_action_on(pack=published, section=SECTION, by=officer, today=DAY, row=row, **fields)

    assert (raised.source_meeting, list(raised.indicators.all())) == (november, [in_time])
    assert records_of(DAY)[0].action_reference == raised.reference
    with pytest.raises(CannotBeDone, match="raised on this already"):
        raise_action_on(pack=published, section=SECTION, by=officer, today=DAY, row=row, **fields)
    with pytest.raises(CannotBeDone, match="An action rests on this"):
        strike_out(row=MeetingRecord.objects.get(), reason="a slip", by=officer)
    assert Action.objects.count() == 1


def test_a_refused_action_leaves_the_entry_without_one(published, officer, board_member, question):
    with pytest.raises(Refused):
        raise_action_on(
            pack=published,
            section=SECTION,
            by=board_member,
            today=DAY,
            row=question,
            title="A",
            owner=officer,
        )

    assert MeetingRecord.objects.get().action is None


def test_what_is_struck_out_keeps_its_history(question, officer):
    strike_out(row=question, reason="asked twice", by=officer)

    assert not MeetingRecord.objects.exists()
    assert MeetingRecord.history.first().history_change_reason == "asked twice"


def test_the_next_pack_is_given_what_was_said_since(question, published, officer, january):
    publish_pack(pack=start_edition(pack=published, reason="Put right.", by=None), by=None, now=NOW)
    second = Pack.objects.get(edition=2)
    record(pack=second, section="pack", kind="decision", words="Go on.", by=officer, today=DAY)

    assert [one.words for one in records_since(DAY, january.date)] == ["Why has it fallen?", "Go on."]
    assert [one.edition for one in records_of(DAY)] == [1, 2]
    assert records_since(DAY, DAY) == ()
    assert records_since(date(2022, 1, 1), date(2022, 3, 1)) == ()
    answer(row=question, words="Late, but here.", by=officer, today=date(2022, 1, 21))
    assert [one.words for one in records_since(january.date, date(2022, 3, 1))] == ["Why has it fallen?"]


def test_the_first_opening_is_the_one_that_is_kept(published, board_member):
    note_opening(pack_pk=published.pk, person=board_member, now=NOW)
    note_opening(pack_pk=published.pk, person=board_member, now=NOW + timedelta(days=1))

    assert [(one.person, one.at) for one in Receipt.objects.all()] == [(board_member, NOW)]


def test_the_scrutineer_comments_on_the_draft_only(draft, chair, board_member):
    comment_on_draft(pack=draft, words=" Ask harder questions. ", by=chair)

    assert Pack.objects.get().scrutineer_comment == "Ask harder questions."
    with pytest.raises(Refused):
        comment_on_draft(pack=draft, words="Well done.", by=board_member)
