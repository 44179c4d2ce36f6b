"""manage.py undo_return: what it prints and how it exits."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from indicators.models import Outturn, Return

SAMPLE = settings.BASE_DIR / "samples" / "november-2021-return.tsv"

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(db: None) -> Return:
    accepted = ("--create-missing", "--accept-warnings", "The report has it so.")
    call_command("import_return", str(SAMPLE), *accepted, stdout=StringIO())
    return Return.objects.get()


def undo(*options: str) -> str:
    out = StringIO()
    call_command("undo_return", *options, stdout=out)
    return out.getvalue()


def test_it_says_what_is_as_before_and_what_stays(sample, officer):
    printed = undo(str(sample.pk), "--as", officer.email).splitlines()
    assert printed[0] == "Figures that are what they were before: 109."
    assert (
        printed[3]
        == "The indicators that the return made stay: "
        + ", ".join(Return.objects.get().said["made"]["indicators"])
        + "."
    )
    assert Outturn.objects.count() == 0
    assert Return.objects.get().undone_by == officer


def test_a_second_time_is_refused(sample):
    undo(str(sample.pk))
    with pytest.raises(CommandError, match="was undone on") as said:
        undo(str(sample.pk))
    assert said.value.returncode == 1


def test_a_return_that_there_is_not_is_one_sentence():
    with pytest.raises(CommandError) as said:
        undo("12")
    assert str(said.value) == "There is no return 12: look up its number in the list of returns."
