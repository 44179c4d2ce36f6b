"""Every state of variation and assurance has a picture and words, and none is known by its colour alone."""

import re
from xml.etree import ElementTree

import pytest

from boardpack.renderers.icons import BETTER, COMMON, NEUTRAL, WORSE, assurance_icon, variation_icon
from boardpack.renderers.palette import contrast_with_white
from indicators.measures.spc import Assurance, Judgement, xmr

ALL = [
    *(
        variation_icon(judgement, side)
        for judgement in (Judgement.IMPROVEMENT, Judgement.CONCERN)
        for side in (1, -1)
    ),
    variation_icon(Judgement.NEUTRAL_HIGH, 1),
    variation_icon(Judgement.NEUTRAL_LOW, -1),
    variation_icon(Judgement.COMMON),
    *(assurance_icon(assurance) for assurance in Assurance),
]


def test_no_two_look_alike_without_colour_or_say_the_same() -> None:
    assert None not in ALL
    plain = {re.sub("#[0-9a-f]{6}", "", icon.svg) for icon in ALL if icon}
    assert len(plain) == len({icon.words for icon in ALL if icon}) == len(ALL) == 10


def test_nothing_to_say_has_no_picture() -> None:
    assert (variation_icon(None), assurance_icon(None)) == (None, None)


@pytest.mark.parametrize("polarity", ["higher", "lower", "none"])
@pytest.mark.parametrize("last", [-99, 1, 99])
def test_every_point_of_a_chart_has_its_icon(polarity: str, last: int) -> None:
    chart = xmr([*[0, 2] * 7, last], polarity=polarity)
    assert all(variation_icon(point.judgement, point.direction) for point in chart.points)


def test_the_pictures_are_wellformed_and_hidden_from_screen_readers() -> None:
    for icon in ALL:
        assert icon is not None
        root = ElementTree.fromstring(icon.svg)
        assert (root.get("aria-hidden"), root.get("focusable")) == ("true", "false")
        assert not re.search("style=|<script", icon.svg)


@pytest.mark.parametrize("colour", [COMMON, BETTER, WORSE, NEUTRAL])
def test_letters_have_the_contrast_of_text(colour: str) -> None:
    assert contrast_with_white(colour) >= 4.5
