"""The list of actions: as a page with filters, and as a file of comma-separated values or a workbook."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from actions.filters import ActionFilter
from actions.lifecycle import day_in_words
from actions.permissions import can_list_every_action
from actions.queries import ActionList, action_list
from actions.tables import action_grid, action_table
from indicators.exporters.grid import as_csv
from indicators.exporters.workbook import as_xlsx
from partnership import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own open actions; for officers and whoever reads drafts, everybody's. Others by the filters."""
    found, chosen = _found(request)
    table = action_table(found)
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    words = {
        "found": found,
        "table": table,
        "form": chosen.form,
        "is_narrowed": chosen.is_narrowed,
        "query": f"?{query}" if (query := request.GET.urlencode()) else "",
    }
    return render(request, "actions/mine.html", words)


@login_required
@require_safe
def list_csv(request: HttpRequest) -> HttpResponse:
    found, _ = _found(request)
    return _file(as_csv(_grid(found)), "text/csv; charset=utf-8", "csv")


@login_required
@require_safe
def list_xlsx(request: HttpRequest) -> HttpResponse:
    found, _ = _found(request)
    made = as_xlsx(_grid(found), sheet="Actions", created=clock.now(), fixed_columns=2)
    return _file(made, XLSX, "xlsx")


def _found(request: HttpRequest) -> tuple[ActionList, ActionFilter]:
    today = clock.today()
    user: Any = request.user
    chosen = ActionFilter(request.GET, today=today, everyones=bool(can_list_every_action(user)))
    return action_list(user, today, chosen.narrow), chosen


def _grid(found: ActionList) -> Any:
    return action_grid(found, day_in_words(clock.today()))


def _file(content: bytes, kind: str, suffix: str) -> HttpResponse:
    name = f"actions-{clock.today().isoformat()}.{suffix}"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
