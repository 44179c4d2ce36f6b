"""The scorecard of any month: as a page, and as a file of comma-separated values or a workbook."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django_tables2 import RequestConfig

from boardpack.assemble.month_scorecard import SPANS, Wanted, month_scorecard, scorecard_months_for
from boardpack.queries.published import Published
from boardpack.renderers.scorecard_grid import scorecard_grid
from boardpack.tables import month_table
from boardpack.views.bar import address_of
from indicators.exporters.grid import as_csv
from indicators.exporters.workbook import as_xlsx
from indicators.measures.periods import Month
from partnership import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILTERS = ("area", "agency", "show", "across")


@login_required
def scorecards(request: HttpRequest) -> HttpResponse:
    """To the month that was chosen, else to the newest; a page that says so where there is none."""
    months = scorecard_months_for(request.user)
    asked = request.GET.get("month", "")
    month = next((one for one in months if str(one) == asked), months[0] if months else None)
    if month is None:
        return render(request, "boardpack/month_scorecard.html", {"card": None})
    return redirect(reverse("boardpack:scorecard", args=[month]) + _query(request.GET))


@login_required
def scorecard(request: HttpRequest, month: Month) -> HttpResponse:
    """A month's scorecard, exceptions first."""
    wanted = _wanted(request.GET)
    card, found = month_scorecard(request.user, month, wanted)
    table = RequestConfig(request, paginate=False).configure(
        month_table(card, figures_at=_figures_at(found), indicators_at=reverse("front") + "indicators/")
    )
    kept = _query(request.GET)
    words = {
        "card": card,
        "table": table,
        "wanted": wanted,
        "months": tuple(sorted({month, *card.months}, reverse=True)),
        "spans": SPANS if found is None else (),
        "query": kept,
        "pack_at": address_of(found.pack) if found else "",
        "is_filtered": any(request.GET.get(name) for name in ("area", "agency", "show")),
    }
    return render(request, "boardpack/month_scorecard.html", words)


@login_required
def scorecard_csv(request: HttpRequest, month: Month) -> HttpResponse:
    card, _ = month_scorecard(request.user, month, _wanted(request.GET))
    return _file(as_csv(scorecard_grid(card)), "text/csv; charset=utf-8", f"scorecard-{month}.csv")


@login_required
def scorecard_xlsx(request: HttpRequest, month: Month) -> HttpResponse:
    card, _ = month_scorecard(request.user, month, _wanted(request.GET))
    made = as_xlsx(scorecard_grid(card), sheet="Scorecard", created=clock.now(), fixed_columns=4)
    return _file(made, XLSX, f"scorecard-{month}.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _wanted(asked: QueryDict) -> Wanted:
    across = asked.get("across", "")
    return Wanted(
        area=asked.get("area", ""),
        agency=asked.get("agency", ""),
        only_exceptions=asked.get("show") == "exceptions",
        span=next((span for span in SPANS if str(span) == across), None),
    )


def _query(asked: Mapping[str, Any]) -> str:
    """The filters in force as the end of an address; empty for none."""
    kept = urlencode({name: asked[name] for name in FILTERS if asked.get(name)})
    return f"?{kept}" if kept else ""


def _figures_at(found: Published | None) -> str:
    return f"{address_of(found.pack)}figures/" if found else reverse("front") + "figures/"
