"""
Pages of packs, and the JSON of their charts. Each asks one query or one operation and words the answer.

Every page and its charts go through the same door (boardpack.assemble); a refusal becomes the 403 page, an unknown
pack the 404 page.
"""

from boardpack.views.charts import ChartView
from boardpack.views.commentary import commentaries, commentary, commentary_of_latest
from boardpack.views.composing import compose, new_edition, publish
from boardpack.views.figures import figures, figures_in
from boardpack.views.indicator import IndicatorChartView, indicator
from boardpack.views.month_scorecard import scorecard, scorecard_csv, scorecard_xlsx, scorecards
from boardpack.views.pages import draft, edition, pack, packs

__all__ = [
    "ChartView",
    "IndicatorChartView",
    "commentaries",
    "commentary",
    "commentary_of_latest",
    "compose",
    "draft",
    "edition",
    "figures",
    "figures_in",
    "indicator",
    "new_edition",
    "pack",
    "packs",
    "publish",
    "scorecard",
    "scorecard_csv",
    "scorecard_xlsx",
    "scorecards",
]
