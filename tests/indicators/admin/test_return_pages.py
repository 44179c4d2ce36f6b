"""Bringing in a return on the desk: upload or paste, preview, apply, discard, undo; and what must not get through."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains

from indicators.measures.periods import Month
from indicators.models import Indicator, Outturn, Return
from indicators.operations.published import mark_published
from indicators.operations.return_jobs import apply_waiting
from indicators.operations.undo_jobs import undo_waiting
from partnership import clock
from tests.fixtures.desk import ROLES
from tests.indicators.admin.conftest import NOW

BRING = reverse("admin:indicators_return_bring")
TABLE = "Indicator\tOct-21\tNov-21\nNumber of plans ended\t31\t40\n"
ODD = "Indicator\tOutturn type\tOct-21\nNumber of plans ended\tRate\t31\n"


@pytest.fixture
def officer(signed_in: Any, plans_ended: Indicator) -> Any:
    return signed_in("performance_officer")


def pasted(client: Any, text: str, **more: str) -> Any:
    return client.post(BRING, {"pasted": text, **more})


def previewed(client: Any, text: str = TABLE) -> tuple[Return, Any]:
    """The kept return and its preview page."""
    answer = pasted(client, text)
    kept = Return.objects.latest("pk")
    assert answer.status_code == 302
    return kept, client.get(answer.url)


def post(client: Any, kept: Return, page: Any, **posted: str) -> Any:
    return client.post(
        reverse("admin:indicators_return_preview", args=[kept.pk]), {"seen": page.context["seen"], **posted}
    )


def figures() -> list[tuple[str, Decimal | None]]:
    return [(row.month.label, row.value) for row in Outturn.objects.order_by("month")]


def test_pasted_cells_are_shown_before_anything_is_written(officer):
    kept, page = previewed(officer)
    cells = [
        (cell.reference, cell.what, cell.effect, cell.was, cell.becomes)
        for cell in page.context["outcome"].cells
    ]
    assert cells == [("B2", "Oct-21", "new", "", "31"), ("C2", "Nov-21", "new", "", "40")]
    assert (kept.state, kept.file_name, figures()) == ("read", "pasted cells", [])


def test_applied_return_writes_what_was_shown_and_undo_takes_it_back(officer):
    kept, page = previewed(officer)
    assert post(officer, kept, page, apply="yes").status_code == 302
    assert figures() == [("Oct-21", Decimal(31)), ("Nov-21", Decimal(40))]
    kept.refresh_from_db()
    assert (kept.state, Return.objects.count()) == ("applied", 1)
    assert Outturn.objects.first().source_return == kept

    officer.post(reverse("admin:indicators_return_undo", args=[kept.pk]))
    kept.refresh_from_db()
    assert (kept.state, figures()) == ("undone", [])


def test_a_long_return_is_undone_by_the_worker_and_a_longer_one_by_the_command(
    officer, plans_ended, record, monkeypatch
):
    kept, page = previewed(officer)
    post(officer, kept, page, apply="yes")
    undo = reverse("admin:indicators_return_undo", args=[kept.pk])
    monkeypatch.setattr("indicators.operations.undo_jobs.LONG", 1)
    monkeypatch.setattr("indicators.operations.undo_jobs.LONGEST_ON_DESK", 1)
    answer = officer.post(undo, follow=True)
    assert f"have it undone with the command undo_return {kept.pk}." in answer.content.decode()

    monkeypatch.setattr("indicators.operations.undo_jobs.LONGEST_ON_DESK", 2)
    assert officer.post(undo).url == progress_of(kept)
    assert officer.get(progress_of(kept, "progress_state")).json()["waiting"]
    officer.post(progress_of(kept, "back"))
    assert undo_waiting(now=clock.now()) == 0

    officer.post(undo)
    told = officer.post(undo, follow=True).content.decode()
    assert "This return is not applied, or is being undone already" in told
    record(plans_ended, Month(2021, 11), 30)
    assert (undo_waiting(now=clock.now()), figures()) == (1, [("Nov-21", Decimal(30))])
    shown = officer.get(progress_of(kept), follow=True).content.decode()
    assert "Put back: 1 figures." in shown
    assert "so it stays as it is." in shown


def test_a_return_too_long_for_the_desk_is_refused_before_it_is_kept(officer, monkeypatch):
    monkeypatch.setattr("indicators.operations.return_keeping.LONGEST_ON_DESK", 1)
    sentence = "The return has 2 figures, and the desk takes at most 60,000 at once: import it in parts, or have it imported"
    assertContains(pasted(officer, TABLE), sentence, status_code=422)
    assert not Return.objects.exists()


def test_upload_keeps_the_file_name_and_reads_by_content(officer):
    upload = SimpleUploadedFile("november.xlsx", TABLE.encode())
    assert officer.post(BRING, {"file": upload}).status_code == 302
    assert Return.objects.get().file_name == "november.xlsx"


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({}, "Choose a file or paste cells: one of the two."),
        ({"pasted": "  "}, None),
        ({"pasted": "\x00\x01"}, None),
        ({"pasted": TABLE, "layout": "nonsense"}, None),
        ({"pasted": "Indicator\tOct\nA\t1\n"}, None),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_kept(posted, sentence, officer):
    answer = officer.post(BRING, posted)
    assert (answer.status_code, Return.objects.count()) == (422, 0)
    if sentence:
        assert answer.context["form"].non_field_errors() == [sentence]


def test_warnings_need_the_tick_and_a_note(officer):
    kept, page = previewed(officer, ODD)
    assert len(page.context["warnings"]) == 1
    for posted in ({}, {"accept": "on"}, {"warnings_note": "It is a number."}):
        answer = post(officer, kept, page, apply="yes", **posted)
        assert (answer.status_code, figures()) == (422, [])
        assert (
            answer.context["refused"]
            == "Nothing was written: the warnings need your tick and a note that says why they are right."
        )
    post(officer, kept, page, apply="yes", accept="on", warnings_note="It is a number.")
    kept.refresh_from_db()
    assert (kept.warnings_note, figures()) == ("It is a number.", [("Oct-21", Decimal(31))])


def test_figure_that_moved_since_the_preview_stops_the_return(officer, plans_ended, record):
    kept, page = previewed(officer)
    record(plans_ended, Month(2021, 10), 30)
    answer = post(officer, kept, page, apply="yes")
    assert (answer.status_code, figures()) == (422, [("Oct-21", Decimal(30))])
    assert [cell.effect for cell in answer.context["outcome"].cells] == ["changed", "new"]
    assert post(officer, kept, answer, apply="yes").status_code == 302
    assert figures() == [("Oct-21", Decimal(31)), ("Nov-21", Decimal(40))]


def test_published_figures_change_with_a_reason_by_cell(officer, plans_ended, record):
    record(plans_ended, Month(2021, 10), 30)
    mark_published(months=[Month(2021, 10)], pack="November 2021 pack", by=None, now=NOW)
    kept, page = previewed(officer)
    assert post(officer, kept, page, apply="yes").status_code == 422
    assert figures() == [("Oct-21", Decimal(30))]
    assert (page.context["errors"], page.context["published"], page.context["can_apply"]) == (
        [],
        ["November 2021 pack"],
        True,
    )
    assert post(officer, kept, page, apply="yes", **{"reason-B2": "counted again"}).status_code == 302
    changed = Outturn.objects.get(month=Month(2021, 10))
    assert (changed.value, changed.history.first().history_change_reason) == (Decimal(31), "counted again")


def test_new_figure_of_a_published_month_and_a_warning_are_settled_in_one_step(officer, plans_ended):
    mark_published(months=[Month(2021, 10)], pack="November 2021 pack", by=None, now=NOW)
    kept, page = previewed(officer, ODD)
    assert (len(page.context["errors"]), len(page.context["warnings"])) == (0, 1)
    chosen = {"reason": "late return", "accept": "on", "warnings_note": "It is a number."}
    assert post(officer, kept, page, apply="yes", **chosen).status_code == 302
    assert figures() == [("Oct-21", Decimal(31))]


def progress_of(kept: Return, page: str = "progress") -> str:
    return reverse(f"admin:indicators_return_{page}", args=[kept.pk])


@pytest.fixture
def _long(monkeypatch):
    monkeypatch.setattr("indicators.operations.return_jobs.LONG", 1)


@pytest.mark.usefixtures("_long")
def test_long_return_is_sent_off_and_its_page_follows_it(officer):
    kept, page = previewed(officer)
    assert post(officer, kept, page, apply="yes").url == progress_of(kept)
    assert figures() == []
    assert officer.get(page.request["PATH_INFO"]).url == progress_of(kept)
    shown = officer.get(progress_of(kept))
    assert (shown.context["progress"].to_do, shown.context["progress"].waiting) == (2, True)
    found = officer.get(progress_of(kept, "progress_state")).json()
    assert (found["state"], found["done"], found["finished"]) == ("waiting", 0, False)

    apply_waiting(now=clock.now())
    assert figures() == [("Oct-21", Decimal(31)), ("Nov-21", Decimal(40))]
    assert officer.get(progress_of(kept, "progress_state")).json()["finished"]
    assert officer.get(progress_of(kept)).url == reverse("admin:indicators_return_change", args=[kept.pk])


@pytest.mark.usefixtures("_long")
def test_long_return_is_called_back_and_a_refused_one_says_why(officer, plans_ended, record):
    kept, page = previewed(officer)
    post(officer, kept, page, apply="yes")
    officer.post(progress_of(kept, "back"))
    kept.refresh_from_db()
    assert kept.state == "discarded"

    kept, page = previewed(officer)
    post(officer, kept, page, apply="yes")
    record(plans_ended, Month(2021, 10), 30)
    apply_waiting(now=clock.now())
    shown = officer.get(progress_of(kept), follow=True)
    assertContains(shown, "Figures that this return meets have changed since you looked at it")


@pytest.mark.usefixtures("_long")
@pytest.mark.parametrize("role", ["administrator", "board_member"])
def test_progress_is_for_those_who_enter_data(role, officer, signed_in):
    kept, _ = previewed(officer)
    other = signed_in(role)
    answers = [
        other.get(progress_of(kept)),
        other.get(progress_of(kept, "progress_state")),
        other.post(progress_of(kept, "back")),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3


def test_confirmed_name_becomes_an_alias(officer, plans_ended):
    kept, page = previewed(officer, TABLE.replace("plans ended", "plans endid"))
    (offered,) = page.context["suggestions"]
    again = post(officer, kept, page, again="yes", written=offered.name, code=offered.code)
    choice = f'<option value="{offered.code}" selected>{offered.code}</option>'
    assert choice in again.content.decode()  # so that the page itself posts it with Apply
    post(officer, kept, again, apply="yes", written=offered.name, code=offered.code)
    plans_ended.refresh_from_db()
    assert figures() == [("Oct-21", Decimal(31)), ("Nov-21", Decimal(40))]
    assert "Number of plans endid" in plans_ended.aliases


def test_discarded_return_goes_no_further(officer):
    kept, page = previewed(officer)
    post(officer, kept, page, discard="yes")
    kept.refresh_from_db()
    assert (kept.state, figures()) == ("discarded", [])
    assert post(officer, kept, page, apply="yes").status_code == 302
    assert figures() == []


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_for_those_who_enter_data(role, signed_in, plans_ended):
    client = signed_in(role)
    allowed = role == "performance_officer"
    assert client.get(BRING).status_code == (200 if allowed else 403)
    assert pasted(client, TABLE).status_code == (302 if allowed else 403)
    assert Return.objects.count() == (1 if allowed else 0)


def test_blank_return_is_downloaded_and_comes_back_without_a_question(officer, plans_ended, record):
    record(plans_ended, Month(2021, 9), 30)
    answer = officer.get(reverse("admin:indicators_return_blank", args=["2021-10"]))
    assert answer["Content-Disposition"] == 'attachment; filename="return-2021-10.xlsx"'
    assert officer.post(BRING, {"file": SimpleUploadedFile("blank.xlsx", answer.content)}).status_code == 302
    page = officer.get(reverse("admin:indicators_return_preview", args=[Return.objects.get().pk]))
    assert (page.context["errors"], page.context["warnings"], page.context["suggestions"]) == ([], [], ())
    assert officer.get(reverse("admin:indicators_return_blank", args=["soon"])).status_code == 404


@pytest.mark.browser
def test_return_comes_in_by_paste_in_a_browser(sign_in_page, plans_ended):
    from tests.fixtures.browser import assert_accessible

    page = sign_in_page("performance_officer")
    page.goto("/admin/indicators/return/")
    with page.expect_navigation():
        page.get_by_role("link", name="Import a return").first.click()
    assert_accessible(page)
    page.get_by_label("Or cells copied from a spreadsheet").fill(ODD)
    with page.expect_navigation():
        page.get_by_role("button", name="Look at what it would do").click()
    assert_accessible(page)
    page.get_by_label("I have looked at every warning").check()
    page.get_by_label("Note: why they are right").fill("It is a number.")
    page.get_by_role("button", name="Apply the return").click()
    page.get_by_text("1 new, 0 changed, 0 unchanged").first.wait_for()
    assert_accessible(page)
    assert figures() == [("Oct-21", Decimal(31))]


@pytest.mark.browser
@pytest.mark.usefixtures("_long")
def test_bar_of_a_long_return_survives_a_reload_and_ends_at_the_return(sign_in_page, plans_ended):
    from tests.fixtures.browser import assert_accessible

    page = sign_in_page("performance_officer")
    page.goto(BRING)
    page.get_by_label("Or cells copied from a spreadsheet").fill(TABLE)
    page.get_by_role("button", name="Look at what it would do").click()
    page.get_by_role("button", name="Apply the return").click()
    waiting = page.get_by_text("Waiting for the worker, which takes it in a few seconds.")
    waiting.wait_for()
    page.reload()
    waiting.wait_for()
    assert_accessible(page)
    apply_waiting(now=clock.now())
    page.get_by_text("2 new, 0 changed, 0 unchanged").first.wait_for()
    assert figures() == [("Oct-21", Decimal(31)), ("Nov-21", Decimal(40))]
