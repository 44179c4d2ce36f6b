"""
The JSON of a chart, by django-chartjs: the same document as the page, through the same door.

The package's own answer would hold the whole template context and turn decimals into text; this one holds labels,
datasets and options, and nothing else.
"""

import json
from collections.abc import Callable
from typing import Any

from chartjs.views.lines import BaseLineChartView
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse

from boardpack import charts
from boardpack.assemble import draft_for, edition_for, published_for
from boardpack.queries.packs import PackOnPage
from indicators.measures.chart import Chart

DOORS: dict[str, Callable[..., PackOnPage | None]] = {
    "published": published_for,
    "draft": draft_for,
    "edition": edition_for,
}


class ChartJson(LoginRequiredMixin, BaseLineChartView):
    """The JSON of one chart; which one, and for whom, is answered by `chart_for`."""

    chart: Chart

    def chart_for(self, request: HttpRequest, code: str, **which: Any) -> Chart:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.chart = self.chart_for(request, **kwargs)
        answer: HttpResponse = super().get(request)
        return answer

    def get_labels(self) -> list[str]:
        return list(self.chart.labels)

    def get_data(self) -> list[list[float | int | None]]:
        return [charts.numbers(line) for line in self.chart.lines]

    def get_providers(self) -> list[str]:
        return [line.label for line in self.chart.lines]

    def get_dataset_options(self, index: int, color: object) -> dict[str, Any]:
        return charts.look(self.chart.lines[index])

    def get_datasets(self) -> list[dict[str, Any]]:
        """Without `name`, which only Highcharts reads."""
        datasets = super().get_datasets()
        return [{key: value for key, value in one.items() if key != "name"} for one in datasets]

    def convert_context_to_json(self, context: dict[str, Any]) -> str:
        kept = {"labels": context["labels"], "datasets": context["datasets"]}
        return json.dumps({**kept, "options": charts.options(self.chart)}, allow_nan=False)


class ChartView(ChartJson):
    """One chart of one pack; `door` says whose page it stands on."""

    door = "published"

    def chart_for(self, request: HttpRequest, code: str, **which: Any) -> Chart:
        found = DOORS[self.door](request.user, **which)
        sections = found.document.sections if found else ()
        section = next((section for section in sections if section.code == code), None)
        if section is None:
            raise Http404("There is no such chart.")
        return section.chart
