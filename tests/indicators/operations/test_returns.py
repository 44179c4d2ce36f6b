"""Applying a return: all of it or nothing."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps

from indicators.importers import read_return
from indicators.importers.problems import Severity
from indicators.measures.kinds import TargetKind
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading
from indicators.models import Comparator, DataNote, Geography, Indicator, Outturn, Return, Target
from indicators.operations.comparators import record_comparator
from indicators.operations.outturns import record_outturn
from indicators.operations.return_undo import undo_return
from indicators.operations.returns import ReturnOutcome, apply_return
from indicators.operations.setup import save_geography, save_indicator
from indicators.operations.targets import set_target
from partnership.models import User
from partnership.verdicts import Refused
from tests.fixtures.guard import lifted

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
HEADER = "Area|Indicator|Outturn type|Sep-21|Oct-21|Target|Southampton 20/21|South East|England"
SWANS = "Front Door|Number of swans|NUMBER|4|5|6|50|N/A|900"


def apply(content: bytes, name: str = "return.tsv", by: User | None = None, **options: Any) -> ReturnOutcome:
    return apply_return(
        table=read_return(content),
        file_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        by=by,
        now=NOW,
        **{"create_missing": True, "warnings_note": "Looked at.", **options},
    )


def lines(*rows: str, header: str = HEADER) -> bytes:
    return "".join(row.replace("|", "\t") + "\n" for row in (header, *rows)).encode()


def counted(outcome: ReturnOutcome) -> tuple[int, int, int, bool]:
    return (outcome.new, outcome.changed, outcome.unchanged, outcome.applied)


def errors(outcome: ReturnOutcome) -> list[tuple[int | None, str | None]]:
    return [
        (problem.row, problem.column) for problem in outcome.problems if problem.severity is Severity.ERROR
    ]


def rows_held() -> dict[str, int]:
    models = apps.get_app_config("indicators").get_models()
    return {model.__name__: model._default_manager.count() for model in models}


def swans() -> Indicator:
    return Indicator.objects.get(code="number-of-swans")


@pytest.fixture
def swans_imported(db: None) -> Indicator:
    assert counted(apply(lines(SWANS))) == (6, 0, 0, True)
    return swans()


# --------------------------------------------------------------------------------- changes and repeats


def test_changed_figures_are_counted_and_keep_their_history(swans_imported, officer):
    outcome = apply(lines(SWANS.replace("|4|5|", "|4|7|")), "december.tsv", by=officer)

    assert counted(outcome) == (0, 1, 5, True)
    row = Outturn.objects.get(indicator=swans_imported, month=Month(2021, 10))
    assert (row.value, row.version, row.source_return.file_name) == (Decimal(7), 2, "december.tsv")
    assert [past.value for past in row.history.all()] == [Decimal(7), Decimal(5)]
    assert row.history.first().history_user == officer
    untouched = Outturn.objects.get(indicator=swans_imported, month=Month(2021, 9))
    assert (untouched.version, untouched.source_return.file_name) == (1, "return.tsv")


def test_a_blank_cell_leaves_what_stands(swans_imported):
    outcome = apply(lines("Front Door|Number of swans|NUMBER||||||"))

    assert counted(outcome) == (0, 0, 0, True)
    assert Outturn.objects.get(indicator=swans_imported, month=Month(2021, 10)).value == 5


def test_a_symbol_takes_the_place_of_a_figure(swans_imported):
    assert counted(apply(lines(SWANS.replace("|4|5|", "|4|c|")))) == (0, 1, 5, True)
    row = Outturn.objects.get(indicator=swans_imported, month=Month(2021, 10))
    assert (row.value, row.missing, row.symbol) == (None, Missing.SUPPRESSED.value, "c")


def test_a_note_stays_with_its_outturn(swans_imported):
    month = Month(2021, 10)
    record_outturn(
        indicator=swans_imported, month=month, reading=Reading.of(5), by=None, note="Counted twice."
    )
    apply(lines(SWANS.replace("|4|5|", "|4|7|")))
    assert Outturn.objects.get(indicator=swans_imported, month=month).note == "Counted twice."


def test_a_targets_kind_and_source_stay_when_its_value_changes(swans_imported):
    set_target(
        indicator=swans_imported,
        year=2021,
        by=None,
        reading=Reading.of(6),
        kind=TargetKind.PREVIOUS_YEAR,
        change_percent=Decimal(-10),
        source="The board",
        rationale="Fewer swans",
    )
    assert counted(apply(lines(SWANS.replace("|6|50", "|8|50")))) == (0, 1, 5, True)
    row = Target.objects.get(indicator=swans_imported)
    assert (row.value, row.kind, row.change_percent) == (Decimal(8), "previous_year", Decimal(-10))
    assert (row.source, row.rationale) == ("The board", "Fewer swans")


def test_a_new_target_is_of_no_stated_kind_and_names_its_return(swans_imported):
    row = Target.objects.get(indicator=swans_imported)
    assert (row.year, row.month, row.kind, row.source) == (2021, None, "not_stated", "return return.tsv")


def test_a_target_is_for_the_year_of_the_last_month_or_of_its_heading(db):
    apply(lines("A|Swans at dusk|NUMBER|1|2|3", header="Area|Indicator|Outturn type|Mar-21|Apr-21|Target"))
    apply(
        lines("A|Swans at dawn|NUMBER|1|2|3", header="Area|Indicator|Outturn type|Mar-21|Apr-21|Target 20/21")
    )
    years = dict(Target.objects.values_list("indicator__name", "year"))
    assert years == {"Swans at dusk": 2021, "Swans at dawn": 2020}


def test_a_comparator_that_changes_is_another_row_and_the_earlier_one_stays(swans_imported):
    assert counted(apply(lines(SWANS.replace("|900", "|901")))) == (0, 1, 5, True)
    assert counted(apply(lines(SWANS.replace("|900", "|901")), "december.tsv")) == (0, 0, 6, True)

    england = Comparator.objects.filter(geography__kind="england").order_by("pk")
    assert list(england.values_list("value", "vintage")) == [
        (Decimal(900), "return return.tsv"),
        (Decimal(901), "return return.tsv (2)"),
    ]


def test_a_figure_that_a_published_file_holds_already_is_not_written_again(db):
    apply(lines(SWANS.replace("|900", "|")))
    england = Geography.objects.get(kind="england")
    record_comparator(
        indicator=swans(),
        geography=england,
        year=2020,
        reading=Reading.of(900),
        vintage="DfE 2021",
        by=None,
        now=NOW,
    )
    assert counted(apply(lines(SWANS))) == (0, 0, 6, True)
    assert Comparator.objects.filter(geography=england).count() == 1


def test_dry_run_counts_and_writes_nothing(db):
    before = rows_held()
    assert counted(apply(lines(SWANS), dry_run=True)) == (6, 0, 0, False)
    assert rows_held() == before


# ------------------------------------------------------------------------------------------- refusals


def test_one_error_refuses_the_whole_return(swans_imported):
    before = rows_held()
    outcome = apply(
        lines(SWANS.replace("|4|5|", "|8|9|"), "Front Door|Number of geese|NUMBER|many|1|1|1|1|1")
    )

    assert errors(outcome) == [(3, "D (Sep-21)")]
    assert counted(outcome) == (0, 0, 0, False)
    assert rows_held() == before


def test_every_error_is_named_in_the_order_of_the_file(swans_imported):
    outcome = apply(
        lines(
            "Front Door|Number of geese|NUMBER|many|1|1|1|1|1",
            "Front Door|Number of swans|Tally|1|1|1|1|1|1",
            "Front Door|Number of ducks|NUMBER|1|1|1|1|1|x y",
            "Front Door|Number of coots|NUMBER|-1|1|1|1|1|1",
        )
    )
    assert errors(outcome) == [
        (2, "D (Sep-21)"),
        (3, "C (Outturn type)"),
        (4, "I (England)"),
        (5, "D (Sep-21)"),
    ]


def test_an_unknown_indicator_is_made_only_when_asked(db):
    outcome = apply(lines(SWANS), create_missing=False)
    assert errors(outcome) == [(2, "B (Indicator)")]
    assert not Indicator.objects.exists()
    assert not Geography.objects.exists()


def test_a_published_month_changes_only_with_a_reason(swans_imported, october_published):
    changed = lines(SWANS.replace("|4|5|", "|3|7|"))

    assert errors(apply(changed)) == [(2, "E (Oct-21)")]
    assert Outturn.objects.get(indicator=swans_imported, month=Month(2021, 9)).value == 4

    assert counted(apply(changed, reason="The police counted again.")) == (0, 2, 4, True)
    row = Outturn.objects.get(indicator=swans_imported, month=october_published)
    assert (row.value, row.history.first().history_change_reason) == (Decimal(7), "The police counted again.")


def test_a_published_month_that_does_not_change_needs_no_reason(swans_imported, october_published):
    assert counted(apply(lines(SWANS))) == (0, 0, 6, True)


def test_only_who_may_enter_data_applies_a_return(swans_imported, board_member):
    with pytest.raises(Refused) as refused:
        apply(lines(SWANS.replace("|4|5|", "|4|7|")), by=board_member)
    assert str(refused.value) == (
        "Your account may not enter and import outturns, targets, comparators and populations. Ask an administrator if you "
        "should."
    )
    assert Outturn.objects.get(indicator=swans_imported, month=Month(2021, 10)).value == 5


def test_what_the_officer_writes_is_the_officers(officer):
    apply(lines(SWANS), by=officer)
    assert Return.objects.get().by == officer
    assert {row.history_user for row in Indicator.history.all()} == {officer}
    assert {row.recorded_by for row in Comparator.objects.all()} == {officer}


def test_a_failure_halfway_leaves_nothing(db, monkeypatch):
    written: list[str] = []

    def fails_at_the_third(**fields: Any) -> None:
        written.append(fields["vintage"])
        if len(written) == 3:
            raise OSError("the disk is full")

    monkeypatch.setattr("indicators.operations.return_writes.record_comparator", fails_at_the_third)
    with pytest.raises(OSError, match="the disk is full"):
        apply(lines(SWANS))
    assert len(written) == 3
    assert set(rows_held().values()) == {0}


# ------------------------------------------------------------------------------- what is made, and how


def test_a_new_indicator_is_inferred_and_left_to_be_confirmed(swans_imported):
    row = swans_imported
    assert (row.name, row.short_name, row.kind, row.basis) == (
        "Number of swans",
        "Number of swans",
        "count",
        "in_month",
    )
    assert (row.basis_confirmed, row.polarity, row.polarity_confirmed) == (False, "none", False)
    assert (row.rate_per, row.target_profile) == (None, "flat")


def test_a_new_rate_says_per_how_many_and_its_decimals(db):
    outcome = apply(lines("A|Swans per 1,000 ponds, year to date|RATE|1.5|2.25|3|||"))
    row = Indicator.objects.get()
    assert [problem.severity for problem in outcome.problems] == [
        Severity.WARNING
    ] * 2  # guessed; April is missing
    assert (row.kind, row.rate_per, row.decimal_places) == ("rate", 1000, 2)
    assert (row.basis, row.target_profile) == ("year_to_date", "linear")


def test_percent_signs_make_a_percentage_of_the_whole_row(db):
    apply(lines("A|Swans that swim|Number|89%|92%|90|91||"))
    assert Indicator.objects.get().kind == "percentage"
    assert sorted(Outturn.objects.values_list("value", flat=True)) == [Decimal(89), Decimal(92)]
    assert Target.objects.get().value == 90


def test_two_new_names_with_one_code_get_two(db):
    apply(lines("A|Swans, north and south|NUMBER|1|1||||"))
    apply(lines("A|Swans + north + and + south (new)|NUMBER|1|1||||", "A|Лебеди|NUMBER|1|1||||"))
    apply(lines("A|Гуси|NUMBER|1|1||||"))
    assert list(Indicator.objects.values_list("code", flat=True)) == [
        "swans-north-and-south",
        "swans-north-and-south-new",
        "indicator",
        "indicator-2",
    ]


def test_an_abbreviation_does_not_become_the_name(db):
    apply(lines("Child Protection|CPP|NUMBER|388|388||||"))
    row = Indicator.objects.get(code="plans")
    assert row.name == "Number of children on a Child Protection Plan at month end"
    assert counted(apply(lines("Child Protection|CP plans|NUMBER|388|388||||"), create_missing=False)) == (
        0,
        0,
        2,
        True,
    )


def test_an_area_of_the_site_is_used_whatever_its_capitals(swans_imported):
    apply(lines("FRONT DOOR|Number of geese|NUMBER|1|1||||"))
    assert list(Indicator.objects.values_list("name", "area__name", "order")) == [
        ("Number of swans", "Front Door", 10),
        ("Number of geese", "Front Door", 20),
    ]


def test_without_an_area_the_catalogues_is_used(db):
    apply(lines("Contacts|NUMBER|1", header="Indicator|Outturn type|Apr-21"))
    assert Indicator.objects.get().area.name == "Front Door"


def test_the_sites_own_indicator_keeps_what_the_officer_set(swans_imported):
    save_indicator(
        indicator=swans_imported, by=None, basis="month_end", basis_confirmed=True, kind="rate", rate_per=1000
    )
    outcome = apply(lines(SWANS.replace("|4|5|", "|4|7|")))
    row = swans()
    assert (row.basis, row.basis_confirmed, row.kind) == ("month_end", True, "rate")
    assert [(problem.column, problem.severity) for problem in outcome.problems] == [
        ("C (Outturn type)", Severity.WARNING)
    ]


# ---------------------------------------------------------------------------------------------- places


def places(heading: str, cell: str = "50") -> bytes:
    return lines(f"A|Number of swans|NUMBER|1|{cell}", header=f"Area|Indicator|Outturn type|Oct-21|{heading}")


def test_an_authority_without_a_known_code_becomes_the_own_one_and_is_told_of(db):
    outcome = apply(places("Little Snoring 20/21"))
    row = Geography.objects.get()
    assert (row.code, row.name, row.kind) == ("own-little-snoring", "Little Snoring", "own")
    assert [(problem.row, problem.column) for problem in outcome.problems] == [
        (1, "E (Little Snoring 20/21)"),
        (2, "B (Indicator)"),
    ]
    assert counted(apply(places("Little  snoring 2020/21"))) == (0, 0, 2, True)


def test_a_second_unknown_authority_is_refused(swans_imported):
    outcome = apply(places("Little Snoring 20/21"))
    assert errors(outcome) == [(1, "E (Little Snoring 20/21)")]
    assert Geography.objects.count() == 3


def test_two_unknown_authorities_in_one_return_are_refused(db):
    header = "Area|Indicator|Outturn type|Oct-21|Here 20/21|There 20/21"
    outcome = apply(lines("A|Number of swans|NUMBER|1|2|3", header=header))
    assert errors(outcome) == [(1, "F (There 20/21)")]
    assert not Geography.objects.exists()


def test_a_geography_is_found_by_its_alias_and_another_authority_by_its_name(swans_imported):
    own = Geography.objects.get(kind="own")
    save_geography(geography=own, by=None, aliases=["Our city"])
    save_geography(geography=None, by=None, code="E06000044", name="Portsmouth", kind="authority")
    assert counted(apply(places("Our city 19/20"))) == (1, 1, 0, True)
    assert counted(apply(places("Portsmouth 19/20"))) == (1, 0, 1, True)
    years = Comparator.objects.filter(year=2019).values_list("geography__name", flat=True)
    assert sorted(years) == ["Portsmouth", "Southampton"]


def test_one_place_under_two_names_is_refused(swans_imported):
    own = Geography.objects.get(kind="own")
    save_geography(geography=own, by=None, aliases=["Our city"])
    header = "Area|Indicator|Outturn type|Oct-21|Southampton 20/21|Our city 20/21"
    outcome = apply(lines("A|Number of swans|NUMBER|1|2|3", header=header))
    assert errors(outcome) == [(1, "F (Our city 20/21)")]


def test_reading_what_stands_takes_no_more_queries_for_more_rows(
    swans_imported: Indicator, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    rows = [SWANS, *(f"A|Number of swans on pond {number}|NUMBER|1|2|3|4|5|6" for number in range(12))]
    apply(lines(*rows))
    with django_assert_max_num_queries(15):
        assert counted(apply(lines(*rows))) == (0, 0, 78, True)


# ------------------------------------------------------------------------------- warnings and reasons


def test_warnings_without_a_note_write_nothing_and_say_what_would_be(db):
    outcome = apply(lines(SWANS), warnings_note=" ")
    assert counted(outcome) == (6, 0, 0, False)
    assert outcome.needs_note
    assert set(rows_held().values()) == {0}


def test_a_note_accepts_the_warnings_and_is_kept(db):
    outcome = apply(lines(SWANS), warnings_note="New this year.", reason="As agreed.")
    kept = Return.objects.get()
    assert (outcome.applied, outcome.needs_note) == (True, False)
    assert (kept.state, kept.applied_at, kept.warnings_note, kept.reason) == (
        "applied",
        NOW,
        "New this year.",
        "As agreed.",
    )
    assert kept.counts == {"new": 6, "changed": 0, "unchanged": 0}
    assert kept.asked == {"create_missing": True, "confirmed": {}, "reasons": {}}


def test_what_changes_nothing_asks_for_no_note(swans_imported):
    save_indicator(indicator=swans_imported, by=None, kind="rate", rate_per=1000)
    outcome = apply(lines(SWANS), warnings_note="")
    assert [problem.severity for problem in outcome.problems] == [Severity.NOTE, Severity.NOTE]
    assert counted(outcome) == (0, 0, 6, True)


def test_a_reason_by_cell_comes_before_that_of_the_return(swans_imported, october_published):
    changed = lines(SWANS.replace("|4|5|", "|3|7|"))
    assert errors(apply(changed, reasons={"D2": "September counted again."})) == [(2, "E (Oct-21)")]

    apply(changed, reason="All counted again.", reasons={"E2": "One swan was late."})
    rows = Outturn.objects.order_by("month")
    assert [row.history.first().history_change_reason for row in rows] == [
        "All counted again.",
        "One swan was late.",
    ]
    assert Return.objects.first().asked["reasons"] == {"E2": "One swan was late."}


def test_the_same_file_again_says_so(swans_imported, officer):
    outcome = apply(lines(SWANS))
    assert [problem.message for problem in outcome.problems] == [
        "This file was imported on 24 November 2021 at 10:00 by the system; nothing in it differs from what stands."
    ]
    assert Return.objects.count() == 1

    record_outturn(indicator=swans_imported, month=Month(2021, 10), reading=Reading.of(9), by=officer)
    assert counted(apply(lines(SWANS), warnings_note="")) == (0, 1, 5, False)
    assert [problem.message for problem in apply(lines(SWANS), dry_run=True).problems] == [
        "This file was imported on 24 November 2021 at 10:00 by the system; what has been changed since then would "
        "become again what the file says."
    ]


def test_a_figure_of_a_month_to_come_wants_a_word(swans_imported):
    later = lines(SWANS, header=HEADER.replace("Sep-21|Oct-21", "Nov-21|Dec-21"))
    outcome = apply(later, warnings_note="", dry_run=True)
    told = [(problem.severity, problem.column) for problem in outcome.problems]
    assert (Severity.WARNING, "E (Dec-21)") in told
    assert (Severity.WARNING, "D (Nov-21)") not in told


def test_a_file_that_was_undone_is_not_the_same_again(swans_imported):
    undo_return(kept=Return.objects.get(), by=None, now=NOW)
    assert apply(lines(SWANS)).problems == ()


def test_targets_and_comparators_know_their_return_and_cell(swans_imported):
    kept = Return.objects.get()
    assert Target.objects.values_list("source_return", "source_cell").get() == (kept.pk, "F2")
    assert sorted(Comparator.objects.values_list("source_return", "source_cell")) == [
        (kept.pk, "G2"),
        (kept.pk, "H2"),
        (kept.pk, "I2"),
    ]


# ----------------------------------------------------------------------------------- names and keeping


def test_a_confirmed_name_is_matched_and_becomes_an_alias(swans_imported, officer):
    renamed = lines(SWANS.replace("Number of swans", "Birds, white").replace("|4|5|", "|4|7|"))
    assert counted(apply(renamed, create_missing=False)) == (0, 0, 0, False)

    outcome = apply(renamed, create_missing=False, confirmed={"Birds, white": "number-of-swans"}, by=officer)

    assert counted(outcome) == (0, 1, 5, True)
    row = swans()
    assert (row.aliases, row.history.first().history_user) == (["Birds, white"], officer)
    assert counted(apply(renamed, create_missing=False)) == (0, 0, 6, True)


def test_nearly_a_name_is_suggested(swans_imported):
    outcome = apply(lines(SWANS.replace("Number of swans", "Number of swanns")), create_missing=False)
    assert [(each.name, each.code) for each in outcome.suggestions] == [
        ("Number of swanns", "number-of-swans")
    ]


def test_a_return_that_was_kept_for_its_preview_is_the_one_applied(db):
    table = read_return(lines(SWANS))
    kept = Return(
        file_name="kept.tsv", sha256="x", layout="wide", table=table.as_json(), at=NOW, state="read"
    )
    with lifted():
        kept.save()
    apply(lines(SWANS), kept=kept)
    row = Return.objects.get()
    assert (row.pk, row.state, Outturn.objects.first().source_return) == (kept.pk, "applied", row)


# ------------------------------------------------------------------------------------------- the cells


def told(outcome: ReturnOutcome) -> list[tuple[str, str, str, str, str]]:
    return [(cell.reference, cell.what, cell.effect, cell.was, cell.becomes) for cell in outcome.cells]


def test_every_cell_says_what_it_does(swans_imported, october_published):
    changed = SWANS.replace("|4|5|6|50|N/A|900", "|4|c|7||1,000|901")
    outcome = apply(lines(changed), reason="Counted again.", dry_run=True)
    assert told(outcome) == [
        ("D2", "Sep-21", "unchanged", "4", "4"),
        ("E2", "Oct-21", "changed", "5", "c"),
        ("F2", "target 2021/22", "changed", "6", "7"),
        ("H2", "South East 2020/21", "changed", "N/A", "1000"),
        ("I2", "England 2020/21", "changed", "900", "901"),
    ]
    assert {(cell.row, cell.indicator) for cell in outcome.cells} == {(2, "Number of swans")}
    assert [cell.published_in for cell in outcome.cells[:2]] == ["", "November 2021 pack, edition 1"]
    assert outcome.cells[1].column == "E (Oct-21)"


def test_refused_cells_are_those_with_an_error_and_those_of_nobody(swans_imported):
    outcome = apply(lines(SWANS.replace("|4|5|", "|four|5|"), "A|Number of geese|Tally|1|||||"), dry_run=True)
    assert [row for row in told(outcome) if row[2] == "refused"] == [
        ("D2", "Sep-21", "refused", "", "four"),
        ("D3", "Sep-21", "refused", "", "1"),
    ]


# ------------------------------------------------------------------------------------- the long layout


LONG = "Area|Indicator|Outturn type|Month|Value|Numerator|Denominator|Status|Note"


def long(*rows: str) -> bytes:
    return lines(*rows, header=LONG)


def test_what_a_long_table_says_beside_the_figure_is_taken(db):
    apply(long("A|Number of swans|NUMBER|Oct-21|5|10|20|provisional|Counted at dusk."))
    row = Outturn.objects.get()
    assert (row.value, row.numerator, row.denominator, row.provisional, row.note, row.source_cell) == (
        5,
        10,
        20,
        True,
        "Counted at dusk.",
        "E2",
    )


def test_what_a_long_table_leaves_blank_stays_as_it_stands(db):
    apply(long("A|Number of swans|NUMBER|Oct-21|5|10|20|provisional|Counted at dusk."))
    assert counted(apply(long("A|Number of swans|NUMBER|Oct-21|5||||"))) == (0, 0, 1, True)

    outcome = apply(long("A|Number of swans|NUMBER|Oct-21|5|11||final|"))

    row = Outturn.objects.get()
    assert (row.numerator, row.denominator, row.provisional, row.note) == (
        11,
        20,
        False,
        "Counted at dusk.",
    )
    assert told(outcome) == [
        ("E2", "Oct-21", "changed", "5; numerator 10; provisional", "5; numerator 11; final")
    ]


# ------------------------------------------------------------------------------------ what the checks find


def test_what_the_checks_find_asks_for_a_note_which_is_kept_with_it(swans_imported, officer):
    odd = lines(SWANS.replace("|4|5|", "|4|500|"))
    outcome = apply(odd, warnings_note="")
    assert counted(outcome) == (0, 1, 5, False)
    assert [(each.check, each.code, each.month) for each in outcome.findings] == [
        ("ten-times", "number-of-swans", Month(2021, 10))
    ]
    assert [(problem.row, problem.column, problem.severity) for problem in outcome.problems] == [
        (2, "E (Oct-21)", Severity.WARNING)
    ]

    assert counted(apply(odd, warnings_note="A flock came by.", by=officer)) == (0, 1, 5, True)
    note = DataNote.objects.get()
    assert (note.indicator, note.check_name, note.note, note.by, note.source_return) == (
        swans_imported,
        "ten-times",
        "A flock came by.",
        officer,
        Return.objects.first(),
    )


def test_what_cannot_be_true_is_refused(swans_imported):
    save_indicator(indicator=swans_imported, by=None, basis="year_to_date", basis_confirmed=True)
    outcome = apply(lines(SWANS.replace("|4|5|", "|4|3|")))
    assert counted(outcome) == (0, 0, 0, False)
    assert errors(outcome) == [(2, "E (Oct-21)")]
    assert [cell.effect for cell in outcome.cells[:2]] == ["unchanged", "refused"]
