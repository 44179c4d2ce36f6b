"""A long return is gone through in parts, and comes to the same as a short one."""

from typing import Any

import pytest

from indicators.importers import read_return, rows, table
from indicators.importers.problems import Severity
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import Indicator, Outturn, Relation, RelationMember, Return
from indicators.operations import return_parts
from indicators.operations.outturns import record_outturn
from indicators.operations.return_keeping import Asked, apply_kept, keep_return, preview_of, seen_of
from indicators.queries.related import related_codes
from partnership.operations.rows import CannotBeDone
from tests.fixtures.guard import lifted
from tests.indicators.operations.test_returns import NOW, apply, counted

FEW = 3  # figures of a part


@pytest.fixture(autouse=True)
def _long(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (rows, table):
        monkeypatch.setattr(module, "LONG", 1)
    monkeypatch.setattr(return_parts, "PART", FEW)


def content(**figures: tuple[int, ...]) -> bytes:
    lines = [
        f"{name},{month.label},{value},final\n"
        for name, values in figures.items()
        for month, value in ((Month(2021, 4 + at), value) for at, value in enumerate(values))
    ]
    return "".join(["Indicator,Month,Value,Status\n", *sorted(lines, key=lambda line: line[5:])]).encode()


FIGURES = {"swans": (5, 6, 7, 8), "geese": (1, 2, 3, 4), "ducks": (9, 9, 9, 9)}


@pytest.fixture
def pond(make_indicator: Any) -> dict[str, Indicator]:
    return {name: make_indicator(name, name=name, short_name=name) for name in FIGURES}


def stands() -> dict[tuple[str, str], tuple[int, str]]:
    found = Outturn.objects.select_related("indicator")
    return {(row.indicator.code, row.month.label): (int(row.value or 0), row.source_cell) for row in found}


def test_a_long_return_is_written_whole_and_stands_then(pond):
    assert not read_return(content(**FIGURES)).held
    first = apply(content(**FIGURES))
    assert counted(first) == (12, 0, 0, True)
    assert [cell.effect for cell in first.cells] == ["new"] * 12
    assert stands()["geese", "May-21"] == (2, "C11")
    assert counted(apply(content(**FIGURES))) == (0, 0, 12, True)
    changed = content(**{**FIGURES, "ducks": (9, 9, 9, 8)})
    assert counted(apply(changed)) == (0, 1, 11, True)
    assert Return.objects.order_by("pk").values_list("table__packed", flat=True)[0]


def test_an_error_in_the_last_part_stops_every_part(pond):
    outcome = apply(content(**FIGURES) + b"herons,Apr-21,5,final\n", create_missing=False)
    assert counted(outcome) == (0, 0, 0, False)
    assert [problem.row for problem in outcome.problems if problem.severity is Severity.ERROR] == [14]
    assert not Outturn.objects.exists()


def test_what_moved_between_looking_and_writing_stops_it_all(pond):
    def rival(cells: object) -> None:
        record_outturn(indicator=pond["ducks"], month=Month(2021, 7), reading=Reading.of(1), by=None)

    with pytest.raises(CannotBeDone, match="changed while it was being applied"):
        apply(content(**FIGURES), about_to_write=rival)
    assert not Outturn.objects.exists()


def test_a_long_return_that_was_kept_is_applied_as_it_was_shown(pond, person):
    by = person("performance_officer")
    kept = keep_return(
        table=read_return(content(**FIGURES)), file_name="a.csv", sha256="0" * 64, by=by, now=NOW
    )
    kept = Return.objects.get(pk=kept.pk)
    seen = seen_of(preview_of(kept=kept, asked=Asked(), by=by, now=NOW).cells)
    assert apply_kept(kept=kept, asked=Asked(), seen=seen, by=by, now=NOW).new == 12


def test_a_month_twice_names_the_row_that_has_it(pond):
    outcome = apply(content(**FIGURES) + b"geese,May-21,5,final\n")
    (problem,) = [problem for problem in outcome.problems if problem.severity is Severity.ERROR]
    assert problem.message == "“geese” has May 2021 in row 11 already: keep one of the two rows."


def test_related_indicators_stay_together(pond, make_indicator):
    other = make_indicator("herons")
    with lifted():  # only who is in a relation matters here
        for kind, members in (("at_most", ("swans", "ducks")), ("parts", ("ducks", "herons"))):
            relation = Relation.objects.create(kind=kind)
            for name in members:
                row = pond.get(name, other)
                RelationMember.objects.create(relation=relation, indicator=row, role="whole")
    found = related_codes(["swans", "geese", "herons"])
    assert (found.keys(), len(set(found.values()))) == ({"swans", "herons"}, 1)
    parts = return_parts.parts_of(read_return(content(**FIGURES)), lambda row: row.indicator)
    assert [[row.indicator for row in part.rows] for part in parts] == [["geese"], ["swans", "ducks"]]
