"""A short way to put texts to the checks: which of them find something, and what they say."""

from typing import Any

from indicators.measures.commentary_checks import Remark, Texts, Written, remarks_on
from indicators.measures.measured import Measured
from tests.indicators.measures.november import OCTOBER, ROWS


def remarks(about: str | Measured, analysis: str = "", **more: Any) -> tuple[Remark, ...]:
    """Of a row of the report, or of what was measured by hand; `next_steps` and `tells_us` as further texts."""
    one = ROWS[about].measured() if isinstance(about, str) else about
    texts = Texts(more.pop("tells_us", ""), analysis, more.pop("next_steps", ""))
    return remarks_on(Written(OCTOBER, texts, (one,), **more))


def checks(about: str | Measured, analysis: str = "", **more: Any) -> list[str]:
    return [remark.check for remark in remarks(about, analysis, **more)]
