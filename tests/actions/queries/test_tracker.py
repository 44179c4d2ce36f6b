"""The action tracker: what became of every action between one meeting and the next."""

from datetime import UTC, date, datetime

import pytest

from actions.operations.closing import close_action
from actions.operations.deadlines import move_deadline
from actions.operations.progress import record_progress
from actions.queries.tracker import tracker
from partnership.models import Meeting
from partnership.operations.rows import create
from partnership.verdicts import Refused


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def test_tracker_tells_what_became_of_each_action_since_the_last_meeting(
    raised, owner, officer, november, january, django_assert_num_queries
):
    earlier, later = date(2021, 11, 26), date(2022, 1, 10)
    late = raised()
    close_action(action=raised(title="Old"), status="done", words="Done.", by=owner, today=date(2021, 11, 24))
    close_action(action=raised(title="Launch"), status="done", words="Done.", by=owner, today=later)
    close_action(
        action=raised(title="Dropped"), status="cancelled", words="No need.", by=officer, today=later
    )
    raised(title="Clinics", review_meeting=january)
    moved = raised(title="Moved")
    raised(title="New", today=later, deadline=date(2022, 3, 1))
    raised(title="Raised afterwards", today=date(2022, 1, 25), deadline=date(2022, 3, 1))
    record_progress(action=late, words="Half.", by=owner, today=earlier, now=at(earlier))
    record_progress(
        action=late, words="After the board.", by=owner, today=date(2022, 1, 21), now=at(date(2022, 1, 21))
    )
    move_deadline(
        action=moved, by=officer, agreed_by=officer, reason="Ill", now=at(later), deadline=date(2022, 2, 28)
    )

    assert officer.role_keys  # read once a request
    with django_assert_num_queries(6):
        found = tracker(officer, january.pk, date(2022, 1, 30))

    assert (found.since.name, found.as_at, found.new) == ("Board, 24 November 2021", date(2022, 1, 20), 1)
    told = {
        group.heading: [(one.action.title, one.is_new, one.reported, len(one.moves)) for one in group.lines]
        for group in found.groups
    }
    assert told == {
        "Late": [("Audit with every agency", False, ("Half.",), 0)],
        "For review at this meeting": [("Clinics", False, (), 0)],
        "Under way, in time": [("Moved", False, (), 1), ("New", True, (), 0)],
        "Done": [("Launch", False, (), 0)],
        "Cancelled or superseded": [("Dropped", False, (), 0)],
    }


def test_tracker_of_a_meeting_to_come_stands_as_it_is_today(raised, officer, november):
    raised()
    march = create(Meeting, by=None, title="Board", date=date(2022, 3, 3))
    found = tracker(officer, march.pk, date(2021, 12, 6))
    assert (found.as_at, found.count) == (date(2021, 12, 6), 1)
    first = tracker(officer, november.pk, date(2021, 12, 6))
    assert (first.since, first.new, first.groups[0].heading) == (None, 1, "Under way, in time")


def test_tracker_is_for_readers_of_drafts(owner, november):
    with pytest.raises(Refused):
        tracker(owner, november.pk, date(2021, 12, 6))
