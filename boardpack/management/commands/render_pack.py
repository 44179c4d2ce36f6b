"""Writes an edition of a pack to a file, in any of the formats; the same edition gives the same bytes every time."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from boardpack.assemble.whole import document_of
from boardpack.queries.moment import one_reading
from boardpack.queries.packs import draft_row, published_page
from boardpack.renderers import BY_KEY, FORMATS
from partnership import clock


class Command(BaseCommand):
    help = (
        "Writes the pack of a meeting's day to a file: the edition that stands, a numbered one, or the draft."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pack", metavar="PACK", help="the day of its meeting, such as 2021-11-24")
        parser.add_argument("--format", choices=[one.key for one in FORMATS], required=True)
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--edition", type=int, metavar="N", help="that edition, if it was ever published")
        which.add_argument("--draft", action="store_true", help="the draft as it stands now")
        parser.add_argument("-o", "--output", metavar="FILE", default="-", help="- is standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        content = self.content(day_of(options["pack"]), options)
        if options["output"] == "-":
            sys.stdout.buffer.write(content)
            return
        try:
            Path(options["output"]).write_bytes(content)
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error

    def content(self, day: date, options: dict[str, Any]) -> bytes:
        chosen = BY_KEY[options["format"]]
        if options["draft"]:
            with one_reading():
                row = draft_row(day)
                document = document_of(row) if row else None
            if document is None:
                raise CommandError(f"There is no draft for a meeting on {day:%-d %B %Y}.")
            return chosen.render(document, clock.now())
        page = published_page(day, options["edition"])
        if page is None or page.pack.published_at is None:
            numbered = f" numbered {options['edition']}" if options["edition"] is not None else ""
            raise CommandError(
                f"No edition{numbered} was published for a meeting on {day:%-d %B %Y}: "
                "give the day of a meeting that has one, or --draft."
            )
        return chosen.render(page.document, page.pack.published_at)


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} is no day: give the meeting's as 2021-11-24.") from None
