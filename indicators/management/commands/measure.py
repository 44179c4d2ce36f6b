"""What the rules say of an indicator in a month, from the command line: in words, or whole as JSON."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.assemble import told_of
from indicators.exporters.measured_json import Told, measured_json, to_json
from indicators.importers.months import read_month
from indicators.measures.disclosure import Audience
from indicators.measures.periods import Month
from indicators.measures.wording import shown
from partnership import clock


class Command(BaseCommand):
    help = (
        "Says how an indicator stands in a month: its readings, target, status, direction, process chart, projection, "
        "benchmarks, checks and narrative. Without --month, in the last month in which it has an outturn."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", metavar="CODE", help="the indicator's code, such as icpc-15-days")
        parser.add_argument("--month", default="", metavar="YYYY-MM")
        parser.add_argument("--json", action="store_true", help="print everything as JSON and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        told = told_of(
            options["code"],
            _month(options["month"]),
            Month.of(clock.today()),
            audience=Audience.OFFICERS,
        )
        if told is None:
            raise CommandError(f"{options['code']} is not the code of an indicator of this site: check it.")
        self.stdout.write(to_json(measured_json(told)) if options["json"] else in_words(told))


def in_words(told: Told) -> str:
    one = told.measured
    lines = [
        f"{one.indicator.name}, {one.month.name}: {shown(one.reading, one.indicator)}",
        f"{one.status.word.value.capitalize()}: {one.status.sentence}",
        one.direction.sentence,
        one.signal.sentence,
        one.target_to_date.sentence,
        one.projection.sentence,
        *one.notes,
        *(f"{each.finding.level.value.capitalize()}: {each.finding.message}" for each in told.checks),
    ]
    return "\n".join(line for line in lines if line)


def _month(text: str) -> Month | None:
    if not text:
        return None
    month = read_month(text)
    if month is None:
        raise CommandError(f"{text} is not a month: write it as 2021-10.")
    return month
