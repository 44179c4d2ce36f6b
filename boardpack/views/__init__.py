"""
Pages of packs, and the JSON of their charts. Each asks one query or one operation and words the answer.

Every page and its charts go through the same door (boardpack.assemble); a refusal becomes the 403 page, an unknown
pack the 404 page.
"""

from boardpack.views.agreeing import agree, review
from boardpack.views.arranging import arrange, draft_the_points
from boardpack.views.charts import ChartView
from boardpack.views.circulation import circulation
from boardpack.views.commentary import commentaries, commentary, commentary_of_latest
from boardpack.views.commentary_link import commentary_by_link, fresh_commentary_link
from boardpack.views.composing import compose, new_edition, publish
from boardpack.views.figures import figures, figures_in
from boardpack.views.files import file, files, files_state
from boardpack.views.indicator import IndicatorChartView, indicator
from boardpack.views.kept_back import kept_back
from boardpack.views.missing import ask, missing
from boardpack.views.month_scorecard import scorecard, scorecard_csv, scorecard_xlsx, scorecards
from boardpack.views.pages import draft, edition, pack, packs
from boardpack.views.record import meeting_record, raise_here, record_entry, scrutineer_comment
from boardpack.views.redacting import decide_redaction, redact
from boardpack.views.withdrawing import withdraw
from boardpack.views.year import yearly_record, yearly_record_xlsx

__all__ = [
    "ChartView",
    "IndicatorChartView",
    "agree",
    "arrange",
    "ask",
    "circulation",
    "commentaries",
    "commentary",
    "commentary_by_link",
    "commentary_of_latest",
    "compose",
    "decide_redaction",
    "draft",
    "draft_the_points",
    "edition",
    "figures",
    "figures_in",
    "file",
    "files",
    "files_state",
    "fresh_commentary_link",
    "indicator",
    "kept_back",
    "meeting_record",
    "missing",
    "new_edition",
    "pack",
    "packs",
    "publish",
    "raise_here",
    "record_entry",
    "redact",
    "review",
    "scorecard",
    "scorecard_csv",
    "scorecard_xlsx",
    "scorecards",
    "scrutineer_comment",
    "withdraw",
    "yearly_record",
    "yearly_record_xlsx",
]
