"""
What the checks find in a month: in the figures of each indicator, between indicators, and in what is written of them.

Runs the registries of indicators.measures over rows that queries read; knows no rule. For authors and officers, never
for a pack.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.measures.across import findings_across
from indicators.measures.checks import findings_of
from indicators.measures.commentary_checks import Remark, Texts, Written, remarks_on
from indicators.measures.measured import Measured
from indicators.measures.periods import Month
from indicators.queries import CommentaryFacts
from indicators.queries.calculated import own_children
from indicators.queries.checks import checked_for
from indicators.queries.commentary_desk import comparators_brought


@dataclass(frozen=True)
class FigureFinding:
    """What a check says of figures: of which indicator, and all that it speaks of."""

    check: str
    level: str
    code: str
    concerns: tuple[str, ...]
    message: str


def figure_findings(month: Month, measured: Sequence[Measured]) -> tuple[FigureFinding, ...]:
    """The data-quality checks of the month for these indicators, then those between them. Seven queries."""
    codes = [one.indicator.code for one in measured]
    checked = checked_for(codes, (month,), given=comparators_brought(month))
    own = {found.key: found for one in checked for found in findings_of(one)}
    return (
        *(FigureFinding(f.check, f.level.value, f.code, f.concerns, f.message) for f in own.values()),
        *(
            FigureFinding(f.check, "warning", f.code, f.concerns, f.message)
            for f in findings_across(measured, own_children())
        ),
    )


def remarks(
    month: Month,
    texts: Texts,
    codes: Sequence[str],
    measured: Sequence[Measured],
    before: Sequence[CommentaryFacts] = (),
    people: Sequence[str] = (),
) -> tuple[Remark, ...]:
    """What the commentary checks say of these texts, which speak for these indicators. No query."""
    chosen = set(codes)
    return remarks_on(
        Written(
            month=month,
            texts=texts,
            about=tuple(one for one in measured if one.indicator.code in chosen),
            before=tuple(texts_of(each) for each in before),
            others=tuple(one for one in measured if one.indicator.code not in chosen),
            people=tuple(people),
        )
    )


def texts_of(said: CommentaryFacts) -> Texts:
    return Texts(said.tells_us, said.analysis, said.next_steps)
