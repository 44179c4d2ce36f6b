"""One indicator over time, and the JSON of its chart for the months that were chosen."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from actions.permissions import can_manage_actions
from boardpack.assemble.indicator_page import Range, indicator_page
from boardpack.document.month import IndicatorPage
from boardpack.queries.published import Published
from boardpack.views.bar import address_of
from boardpack.views.charts import ChartJson
from indicators.importers.months import FIRST_YEAR, LAST_YEAR
from indicators.measures.chart import Chart
from indicators.measures.periods import Month
from indicators.permissions import can_write_commentary
from partnership import clock


@login_required
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    page, found = _found(request, code)
    front = reverse("front")
    pack_at = address_of(found.pack) if found else ""
    words = {
        "page": page,
        "section": page.section,
        "code": code,
        "pack_at": pack_at,
        "figures_at": f"{pack_at or front}figures/",
        "chart_at": f"{reverse('boardpack:indicator_chart', args=[code])}?from={page.first}&to={page.last}",
        "scorecard_at": reverse("boardpack:scorecard", args=[found.month if found else page.last]),
        "writes": page.is_live and bool(can_write_commentary(request.user)),
        "raises": page.is_live and bool(can_manage_actions(request.user)),
        "reaches_desk": getattr(request.user, "is_staff", False),
    }
    return render(request, "boardpack/indicator.html", words)


class IndicatorChartView(ChartJson):
    """The chart of the page, for the same months and the same person."""

    def chart_for(self, request: HttpRequest, code: str, **which: Any) -> Chart:
        return _found(request, code)[0].section.chart


def _found(request: HttpRequest, code: str) -> tuple[IndicatorPage, Published | None]:
    found = indicator_page(request.user, code, clock.today(), _range(request.GET))
    if found is None:
        raise Http404("There is no such indicator.")
    return found


def _range(asked: QueryDict) -> Range:
    return Range(_month(asked.get("from", "")), _month(asked.get("to", "")))


def _month(text: str) -> Month | None:
    """What is no month is as if it had not been asked for."""
    try:
        month = Month.parse(text)
    except ValueError:
        return None
    return month if FIRST_YEAR <= month.year <= LAST_YEAR else None
