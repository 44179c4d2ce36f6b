"""Maps from columns to figures, as they are written in TOML."""

import pytest

from indicators.importers.catalogue import catalogue
from indicators.importers.problems import ReturnRefused
from indicators.importers.published import FigureMap, known_maps, read_maps
from indicators.measures.kinds import Basis


def refusal(text):
    with pytest.raises(ReturnRefused) as told:
        read_maps(text)
    return [problem.message for problem in told.value.problems]


def test_map_is_read_whole():
    text = """
    [[figure]]
    indicator = "plans"
    numerator = "At 31 March"
    denominator = ["All", "Others"]
    per = 100
    where = { category = "All children" }
    basis = "month_end"
    """
    (found,) = read_maps(text)
    assert found == FigureMap(
        indicator="plans",
        numerator=("At 31 March",),
        denominator=("All", "Others"),
        per=100,
        where=(("category", "All children"),),
        basis=Basis.MONTH_END,
    )
    assert found.columns == ("At 31 March", "All", "Others", "category")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('numerator = ["ICPC"]', "names no indicator: give its code."),
        ('indicator = "x"', 'needs a numerator: give a list of columns, such as ["ICPC"].'),
        ('indicator = "x"\nnumerator = [1]', 'needs a numerator: give a list of columns, such as ["ICPC"].'),
        (
            'indicator = "x"\nnumerator = ["A"]\ndenominator = ["B"]\nby_population = true',
            "divides by columns and by the population: keep one of them.",
        ),
        (
            'indicator = "x"\nnumerator = ["A"]\nnumerater = ["B"]',
            "has “numerater”, which is none of its fields (is numerator meant?): correct it.",
        ),
        (
            'indicator = "x"\nnumerator = ["A"]\nper = 0',
            "needs a whole number in per, such as 100 for a percentage: correct it.",
        ),
        (
            'indicator = "x"\nnumerator = ["A"]\nbasis = "weekly"',
            "has a basis that is none of in_month, month_end, year_to_date, rolling_12, since_month, running_total: correct "
            "it.",
        ),
    ],
)
def test_map_that_says_nothing_clear_is_refused(written, said):
    assert refusal(f"[[figure]]\n{written}") == [f"[[figure]] 1 of the map {said}"]


def test_file_without_a_map_is_refused():
    expected = ["The map must hold [[figure]] tables and nothing else: correct it."]
    assert [refusal(text) for text in ("", "figure = 1", "[figures]")] == [expected] * 3


def test_known_maps_are_for_indicators_of_the_catalogue():
    codes = {entry.code for entry in catalogue().entries}
    assert {each.indicator for each in known_maps()} <= codes
