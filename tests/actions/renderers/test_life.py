"""The documentation's picture of an action's life is made from the table of moves."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from actions.renderers.life import life_page, life_picture

DOCS = Path(settings.BASE_DIR) / "docs"


@pytest.mark.parametrize(
    ("kept", "made"), [("images/action-life.svg", life_picture), ("reference/action-life.md", life_page)]
)
def test_life_in_the_documentation_is_the_one_of_the_table(kept, made):
    if os.environ.get("UPDATE_GOLDEN") == "yes":
        (DOCS / kept).write_text(made(), encoding="utf-8")
    assert (DOCS / kept).read_text(encoding="utf-8") == made()
