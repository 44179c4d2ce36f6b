"""Setting up and removing meetings."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from partnership.models import Meeting
from partnership.operations.meetings import remove_meeting, save_meeting
from partnership.verdicts import Refused

JANUARY = date(2022, 1, 20)


def test_save_meeting_makes_and_changes_one(officer):
    meeting = save_meeting(meeting=None, by=officer, date=JANUARY, title="January board")
    changed = save_meeting(meeting=meeting, by=officer, version=1, papers_due_on=date(2022, 1, 13))
    assert (Meeting.objects.get(), changed.version) == (meeting, 2)


def test_papers_cannot_be_due_after_the_meeting(officer):
    with pytest.raises(ValidationError) as told:
        save_meeting(meeting=None, by=officer, date=JANUARY, papers_due_on=date(2022, 1, 21))
    assert told.value.messages == ["Papers are due on or before the day of the meeting."]


def test_meetings_are_not_a_chairs_to_set_up(chair):
    with pytest.raises(Refused):
        save_meeting(meeting=None, by=chair, date=JANUARY)
    assert Meeting.objects.count() == 0


def test_remove_meeting_that_nothing_rests_on(officer):
    remove_meeting(meeting=save_meeting(meeting=None, by=officer, date=JANUARY), by=officer)
    assert Meeting.objects.count() == 0


def test_remove_meeting_is_refused_to_a_board_member(officer, board_member):
    meeting = save_meeting(meeting=None, by=officer, date=JANUARY)
    with pytest.raises(Refused):
        remove_meeting(meeting=meeting, by=board_member)
    assert Meeting.objects.count() == 1
