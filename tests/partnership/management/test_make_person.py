"""manage.py make_person: the first administrator of an empty site."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import CommandParser

from partnership.management.commands.make_person import Command
from partnership.models import User

PASSWORD = "correct horse battery"


@pytest.fixture
def make(db, monkeypatch):
    def run(*arguments, typed=PASSWORD + "\n"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        said = io.StringIO()
        call_command("make_person", *arguments, stdout=said)
        return said.getvalue()

    return run


def test_make_person_makes_an_administrator_who_may_sign_in(make, client):
    said = make(
        "admin@example.org",
        "--name",
        "Head of Performance",
        "--role",
        "administrator",
        "--password-from-stdin",
    )
    assert said == "Head of Performance may sign in as admin@example.org (Administrator).\n"
    person = User.objects.get()
    assert (person.is_staff, person.is_superuser, person.check_password(PASSWORD)) == (True, False, True)
    assert person.history.get().history_user is None


def test_make_person_gives_several_roles(make):
    make("x@example.org", "--name", "X", "--role", "chair", "--role", "approver", "--password-from-stdin")
    assert User.objects.get().role_keys == {"chair", "approver"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("short\n", "This password is too short. It must contain at least 12 characters."),
        ("", "This password is too short. It must contain at least 12 characters."),
        ("admin@example.org\n", "The password is too similar to the e-mail address."),
    ],
)
def test_make_person_refuses_a_weak_password(make, typed, words):
    with pytest.raises(CommandError) as told:
        make("admin@example.org", "--name", "X", "--password-from-stdin", typed=typed)
    assert str(told.value) == words
    assert User.objects.count() == 0


def test_make_person_refuses_an_address_that_somebody_has(make):
    make("admin@example.org", "--name", "X", "--password-from-stdin")
    with pytest.raises(CommandError):
        make("Admin@example.org", "--name", "Y", "--password-from-stdin")
    assert User.objects.get().name == "X"


def test_make_person_refuses_what_is_no_address(make):
    with pytest.raises(CommandError) as told:
        make("not an address", "--name", "X", "--password-from-stdin")
    assert str(told.value) == "Enter a valid email address."


def test_make_person_without_a_terminal_says_what_to_do(make):
    with pytest.raises(CommandError) as told:
        make("admin@example.org", "--name", "X")
    assert str(told.value) == "Run this in a terminal, or give --password-from-stdin."


def test_make_person_takes_no_password_as_an_argument():
    parser = CommandParser()
    Command().add_arguments(parser)
    assert {action.dest for action in parser._actions} == {
        "help",
        "email",
        "name",
        "role",
        "password_from_stdin",
    }
