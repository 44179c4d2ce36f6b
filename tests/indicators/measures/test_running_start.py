from decimal import Decimal

import pytest

from indicators.measures.kinds import Basis, Kind
from indicators.measures.periods import Month
from indicators.measures.running_start import running_start
from tests.indicators.measures.november import OCTOBER, ROWS, a_series, an_indicator


@pytest.mark.parametrize(
    ("code", "steps", "suspect"),
    [
        ("contacts", "0.9", False),
        ("referrals", "5.7", True),
        ("section-47", "6.8", True),
        ("icpc", "5.9", True),
        ("plan-rate", "5.5", True),
    ],
)
def test_running_start_finds_the_totals_that_did_not_start_in_april(
    code: str, steps: str, suspect: bool
) -> None:
    found = running_start(ROWS[code].indicator, ROWS[code].series, OCTOBER)
    assert found is not None
    assert (round(found.steps_held, 1), found.suspect) == (Decimal(steps), suspect)


def test_running_start_looks_at_the_present_year_only() -> None:
    held = a_series((10, 20, 30, 40), first=Month(2021, 2))
    found = running_start(an_indicator(basis=Basis.YEAR_TO_DATE), held, Month(2021, 5))
    assert found is not None
    assert (found.first, found.suspect) == (Month(2021, 4), True)


def test_running_start_has_nothing_to_say_of_levels_or_of_a_window_whose_first_month_is_missing() -> None:
    held = a_series((100, 101, 102), first=Month(2021, 6))
    assert running_start(an_indicator(basis=Basis.MONTH_END), held, OCTOBER) is None
    assert running_start(an_indicator(Kind.PERCENTAGE, Basis.YEAR_TO_DATE), held, OCTOBER) is None
    assert running_start(an_indicator(basis=Basis.YEAR_TO_DATE), held, OCTOBER) is None
    assert running_start(an_indicator(basis=Basis.RUNNING_TOTAL), a_series((5, 5)), OCTOBER) is None
