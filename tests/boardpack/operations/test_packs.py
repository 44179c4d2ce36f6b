"""Composing a draft: who may, what goes in, and that nothing published is touched."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from boardpack.models import DiscussionPoint, Pack, PackIndicator
from boardpack.operations.drafts import DraftGone, NotADraft
from boardpack.operations.packs import (
    change_pack,
    discard_draft,
    draft_pack,
    place_indicator,
    publish_pack,
    remove_point,
    save_point,
    take_out_indicator,
)
from partnership.operations.rows import ChangedMeanwhile
from partnership.verdicts import Refused
from tests.boardpack.conftest import NOW, OCTOBER

AS_AT = date(2021, 11, 24)


def codes_of(pack):
    return [choice.indicator.code for choice in pack.choices.select_related("indicator")]


def texts_of(pack):
    return [(point.order, point.text) for point in pack.points.all()]


def test_draft_pack_takes_every_active_indicator_in_scorecard_order(november, ended, plans, in_time, officer):
    pack = draft_pack(meeting=november, month=OCTOBER, as_at=AS_AT, by=officer)

    assert (pack.status, pack.edition, pack.document) == ("draft", 1, "")
    assert codes_of(pack) == ["in-time", "plans", "ended"]
    assert pack.history.get().history_user == officer


def test_draft_pack_keeps_the_order_it_is_given(november, ended, plans, in_time, officer):
    pack = draft_pack(meeting=november, month=OCTOBER, as_at=AS_AT, by=officer, codes=["ended", "in-time"])

    assert codes_of(pack) == ["ended", "in-time"]


def test_draft_pack_names_an_unknown_indicator(november, in_time, officer):
    with pytest.raises(ValidationError, match="no indicator called referrals"):
        draft_pack(meeting=november, month=OCTOBER, as_at=AS_AT, by=officer, codes=["in-time", "referrals"])

    assert not Pack.objects.exists()


def test_draft_pack_needs_an_active_indicator(november, officer):
    with pytest.raises(ValidationError, match=r"No indicator is active in October 2021"):
        draft_pack(meeting=november, month=OCTOBER, as_at=AS_AT, by=officer)


def test_draft_pack_is_one_per_meeting(draft, officer):
    with pytest.raises(Refused, match="has a pack already"):
        draft_pack(meeting=draft.meeting, month=OCTOBER, as_at=AS_AT, by=officer)

    assert Pack.objects.count() == 1


WRITES = {
    "change": lambda pack, by: change_pack(pack=pack, by=by, scrutineer_comment="Better."),
    "discard": lambda pack, by: discard_draft(pack=pack, by=by),
    "place": lambda pack, by: place_indicator(
        pack=pack, indicator=pack.choices.first().indicator, by=by, order=9
    ),
    "take out": lambda pack, by: take_out_indicator(choice=pack.choices.first(), by=by),
    "save point": lambda pack, by: save_point(pack=pack, order=None, asks="note", text="More.", by=by),
    "remove point": lambda pack, by: remove_point(point=pack.points.first(), by=by),
}


def state_of(pack):
    found = Pack.objects.get(pk=pack.pk)
    kept = (found.status, found.version, found.document, found.scrutineer_comment)
    return kept, list(found.choices.values_list("indicator__code", "order")), texts_of(found)


@pytest.fixture
def with_point(draft):
    save_point(pack=draft, order=None, asks="note", text="The level of contacts.", by=None)
    return draft


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
@pytest.mark.parametrize(
    "role", ["administrator", "approver", "data_owner", "action_owner", "board_member", "chair"]
)
def test_only_officers_compose(role, write, with_point, person_with_role):
    before = state_of(with_point)

    with pytest.raises(Refused, match="may not compose packs"):
        write(with_point, person_with_role(role))
    assert state_of(with_point) == before


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_published_pack_is_never_written(write, with_point, officer):
    published = publish_pack(pack=with_point, by=officer, now=NOW)
    before = state_of(published)

    with pytest.raises(NotADraft, match="is published, so it stays as it is"):
        write(published, officer)
    assert state_of(published) == before


def test_change_pack_tells_the_second_person(draft, officer):
    change_pack(pack=draft, by=officer, version=1, scrutineer_comment="First.")

    with pytest.raises(ChangedMeanwhile):
        change_pack(pack=draft, by=officer, version=1, scrutineer_comment="Second.")
    assert Pack.objects.get().scrutineer_comment == "First."


def test_place_indicator_writes_the_reason_and_its_review(draft, plans, january, officer):
    place_indicator(
        pack=draft, indicator=plans, by=officer, standing_reason="Known since May.", review_meeting=january
    )

    choice = PackIndicator.objects.get(indicator=plans)
    assert (choice.order, choice.standing_reason, choice.review_meeting) == (2, "Known since May.", january)


def test_place_indicator_wants_the_review_of_a_standing_reason(draft, plans, officer):
    with pytest.raises(ValidationError, match="needs the meeting at which it is reviewed"):
        place_indicator(pack=draft, indicator=plans, by=officer, standing_reason="Known since May.")


def test_place_indicator_puts_a_new_one_last(draft, measured, officer):
    place_indicator(pack=draft, indicator=measured("referrals", 5), by=officer)

    assert codes_of(draft) == ["in-time", "plans", "ended", "referrals"]


def test_take_out_indicator_leaves_the_others(draft, officer):
    take_out_indicator(choice=draft.choices.get(order=2), by=officer)

    assert codes_of(draft) == ["in-time", "ended"]


def test_points_are_saved_changed_and_removed(draft, officer):
    first = save_point(pack=draft, order=None, asks="discuss", text="Contacts.", by=officer)
    second = save_point(pack=draft, order=None, asks="note", text="Audits.", by=officer)
    save_point(pack=draft, order=None, asks="decide", text="Contacts, and who.", by=officer, point=first)
    remove_point(point=second, by=officer)

    assert texts_of(draft) == [(1, "Contacts, and who.")]
    assert DiscussionPoint.objects.get().asks == "decide"


def test_a_point_stays_in_its_pack(draft, january, officer):
    other = draft_pack(meeting=january, month=OCTOBER, as_at=AS_AT, by=officer)
    point = save_point(pack=draft, order=None, asks="note", text="Audits.", by=officer)

    with pytest.raises(Refused, match="stays in the pack"):
        save_point(pack=other, order=1, asks="note", text="Audits.", by=officer, point=point)


def test_discard_draft_leaves_its_history(draft, officer):
    discard_draft(pack=draft, by=officer)

    assert (Pack.objects.count(), PackIndicator.objects.count()) == (0, 0)
    gone = Pack.history.filter(history_type="-").get()
    assert (gone.history_user, gone.history_change_reason) == (officer, "draft discarded")


def test_a_discarded_draft_takes_no_more(draft, officer):
    discard_draft(pack=draft, by=officer)

    with pytest.raises(DraftGone, match="somebody discarded it"):
        save_point(pack=draft, order=1, asks="note", text="Audits.", by=officer)
