"""
Pages of packs, and the JSON of their charts. Each asks one query or one operation and words the answer.

Every page and its charts go through the same door (boardpack.assemble); a refusal becomes the 403 page, an unknown
pack the 404 page.
"""

from boardpack.views.charts import ChartView
from boardpack.views.composing import compose, new_edition, publish
from boardpack.views.figures import figures, figures_in
from boardpack.views.pages import draft, edition, pack, packs

__all__ = [
    "ChartView",
    "compose",
    "draft",
    "edition",
    "figures",
    "figures_in",
    "new_edition",
    "pack",
    "packs",
    "publish",
]
