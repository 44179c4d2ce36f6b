"""
Makes a person who may sign in: above all the first administrator of an empty site.

The password is asked for or read from standard input, never an argument, which every user of the machine could see.
"""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnership import roles
from partnership.models import User
from partnership.operations.people import store_person


class Command(BaseCommand):
    help = "Makes a person who may sign in, with the roles given."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--name", required=True, help="the person's name, or the post")
        parser.add_argument(
            "--role",
            action="append",
            choices=[role.key for role in roles.ROLES],
            default=[],
            help="may be given several times",
        )
        parser.add_argument(
            "--password-from-stdin",
            action="store_true",
            help="read the password from standard input (its first line) instead of asking for it",
        )

    def handle(self, *, email: str, name: str, role: list[str], password_from_stdin: bool, **_: Any) -> None:
        try:
            password = self._password(from_stdin=password_from_stdin)
            validate_password(password, User(email=email, name=name))
            person = store_person(
                person=None,
                by=None,
                role_keys=frozenset(role),
                password=password,
                email=email,
                name=name,
                is_active=True,
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(
            f"{person} may sign in as {person.email} ({roles.names(frozenset(role)) or 'no role'})."
        )

    def _password(self, *, from_stdin: bool) -> str:
        if from_stdin:
            return sys.stdin.readline().rstrip("\r\n")
        if not sys.stdin.isatty():
            raise CommandError("Run this in a terminal, or give --password-from-stdin.")
        password = getpass.getpass("Password, at least 12 characters: ")
        if password != getpass.getpass("The same again: "):
            raise CommandError("The two are not the same. Nothing was made.")
        return password
