"""The PDF's objects packed together: a file that a strict reader takes without a word, and smaller."""

from io import BytesIO

import pikepdf
import pytest

from boardpack.renderers.pdf.packed import NotUnderstood, objects, packed

BODIES = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Count 0/Kids[]>>",
    b"<</Length 3>>\nstream\nabc\nendstream",
)


def plain(filler: int = 600) -> bytes:
    """A file as Typst lays it out, with many small objects."""
    out, places = bytearray(b"%PDF-1.7\n%\x80\x80\x80\x80\n\n"), []
    for number, body in enumerate((*BODIES, *(b"<</Number %d>>" % at for at in range(filler))), start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n\n" % (number, body)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n\r\n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R/ID[(a)(b)]>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, at)
    return bytes(out)


def test_a_packed_file_holds_the_same_objects_in_fewer_bytes():
    content = plain()
    made = packed(content, objects(content))

    assert len(made) < len(content) / 3
    with pikepdf.open(BytesIO(made), attempt_recovery=False) as file:
        assert file.get_warnings() == []
        assert file.get_object((3, 0)).read_raw_bytes() == b"abc"
        assert [int(file.get_object((4 + at, 0)).Number) for at in range(600)] == list(range(600))
        assert [bytes(one) for one in file.trailer.ID] == [b"a", b"b"]


def test_a_file_laid_out_otherwise_is_refused():
    with pytest.raises(NotUnderstood, match="Object 1 is not where"):
        objects(plain().replace(b"1 0 obj", b"7 0 obj", 1))
    with pytest.raises(NotUnderstood, match="startxref"):
        objects(b"%PDF-1.7")
