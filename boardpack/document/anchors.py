"""
The place of a figure on its indicator's page of figures: 2021-10, target-2021, england-2020; empty where it has none.

Read off the document's own words, so that frozen packs have them too. Knows no address and no row.
"""

import calendar
import re
from collections.abc import Mapping
from functools import lru_cache

from boardpack.document.figures import Scorecard
from boardpack.document.pack import PackDocument
from indicators.measures.chart import Chart, LineRole
from indicators.measures.periods import FinancialYear, Month

BLANK = "–"
_YEAR = re.compile(r"(\d{4})/\d{2}")
_LABEL = re.compile(r"([A-Z][a-z]{2})-(\d{4}|\d{2})")
_NUMBERS = {name: number for number, name in enumerate(calendar.month_abbr) if name}


def month_anchor(label: str) -> str:
    """
    >>> month_anchor("Oct-21"), month_anchor("Octember")
    ('2021-10', '')
    """
    month = month_of(label)
    return str(month) if month else ""


@lru_cache(maxsize=4096)
def month_of(label: str) -> Month | None:
    """
    The month of a heading such as Oct-21, whatever month it is; None of what heads no month.

    >>> month_of("Oct-21").name, month_of("Oct-1998").name, month_of("Total")
    ('October 2021', 'October 1998', None)
    """
    found = _LABEL.fullmatch(label)
    if found is None or found[1] not in _NUMBERS:
        return None
    year = int(found[2]) if len(found[2]) == 4 else 2000 + int(found[2])
    try:
        month = Month(year, _NUMBERS[found[1]])
    except ValueError:
        return None
    return month if month.label == label else None


def target_anchor(year: FinancialYear) -> str:
    return f"target-{year.start}"


def comparator_anchor(geography: str, year: str) -> str:
    """
    >>> comparator_anchor("South East", "2020/21")
    'south-east-2020'
    """
    words = re.sub(r"[^a-z0-9]+", "-", geography.lower()).strip("-")
    return f"{words}-{year[:4]}"


def scorecard_anchors(document: PackDocument) -> dict[str, dict[str, str]]:
    """By indicator and column of the scorecard (month_0 …, target, own_previous_year, region, england)."""
    shown = {one.code: {(c.geography, c.year) for c in one.comparators} for one in document.sections}
    return anchors_of(document.scorecard, Month.parse(document.month), shown)


def anchors_of(
    card: Scorecard, month: Month, shown: Mapping[str, set[tuple[str, str]]]
) -> dict[str, dict[str, str]]:
    """The same for a scorecard by itself; `shown` are each indicator's comparators as geography and year."""
    of_all = {f"month_{at}": month_anchor(label) for at, label in enumerate(card.months)}
    of_all["target"] = target_anchor(month.financial_year)
    headings = {
        "own_previous_year": card.own_heading,
        "region": card.region_heading,
        "england": card.england_heading,
    }
    return {
        row.code: of_all
        | {
            column: _compared(heading, getattr(row, column).shown, shown.get(row.code, set()))
            for column, heading in headings.items()
        }
        for row in card.rows
    }


def _compared(heading: str, cell: str, held: set[tuple[str, str]]) -> str:
    """The year that the cell names, else its column's."""
    name = _YEAR.sub("", heading).strip()
    year = _YEAR.search(cell) or _YEAR.search(heading)
    found = (name, year[0]) if year else ("", "")
    return comparator_anchor(*found) if found in held else ""


def row_anchors(chart: Chart, label: str, role: LineRole | None) -> tuple[str, ...]:
    """For each month of a row of the chart's table; empty for what is calculated."""
    if role is LineRole.OUTTURN:
        return tuple(month_anchor(month) for month in chart.labels)
    if role is LineRole.TARGET and label in ("Target", "Target for the whole year"):
        months = [month_of(month) for month in chart.labels]
        return tuple(target_anchor(month.financial_year) if month else "" for month in months)
    if role in (LineRole.OWN_PREVIOUS_YEAR, LineRole.REGION, LineRole.NEIGHBOURS, LineRole.ENGLAND) and (
        year := _YEAR.search(label)
    ):
        return (comparator_anchor(label[: year.start()].strip(), year[0]),) * len(chart.labels)
    return ("",) * len(chart.labels)
