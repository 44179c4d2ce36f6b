"""The month's commentary, and what is to be chased."""

from datetime import UTC, datetime

import pytest

from indicators.measures.periods import Month
from indicators.operations.commentary import accept_commentary, save_commentary, submit_commentary
from indicators.queries import CommentaryFacts, commentary_for, commentary_to_chase

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
OCTOBER, SEPTEMBER = Month(2021, 10), Month(2021, 9)


@pytest.fixture
def write(officer):
    def make(*indicators, month=OCTOBER, **texts):
        return save_commentary(
            commentary=None,
            by=officer,
            month=month,
            indicators=indicators,
            **{"tells_us": "It fell.", **texts},
        )

    return make


def accepted(row, officer):
    return accept_commentary(commentary=submit_commentary(commentary=row, by=officer), by=officer, now=NOW)


def test_commentary_for_gives_the_texts_and_whom_they_speak_for(plans_ended, make_indicator, write, officer):
    contacts = make_indicator("contacts", order=1)
    row = accepted(
        write(plans_ended, contacts, analysis="Staff left.", author=officer, received_from="the police"),
        officer,
    )
    write(plans_ended, month=SEPTEMBER)
    assert commentary_for(OCTOBER, ["plans-ended"]) == (
        CommentaryFacts(
            pk=row.pk,
            month=OCTOBER,
            indicators=(("contacts", "Contacts"), ("plans-ended", "Plans ended")),
            tells_us="It fell.",
            analysis="Staff left.",
            next_steps="",
            state="accepted",
            is_accepted=True,
            author="Performance officer",
            received_from="the police",
            accepted_by="Performance officer",
            version=3,
        ),
    )


def test_commentary_for_leaves_out_other_indicators(plans_ended, make_indicator, write):
    write(make_indicator("contacts"))
    assert commentary_for(OCTOBER, ["plans-ended"]) == ()
    assert len(commentary_for(OCTOBER)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_commentary_for_takes_two_queries(count, make_indicator, write, django_assert_num_queries):
    for number in range(count):
        write(make_indicator(f"indicator-{number}"))
    with django_assert_num_queries(2):
        assert len(commentary_for(OCTOBER, [f"indicator-{number}" for number in range(count)])) == count


def test_commentary_to_chase_says_how_each_stands(make_indicator, write, officer, person):
    owner = person("data_owner")
    silent = make_indicator("silent", order=1, data_owner=owner)
    drafted, submitted, done = (
        make_indicator(code, order=order) for order, code in enumerate(["drafted", "submitted", "done"], 2)
    )
    write(drafted)
    submit_commentary(commentary=write(submitted), by=officer)
    accepted(write(done), officer)
    make_indicator("ended", active_to=SEPTEMBER)
    found = commentary_to_chase(OCTOBER)
    assert [(line.code, line.state) for line in found] == [
        ("silent", "nothing written yet"),
        ("drafted", "a draft"),
        ("submitted", "submitted, to be accepted"),
    ]
    assert (found[0].indicator_pk, found[0].data_owner, found[0].commentary_pk) == (
        silent.pk,
        "Data owner",
        None,
    )


def test_commentary_to_chase_looks_at_the_least_advanced_of_several(plans_ended, write, officer):
    accepted(write(plans_ended), officer)
    draft = write(plans_ended)
    (line,) = commentary_to_chase(OCTOBER)
    assert (line.state, line.commentary_pk) == ("a draft", draft.pk)


@pytest.mark.parametrize("count", [1, 3])
def test_commentary_to_chase_takes_three_queries(count, make_indicator, write, django_assert_num_queries):
    for number in range(count):
        write(make_indicator(f"indicator-{number}"))
    with django_assert_num_queries(3):
        assert len(commentary_to_chase(OCTOBER)) == count
