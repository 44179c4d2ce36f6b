"""
A document whose indicators are known by other codes now, so that it can be held against one that has those.

Only for comparing: what is frozen keeps the codes that it was frozen with.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from boardpack.document.exceptions import ExceptionLine, NotJudgedLine
from boardpack.document.figures import ScorecardRow
from boardpack.document.pack import PackDocument
from boardpack.document.sections import Definition, IndicatorSection

Coded = TypeVar("Coded", IndicatorSection, ScorecardRow, Definition, ExceptionLine, NotJudgedLine)


def recoded(document: PackDocument, present: Mapping[str, str]) -> PackDocument:
    """`present` gives the codes that have changed since."""
    if not present:
        return document

    def told(several: tuple[Coded, ...]) -> tuple[Coded, ...]:
        return tuple(replace(one, code=present.get(one.code, one.code)) for one in several)

    page, card = document.exceptions, document.scorecard
    return replace(
        document,
        sections=told(document.sections),
        scorecard=replace(card, rows=told(card.rows)),
        definitions=told(document.definitions),
        exceptions=replace(
            page, new=told(page.new), standing=told(page.standing), not_judged=told(page.not_judged)
        ),
    )
