"""Deadlines in the words of the minutes: what is proposed, and what is asked."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.deadline_words import Proposal, Sitting, read_deadline

SAID_ON = date(2021, 11, 24)
MEETINGS = [
    Sitting(1, date(2021, 11, 24)),
    Sitting(2, date(2022, 1, 20)),
    Sitting(3, date(2022, 3, 3)),
    Sitting(4, date(2022, 3, 31)),
]


def read(words: str) -> Proposal:
    return read_deadline(words, SAID_ON, MEETINGS)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("end-November 2021", date(2021, 11, 30)),
        ("by the end of November", date(2021, 11, 30)),
        ("End Nov-21.", date(2021, 11, 30)),
        ("To be completed by end–January", date(2022, 1, 31)),
        ("in February", date(2022, 2, 28)),
        ("February 2024", date(2024, 2, 29)),
        ("mid-December", date(2021, 12, 15)),
        ("in 2022", date(2022, 12, 31)),
        ("by the end of 2022", date(2022, 12, 31)),
        ("in 2021/22", date(2022, 3, 31)),
        ("end of the financial year", date(2022, 3, 31)),
        ("end of Q3", date(2021, 12, 31)),
        ("Q4 2021/22", date(2022, 3, 31)),
        ("before January 2022", date(2021, 12, 31)),
        ("before the end of January", date(2022, 1, 31)),
        ("before Christmas", date(2021, 12, 24)),
        ("Friday 26th November", date(2021, 11, 26)),
        ("by 3 January", date(2022, 1, 3)),
        ("30/11/21", date(2021, 11, 30)),
        ("2022-01-14", date(2022, 1, 14)),
        ("within six weeks", date(2022, 1, 5)),
        ("in 3 months", date(2022, 2, 24)),
        ("within 10 working days", date(2021, 12, 8)),
        ("end of next month", date(2021, 12, 31)),
        ("January to March 2022", date(2022, 3, 31)),
        ("from January until end of March 2022", date(2022, 3, 31)),
        ("by Friday", date(2021, 11, 26)),
        ("tomorrow", date(2021, 11, 25)),
        ("by the end of next week", date(2021, 12, 3)),
        ("w/c 10 January 2022", date(2022, 1, 14)),
        ("in a fortnight", date(2021, 12, 8)),
        ("03/2022", date(2022, 3, 31)),
        ("by 5pm on 30 November 2021 at the latest", date(2021, 11, 30)),
        ("two weeks before the January board", date(2022, 1, 6)),
        ("5 working days before the board on 3 March 2022", date(2022, 2, 24)),
    ],
)
def test_deadline_proposes_a_day(words, day):
    found = read(words)
    assert (found.deadline, found.ask) == (day, "")


@pytest.mark.parametrize(
    "words",
    [
        "before the January 2022 board",
        "before the next board",
        "by the January board meeting",
        "before the board on 20 January 2022",
        "for the next meeting",
        "the day before the January board",
    ],
)
def test_deadline_proposes_the_meeting_it_precedes(words):
    assert read(words) == Proposal(
        due_before=2,
        sentence="Before the Board of 20 January 2022: due on 19 January 2022, and it moves with the meeting.",
    )


def test_deadline_of_what_goes_on_is_the_meeting_that_reviews_it():
    found = read("Ongoing, reviewed at the January board")
    assert (found.review, found.deadline, found.ask) == (2, None, "")


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("", "Give the day by which it is to be done, or the meeting that it must precede."),
        *(
            (
                words,
                f"“{words}” is not understood. Type a day, for example “24 December 2021”, or the meeting that it must precede, for example “before the next board”.",
            )
            for words in ("As soon as possible", "early January", "Easter", "before Easter", "New Year")
        ),
        ("From January", "From January is when it begins. By when is it to be done?"),
        ("after the January board", "After the January board is when it begins. By when is it to be done?"),
        (
            "by Wednesday",
            "It was said on a Wednesday, 24 November 2021: that day or the one a week later? Give the day that is meant.",
        ),
        ("before the end of term", "Terms and seasons end on no one day. Give the day that is meant."),
        ("quarterly", "It goes on, so it has no deadline. At which meeting is it reviewed?"),
        ("starting in 2022", "Starting in 2022 is when it begins. By when is it to be done?"),
        ("ongoing", "It goes on, so it has no deadline. At which meeting is it reviewed?"),
        (
            "by January 2022",
            "“By January 2022” may mean before it begins or by its end, 31 January 2022. Give the day that is meant.",
        ),
        (
            "in October 2021",
            "31 October 2021 had passed when it was said, on 24 November 2021. Give the day that is meant.",
        ),
        ("31 November 2021", "There is no such day in the calendar. Give the day that is meant."),
        ("Monday 26 November 2021", "26 November 2021 is a Friday. Give the day that is meant."),
        (
            "Q4 2022",
            "It may be a quarter of the calendar year or of the financial year. Give the day that is meant.",
        ),
        (
            "before the March board",
            "There are meetings on 3 March 2022 and 31 March 2022. Choose the one that is meant.",
        ),
        (
            "before the May 2022 board",
            "No meeting of May 2022 is set up after 24 November 2021. Set it up, or give the day by which it is to be done.",
        ),
        (
            "by the end of the year",
            "It may be the calendar year or the financial year. Give the day that is meant.",
        ),
        ("Nov 28", "The number after the month may be a day or a year. Give the day that is meant."),
    ],
)
def test_deadline_that_is_unclear_is_asked_about(words, question):
    assert read(words) == Proposal(ask=question)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.dates(date(1990, 1, 1), date(2180, 12, 31)))
def test_deadline_reads_any_words_without_raising(words, said_on):
    found = read_deadline(words, said_on, MEETINGS)
    assert bool(found.ask) != bool(found.sentence)


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(1990, 1, 1), date(2180, 12, 31)), st.sampled_from(["%d %B %Y", "%d/%m/%Y", "%a %d %b %Y"])
)
def test_deadline_written_as_a_date_is_that_date(day, form):
    assert read_deadline(f"by {day.strftime(form)}", date(1990, 1, 1), []).deadline == day
