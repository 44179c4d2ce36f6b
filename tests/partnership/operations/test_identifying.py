"""What looks as if it identified a child is refused, whichever door it comes through; what only resembles it is not."""

import random

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from partnership.models import Agency, Meeting
from partnership.operations.bulk import ManyChange, create_many, write_many
from partnership.operations.identifying import identifying
from partnership.operations.rows import create, erase, write

NHS, UPN, BIRTH, POSTCODE = "an NHS number", "a pupil number (UPN)", "a date of birth", "a full postcode"


def says(what):
    return (
        f"This looks as if it held {what}, and nothing that identifies a child may be kept here: take it out."
    )


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("9434765919", NHS),
        ("NHS no. 943-476-5919.", NHS),
        ("H801200001001", UPN),
        ("upn a12345678901x", UPN),
        ("DOB: 12/03/2015", BIRTH),
        ("date of birth 2015-03-12", BIRTH),
        ("She was born on the 12th of March 2015.", BIRTH),
        ("12/03/2015 (d.o.b.)", BIRTH),
        ("Child A, 12/03/2015", BIRTH),
        ("a family in so147ly", POSTCODE),
        ("SW1A 1AA", POSTCODE),
    ],
)
def test_identifying_finds(words, what):
    assert identifying(words) == what
    assert identifying(f"The audit looked at one case ({words}) and closed it.") == what


@pytest.mark.parametrize(
    "words",
    [
        "943 476 5918",
        "15,880 contacts, 14,567 by October and 1,897 in April",
        "023 8083 3000 or +44 2380 833000",
        "E06000045",
        "the board of 24/11/2021, by 30 November 2021",
        "babies born in 2015",
        "S47 2nd quarter, KS1 2nd term",
        "SO14 and the Q1 2021 audit",
        "per 10,000 in 2021/22: 8,412,336,841",
    ],
)
def test_identifying_leaves_alone(words):
    assert identifying(words) == ""


@settings(max_examples=40)
@given(st.integers(100_000_000, 999_999_999))
def test_identifying_goes_by_the_check_digit(nine):
    weighted = sum(int(digit) * (10 - at) for at, digit in enumerate(str(nine)))
    right = (11 - weighted % 11) % 11
    wrong = random.Random(nine).choice([digit for digit in range(10) if digit != right])
    assert identifying(f"{nine}{right}") == ("" if right == 10 else NHS)
    assert identifying(f"{nine}{wrong}") == ""


def test_every_way_of_writing_a_row_refuses_it(db):
    agency = create(Agency, by=None, name="Health")
    meeting = create(Meeting, by=None, title="Board", date="2021-11-24")
    ways = [
        lambda: create(Agency, by=None, name="Health, SO14 7LY"),
        lambda: write(agency, by=None, name="Health, SO14 7LY"),
        lambda: write(agency, by=None, name="Health trust", reason="at SO14 7LY"),
        lambda: erase(meeting, by=None, reason="held at SO14 7LY"),
        lambda: create_many(Agency, [Agency(name="SO14 7LY")], by=None),
        lambda: create_many(Agency, [Agency(name="Police")], by=None, reason="at SO14 7LY"),
        lambda: write_many(Agency, [ManyChange(agency.pk, 1, {"name": "SO14 7LY"})], by=None),
    ]
    for way in ways:
        with pytest.raises(ValidationError) as refused:
            way()
        assert refused.value.messages == [says(POSTCODE)]
    assert list(Agency.objects.values_list("name", "version")) == [("Health", 1)]
