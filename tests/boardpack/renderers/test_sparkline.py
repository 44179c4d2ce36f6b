"""The sparkline of a scorecard's row."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from boardpack.renderers.sparkline import sparkline


def values(*figures):
    return [None if figure is None else Decimal(str(figure)) for figure in figures]


def path_of(*figures):
    tree = ElementTree.fromstring(sparkline(values(*figures)))
    return tree.find("{http://www.w3.org/2000/svg}path").get("d")


def test_line_runs_from_the_first_to_the_last_month():
    assert path_of(1, 2, 3) == "M4.0 20.0h.1L48.0 12.0L92.0 4.0"


def test_month_without_a_number_breaks_the_line():
    assert path_of(1, None, 3, 3) == "M4.0 20.0h.1M62.7 4.0h.1L92.0 4.0"


def test_constant_line_stands_in_the_middle():
    assert path_of(5, 5) == "M4.0 12.0h.1L92.0 12.0"


@pytest.mark.parametrize("figures", [(), (None,), (5,), (None, 5, None)])
def test_no_shape_no_picture(figures):
    assert sparkline(values(*figures)) == ""


def test_hidden_from_screen_readers():
    assert ElementTree.fromstring(sparkline(values(1, 2))).get("aria-hidden") == "true"
