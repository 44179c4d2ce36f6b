"""The one palette: enough contrast on white, for lines and for the words beside them, and no two alike."""

import pytest

from boardpack.renderers.palette import INK, LOOKS, QUIET_INK, contrast_with_white
from indicators.measures.chart import LineRole


def test_every_role_has_a_look():
    assert set(LOOKS) == set(LineRole)


@pytest.mark.parametrize("role", list(LineRole))
def test_lines_have_the_contrast_of_graphics_and_their_names_that_of_text(role):
    assert contrast_with_white(LOOKS[role].colour) >= 4.5


def test_words_have_the_contrast_of_text():
    assert min(contrast_with_white(INK), contrast_with_white(QUIET_INK)) >= 4.5


def test_no_two_roles_share_a_dash():
    assert len({look.dash for look in LOOKS.values()}) == len(LOOKS)


@pytest.mark.parametrize(("colour", "ratio"), [("#ffffff", 1.0), ("#767676", 4.54), ("#000000", 21.0)])
def test_contrast_is_wcags(colour, ratio):
    assert round(contrast_with_white(colour), 2) == ratio
