"""Which indicator each row is, and of which kind."""

import pytest

from indicators.importers import read_return
from indicators.importers.catalogue import catalogue
from indicators.importers.matching import Held, Matched, match_rows
from indicators.importers.problems import ImportProblem
from indicators.measures.kinds import Kind

CONTACTS = Held("contacts", "Contacts, year to date", Kind.COUNT, ("Front door contacts",))
SHARE = Held("share", "Share of something", Kind.PERCENTAGE)


def match(
    *rows: str, held: tuple[Held, ...] = (), create: bool = True
) -> tuple[tuple[Matched, ...], tuple[ImportProblem, ...]]:
    lines = ["Area|Indicator|Outturn type|Apr-21|May-21", *rows]
    table = read_return("".join(line.replace("|", "\t") + "\n" for line in lines).encode())
    assert table.problems == ()
    return match_rows(table, held, catalogue(), create)


def told(
    *rows: str, held: tuple[Held, ...] = (), create: bool = True
) -> list[tuple[int | None, str | None, str]]:
    return [
        (found.row, found.column, found.severity.value) for found in match(*rows, held=held, create=create)[1]
    ]


@pytest.mark.parametrize(
    "name", ["contacts", "CONTACTS YEAR TO DATE", "front-door contacts", "Number of year to date contacts"]
)
def test_the_sites_own_indicator_is_found_by_code_name_alias_and_the_catalogues_names(name):
    (row,), problems = match(f"A|{name}|NUMBER|1|2", held=(CONTACTS,), create=False)
    assert (row.held, problems) == (CONTACTS, ())


def test_the_catalogue_knows_what_the_site_lacks():
    (row,), problems = match("A|Rate of S47 per 10,000|RATE|1|2")
    assert row.held is None
    assert row.known is not None
    assert (row.known.code, row.kind, problems) == ("section-47-rate", Kind.RATE, ())


def test_a_new_name_is_made_only_when_asked_and_told_of():
    assert told("A|Number of swans|NUMBER|1|2", create=False) == [(2, "B (Indicator)", "error")]
    assert told("A|Number of swans|NUMBER|1|2") == [(2, "B (Indicator)", "warning")]


def test_a_near_miss_is_hinted_at():
    _, (problem,) = match("A|Front dor contacts|NUMBER|1|2", held=(CONTACTS,), create=False)
    assert problem.message == (
        "“Front dor contacts” is not an indicator of this site (did you mean “Contacts, year to date”?): correct the name, "
        "or let the import create what is missing."
    )


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("A|Number of swans|NUMBER|1|2", Kind.COUNT),
        ("A|Number of swans|Rate|1|2", Kind.RATE),
        ("A|Number of swans||1|2", Kind.COUNT),
        ("A|Number of swans||1%|2", Kind.PERCENTAGE),
        ("A|Rate of swans per 1,000||1|2", Kind.RATE),
        ("A|Percentage of swans||1|2", Kind.PERCENTAGE),
        ("A|% of swans that swim||1|2", Kind.PERCENTAGE),
    ],
)
def test_kind_of_a_new_indicator_comes_from_signs_then_type_then_name(row, kind):
    (found,), _ = match(row)
    assert found.kind is kind


def test_figures_with_percent_signs_win_over_the_typed_number():
    (row,), problems = match("A|Share of something|Number|89%|92", held=(SHARE,))
    assert row.kind is Kind.PERCENTAGE
    assert [(problem.row, problem.column, problem.message) for problem in problems] == [
        (
            2,
            "C (Outturn type)",
            "The outturn type says “Number” and the figures are written with %: the whole row is read as Percentage, so "
            "correct the type in the next return.",
        )
    ]


def test_the_indicators_own_kind_wins_over_the_typed_one():
    (row,), problems = match("A|Share of something|RATE|89|92", held=(SHARE,))
    assert row.kind is Kind.PERCENTAGE
    assert [problem.severity.value for problem in problems] == ["warning"]


def test_percent_sign_on_what_is_no_percentage_is_an_error_once_a_row():
    assert told("A|Contacts|NUMBER|89%|92%", held=(CONTACTS,)) == [(2, "D (Apr-21)", "error")]


def test_one_indicator_in_two_rows_is_an_error_at_the_second():
    rows = ("A|Contacts|NUMBER|1|2", "A|Front door contacts|NUMBER|1|2")
    assert told(*rows, held=(CONTACTS,)) == [(3, "B (Indicator)", "error")]


def test_a_new_indicator_in_two_rows_is_an_error_too():
    rows = ("A|Number of swans|NUMBER|1|2", "A|number of SWANS|NUMBER|1|2")
    assert told(*rows) == [(2, "B (Indicator)", "warning"), (3, "B (Indicator)", "error")]


def test_less_than_nothing_is_an_error_for_counts_and_rates_only():
    rows = ("A|Contacts|NUMBER|-1|2", "A|Change in percentage|PERCENTAGE|-1|2")
    assert told(*rows, held=(CONTACTS,)) == [(2, "D (Apr-21)", "error"), (3, "B (Indicator)", "warning")]


def test_a_new_indicator_needs_an_area_that_fits():
    assert told("|Number of swans|NUMBER|1|2") == [(2, "A (Area)", "error")]
    assert told(f"{'A' * 81}|Number of swans|NUMBER|1|2") == [(2, "A (Area)", "error")]
    assert told(f"A|{'n' * 201}|NUMBER|1|2") == [(2, "B (Indicator)", "error")]


def test_hints_stop_after_the_first_rows():
    rows = [f"A|Front dor contacts {number}|NUMBER|1|2" for number in range(60)]
    _, problems = match(*rows, held=(CONTACTS,), create=False)
    assert len(problems) == 60
    assert sum("did you mean" in problem.message for problem in problems) == 50
