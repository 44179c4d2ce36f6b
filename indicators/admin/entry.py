"""
The entry grid: a month's outturns typed on one page, saved together, and each row checked as it is left.

What may be saved is the operation's to say; this page words its answer, keeps what was typed and asks at each cell
that somebody changed meanwhile. Works without JavaScript, which adds a spreadsheet's keys and the checks.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from indicators.admin.entry_confirm import confirm_warnings, to_confirm
from indicators.admin.entry_form import LABELS, EntryForm, with_conflict
from indicators.admin.entry_page import ReasonForm, faults_of, line_of, reason_faults
from indicators.measures.periods import Month
from indicators.operations.month_entry import CannotStand, Conflicts, Recorded, RowConflict, record_month
from indicators.operations.outturns import OutturnAlreadyPublished
from indicators.permissions import can_enter_data
from indicators.queries.entry import Column, MonthGrid, month_grid
from indicators.queries.entry_findings import EntryFinding, entry_findings
from partnership import clock
from partnership.admin.problems import Problem

_FIRST_YEAR = 1990  # before it no financial year of ours begins
_CHECKED = (Column.FIGURE, Column.NUMERATOR, Column.DENOMINATOR)


def entry_urls(desk: Any) -> list[Any]:
    """The grid and its checks, under the outturns' own addresses."""

    def grid(request: HttpRequest, month: str) -> HttpResponse:
        return _grid(desk, request, _month(desk, request, month))

    def check(request: HttpRequest, month: str) -> HttpResponse:
        return _check(request, _month(desk, request, month))

    def confirm(request: HttpRequest, month: str) -> HttpResponse:
        return confirm_warnings(request, asked := _month(desk, request, month), month_address(asked))

    wrap = desk.admin_site.admin_view
    return [
        path(
            "month/<str:month>/",
            wrap(require_http_methods(["GET", "HEAD", "POST"])(grid)),
            name="indicators_outturn_month",
        ),
        path("month/<str:month>/check/", wrap(require_POST(check)), name="indicators_outturn_month_check"),
        path(
            "month/<str:month>/confirm/",
            wrap(require_POST(confirm)),
            name="indicators_outturn_month_confirm",
        ),
    ]


def month_address(month: Month) -> str:
    return reverse("admin:indicators_outturn_month", args=[str(month)])


def _month(desk: Any, request: HttpRequest, text: str) -> Month:
    if not desk.has_add_permission(request):
        raise PermissionDenied(can_enter_data(request.user).reason)
    try:
        month = Month.parse(text)
    except ValueError as error:
        raise Http404("This is not a month.") from error
    if month.year < _FIRST_YEAR:
        raise Http404("There are no outturns of that time.")
    return month


def _grid(desk: Any, request: HttpRequest, month: Month) -> HttpResponse:
    this_month = Month.of(clock.today())
    if month > this_month:
        messages.error(request, f"{month.name} has not begun: its figures are entered once it has.")
        return redirect(month_address(this_month))
    grid = month_grid(month)
    if request.method == "POST":
        return _save(desk, request, grid)
    return _page(desk, request, grid, [EntryForm(row) for row in grid.rows], ReasonForm())


def _save(desk: Any, request: HttpRequest, grid: MonthGrid) -> HttpResponse:
    data = request.POST.dict()
    forms_ = _forms(grid, data)
    reason = ReasonForm(data)
    posted = [form for form in forms_ if form.is_bound]
    if not all([form.is_valid() for form in posted] + [reason.is_valid()]):
        return _page(desk, request, grid, forms_, reason)
    try:
        outcome = record_month(
            month=grid.month,
            entries=[form.entry for form in posted],
            by=request.user,  # type: ignore[arg-type]  # admin_view lets nobody in who is not signed in
            reason=reason.cleaned_data["reason"],
        )
    except OutturnAlreadyPublished as problem:
        reason.add_error("reason", str(problem))
        return _page(desk, request, grid, forms_, reason, asks_reason=True)
    except Problem as problem:
        sentences = problem.messages if isinstance(problem, ValidationError) else [str(problem)]
        return _page(desk, request, grid, forms_, reason, refused=sentences)
    if isinstance(outcome, CannotStand):
        rows = {form.row.indicator_pk: form for form in forms_}
        for told in outcome.rows:
            rows[told.indicator].add_error("figure", told.sentence)
        return _page(desk, request, grid, forms_, reason)
    if isinstance(outcome, Conflicts):
        for conflict in outcome.rows:
            data = with_conflict(data, conflict, _who_when(conflict))
        return _page(desk, request, grid, _forms(grid, data), reason, conflicts=outcome, status=409)
    _tell(request, grid.month, outcome)
    return redirect(month_address(grid.month))


def _forms(grid: MonthGrid, data: Mapping[str, Any]) -> list[EntryForm]:
    """A row that was not on the page when it was sent stays as it stands."""
    return [EntryForm(row, data if EntryForm.is_posted(row, data) else None) for row in grid.rows]


def _page(
    desk: Any,
    request: HttpRequest,
    grid: MonthGrid,
    rows: list[EntryForm],
    reason: ReasonForm,
    *,
    asks_reason: bool = False,
    refused: list[str] | None = None,
    conflicts: Conflicts | None = None,
    status: int = 200,
) -> HttpResponse:
    lines = {form.row.indicator_pk: line_of(form, grid.months) for form in rows}
    this_month = Month.of(clock.today())
    context = {
        **desk.admin_site.each_context(request),
        "title": f"Figures of {grid.month.name}",
        "opts": desk.model._meta,
        "grid": grid,
        "areas": [(area.name, [lines[row.indicator_pk] for row in area.rows]) for area in grid.areas],
        "labels": list(LABELS.values()),
        "faults": [fault for form in rows for fault in faults_of(form)] + reason_faults(reason),
        "refused": refused or [],
        "conflicts": conflicts,
        "reason": reason if grid.published or asks_reason else None,
        "earlier": (grid.month.plus(-1).name, month_address(grid.month.plus(-1))),
        "later": (grid.month.plus(1).name, month_address(grid.month.plus(1)))
        if grid.month < this_month
        else None,
        "list_address": f"{reverse('admin:indicators_outturn_changelist')}?month={grid.month}",
        "check_address": reverse("admin:indicators_outturn_month_check", args=[str(grid.month)]),
        "is_unsaved": request.method == "POST",
        "to_confirm": () if request.method == "POST" else to_confirm(grid),
    }
    return TemplateResponse(request, "indicators/desk/entry.html", context, status=status)


def _who_when(conflict: RowConflict) -> str:
    """Performance officer, 10:41; with the date when it was not today."""
    if conflict.at is None:
        return conflict.by
    at = conflict.at.astimezone(clock.LONDON)
    is_today = at.date() == clock.now().astimezone(clock.LONDON).date()
    return f"{conflict.by}, {at:%H:%M}" if is_today else f"{conflict.by}, {at:%-d %B %Y at %H:%M}"


def _tell(request: HttpRequest, month: Month, outcome: Recorded) -> None:
    if outcome.new or outcome.changed:
        counts = f"{outcome.new} new, {outcome.changed} changed, {outcome.unchanged} as they were"
        messages.success(request, f"{month.name} is saved: {counts}.")
    else:
        messages.info(request, "Nothing differed from what stands, so nothing was saved.")
    for told in outcome.warnings:
        messages.warning(request, f"{told.name}: {told.sentence}")
    for blank in outcome.left_blank:
        address = reverse("admin:indicators_outturn_change", args=[blank.outturn])
        words = "{} was left blank, so {} still stands: to remove it, use <a href='{}'>its own form</a>."
        messages.warning(request, format_html(words, blank.name, blank.stands, address))


def _check(request: HttpRequest, month: Month) -> JsonResponse:
    """Findings of one row as JSON; 400 for what is no such question, 404 for no such row."""
    try:
        asked = json.loads(request.body)
        indicator = asked["indicator"]
        texts = [asked.get(column.value, "") for column in _CHECKED]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return JsonResponse({"problem": "This cannot be read as a row to check."}, status=400)
    well_formed = type(indicator) is int and 0 < indicator < 2**31
    if not well_formed or not all(isinstance(text, str) and len(text) <= 1_000 for text in texts):
        return JsonResponse({"problem": "This cannot be read as a row to check."}, status=400)
    found = entry_findings(month, indicator, *texts)
    if found is None:
        return JsonResponse({"problem": f"No such indicator is due in {month.name}."}, status=404)
    return JsonResponse({"findings": [_told(finding) for finding in found]})


def _told(finding: EntryFinding) -> dict[str, str]:
    return {"level": finding.level, "column": finding.column.value, "sentence": finding.sentence}
