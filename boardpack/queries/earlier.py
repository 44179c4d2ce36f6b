"""
What every earlier edition showed of each reading, and what it kept back: a small count that it gives away stays given away.

Superseded and withdrawn editions too, for the board has had them. Only numbers are read of a document, not its words.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from boardpack.document.anchors import month_of
from boardpack.document.since import FIGURE
from boardpack.models import FROZEN, Pack
from boardpack.queries.compared import present_codes
from indicators.measures.disclosure import Earlier
from indicators.measures.periods import Month
from indicators.queries.disclosure import KeptBack

Cell = tuple[str, Month]
Figure = TypeVar("Figure")


def earlier_editions() -> tuple[Earlier, ...]:
    """In the order in which they were published, by the codes that indicators have now. Two queries, or four."""
    rows = Pack.objects.filter(status__in=FROZEN).order_by("published_at", "pk")
    held = [
        (
            dict(_shown(json.loads(document))),
            {(one.code, one.month): one.figure for one in from_record(listed)},
        )
        for document, listed in rows.values_list("document", "suppressions")
    ]
    present = present_codes({code for both in held for cells in both for code, _ in cells})
    return tuple(Earlier(_under(present, shown), _under(present, kept)) for shown, kept in held)


def _under(present: Mapping[str, str], cells: Mapping[Cell, Figure]) -> dict[Cell, Figure]:
    return {(present.get(code, code), at): figure for (code, at), figure in cells.items()}


def on_record(kept_back: tuple[KeptBack, ...]) -> list[dict[str, str | None]]:
    """What an edition keeps back, as its row records it for officers and for the editions after it."""
    return [
        {
            "code": one.code,
            "month": str(one.month),
            "why": one.why,
            "figure": None if one.figure is None else str(one.figure),
        }
        for one in kept_back
    ]


def from_record(listed: list[dict[str, Any]]) -> tuple[KeptBack, ...]:
    """The same, read back from the row."""
    return tuple(
        KeptBack(
            one["code"],
            Month.parse(one["month"]),
            one["why"],
            None if one["figure"] is None else Decimal(one["figure"]),
        )
        for one in listed
    )


def _shown(document: dict[str, Any]) -> Iterator[tuple[Cell, Decimal]]:
    """Every reading of the charts, of the scorecard, and of what was restated."""
    card = document["scorecard"]
    for row in card["rows"]:
        yield from _numbers(row["code"], card["months"], [cell.get("value") for cell in row["readings"]])
    for section in document["sections"]:
        chart = section["chart"]
        for line in chart["lines"]:
            if line["role"] == "outturn":
                yield from _numbers(section["code"], chart["labels"], line["values"])
    for one in (document.get("since") or {}).get("restated", ()):
        if one["sort"] == FIGURE:
            yield from _numbers(one["code"], [one["what"]], [one["now"].get("value")])


def _numbers(code: str, labels: list[str], values: list[str | None]) -> Iterator[tuple[Cell, Decimal]]:
    for label, value in zip(labels, values, strict=True):
        month = month_of(label)
        if month is not None and value is not None:
            yield (code, month), Decimal(value)
