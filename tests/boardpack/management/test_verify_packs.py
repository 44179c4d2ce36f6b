"""Every edition proved; whatever was tampered with is named, and a redaction is told as one."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from boardpack.document import digest, from_text, to_text
from boardpack.models import Pack, Redaction, Rendering
from boardpack.operations.file_jobs import make_waiting
from boardpack.operations.packs import change_pack, publish_pack, start_edition
from boardpack.operations.redacting import agree_redaction, ask_redaction
from boardpack.operations.withdrawing import withdraw_pack
from boardpack.renderers import FORMATS
from tests.boardpack.conftest import NOW

TITLE = "Board pack, November 2021, edition 1"


@pytest.fixture
def kept(published: Pack, rows_by_hand: None) -> Pack:
    """Two of its files are kept."""
    published.renderings.exclude(format__in=["text", "json"]).delete()
    make_waiting(now=NOW)
    return published


def proved(*args: str) -> dict[str, Any]:
    """What it found, as JSON; `said` is what it ends with, empty when all holds."""
    out, said = StringIO(), ""
    try:
        call_command("verify_packs", "--json", *args, stdout=out)
    except CommandError as error:
        said = str(error)
    return {**json.loads(out.getvalue()), "said": said}


def breaches(*args: str) -> list[str]:
    found = proved(*args)
    assert found["said"] == " ".join(found["breaches"])
    return [sentence.removeprefix(f"{TITLE}: ") for sentence in found["breaches"]]


def test_every_format_and_every_edition_holds(published, officer):
    make_waiting(now=NOW)
    second = start_edition(pack=published, reason="Put right.", by=officer)
    withdraw_pack(pack=publish_pack(pack=second, by=officer, now=NOW), reason="Wrong.", by=officer, now=NOW)
    out = StringIO()
    call_command("verify_packs", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == f"{TITLE} (superseded), SHA-256 {published.sha256}"
    assert lines[1:-2] == [
        f"  {key}: holds, and renders to the same bytes" for key in sorted(one.key for one in FORMATS)
    ]
    assert lines[-1] == f"2 editions, {len(FORMATS)} files: every one holds."
    assert proved("2021-11-25") == {"editions": [], "breaches": [], "said": ""}


def tampered(pack: Pack, **changes: Any) -> str:
    text = pack.document.replace("62%", "92%")
    assert text != pack.document
    Pack.objects.filter(pk=pack.pk).update(document=text, **changes)
    return text


def test_row_that_was_tampered_with_is_named(kept):
    text = tampered(kept)
    assert breaches() == [
        f"The document is not the one on record: its SHA-256 is {digest(text)}, and {kept.sha256} stands beside it.",
        "It was changed past the site’s operations: document.",
    ]
    tampered(kept, sha256=digest(text))
    assert breaches("--hashes-only") == [
        "Its history holds another document at version 2.",
        "It was changed past the site’s operations: document, sha256.",
        "The json file was made from another document.",
        "The text file was made from another document.",
    ]
    Pack.objects.update(document="[]", sha256=digest("[]"))
    assert breaches()[0].startswith("The document cannot be read (")
    Pack.objects.update(document=kept.document, sha256=kept.sha256, published_at=NOW + timedelta(days=1))
    assert breaches() == [
        "It was changed past the site’s operations: published at.",
        "Its instant of publication is not the one in its history.",
    ]
    Pack.objects.update(status="draft", document="", sha256="", published_at=None)
    gone = "Its history holds that it was published, and it is no edition any more."
    assert breaches() == breaches("2021-11-24") == [gone]
    assert breaches("2021-11-25") == []


def test_changed_file_is_named_and_one_changed_with_its_hash_by_rendering_again(kept):
    Rendering.objects.filter(format="text").update(content=b"All is well.")
    Rendering.objects.filter(format="json").update(content=b"{}", sha256=sha256(b"{}").hexdigest())
    broken = (
        "The text file is not the one that was made: its bytes have another SHA-256 than stands beside it."
    )
    assert breaches() == ["The json file does not render to the same bytes again.", broken]
    assert breaches("--hashes-only") == [broken]
    Rendering.objects.filter(format="json").update(renderer="0")
    assert breaches() == [broken]


def test_edition_that_was_redacted_holds_with_its_files_made_again(draft, officer, chair, rows_by_hand):
    change_pack(pack=draft, by=officer, scrutineer_comment="Tom Green was let down.")
    pack = publish_pack(pack=draft, by=officer, now=NOW)
    pack.renderings.exclude(format="text").delete()
    make_waiting(now=NOW)
    asked = ask_redaction(pack=pack, words="Tom Green", reason="It named a child.", by=officer, now=NOW)
    agree_redaction(redaction=asked, by=chair, today=NOW.date(), now=NOW)
    assert [one["files"] for one in proved()["editions"]] == [[]]
    pack.renderings.exclude(format__in=["text", "json"]).delete()
    make_waiting(now=NOW)
    found = proved()
    assert (found["breaches"], found["editions"][0]["redactions"], len(found["editions"][0]["files"])) == (
        [],
        ["Redacted on 24 November 2021: It named a child."],
        2,
    )
    assert not any(b"Tom Green" in bytes(row.content) for row in Rendering.objects.all())
    Redaction.objects.all().delete()
    assert breaches() == ["It prints 1 of its redactions, and 0 are on record."]


def test_redaction_that_leads_elsewhere_is_a_breach(kept, officer, chair):
    taken_out = from_text(kept.document.replace("62%", "[redacted]"))
    text = to_text(replace(taken_out, redactions=("Redacted.",)))
    before, after = kept.sha256, digest(text)
    for rows in (Pack.objects.all(), Pack.history.filter(status="published")):
        rows.update(document=text, sha256=after)
    row = Redaction.objects.create(
        pack=kept,
        reason="It named a child.",
        asked_by=officer,
        asked_at=NOW,
        agreed_by=chair,
        agreed_at=NOW,
        before_sha256=before,
        after_sha256=after,
    )
    assert breaches() == [
        f"The {key} file was made before the redaction and is still kept." for key in ("json", "text")
    ]
    Rendering.objects.all().delete()
    assert breaches() == []
    Pack.history.filter(status="published").update(sha256=before)
    assert breaches() == ["It was changed past the site’s operations: sha256."]
    Redaction.objects.filter(pk=row.pk).update(after_sha256="0" * 64)
    assert breaches()[0] == f"The redaction of 24 November 2021 led to {'0' * 64}, and {after} followed."
