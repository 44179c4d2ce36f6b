"""Did it move? Which readings count on which side, when it is too early, and what the rules allow to be said."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures.did_it_move import Moved, did_it_move
from indicators.measures.facts import Event, Indicator
from indicators.measures.kinds import Basis, EventKind, Frequency, Kind, Polarity
from indicators.measures.periods import Month
from indicators.measures.readings import Reading, Series

DONE, OCTOBER = date(2021, 9, 30), Month(2021, 10)
OF = Indicator("a", "A", "A", "CP", Kind.PERCENTAGE, Basis.IN_MONTH, Polarity.HIGHER)


def around(before, after, of=OF, done=DONE, first_after=OCTOBER, **more):
    """The readings before end in the month before `first_after`."""
    first = first_after.plus(-len(before))
    values = [*before, *after]
    held = Series.of((first.plus(at), Reading.of(v)) for at, v in enumerate(values) if v is not None)
    return did_it_move(of, held, done, first.plus(len(values) - 1), **more)


CALM = [60, 62, 61, 59, 60, 61, 63, 60, 59, 61, 62, 60, 61]


def test_too_early_until_seven_later_readings_exist():
    found = around(CALM, [70, 71, 70], done=date(2021, 10, 20), first_after=Month(2021, 11))
    assert (found.word, found.sentence) == (Moved.TOO_EARLY, "Too early: 3 of 7, earliest in May 2022.")
    assert found.earliest == Month(2022, 5)


@pytest.mark.parametrize(
    ("of", "done", "after"),
    [
        (OF, date(2021, 10, 1), 7),  # the whole month comes after
        (OF, date(2021, 10, 2), 6),  # part of October came before
        (Indicator("a", "A", "A", "CP", Kind.COUNT, Basis.MONTH_END), date(2021, 10, 30), 7),
        (Indicator("a", "A", "A", "CP", Kind.COUNT, Basis.MONTH_END), date(2021, 10, 31), 6),
    ],
)
def test_month_in_which_it_was_done_is_on_neither_side_but_a_position_at_its_end_is_later(of, done, after):
    assert around(CALM, [60] * 7, of=of, done=done).after.readings == after


def test_month_without_a_reading_is_no_later_reading():
    found = around(CALM, [60, None, 60, 61, 60, 60, 61])
    assert (found.sentence, found.after.readings) == ("Too early: 6 of 7, earliest in May 2022.", 6)


def test_a_month_within_a_quarter_sees_the_quarters_that_have_ended():
    quarterly = Indicator("a", "A", "A", "CP", Kind.COUNT, Basis.IN_MONTH, frequency=Frequency.QUARTERLY)
    held = Series.of((Month(2018, 6).plus(3 * at), Reading.of(40 + at % 2)) for at in range(16))
    found = [
        did_it_move(quarterly, held, date(2021, 1, 5), month) for month in (Month(2022, 3), Month(2022, 5))
    ]
    assert [each.after.readings for each in found] == [4, 4]
    assert {each.sentence for each in found} == {"Too early: 4 of 7, earliest in December 2022."}


def test_readings_that_never_follow_each_other_give_nothing_to_go_by():
    found = around([60, None] * 7, [70] * 7)
    assert (found.word, found.sentence) == (
        Moved.CANNOT_BE_SAID,
        "Cannot be said: the 7 readings before it have no change from one to the next to go by.",
    )


def test_earliest_of_a_quarterly_indicator_is_the_end_of_a_quarter():
    quarterly = Indicator("a", "A", "A", "CP", Kind.COUNT, Basis.IN_MONTH, frequency=Frequency.QUARTERLY)
    found = did_it_move(quarterly, Series(), date(2021, 11, 3), Month(2021, 12))
    assert found.sentence == "Too early: 0 of 7, earliest in September 2023."


def test_shift_is_told_against_the_mean_from_before_and_judged_by_polarity():
    found = around(CALM, [62, 62, 62, 62, 62, 62, 62])
    assert (found.word, found.sentence) == (
        Moved.IMPROVED,
        "A special cause since then (13 readings before it): 62% in Apr-22 is one of 7 or more readings on end above the "
        "mean from before, 60.7%, an improvement.",
    )


@pytest.mark.parametrize(
    ("polarity", "word"),
    [(Polarity.LOWER, Moved.WORSENED), (Polarity.NONE, Moved.HIGHER), (Polarity.RANGE, Moved.HIGHER)],
)
def test_word_follows_the_polarity(polarity, word):
    of = Indicator("a", "A", "A", "CP", Kind.PERCENTAGE, Basis.IN_MONTH, polarity)
    assert around(CALM, [62] * 7, of=of).word is word


def test_run_that_began_before_it_is_no_shift_after_it():
    found = around([*CALM, 62, 62, 62], [62, 62, 62, 62, 62, 60, 61])
    assert found.word is Moved.NOT_MOVED


def test_chance_is_called_chance():
    assert around(CALM, [60, 62, 59, 61, 60, 63, 60]).sentence == (
        "No special cause in the 7 readings since then (13 readings before it): they cannot be told from chance."
    )


def test_what_did_not_last_is_said_so():
    assert around(CALM, [60, 90, 59, 61, 60, 63, 60]).sentence == (
        "A special cause in Nov-21, and none in the latest reading (13 readings before it): it did not last."
    )


def test_few_readings_before_give_no_more_than_a_possible_signal():
    assert around(CALM[:7], [62] * 7).word is Moved.NOT_MOVED
    found = around(CALM[:7], [60, 60, 61, 60, 60, 61, 90])
    assert (found.word, found.sentence) == (
        Moved.POSSIBLE,
        "A possible signal (7 readings before it, trial limits): 90% in Apr-22 is above the upper limit from before, 64.8%, "
        "an improvement.",
    )
    assert around(CALM[:6], [62] * 7).sentence == (
        "Cannot be said: 6 of the 7 readings before it that it takes are held."
    )


def test_movement_that_was_there_before_is_told():
    found = around([*([50] * 6), 51, *range(52, 60)], [60, 61, 62, 63, 64, 65, 66])
    assert found.sentence.endswith(" It was moving in that direction before, too.")


def test_step_before_begins_the_baseline_and_a_step_after_forbids_an_answer():
    step = Event(Month(2021, 3), EventKind.STEP, "New form", "…")
    assert around(CALM, [62] * 7, events=[step]).before.readings == 7
    late = Event(Month(2022, 2), EventKind.STEP, "New system", "…")
    assert around(CALM, [62] * 7, events=[late]).sentence == (
        "Cannot be said: what is counted changed for another reason in February 2022 (New system)."
    )


@given(
    st.lists(st.integers(0, 100), max_size=20),
    st.lists(st.integers(0, 100) | st.none(), max_size=12),
    st.sampled_from(list(Polarity)),
)
@settings(max_examples=40, deadline=None)
def test_never_says_better_without_polarity_nor_anything_before_seven(before, after, polarity):
    of = Indicator("a", "A", "A", "CP", Kind.PERCENTAGE, Basis.IN_MONTH, polarity)
    found = (
        around(before, after, of=of) if before or after else did_it_move(of, Series(), DONE, Month(2021, 10))
    )
    later = sum(value is not None for value in after)
    assert (found.word is Moved.TOO_EARLY) == (later < 7)
    if polarity in (Polarity.NONE, Polarity.RANGE):
        assert found.word not in {Moved.IMPROVED, Moved.WORSENED}
    else:
        assert found.word not in {Moved.HIGHER, Moved.LOWER}
