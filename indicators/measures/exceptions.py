"""
Whether the board must look at an indicator, why in one line, and for which month.

Looks at every month since the last pack and keeps the weightiest finding, the latest of equals. Which part of the page
it stands in, new or standing, is the pack's to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.measures.measured import JUDGED, ExceptionFinding, ExceptionKind, Signal, Status, StatusWord
from indicators.measures.periods import Month


@dataclass(frozen=True)
class Standing:
    """How an indicator stood in one month."""

    month: Month
    status: Status
    signal: Signal


WEIGHT: tuple[ExceptionKind, ...] = (
    ExceptionKind.RED,
    ExceptionKind.SPECIAL_CAUSE,
    ExceptionKind.POSSIBLE_SIGNAL,
    ExceptionKind.OUTSIDE_BAND,
)


def find(standings: Sequence[Standing]) -> ExceptionFinding:
    """The finding over the months given, in order, the last of them the reporting month."""
    for kind in WEIGHT:
        for standing in reversed(standings):
            if _is(kind, standing):
                return ExceptionFinding(kind, _why(kind, standing), standing.month)
    now = standings[-1]
    if now.status.word is StatusWord.NOT_JUDGED:
        return ExceptionFinding(ExceptionKind.NOT_JUDGED, now.status.sentence, now.month)
    return ExceptionFinding(ExceptionKind.NONE, f"{now.month.label}: no exception.", now.month)


def _is(kind: ExceptionKind, standing: Standing) -> bool:
    status, signal = standing.status, standing.signal
    match kind:
        case ExceptionKind.RED:
            return status.word is StatusWord.RED
        case ExceptionKind.SPECIAL_CAUSE:
            return signal.special_cause and not signal.improvement
        case ExceptionKind.POSSIBLE_SIGNAL:
            return signal.possible
        case _:
            return status.outside_band and status.word not in JUDGED


def _why(kind: ExceptionKind, standing: Standing) -> str:
    """In one line that names the month."""
    if kind in (ExceptionKind.SPECIAL_CAUSE, ExceptionKind.POSSIBLE_SIGNAL):
        return standing.signal.sentence
    return f"{standing.month.label}: {standing.status.sentence}"
