"""
How long a return of 100,000 outturns takes from .xlsx to the database, beside the least that it could take.

The least: python-calamine reads the cells, and one bulk upsert writes them with their history rows, with no check and no
preview. Each is run in a process of its own on a fresh, equal database; README.md beside this says how to run it.
"""

# ruff: noqa: PLC0415 -- each child imports only what it measures, once Django is set up
import argparse
import csv
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MONTHS = 200
MONTHS_ACROSS = 120
BATCH = 5_000  # all in one statement, PostgreSQL gives up on the transaction while Python makes the rows
HEADINGS = ("Indicator", "Month", "Value", "Numerator", "Denominator", "Status")
NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--outturns", type=int, default=100_000)
    parser.add_argument(
        "--rival-outturns", type=int, default=5_000, help="a row at a time is slow; it is scaled up"
    )
    parser.add_argument(
        "--part",
        choices=("all", "workbook", "csv", "rival"),
        default="all",
        help="some of it, where time is short",
    )
    parser.add_argument("--database", choices=("SQLite", "PostgreSQL"), help="one of them, else both")
    parser.add_argument("--child", choices=CHILDREN, help=argparse.SUPPRESS)
    parser.add_argument("--file", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(run_child(asked.child, Path(asked.file))))
    else:
        run_all(asked.outturns, asked.rival_outturns, asked.part, asked.database)


def run_all(outturns: int, rival_outturns: int, part: str, database: str | None) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        urls = {"SQLite": ""} | ({"PostgreSQL": url} if (url := os.environ.get("DATABASE_URL")) else {})
        for name, url in urls.items():
            if database not in {None, name}:
                continue
            environment = {**os.environ, "DATABASE_URL": url, "VAR_DIR": str(folder / name)}
            print(f"{name}, {outturns:,} outturns:", flush=True)
            if part in {"all", "workbook", "rival"}:
                compare_workbooks(folder, outturns, rival_outturns, environment, part)
            if part in {"all", "csv"}:
                compare_memory(folder, outturns, environment)


def compare_workbooks(
    folder: Path, outturns: int, rival_outturns: int, environment: dict[str, str], part: str
) -> None:
    whole = write_file(folder / "whole.xlsx", outturns)
    children = ("product",) if part == "rival" else ("floor", "product", "again")
    said = {child: measured(child, whole, environment) for child in children}
    for child, found in said.items():
        least = said.get("floor", found)
        times = [f"{found[time] / least[time]:5.2f} × {next(iter(said))}" for time in ("seconds", "wall")]
        print(
            f"  {child:8} {found['seconds']:7.1f} s of processor {times[0]}, {found['wall']:7.1f} s on the clock "
            f"{times[1]}, peak {found['peak_mb']:,} MB",
            flush=True,
        )
    if part != "workbook" and find_spec("import_export"):
        some = write_file(folder / "part.xlsx", rival_outturns)
        compare_rival(some, rival_outturns / outturns, said["product"], environment)
    elif part != "workbook":
        print("  django-import-export is not installed: see requirements-bench.txt")


def compare_memory(folder: Path, outturns: int, environment: dict[str, str]) -> None:
    """The same as .csv at four sizes: the most that the process takes, and what each further figure takes of it."""
    for layout, write in (("long", write_text), ("wide", write_wide)):
        before: tuple[int, float] | None = None
        for count in (outturns // 10, outturns // 5, outturns * 2 // 5, outturns * 4 // 5):
            found = measured("product", write(folder / f"{layout}-{count}.csv", count), environment)
            peak = found["peak_mb"]
            more = (
                f": {(peak - before[1]) * 1024 / (count - before[0]):.2f} kB a further figure"
                if before
                else ""
            )
            print(
                f"  .csv     {layout}, {count:7,} figures: {found['seconds']:.1f} s of processor, peak {peak:,} MB{more}",
                flush=True,
            )
            before = count, peak


def compare_rival(part: Path, share: float, ours: dict[str, float], environment: dict[str, str]) -> None:
    found = measured("rival", part, environment)
    seconds, wall = found["seconds"] / share, found["wall"] / share
    print(
        f"  rival    {seconds:7.1f} s of processor {seconds / ours['seconds']:5.1f} × product, {wall:7.1f} s on the clock "
        f"{wall / ours['wall']:5.1f} × product (scaled up from {found['seconds']:.1f} s)"
    )


def measured(child: str, file: Path, environment: dict[str, str]) -> Any:
    command = [sys.executable, __file__, "--child", child, "--file", str(file)]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def write_file(file: Path, outturns: int) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Return")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(outturns):
            sheet.write_row(number + 1, 0, line(number))
    return file


def write_text(file: Path, outturns: int) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEADINGS)
        writer.writerows(line(number) for number in range(outturns))
    return file


def write_wide(file: Path, outturns: int) -> Path:
    """A row for each indicator, its months across; whole rows only."""
    months = [f"{2010 + month // 12}-{month % 12 + 1:02}" for month in range(MONTHS_ACROSS)]
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["Indicator", *months])
        for indicator in range(outturns // MONTHS_ACROSS):
            first = indicator * MONTHS
            writer.writerow([line(first)[0], *(line(first + month)[2] for month in range(MONTHS_ACROSS))])
    return file


def line(number: int) -> tuple[Any, ...]:
    indicator, month = divmod(number, MONTHS)
    denominator = 100 + number % 900
    numerator = (number * 7) % denominator
    value = round(numerator / denominator * 100, 1)
    name = f"Share of cases of sort {indicator} seen in time"
    return (name, f"{2005 + month // 12}-{month % 12 + 1:02}", value, numerator, denominator, "final")


def run_child(child: str, file: Path) -> dict[str, float]:
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "sscp.settings"
    import django

    django.setup()
    if child != "again":  # which imports the same file into what the product left
        prepare(file)
    started, clock = cpu_seconds(), monotonic()
    CHILDREN[child](file)
    seconds, wall = cpu_seconds() - started, monotonic() - clock
    return {"seconds": seconds, "wall": wall, "peak_mb": max(used.ru_maxrss for used in usages()) // 1024}


def cpu_seconds() -> float:
    """Of this process and of those that it had work done in: what else the machine does is not counted."""
    return sum(used.ru_utime + used.ru_stime for used in usages())


def usages() -> tuple[resource.struct_rusage, ...]:
    return resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)


def prepare(file: Path) -> None:
    """An empty, migrated database with the file's indicators."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "sqlite":
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)
        Path(settings.VAR_DIR).mkdir(parents=True)
    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)

    from indicators.models import Indicator
    from indicators.operations.setup import save_area
    from partnership.operations.bulk import create_many

    area = save_area(area=None, by=None, name="Front Door")
    names = sorted({row[0] for row in rows_of(file)})
    made = [
        Indicator(
            code=f"share-{number}", name=name, short_name=name, area=area, kind="percentage", basis="in_month"
        )
        for number, name in enumerate(names)
    ]
    create_many(Indicator, made, by=None)


def rows_of(file: Path) -> Iterator[list[Any]]:
    from python_calamine import CalamineWorkbook

    if file.suffix == ".csv":
        return islice(csv.reader(file.read_text(encoding="utf-8").splitlines()), 1, None)
    return islice(CalamineWorkbook.from_path(file).get_sheet_by_index(0).iter_rows(), 1, None)


def floor(file: Path) -> None:
    from decimal import Decimal

    from django.db import transaction

    from indicators.measures.periods import Month
    from indicators.models import Indicator, Outturn

    keys = dict(Indicator.objects.values_list("name", "pk"))
    outturns = [
        Outturn(
            indicator_id=keys[name],
            month=Month.parse(month),
            value=Decimal(str(value)),
            numerator=Decimal(str(numerator)),
            denominator=Decimal(str(denominator)),
            provisional=status == "provisional",
        )
        for name, month, value, numerator, denominator, status in rows_of(file)
    ]
    fields = ["value", "missing", "symbol", "numerator", "denominator", "provisional", "version"]
    with transaction.atomic():
        for start in range(0, len(outturns), BATCH):
            rows = outturns[start : start + BATCH]
            Outturn.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["indicator", "month"], update_fields=fields
            )
            Outturn.history.bulk_history_create(rows)


def product(file: Path) -> None:
    import hashlib

    from indicators.importers import read_return
    from indicators.importers.workbook import process
    from indicators.operations.returns import apply_return

    process.WALL_SECONDS = 600  # processor time is measured, and the machine may be busy with something else
    content = file.read_bytes()
    outcome = apply_return(
        table=read_return(content),
        file_name=file.name,
        sha256=hashlib.sha256(content).hexdigest(),
        by=None,
        now=NOW,
        warnings_note="A trial of speed.",
    )
    if not outcome.applied:
        raise SystemExit(f"refused: {outcome.problems[:3]}")


def rival(file: Path) -> None:
    """django-import-export as its guide has it: a resource that knows rows by indicator and month, one row at a time."""
    from import_export import fields, resources, widgets
    from tablib import Dataset

    from indicators.measures.periods import Month
    from indicators.models import Indicator, Outturn

    class MonthWidget(widgets.Widget):
        def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Month:
            return Month.parse(value)

        def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
            return str(value)

    class OutturnResource(resources.ModelResource):
        indicator = fields.Field("indicator", "Indicator", widgets.ForeignKeyWidget(Indicator, "name"))
        month = fields.Field("month", "Month", MonthWidget())
        value = fields.Field("value", "Value", widgets.DecimalWidget())
        numerator = fields.Field("numerator", "Numerator", widgets.DecimalWidget())
        denominator = fields.Field("denominator", "Denominator", widgets.DecimalWidget())

        class Meta:
            model = Outturn
            import_id_fields = ("indicator", "month")
            fields = ("indicator", "month", "value", "numerator", "denominator")
            skip_unchanged = True

        def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
            Outturn.history.bulk_history_create([instance])

    found = OutturnResource().import_data(
        Dataset().load(file.read_bytes(), format="xlsx"), raise_errors=True, use_transactions=True
    )
    if found.has_errors():
        raise SystemExit("the rival's import failed")


CHILDREN: dict[str, Callable[[Path], None]] = {
    "floor": floor,
    "product": product,
    "again": product,
    "rival": rival,
}

if __name__ == "__main__":
    main()
