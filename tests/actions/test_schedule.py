"""When who is reminded, and when mail may leave: the rules alone, without Django."""

from datetime import UTC, date, datetime, timedelta

import pytest

from actions import schedule
from actions.schedule import STEPS, Told, london_moment, may_send, next_told, next_working_day, owed, told_at

DUE = date(2021, 11, 30)


def test_steps_are_those_agreed_and_whoever_is_told_once_is_told_at_every_later_step():
    assert [step.days for step in STEPS] == [-14, -3, 0, 1, 7, 14, 21, 28]
    for told, first in ((Told.OWNER, -14), (Told.LEAD, 7), (Told.OFFICERS, 21)):
        assert [step.days for step in STEPS if told in step.told] == [
            step.days for step in STEPS if step.days >= first
        ]


@pytest.mark.parametrize(
    ("days", "newest", "older"),
    [
        (-15, None, []),
        (-14, -14, []),
        (-4, -14, []),
        (-3, -3, [-14]),
        (-1, -3, [-14]),
        (0, 0, [-14, -3]),
        (1, 1, [-14, -3, 0]),
        (3, 1, [-14, -3, 0]),
        (6, 1, [-14, -3, 0]),
        (7, 7, [-14, -3, 0, 1]),
        (10, 7, [-14, -3, 0, 1]),
        (28, 28, [-14, -3, 0, 1, 7, 14, 21]),
        (400, 28, [-14, -3, 0, 1, 7, 14, 21]),
    ],
)
def test_owed_is_the_newest_step_that_has_passed(days, newest, older):
    found = owed(DUE, DUE + timedelta(days=days))
    assert (found and found.step.days) == newest
    assert ([step.days for step in found.older] if found else []) == older


@pytest.mark.parametrize(
    ("told", "days", "newest", "older"),
    [
        (Told.LEAD, 6, None, []),
        (Told.LEAD, 7, 7, []),
        (Told.LEAD, 40, 28, [7, 14, 21]),
        (Told.OFFICERS, 20, None, []),
        (Told.OFFICERS, 40, 28, [21]),
    ],
)
def test_owed_to_leads_and_officers_begins_with_their_first_step(told, days, newest, older):
    found = owed(DUE, DUE + timedelta(days=days), told)
    assert (found and found.step.days) == newest
    assert ([step.days for step in found.older] if found else []) == older


def test_owed_across_29_february():
    due = date(2024, 3, 1)
    assert [
        owed(due, day).step.days for day in (date(2024, 2, 27), date(2024, 2, 28), date(2024, 2, 29))
    ] == [
        -3,
        -3,
        -3,
    ]
    assert owed(due, date(2024, 2, 26)).step.days == -14
    assert owed(date(2023, 3, 1), date(2023, 2, 26)).step.days == -3
    assert owed(date(2024, 2, 29), date(2024, 3, 1)).step.days == 1


def test_a_leavers_actions_go_to_the_officers_from_the_first_step():
    found = owed(DUE, date(2021, 11, 16), Told.OFFICERS, owner_left=True)
    assert found.step.days == -14
    assert owed(DUE, date(2021, 12, 28), Told.OWNER, owner_left=True) is None
    assert told_at(STEPS[4], owner_left=True) == (Told.OFFICERS, Told.LEAD)


def test_next_told_leaves_on_a_working_day():
    christmas = next_told(date(2021, 12, 24), 0)
    assert (christmas.told, christmas.on) == ((Told.OWNER,), date(2021, 12, 29))
    assert next_told(DUE, 14).on == date(2021, 12, 21)
    assert next_told(DUE, 28) is None


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2021, 12, 6), date(2021, 12, 6)),
        (date(2021, 12, 4), date(2021, 12, 6)),
        (
            date(2021, 12, 25),
            date(2021, 12, 29),
        ),  # Christmas and Boxing Day at a weekend: Monday and Tuesday kept
        (date(2022, 1, 1), date(2022, 1, 4)),  # New Year's Day on a Saturday: Monday kept
        (date(2022, 4, 15), date(2022, 4, 19)),  # Good Friday to Easter Monday
        (date(2022, 6, 2), date(2022, 6, 6)),  # spring bank holiday moved, Platinum Jubilee
        (date(2022, 9, 19), date(2022, 9, 20)),  # the late Queen's funeral
        (date(2021, 3, 17), date(2021, 3, 17)),  # St Patrick's Day is none of England's
    ],
)
def test_next_working_day_keeps_englands_bank_holidays(day, working):
    assert next_working_day(day) == working


@pytest.mark.parametrize(
    ("now", "may"),
    [
        # Clocks go forward on 27 March 2022: before it London is UTC, after it an hour ahead.
        (datetime(2022, 3, 25, 7, 29, tzinfo=UTC), False),
        (datetime(2022, 3, 25, 7, 30, tzinfo=UTC), True),
        (datetime(2022, 3, 27, 12, 0, tzinfo=UTC), False),
        (datetime(2022, 3, 28, 6, 29, tzinfo=UTC), False),
        (datetime(2022, 3, 28, 6, 30, tzinfo=UTC), True),
        # and back on 30 October 2022.
        (datetime(2022, 10, 28, 6, 30, tzinfo=UTC), True),
        (datetime(2022, 10, 31, 6, 30, tzinfo=UTC), False),
        (datetime(2022, 10, 31, 7, 30, tzinfo=UTC), True),
        (datetime(2022, 10, 31, 23, 59, tzinfo=UTC), True),
        # Christmas Eve, then the four days.
        (datetime(2021, 12, 24, 9, 0, tzinfo=UTC), True),
        (datetime(2021, 12, 27, 9, 0, tzinfo=UTC), False),
        (datetime(2021, 12, 28, 9, 0, tzinfo=UTC), False),
        (datetime(2021, 12, 29, 9, 0, tzinfo=UTC), True),
    ],
)
def test_may_send_on_working_days_from_half_past_seven_in_london(now, may):
    day = now.astimezone(schedule.LONDON).date()
    assert may_send(london_moment(day, now), "working-days") is may
    assert may_send(london_moment(day, now), "always") is True


def test_sending_days_at_both_clock_changes_have_one_morning_each():
    """Minute by minute through both nights: Monday's window is open from 07:30 to midnight, once."""
    for start in (datetime(2022, 3, 26, 12, tzinfo=UTC), datetime(2022, 10, 29, 12, tzinfo=UTC)):
        opened = []
        for minute in range(60 * 60):
            now = start + timedelta(minutes=minute)
            day = now.astimezone(schedule.LONDON).date()
            if may_send(london_moment(day, now), "working-days"):
                opened.append(day)
        monday = (start + timedelta(days=2)).date()
        assert set(opened) == {monday}
        assert len(opened) == 16 * 60 + 30


def test_london_moment_of_a_demonstration_has_the_shifted_date_and_the_real_hour():
    moment = london_moment(date(2021, 12, 6), datetime(2026, 7, 1, 6, 45, tzinfo=UTC))
    assert moment == datetime(2021, 12, 6, 7, 45)
