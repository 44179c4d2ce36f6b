"""A chart in the PDF: its words stand where the picture has them, and its shapes hold no letter."""

from boardpack.renderers.drawing import picture, svg
from boardpack.renderers.frame import Word
from boardpack.renderers.pdf.pictures import SCALE, laid
from boardpack.renderers.pdf.widths import width
from tests.boardpack.documents import chart, line, mark

LONG = tuple(f"M{month}" for month in range(60))


def test_every_word_of_the_picture_is_placed_and_none_is_left_in_its_shapes():
    for of in (
        chart(marks=(mark(6, "Audit"),)),
        chart(line(tuple(range(60))), labels=LONG),
        chart(line((None,))),
    ):
        found, drawn = laid(picture(of)), picture(of)

        assert [word[-1] for word in found.words] == [p.words for p in drawn.pieces if isinstance(p, Word)]
        assert svg(of).count("<text") == len(found.words) > 0
        assert found.shapes.count("<text") == 0
        assert found.height == round(drawn.height * SCALE, 2)


def test_words_end_or_stand_in_the_middle_where_their_place_is():
    words = {piece.words: piece for piece in picture(chart()).pieces if isinstance(piece, Word)}
    placed = {word[-1]: word for word in laid(picture(chart())).words}
    across = {word: width(word, words[word].size, bold=words[word].bold) for word in words}

    assert {words[word].anchor for word in ("100%", "Apr-21", "Outturn: 62%")} == {"end", "middle", "start"}
    for word, part in (("100%", 1), ("Apr-21", 0.5), ("Outturn: 62%", 0)):
        assert abs(placed[word][0] - (words[word].x - part * across[word]) * SCALE) < 0.006


def test_paper_lies_under_the_figures_of_months_and_under_nothing_else():
    drawn = picture(chart())

    assert (
        laid(drawn).shapes.count("<rect")
        == sum(isinstance(piece, Word) and piece.halo for piece in drawn.pieces)
        == 7
    )
