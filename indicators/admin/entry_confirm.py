"""
Confirming the warnings about a month's figures on the entry grid: which there are, and the post that confirms them.

What is a warning and whether it still stands is not known here.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from indicators.measures.periods import Month
from indicators.operations.data_notes import confirm_month
from indicators.queries.entry import MonthGrid
from indicators.queries.entry_findings import standing_warnings
from partnership import clock
from partnership.admin.problems import Problem

_PARTS = 3  # a key's: code, check, facts


@dataclass(frozen=True)
class ToConfirm:
    """A warning as the page offers it: whose it is, its sentence, and what its tick posts."""

    name: str
    sentence: str
    value: str


def to_confirm(grid: MonthGrid) -> tuple[ToConfirm, ...]:
    names = {row.code: row.short_name for row in grid.rows}
    return tuple(
        ToConfirm(names.get(each.code, each.code), each.message, "|".join(each.key))
        for each in standing_warnings(grid.month)
    )


def confirm_warnings(request: HttpRequest, month: Month, back: str) -> HttpResponse:
    """Those ticked confirmed with the note, or told why not; back to the grid either way."""
    parts = [tuple(value.split("|")) for value in request.POST.getlist("warning")]
    try:
        count = confirm_month(
            month=month,
            keys=[(part[0], part[1], part[2]) for part in parts if len(part) == _PARTS],
            note=request.POST.get("note", ""),
            by=request.user,  # type: ignore[arg-type]  # admin_view lets nobody in who is not signed in
            now=clock.now(),
        )
    except Problem as problem:
        sentences = problem.messages if isinstance(problem, ValidationError) else [str(problem)]
        messages.error(request, " ".join(sentences))
    else:
        messages.success(request, f"Confirmed with your note: {count} warning{'' if count == 1 else 's'}.")
    return redirect(back)
