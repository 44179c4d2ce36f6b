"""The tables behind the PDF's charts: as many months as fit, and what does not change said once."""

from dataclasses import replace

from boardpack.renderers.pdf.tables import ACROSS, MOST, NO_FIGURE, tables
from tests.boardpack.documents import section

MONTHS = tuple(f"{name}-21" for name in ("Apr", "May", "Jun", "Jul"))


def laid_out(*rows: tuple[str, ...]):
    return tables(replace(section().chart, table=rows))


def test_a_row_that_does_not_change_is_said_once_and_the_outturn_never():
    (table,) = laid_out(
        ("Series", *MONTHS),
        ("Outturn", "5", "5", "5", "5"),
        ("Target", "90", "90", "90", "90"),
        ("Limit", "–", "–", "–", "–"),
        ("Mean", "4", "4", "4", "5"),
    )

    assert table.head == ("Series", *MONTHS)
    assert table.rows == (
        ("Outturn", "5", "5", "5", "5"),
        ("Target", "90 in each of these months"),
        ("Limit", NO_FIGURE),
        ("Mean", "4", "4", "4", "5"),
    )


def test_one_month_is_a_table_of_one_column_whose_figures_stay_figures():
    (table,) = laid_out(("Series", "Apr-21"), ("Outturn", "5"), ("Target", "90"))

    assert table.rows == (("Outturn", "5"), ("Target", "90"))


def test_wide_figures_stand_fewer_months_side_by_side_and_none_is_lost():
    months = tuple(f"M{at:02}" for at in range(1, 25))
    narrow = laid_out(("Series", *months), ("Outturn", *map(str, range(24))))
    wide = laid_out(("Series", *months), ("Outturn", *(f"{at},000,000,000.00" for at in range(10, 34))))

    assert [len(table.head) - 1 for table in narrow] == [MOST, MOST]
    assert max(len(table.head) - 1 for table in wide) < MOST
    assert [month for table in wide for month in table.head[1:]] == list(months)
    assert [table for table in wide if (len(table.head) - 1) * table.across > ACROSS] == []


def test_a_chart_without_figures_has_no_table():
    assert laid_out() == ()
    assert laid_out(("Series", "Apr-21")) == ()
