"""What an action's page shows of its indicators: live for readers of drafts, as published for everybody else."""

from datetime import date

import pytest

from actions.operations.closing import close_action
from actions.operations.raising import raise_action
from boardpack.assemble.action_movement import action_movement
from boardpack.operations.packs import publish_pack
from tests.boardpack.conftest import NOW, OCTOBER, record

TODAY = date(2021, 12, 6)


@pytest.fixture
def done(draft, in_time, agency, officer, action_owner):
    """Done in July; then the pack was published with 62%, which has been recounted as 44% since."""
    action = raise_action(
        by=officer,
        today=date(2021, 6, 1),
        title="Audit",
        owner=action_owner,
        agency=agency,
        deadline=date(2021, 7, 30),
        indicators=[in_time],
    )
    close_action(action=action, status="done", words="Read.", by=officer, today=date(2021, 7, 15))
    publish_pack(pack=draft, by=None, now=NOW)
    record(in_time, OCTOBER, 44, reason="recounted")
    return action


def test_action_movement_is_live_for_officers_and_as_published_for_owners(
    done, officer, action_owner, signed_in, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16):
        (live,) = action_movement(officer, done.reference, TODAY)
    (printed,) = action_movement(action_owner, done.reference, TODAY)
    assert (live.latest.shown, printed.latest.shown) == ("44%", "62%")
    for one in (live, printed):
        assert (one.code, one.month, one.moved.sentence) == (
            "in-time",
            "Oct-21",
            "Too early: 3 of 7, earliest in February 2022.",
        )
    page = signed_in("action_owner").get(f"/actions/{done.reference}/").content.decode()
    assert "Since it done on 15 July 2021" not in page
    assert "Done on 15 July 2021: <strong>Too early: 3 of 7, earliest in February 2022.</strong>" in page
    assert ("62%" in page, "44%" in page) == (True, False)


def test_action_movement_tells_nothing_of_somebody_elses_action(done, board_member):
    assert action_movement(board_member, done.reference, TODAY) == ()
    assert action_movement(board_member, "SSCP-2021-77", TODAY) == ()
