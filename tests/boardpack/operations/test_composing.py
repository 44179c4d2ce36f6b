"""Composing: the last pack's choice is the default, points are drafted one a theme, and a page saves as one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions.operations.raising import raise_action
from boardpack.models import DiscussionPoint
from boardpack.operations.composing import Chosen, Said, compose_pack, draft_points
from boardpack.operations.packs import draft_pack, place_indicator, publish_pack, remove_point, save_point
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused
from tests.boardpack.conftest import DECEMBER, NOW, record


def held(pack):
    rows = pack.choices.select_related("indicator", "review_meeting").order_by("order")
    return [(row.indicator.code, row.standing_reason) for row in rows]


def points(pack):
    return [(one.asks, one.text) for one in pack.points.order_by("order")]


def next_pack(january, officer, **more):
    return draft_pack(meeting=january, month=DECEMBER, as_at=date(2022, 1, 20), by=officer, **more)


def test_the_last_packs_choice_is_the_default(draft, november, january, in_time, plans, ended, officer):
    compose_pack(
        pack=draft,
        choices=[
            Chosen("in-time", True, 2, "Until January.", january.pk, version=1),
            Chosen("plans", True, 1, "Until now.", november.pk, version=1),
            Chosen("ended", False, None, version=1),
        ],
        points=[],
        by=officer,
    )
    assert held(draft) == [("plans", "Until now."), ("in-time", "Until January.")]
    publish_pack(pack=draft, by=officer, now=NOW)
    assert held(next_pack(january, officer)) == [("plans", ""), ("in-time", "Until January.")]


def test_points_are_drafted_one_a_theme(
    draft, november, january, in_time, plans, action_owner, officer, agency
):
    assert [asks for asks, _ in points_of_draft(draft, officer)] == ["decide", "note"]
    for row in draft.points.all():
        remove_point(point=row, by=officer)
    raise_action(
        by=officer,
        today=date(2021, 10, 1),
        title="Run clinics",
        owner=action_owner,
        agency=agency,
        deadline=date(2021, 11, 30),
        indicators=[in_time, plans],
        source_meeting=november,
    )
    ((asks, text),) = points_of_draft(draft, officer)
    assert (asks, text.startswith("Name of in-time and Name of plans, Oct-21: 62%")) == ("discuss", True)
    assert text.endswith("Run clinics (SSCP-2021-01, Action owner, due 30 November 2021).")
    assert draft_points(pack=draft, by=officer) == ()
    publish_pack(pack=draft, by=officer, now=NOW)
    for row in (in_time, plans):
        record(row, DECEMBER, 62)
    later = next_pack(january, officer, with_points=True)
    assert points(later)[0] == (
        "discuss",
        "Matters arising from the meeting of 24 November 2021: 0 of 1 action closed. "
        "Late: SSCP-2021-01 Run clinics.",
    )


def points_of_draft(draft, officer):
    draft_points(pack=draft, by=officer)
    return points(draft)


def test_points_are_put_in_order_changed_added_and_removed(draft, officer):
    first, second, third = (
        save_point(pack=draft, order=None, asks="note", text=text, by=officer) for text in "ABC"
    )
    compose_pack(
        pack=draft,
        choices=[Chosen("in-time", True, 1, version=1)],
        points=[
            Said("A", "decide", 3, first.pk, 1),
            Said("B", "note", 2, second.pk, 1, remove=True),
            Said("C", "note", 1, third.pk, 1),
            Said("D", "discuss", 2),
            Said("  ", "discuss", None),
        ],
        by=officer,
    )
    assert points(draft) == [("note", "C"), ("discuss", "D"), ("decide", "A")]
    compose_pack(
        pack=draft,
        choices=[Chosen("in-time", True, 1, version=1)],
        points=[Said(one.text, one.asks, one.order, one.pk, one.version) for one in draft.points.all()]
        + [Said("E", "note", None)],
        by=officer,
    )
    assert [text for _, text in points(draft)] == ["C", "D", "A", "E"]


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(draft, in_time, ended, officer):
    place_indicator(pack=draft, indicator=in_time, by=officer, no_action_reason="Asked.")
    mine = [Chosen("in-time", True, 1, version=1), Chosen("plans", True, 2, version=1)]
    with pytest.raises(ChangedMeanwhile):
        compose_pack(pack=draft, choices=mine, points=[], by=officer)
    with pytest.raises(CannotBeDone):
        compose_pack(pack=draft, choices=mine[1:], points=[Said("Gone.", "note", 1, 999_999, 1)], by=officer)
    assert DiscussionPoint.objects.count() == 0


def test_an_empty_pack_and_a_published_one_are_refused(draft, officer, board_member):
    with pytest.raises(ValidationError, match="at least one indicator"):
        compose_pack(pack=draft, choices=[Chosen("plans", False, 1, version=1)], points=[], by=officer)
    with pytest.raises(Refused):
        compose_pack(pack=draft, choices=[], points=[], by=board_member)
    publish_pack(pack=draft, by=officer, now=NOW)
    with pytest.raises(Refused):
        compose_pack(pack=draft, choices=[Chosen("plans", True, 1)], points=[], by=officer)
