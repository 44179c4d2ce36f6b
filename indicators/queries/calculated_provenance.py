"""
Where a calculated indicator's figures came from: each month's sum with its inputs, as they stood at an instant.

Reckons by the formula that is declared now, from the inputs' histories. Three queries, one more where children are
divided by.
"""

from datetime import datetime

from indicators.measures.calculated import Calculation
from indicators.measures.kinds import Kind
from indicators.measures.periods import Month
from indicators.measures.readings import Reading, Series
from indicators.measures.wording import figure
from indicators.models import Indicator, Outturn
from indicators.queries.calculated import declared_formulas
from indicators.queries.facts import indicator_facts, outturn_reading
from indicators.queries.standing import NO_SYMBOL, OutturnHistory, Standing

Recorded = dict[int, dict[Month, tuple[Reading, datetime]]]


def calculated_outturns(pk: int, until: datetime | None) -> tuple[OutturnHistory, ...]:
    """Months newest first, each with the state that stands; nothing for an indicator that is not calculated."""
    rows = list(Indicator.objects.filter(pk=pk).select_related("area", "agency", "data_owner"))
    declared = declared_formulas(rows)
    if not declared.formulas:
        return ()
    told = {row.pk: indicator_facts(row) for row in (*rows, *declared.terms)}
    recorded = _recorded(list(told), until)
    series = {
        of: Series.of((month, reading) for month, (reading, _) in held.items())
        for of, held in recorded.items()
    }
    calculation = declared.calculations(told, series)[pk]
    return tuple(
        OutturnHistory(month, (_state(calculation, month, _latest(recorded, month)),))
        for month in reversed(calculation.series.months)
    )


def _recorded(keys: list[int], until: datetime | None) -> Recorded:
    """Each outturn of these indicators as it stood at that instant, and since when."""
    records = Outturn.history.filter(indicator_id__in=keys)
    if until is not None:
        records = records.filter(history_date__lte=until)
    found: Recorded = {key: {} for key in keys}
    for record in records.order_by("history_date", "history_id"):
        held = found[record.indicator_id]
        if record.history_type == "-":
            held.pop(record.month, None)
        else:
            held[record.month] = (outturn_reading(record), record.history_date)
    return found


def _latest(recorded: Recorded, month: Month) -> datetime:
    """Since when it has stood so: the newest record of what it may rest on."""
    return max(at for held in recorded.values() for of, (_, at) in held.items() if of <= month)


def _state(calculation: Calculation, month: Month, at: datetime) -> Standing:
    found, of = calculation.at(month), calculation.result
    reading = found.reading
    return Standing(
        shown=reading.symbol or NO_SYMBOL
        if reading.value is None
        else figure(reading.value, Kind(of.kind), of.decimal_places),
        why=reading.missing.words if reading.missing else "",
        provisional=reading.provisional,
        note="",
        detail="",
        source=found.sentence,
        return_pk=None,
        by="",
        at=at,
        reason="",
    )
