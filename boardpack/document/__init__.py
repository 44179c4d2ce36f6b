"""
The pack as a value: what every format is rendered from, and what publishing freezes.

Plain Python. Holds finished words, numbers as shown, and finished charts, so that no renderer computes anything.
`to_text` gives the canonical text (sorted keys, decimals as strings) whose SHA-256 is the edition's proof.
"""

from boardpack.document.canonical import UnknownFormat, digest, from_text, to_text
from boardpack.document.exceptions import (
    NO_ACTION,
    NO_COMMENTARY,
    NO_STANDING_REASON,
    NOT_ACCEPTED,
    ActionRef,
    ExceptionLine,
    ExceptionsPage,
    LateAction,
    NotJudgedLine,
)
from boardpack.document.figures import (
    Cell,
    ComparatorShown,
    DirectionShown,
    Scorecard,
    ScorecardRow,
    StatusShown,
)
from boardpack.document.lacks import Lack, missing
from boardpack.document.pack import (
    ACTIONS,
    ANNEX,
    EXCEPTIONS,
    FORMAT,
    INDICATORS,
    PARTS,
    POINTS,
    SCORECARD,
    PackDocument,
    Part,
)
from boardpack.document.sections import (
    ActionLine,
    Definition,
    IndicatorSection,
    KeyEntry,
    MovedLine,
    Point,
    Text,
)

__all__ = [
    "ACTIONS",
    "ANNEX",
    "EXCEPTIONS",
    "FORMAT",
    "INDICATORS",
    "NOT_ACCEPTED",
    "NO_ACTION",
    "NO_COMMENTARY",
    "NO_STANDING_REASON",
    "PARTS",
    "POINTS",
    "SCORECARD",
    "ActionLine",
    "ActionRef",
    "Cell",
    "ComparatorShown",
    "Definition",
    "DirectionShown",
    "ExceptionLine",
    "ExceptionsPage",
    "IndicatorSection",
    "KeyEntry",
    "Lack",
    "LateAction",
    "MovedLine",
    "NotJudgedLine",
    "PackDocument",
    "Part",
    "Point",
    "Scorecard",
    "ScorecardRow",
    "StatusShown",
    "Text",
    "UnknownFormat",
    "digest",
    "from_text",
    "missing",
    "to_text",
]
