"""
The sample's commentary: received from the service, submitted and accepted by the performance officer.

A row without words in the sample stays without; what was received is not mended here.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from indicators.measures.periods import Month
from indicators.models import Indicator
from indicators.operations.commentary import accept_commentary, save_commentary, submit_commentary
from partnership.models import User


def load_words(
    sample: Mapping[str, Any], indicators: Mapping[str, Indicator], officer: User, now: datetime
) -> None:
    for entry in sample["commentary"]:
        commentary = save_commentary(
            commentary=None,
            by=officer,
            month=Month.parse(sample["month"]),
            indicators=[indicators[code] for code in entry["indicators"]],
            analysis=entry["analysis"],
            next_steps=entry["next_steps"],
            received_from=sample["indicators"]["agency"],
        )
        commentary = submit_commentary(commentary=commentary, by=officer)
        accept_commentary(commentary=commentary, by=officer, now=now)
