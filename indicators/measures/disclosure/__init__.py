"""
Which readings are kept back from the board, so that nothing it sees tells a count of few children.

Applied to readings before anything is measured, so that every sentence, picture and table is made of what may be seen.
"""

from indicators.measures.disclosure.families import disclose
from indicators.measures.disclosure.values import (
    KEPT_BACK,
    THRESHOLD,
    Audience,
    Disclosure,
    Earlier,
    Subject,
)

__all__ = ["KEPT_BACK", "THRESHOLD", "Audience", "Disclosure", "Earlier", "Subject", "disclose"]
