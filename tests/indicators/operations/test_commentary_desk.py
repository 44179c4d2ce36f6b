"""What a press of a button on the page of a commentary does, whole or not at all."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from indicators.measures.periods import Month
from indicators.models import Commentary
from indicators.operations.commentary_desk import Form, Step, take_commentary
from indicators.operations.setup import save_indicator
from indicators.queries.commentary_desk import remark_on
from partnership.operations.rows import ChangedMeanwhile
from partnership.verdicts import Refused

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
OCTOBER = Month(2021, 10)


@pytest.fixture
def take(plans_ended, officer):
    def press(step, held=None, *, by=officer, codes=None, **words):
        form = Form(
            **{
                "pk": held.pk if held else None,
                "version": held.version if held else None,
                "tells_us": "Fewer plans ended.",
                "analysis": "",
                "next_steps": "",
                **words,
            }
        )
        return take_commentary(
            month=OCTOBER, codes=codes or [plans_ended.code], form=form, step=step, by=by, now=NOW
        )

    return press


@pytest.mark.parametrize(
    ("step", "state", "versions"),
    [(Step.SAVE, "draft", 1), (Step.SUBMIT, "submitted", 2), (Step.ACCEPT, "accepted", 3)],
)
def test_each_step_saves_and_goes_as_far_as_it_says(take, officer, step, state, versions):
    row = take(step)
    assert (row.state, row.version, row.author) == (state, versions, officer)


def test_what_was_received_from_somebody_has_no_author(take):
    row = take(Step.ACCEPT, received_from="Children's services")
    assert (row.author, row.received_from) == (None, "Children's services")


def test_returning_wants_a_remark_and_keeps_it(take):
    submitted = take(Step.SUBMIT)
    with pytest.raises(ValidationError) as told:
        take(Step.RETURN, submitted)
    assert told.value.messages == ["Say in a sentence what is wanted, so that its author can mend it."]
    returned = take(Step.RETURN, submitted, remark="Say why.")
    assert (returned.state, remark_on(returned.pk)) == ("returned", "Say why.")
    assert take(Step.SUBMIT, returned, analysis="Because.").state == "submitted"


def test_a_changed_text_that_was_accepted_has_to_be_accepted_again(take):
    accepted = take(Step.ACCEPT)
    assert take(Step.SAVE, accepted, analysis="More.").state == "submitted"


def test_a_second_person_is_told_and_nothing_is_saved(take):
    first = take(Step.SAVE)
    take(Step.SAVE, first, analysis="Theirs.")
    for late in (first, None):
        with pytest.raises(ChangedMeanwhile):
            take(Step.ACCEPT, late, analysis="Mine.")
    assert [(row.analysis, row.state) for row in Commentary.objects.all()] == [("Theirs.", "draft")]


def test_a_data_owner_writes_on_their_own_indicators_and_accepts_nothing(take, plans_ended, person):
    owner = person("data_owner")
    with pytest.raises(Refused):
        take(Step.SAVE, by=owner)
    save_indicator(indicator=plans_ended, by=None, data_owner=owner)
    assert take(Step.SUBMIT, by=owner).state == "submitted"
    with pytest.raises(Refused):
        take(Step.ACCEPT, Commentary.objects.get(), by=owner)


def test_words_that_identify_a_child_are_refused_at_this_door(take):
    with pytest.raises(ValidationError) as told:
        take(Step.SUBMIT, analysis="The child, NHS number 943 476 5919, was seen.")
    assert told.value.message_dict == {
        "analysis": [
            "This looks as if it held an NHS number, and nothing that identifies a child may be kept here: take it out."
        ]
    }
    assert not Commentary.objects.exists()
