"""Which indicator each row is, and of which kind."""

import pytest

from indicators.importers import read_return
from indicators.importers.catalogue import catalogue
from indicators.importers.matching import Held, Matched, Matching, Suggestion, match_rows
from indicators.importers.problems import ImportProblem
from indicators.measures.kinds import Frequency, Kind

CONTACTS = Held("contacts", "Contacts, year to date", Kind.COUNT, ("Front door contacts",))
SHARE = Held("share", "Share of something", Kind.PERCENTAGE)


def match(
    *rows: str, held: tuple[Held, ...] = (), create: bool = True
) -> tuple[tuple[Matched, ...], tuple[ImportProblem, ...]]:
    lines = ["Area|Indicator|Outturn type|Apr-21|May-21", *rows]
    table = read_return("".join(line.replace("|", "\t") + "\n" for line in lines).encode())
    assert table.problems == ()
    found = match_rows(table, held, catalogue(), create)
    return found.matched, found.problems


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


def test_figures_with_percent_signs_win_over_the_typed_number_and_both_are_remembered():
    (row,), problems = match("A|Share of something|Number|89%|92", held=(SHARE,))
    assert (row.kind, row.typed, row.signed, row.typed_in) == (
        Kind.PERCENTAGE,
        Kind.COUNT,
        "89%",
        "C (Outturn type)",
    )
    assert problems == ()


def test_the_indicators_own_kind_wins_over_the_typed_one():
    (row,), problems = match("A|Share of something|RATE|89|92", held=(SHARE,))
    assert (row.kind, row.typed, row.signed, problems) == (Kind.PERCENTAGE, Kind.RATE, "", ())


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


def matching_of(
    *lines: str, held: tuple[Held, ...] = (), confirmed: dict[str, str] | None = None
) -> Matching:
    table = read_return("".join(line.replace("|", "\t") + "\n" for line in lines).encode())
    assert table.problems == ()
    return match_rows(table, held, catalogue(), create_missing=False, confirmed=confirmed or {})


def said(found: Matching) -> list[tuple[int | None, str | None, str]]:
    return [(problem.row, problem.column, problem.message) for problem in found.problems]


def test_a_near_miss_of_the_sites_own_is_offered():
    found = matching_of("Indicator|Apr-21", "Front dor contacts|1", held=(CONTACTS,))
    assert found.suggestions == (Suggestion(2, "Front dor contacts", "contacts", "Contacts, year to date"),)
    assert (found.matched, len(found.problems)) == ((), 1)


def test_what_resembles_only_the_catalogues_is_not_offered():
    assert matching_of("Indicator|Apr-21", "Rate of S48 per 10,000|1").suggestions == ()


def test_a_confirmed_name_is_the_indicator():
    found = matching_of(
        "Indicator|Apr-21",
        "Front dor contacts|1",
        held=(CONTACTS,),
        confirmed={"front dor Contacts": "contacts"},
    )
    assert ([row.held for row in found.matched], found.problems, found.suggestions) == ([CONTACTS], (), ())


def test_a_confirmed_name_wins_over_a_name_that_another_has():
    confirmed = {"Share of something": "contacts"}
    (row,) = matching_of(
        "Indicator|Apr-21", "Share of something|1", held=(SHARE, CONTACTS), confirmed=confirmed
    ).matched
    assert row.held == CONTACTS


def test_a_name_confirmed_as_nothing_the_site_has_stays_unknown():
    found = matching_of("Indicator|Apr-21", "Swans|1", held=(CONTACTS,), confirmed={"Swans": "swans"})
    assert (found.matched, len(found.problems)) == ((), 1)


def test_a_code_finds_the_indicator_whatever_the_name():
    (row,) = matching_of("Code|Indicator|Month|Value", "contacts|Swans|Apr-21|1", held=(CONTACTS,)).matched
    assert row.held == CONTACTS


def test_a_code_of_another_system_gives_way_to_the_name():
    (row,) = matching_of("Code|Indicator|Month|Value", "CSC-01|contacts|Apr-21|1", held=(CONTACTS,)).matched
    assert row.held == CONTACTS


def test_code_and_name_of_two_indicators_are_an_error():
    found = matching_of("Code|Indicator|Month|Value", "share|Contacts|Apr-21|1", held=(CONTACTS, SHARE))
    assert found.matched == ()
    assert said(found) == [
        (
            2,
            "A (Code)",
            "The code “share” is that of “Share of something” and the name is “Contacts”: correct the one that is wrong.",
        )
    ]


def test_one_indicator_under_two_names_is_an_error_in_a_long_table():
    found = matching_of(
        "Indicator|Month|Value", "contacts|Apr-21|1", "Front door contacts|May-21|2", held=(CONTACTS,)
    )
    assert said(found) == [
        (
            3,
            "A (Indicator)",
            "“Front door contacts” is the indicator of row 2 again: name it alike in all of its rows.",
        )
    ]


QUARTERLY = Held("swans", "Swans", Kind.COUNT, frequency=Frequency.QUARTERLY)


def test_quarters_suit_an_indicator_that_is_reported_by_quarter():
    found = matching_of("Indicator|2021/22 Q1|Sep-21", "Swans|1|2", held=(QUARTERLY,))
    assert (len(found.matched), found.problems) == (1, ())


def test_a_quarter_over_a_monthly_indicator_is_an_error_with_its_place():
    found = matching_of("Indicator|2021/22 Q1|Sep-21", "Contacts|1|2", held=(CONTACTS,))
    assert said(found) == [
        (
            2,
            "B (2021/22 Q1)",
            "This is a quarter's figure and “Contacts” is reported by month: give its months, or set the indicator up as "
            "quarterly.",
        )
    ]


def test_a_month_that_ends_no_year_is_an_error_over_a_yearly_indicator():
    yearly = Held("swans", "Swans", Kind.COUNT, frequency=Frequency.YEARLY)
    found = matching_of("Indicator|Oct-20|Mar-21", "Swans|1|2", held=(yearly,))
    assert [column for _, column, _ in said(found)] == ["B (Oct-20)"]


def test_a_month_that_ends_no_quarter_is_an_error_over_a_quarterly_indicator():
    found = matching_of(
        "Indicator|Month|Value", "Swans|Jun-21|1", "Swans|Jul-21|2", "Swans|Aug-21|", held=(QUARTERLY,)
    )
    assert said(found) == [
        (
            3,
            "C (Value)",
            "“Swans” is reported by quarter and July 2021 does not end one: head the figure with its quarter, or with the "
            "quarter's last month.",
        )
    ]
