"""
A part of a chart: the months from one to another, with the marks that fall into them and its own words.

Values only; computes no figure. What the part shows in words is read off the chart's table.
"""

from dataclasses import replace

from boardpack.document.anchors import month_of
from indicators.measures.chart import Chart, LineRole, Mark
from indicators.measures.periods import Month


def ranged(chart: Chart, first: Month, last: Month) -> Chart:
    """The chart from `first` to `last`; the whole chart when none of it falls between them."""
    kept = [
        at
        for at, label in enumerate(chart.labels)
        if (month := month_of(label)) is not None and first <= month <= last
    ]
    if not kept or len(kept) == len(chart.labels):
        return chart
    start, end = kept[0], kept[-1] + 1
    part = replace(
        chart,
        labels=chart.labels[start:end],
        lines=tuple(replace(line, values=line.values[start:end]) for line in chart.lines),
        table=tuple((row[0], *row[1:][start:end]) for row in chart.table),
        marks=tuple(Mark(mark.at - start, mark.label) for mark in chart.marks if start <= mark.at < end),
    )
    return replace(part, alt=_alt(part))


def _alt(chart: Chart) -> str:
    span = f"{chart.title}, {chart.labels[0]} to {chart.labels[-1]}"
    line = next((one for one in chart.lines if one.role is LineRole.OUTTURN), None)
    texts = next((row[1:] for row in chart.table if line and row[0] == line.label), ())
    values = line.values if line else ()
    held = [
        (label, text, value)
        for label, text, value in zip(chart.labels, texts, values, strict=False)
        if value is not None
    ]
    if not held:
        return f"{span}: no readings."
    highest, lowest = max(held, key=lambda one: one[2]), min(held, key=lambda one: one[2])
    named = (("first", held[0]), ("last", held[-1]), ("highest", highest), ("lowest", lowest))
    return f"{span}: " + ", ".join(f"{word} {text} ({label})" for word, (label, text, _) in named) + "."
