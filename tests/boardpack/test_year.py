"""The yearly record: from frozen documents, oldest first; what counts as little progress and what does not."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from boardpack.document import MovedLine
from boardpack.document.year import little_progress, period_record
from tests.boardpack.documents import GREY, RED, action, document, number, section

DAYS = (date(2021, 5, 26), date(2021, 9, 22), date(2021, 11, 24))


def pack(at: int, *sections, actions=()):
    return document(meeting_date=DAYS[at], sections=sections, actions=tuple(actions))


def reading(month: str, value: int, status=RED, **fields):
    return section(latest=number(value, "%"), latest_month=month, status=status, **fields)


def test_an_indicator_red_in_two_packs_makes_little_progress():
    found = little_progress([pack(0, reading("Apr-21", 60)), pack(1, reading("Aug-21", 62))])

    ((stuck,),) = [area.indicators for area in found]
    assert [area.area for area in found] == ["Child Protection"]
    assert (stuck.readings, stuck.since, stuck.first) == (2, "Apr-21", "60%")
    assert (stuck.latest_month, stuck.latest) == ("Aug-21", "62%")
    assert stuck.actions == ("A-1 Hold the audit (not started)",)


def test_a_gap_that_closed_by_half_is_progress():
    assert little_progress([pack(0, reading("Apr-21", 43)), pack(1, reading("Aug-21", 63))]) == ()
    assert little_progress([pack(0, reading("Apr-21", 43)), pack(1, reading("Aug-21", 62))]) != ()


def test_one_reading_reported_twice_counts_once():
    twice = [pack(0, reading("Mar-21", 60)), pack(1, reading("Mar-21", 61))]

    assert little_progress(twice) == ()
    (area,) = little_progress([*twice, pack(2, reading("Oct-21", 62))])
    assert (area.indicators[0].readings, area.indicators[0].first) == (2, "61%")


def test_only_what_ended_red_is_told():
    packs = [
        pack(0, reading("Apr-21", 60)),
        pack(1, reading("Aug-21", 60)),
        pack(2, reading("Oct-21", 60, GREY)),
    ]

    assert little_progress(packs) == ()


@given(st.lists(st.booleans(), max_size=8))
@settings(max_examples=25, deadline=None)
def test_little_progress_is_two_reds_at_the_end(reds):
    packs = [
        document(meeting_date=date(2021, 1 + at, 1), sections=(reading(f"{at}", 60, RED if red else GREY),))
        for at, red in enumerate(reds)
    ]

    assert bool(little_progress(packs)) is (reds[-2:] == [True, True])


def test_an_action_is_told_as_the_last_pack_tells_it():
    first, last = action(latest_update="Begun."), action(latest_update="Done.", status="done")
    found = period_record([pack(2, actions=[last]), pack(0, actions=[first, action("A-2")])])

    assert [(one.line.reference, one.line.status, one.told_on) for one in found.actions] == [
        ("A-1", "done", DAYS[2]),
        ("A-2", "not started", DAYS[0]),
    ]
    assert [one.held_on for one in found.meetings] == [DAYS[0], DAYS[2]]


def test_an_action_overdue_in_two_packs_or_moved_twice_is_slow():
    late, moved = action(overdue=True), action("A-2", moves=2)
    done = action("A-3", moves=3, status="done")
    found = period_record([pack(0, actions=[late]), pack(1, actions=[late, moved, done])])

    assert [one.line.reference for one in found.slow_actions] == ["A-1", "A-2"]
    assert period_record([pack(0, actions=[late])]).slow_actions == ()


def test_impact_is_of_what_was_done_and_as_told_last():
    def moved(since: str, word: str) -> MovedLine:
        return MovedLine("A-1", "Hold the audit", since, "", word, f"It is {word}.", "", "")

    early = pack(0, reading("Apr-21", 60, moved=(moved("done on 1 May 2021", "too early"),)))
    later = pack(1, reading("Aug-21", 60, moved=(moved("done on 1 May 2021", "improved"),)))
    reopened = pack(2, reading("Oct-21", 60, moved=(moved("began on 1 May 2021", "too early"),)))

    assert [(one.moved.word, one.told_on) for one in period_record([early, later]).impacts] == [
        ("improved", DAYS[1])
    ]
    assert period_record([early, later, reopened]).impacts == ()


def test_a_period_without_packs_holds_nothing():
    found = period_record([])

    assert (found.meetings, found.actions, found.impacts, found.little_progress) == ((), (), (), ())
