"""
Pages of packs: the list, each meeting's pack, its draft and its editions, the JSON of every chart, and where every
figure came from.
"""

from datetime import date

from django.urls import path, register_converter

from boardpack import api, views
from indicators.importers.months import FIRST_YEAR, LAST_YEAR
from indicators.measures.periods import Month


class MeetingDay:
    """The date of a meeting as 2021-11-24; a day that is not in the calendar matches nothing."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class ReportingMonth:
    """A month as 2021-10, of the years in which outturns are kept; any other matches nothing."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> Month:
        month = Month.parse(value)
        if not FIRST_YEAR <= month.year <= LAST_YEAR:
            raise ValueError("No outturn is kept of that year.")
        return month

    def to_url(self, value: Month) -> str:
        return str(value)


register_converter(MeetingDay, "meeting_day")
register_converter(ReportingMonth, "reporting_month")

app_name = "boardpack"
urlpatterns = [
    path("packs/", views.packs, name="packs"),
    path("packs/compose/", views.compose, name="compose"),
    path("packs/<meeting_day:day>/", views.pack, name="pack"),
    path("packs/<meeting_day:day>/charts/<slug:code>.json", views.ChartView.as_view(), name="chart"),
    path("packs/<meeting_day:day>/figures/<slug:code>/", views.figures_in, name="figures_in_pack"),
    path("packs/<meeting_day:day>/draft/", views.draft, name="draft"),
    path("packs/<meeting_day:day>/draft/publish/", views.publish, name="publish"),
    path("packs/<meeting_day:day>/draft/compose/", views.arrange, name="arrange"),
    path("packs/<meeting_day:day>/draft/compose/points/", views.draft_the_points, name="draft_points"),
    path("packs/<meeting_day:day>/draft/agree/", views.agree, name="agree"),
    path("packs/<meeting_day:day>/draft/review/", views.review, name="review"),
    path("packs/<meeting_day:day>/draft/missing/", views.missing, name="missing"),
    path("packs/<meeting_day:day>/draft/missing/ask/", views.ask, name="ask"),
    path(
        "packs/<meeting_day:day>/draft/charts/<slug:code>.json",
        views.ChartView.as_view(door="draft"),
        name="draft_chart",
    ),
    path(
        "packs/<meeting_day:day>/draft/figures/<slug:code>/",
        views.figures_in,
        {"door": "draft"},
        name="figures_in_draft",
    ),
    path("packs/<meeting_day:day>/editions/new/", views.new_edition, name="new_edition"),
    path("packs/<meeting_day:day>/editions/<int:edition>/", views.edition, name="edition"),
    path("packs/<meeting_day:day>/editions/<int:edition>/withdraw/", views.withdraw, name="withdraw"),
    path("packs/<meeting_day:day>/editions/<int:edition>/redact/", views.redact, name="redact"),
    path(
        "packs/<meeting_day:day>/editions/<int:edition>/redact/<int:pk>/",
        views.decide_redaction,
        name="decide_redaction",
    ),
    path(
        "packs/<meeting_day:day>/editions/<int:edition>/charts/<slug:code>.json",
        views.ChartView.as_view(door="edition"),
        name="edition_chart",
    ),
    path(
        "packs/<meeting_day:day>/editions/<int:edition>/figures/<slug:code>/",
        views.figures_in,
        {"door": "edition"},
        name="figures_in_edition",
    ),
    *(
        path(f"packs/<meeting_day:day>/{door}/{address}", view, name=f"{prefix}{name}")
        for door, prefix in (("editions/<int:edition>", ""), ("draft", "draft_"))
        for address, view, name in (
            ("files/", views.files, "files"),
            ("files/state.json", views.files_state, "files_state"),
            ("files/<slug:key>/", views.file, "file"),
            ("kept-back/", views.kept_back, "kept_back"),
        )
    ),
    path("packs/<meeting_day:day>/circulation/", views.circulation, name="circulation"),
    path("packs/<meeting_day:day>/record/", views.meeting_record, name="record"),
    path("packs/<meeting_day:day>/record/<int:pk>/", views.record_entry, name="record_entry"),
    path("packs/<meeting_day:day>/record/action/", views.raise_here, name="raise_here"),
    path("packs/<meeting_day:day>/draft/comment/", views.scrutineer_comment, name="scrutineer_comment"),
    path("yearly-record/", views.yearly_record, name="yearly_record"),
    path("yearly-record.xlsx", views.yearly_record_xlsx, name="yearly_record_xlsx"),
    path("figures/<slug:code>/", views.figures, name="figures"),
    path("answer/<str:token>/commentary/", views.commentary_by_link, name="commentary_by_link"),
    path("answer/<str:token>/commentary/fresh/", views.fresh_commentary_link, name="fresh_commentary_link"),
    path("commentary/", views.commentary_of_latest, name="commentary_of_latest"),
    path("commentary/<reporting_month:month>/", views.commentaries, name="commentaries"),
    path("commentary/<reporting_month:month>/<slug:code>/", views.commentary, name="commentary"),
    path("scorecard/", views.scorecards, name="scorecards"),
    path("scorecard/<reporting_month:month>/", views.scorecard, name="scorecard"),
    path("scorecard/<reporting_month:month>.csv", views.scorecard_csv, name="scorecard_csv"),
    path("scorecard/<reporting_month:month>.xlsx", views.scorecard_xlsx, name="scorecard_xlsx"),
    path("indicators/<slug:code>/", views.indicator, name="indicator"),
    path("api/indicators/<slug:code>/", api.indicator, name="indicator_json"),
    path("indicators/<slug:code>/chart.json", views.IndicatorChartView.as_view(), name="indicator_chart"),
]
