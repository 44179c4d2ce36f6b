"""The pack as one web page: it asks nobody for anything, and nothing that was typed is markup in it."""

import re
from datetime import UTC, datetime

from boardpack.renderers.alone import STATIC, STYLES, alone
from tests.boardpack.documents import action, document, section

AT = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)
HOSTILE = "</style><script>alert(1)</script>"


def test_the_same_document_and_instant_give_the_same_bytes():
    assert alone(document(), AT) == alone(document(), AT)


def test_it_asks_for_no_other_file():
    page = alone(document(), AT).decode()

    assert re.findall(r"""(?:src|href)=["'](?!#)[^"']*""", page) == []
    assert re.findall(r"<(?:script|link|iframe|object|form)\b", page) == []
    assert re.findall(r"@import|url\((?!['\"]?data:)", page) == []


def test_every_link_leads_to_a_place_in_it():
    page = alone(document(actions=(action(),)), AT).decode()

    held = set(re.findall(r'id="([^"]+)"', page))
    assert {link for link in re.findall(r'href="#([^"]+)"', page) if link not in held} == {
        "indicator-plans-ended"
    }


def test_words_are_never_markup():
    page = alone(
        document(title=HOSTILE, sections=(section(name=HOSTILE),), actions=(action(detail=HOSTILE),)), AT
    )

    assert page.count(b"<script") == 0
    assert page.count(b"</style>") == 1


def test_the_styles_hold_no_closing_tag():
    assert [name for name in STYLES if "</" in (STATIC / name).read_text(encoding="utf-8")] == []
