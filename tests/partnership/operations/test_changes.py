"""What differs between two states of a row, in words."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import models

from partnership.models import Agency, Meeting, Message, User
from partnership.operations.changes import Change, changes_between, in_words
from partnership.operations.rows import create


def test_changes_between_names_each_field_that_differs():
    was = Meeting(date=date(2022, 1, 20), title="Board", version=1)
    now = Meeting(date=date(2022, 1, 27), title="Board", version=2, papers_due_on=date(2022, 1, 13))
    assert changes_between(Meeting, was, now) == (
        Change("date", "Date", "20 January 2022", "27 January 2022"),
        Change("papers_due_on", "Papers due on", "nothing", "13 January 2022"),
    )


def test_in_words_names_related_rows_and_says_when_they_are_gone(db):
    police = create(Agency, by=None, name="Hampshire Police")
    field = User._meta.get_field("agency")
    assert (in_words(field, police.pk), in_words(field, 0), in_words(field, None)) == (
        "Hampshire Police",
        "something since removed",
        "nothing",
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"),
        (False, "no"),
        (Decimal("14567.5000"), "14,567.5"),
        (Decimal("0.0000"), "0"),
        (datetime(2021, 7, 1, 8, 30, tzinfo=UTC), "1 July 2021 at 09:30"),
        (["one", "two"], "one, two"),
        ([], "nothing"),
        ("text", "text"),
    ],
)
def test_in_words_reads_as_an_officer_writes(value, words):
    assert in_words(models.TextField(), value) == words


def test_in_words_gives_a_choice_by_its_name():
    assert in_words(Message._meta.get_field("state"), "refused") == "refused by the server"
