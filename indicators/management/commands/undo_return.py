"""Undoes a return from the command line, and says which figures stay because somebody has changed them since."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.management.people import person_of
from indicators.models import Return
from indicators.operations.return_undo import Undone, undo_return
from partnership import clock
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused


class Command(BaseCommand):
    help = (
        "Puts back what a return changed, but for figures that somebody has changed since, which are named. Without "
        "--as the system itself is recorded as the writer."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "pk", type=int, metavar="PK", help="the return's number, as its page's address has it"
        )
        parser.add_argument(
            "--as", dest="email", default="", metavar="EMAIL", help="the person who undoes it"
        )
        parser.add_argument("--reason", default="", help="why figures of published months change")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            kept = Return.objects.filter(pk=options["pk"]).first()
            if kept is None:
                raise CannotBeDone(
                    f"There is no return {options['pk']}: look up its number in the list of returns."
                )
            by = person_of(options["email"])
            undone = undo_return(kept=kept, by=by, now=clock.now(), reason=options["reason"])
        except (CannotBeDone, ChangedMeanwhile, Refused) as said:
            raise CommandError(str(said), returncode=1) from said
        except ValidationError as said:
            raise CommandError(" ".join(said.messages), returncode=1) from said
        self.stdout.write(in_words(undone))


def in_words(undone: Undone) -> str:
    lines = [*undone.kept_back, f"Figures that are what they were before: {undone.put_back:,}."]
    lines += [
        f"The {what} that the return made stay: {', '.join(names)}." for what, names in undone.stays.items()
    ]
    return "\n".join(lines)
