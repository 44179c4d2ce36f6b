"""The static picture: whole, safe, readable without colour, and true to its chart."""

import itertools
import re
from xml.etree import ElementTree

import pytest

from boardpack.renderers.drawing import NOTHING, svg
from boardpack.renderers.palette import LOOKS
from indicators.measures.chart import LineRole
from tests.boardpack.documents import chart, line, mark

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    "svg": {"viewBox", "width", "height", "role", "aria-label", "font-family", "font-size"},
    "rect": {"width", "height", "fill"},
    "path": {
        "d", "fill", "stroke", "stroke-width", "stroke-linejoin", "stroke-linecap", "stroke-dasharray",
    },
    "circle": {"cx", "cy", "r", "fill", "stroke", "stroke-width"},
    "text": {
        "x", "y", "fill", "text-anchor", "font-weight", "font-size", "stroke", "stroke-width", "paint-order",
    },
    "title": set(),
}  # fmt: skip
LONG = tuple(f"M{month}" for month in range(120))


def drawn(*lines, **fields):
    return ElementTree.fromstring(svg(chart(*lines, **fields)))


def words(tree):
    return [text.text for text in tree.iter(f"{SVG}text")]


def test_picture_says_what_it_is():
    tree = drawn()

    assert (tree.get("role"), tree.get("aria-label")) == ("img", "Conferences in 15 days: last 62% (Oct-21).")
    assert tree.find(f"{SVG}title").text == "Conferences in 15 days"


def test_picture_grows_for_many_long_names():
    names = [
        line((83, 83), role, f"{role.value} {number} with a name of really quite some length, whole year")
        for number in range(2)
        for role in LineRole
    ]
    tree = drawn(*names)

    places = sorted(float(text.get("y")) for text in tree.iter(f"{SVG}text") if float(text.get("x")) > 560)
    assert places[-1] < float(tree.get("height")) - 4


@pytest.mark.parametrize("count", [1, 7, 12, 24, 120])
def test_picture_has_presentation_attributes_only(count):
    values = tuple(range(100, 100 + count))
    tree = drawn(
        line(values), line(values, LineRole.TARGET, "Target"), labels=LONG[:count], marks=(mark(0, "Launch"),)
    )

    for element in tree.iter():
        assert set(element.attrib) <= ALLOWED[element.tag.removeprefix(SVG)], element.tag


def test_picture_is_on_white():
    first = drawn().find(f"{SVG}rect")

    assert (first.get("fill"), first.get("width")) == ("#ffffff", drawn().get("width"))


def test_seven_months_show_every_figure_and_month():
    found = words(drawn())

    assert [word for word in found if word in {"38%", "83%", "61%", "67%", "77%", "73%", "62%"}] == [
        "38%", "83%", "61%", "67%", "77%", "73%", "62%",
    ]  # fmt: skip
    assert [word for word in found if word.endswith("-21")] == [
        "Apr-21", "May-21", "Jun-21", "Jul-21", "Aug-21", "Sep-21", "Oct-21",
    ]  # fmt: skip


def test_a_hundred_and_twenty_months_show_no_figures_and_few_months():
    tree = drawn(line(tuple(range(300, 420))), labels=LONG, unit="")

    assert words(tree)[-1] == "Outturn: 419"
    assert [word for word in words(tree) if word.startswith("M")] == [f"M{at}" for at in range(11, 120, 12)]
    assert len(list(tree.iter(f"{SVG}circle"))) == 1


def test_a_month_without_a_number_breaks_the_line():
    tree = drawn(line((1, 2, None, 4, 5)))

    strokes = [path.get("d") for path in tree.iter(f"{SVG}path") if path.get("stroke-width") == "3"]
    assert [path.count("L") for path in strokes] == [1, 1]
    assert len(list(tree.iter(f"{SVG}circle"))) == 4


def test_limits_jump_where_a_step_begins():
    tree = drawn(line((1, 2, 1, 2)), line((5, 5, 9, 9), role=LineRole.LIMIT, label="Upper limit"))
    strokes = [p.get("d") for p in tree.iter(f"{SVG}path") if p.get("stroke-dasharray") == "14 4"]
    assert [stroke.count("L") for stroke in strokes] == [1, 2]


def test_a_zero_is_drawn_and_nothing_is_not():
    assert "Outturn: 0%" in words(drawn(line((3, 0))))
    assert words(drawn(line((None, None)))) == [NOTHING]


def test_every_line_is_known_by_its_dash():
    roles = list(LineRole)
    tree = drawn(*(line((10, 20 + at), role, role.value) for at, role in enumerate(roles)))

    dashes = [
        path.get("stroke-dasharray", "")
        for path in tree.iter(f"{SVG}path")
        if path.get("stroke-linejoin") == "round"
    ]
    assert len(set(dashes)) == len(roles)


def test_labels_at_line_ends_do_not_overlap():
    same = [line((83, 83), role, f"{role.value} with a name of some length") for role in LineRole]
    tree = drawn(line((62, 62)), *same)

    height = float(tree.get("height"))
    ends = [text for text in tree.iter(f"{SVG}text") if float(text.get("x")) > 560]
    places = sorted(float(text.get("y")) for text in ends)
    assert all(after - before >= 14.9 for before, after in itertools.pairwise(places))
    assert places[0] > 8
    assert places[-1] < height


def test_labels_at_line_ends_stand_below_words_of_a_mark_that_reach_into_their_margin():
    high = [line((83, 83), role, f"{role.value} with a name of some length") for role in LineRole]
    tree = drawn(line((62, 62)), *high, marks=(mark(1, "A-1 done"),))

    at = {text.text: (float(text.get("x")), float(text.get("y"))) for text in tree.iter(f"{SVG}text")}
    x, y = at.pop("A-1 done")
    ends = [below for right, below in at.values() if right > x]
    assert (y, len(ends) > len(LineRole), min(ends) > y + 12) == (16, True, True)


def test_marks_stand_in_rows_of_their_own():
    tree = drawn(marks=(mark(1, "Threshold document launched"), mark(2, "System changed"), mark(6, "Audit")))

    found = {text.text: (float(text.get("y")), text.get("text-anchor")) for text in tree.iter(f"{SVG}text")}
    assert found["Threshold document launched"] == (16, "start")
    assert found["System changed"] == (32, "start")
    assert found["Audit"][0] == 16


def test_a_mark_near_the_edge_is_written_leftwards():
    tree = drawn(marks=(mark(6, "A name that is far too long for the margin"),))

    found = {text.text: text.get("text-anchor") for text in tree.iter(f"{SVG}text")}
    assert found["A name that is far too long for the margin"] == "end"


def test_long_words_of_a_mark_stand_on_the_side_with_more_room():
    words = "A new threshold for every contact at the front door of all"
    found = [
        next(
            text.get("text-anchor")
            for text in drawn(marks=(mark(at, words),)).iter(f"{SVG}text")
            if text.text == words
        )
        for at in (1, 3, 5, 6)
    ]
    assert found == ["start", "start", "end", "end"]


NASTY = "</text><script>alert(1)</script>\"'&\x00\x0b"


def test_words_are_escaped():
    picture = svg(
        chart(
            line((1, 2), label=NASTY), labels=(NASTY, NASTY), title=NASTY, alt=NASTY, marks=(mark(0, NASTY),)
        )
    )

    assert "<script" not in picture
    tree = ElementTree.fromstring(picture)
    assert tree.find(f"{SVG}title").text == "</text><script>alert(1)</script>\"'&"
    assert {element.tag.removeprefix(SVG) for element in tree.iter()} <= set(ALLOWED)


def test_the_same_chart_gives_the_same_picture():
    assert svg(chart()) == svg(chart())


def test_the_picture_and_the_palette_agree():
    colour = LOOKS[LineRole.OUTTURN].colour

    assert re.findall(r'<circle [^>]*fill="([^"]+)"', svg(chart())) == [colour] * 7
