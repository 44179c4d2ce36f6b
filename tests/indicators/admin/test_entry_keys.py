"""The entry grid in a browser: a spreadsheet's keys, pasted blocks, checks as a row is left, a conflict decided."""

import pytest
from playwright.sync_api import expect

from indicators.measures.periods import Month
from indicators.models import Outturn
from tests.fixtures.browser import assert_accessible

pytestmark = pytest.mark.browser

OCTOBER = Month(2021, 10)
GRID = "/admin/indicators/outturn/month/2021-10/"
PASTE = """(input, text) => {
    const carried = new DataTransfer();
    carried.setData("text/plain", text);
    input.dispatchEvent(new ClipboardEvent("paste", {clipboardData: carried, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def names(live_server, make_indicator):
    made = [
        make_indicator(name.lower(), name=name, order=order)
        for order, name in enumerate(["One", "Two", "Three"])
    ]
    return {row.name: row for row in made}


@pytest.fixture
def grid(sign_in_page, names, record):
    record(names["One"], OCTOBER, 12)
    page = sign_in_page("performance_officer")
    page.goto(GRID)
    return page


def cell(page, name, label="Value"):
    return page.get_by_label(f"{name}: {label}", exact=True)


def values(page, label="Value"):
    return [cell(page, name, label).input_value() for name in ("One", "Two", "Three")]


def test_keys_move_as_in_a_spreadsheet(grid):
    assert_accessible(grid)
    cell(grid, "One").focus()
    for key, at in [
        ("Enter", ("Two", "Value")),
        ("ArrowDown", ("Three", "Value")),
        ("Enter", ("Three", "Value")),
        ("Shift+Enter", ("Two", "Value")),
        ("ArrowUp", ("One", "Value")),
        ("Tab", ("One", "Numerator")),
        ("Tab", ("One", "Denominator")),
        ("Enter", ("Two", "Denominator")),
        ("Tab", ("Two", "Provisional or final")),
        ("Enter", ("Three", "Provisional or final")),
        ("Tab", ("Three", "Note")),
        ("ArrowUp", ("Two", "Note")),
        ("Tab", ("Three", "Value")),
    ]:
        grid.keyboard.press(key)
        expect(cell(grid, *at)).to_be_focused()
    cell(grid, "One").focus()
    grid.keyboard.type("1,897")
    grid.keyboard.press("Escape")
    expect(cell(grid, "One")).to_have_value("12")
    assert grid.url.endswith(GRID)


def test_a_pasted_block_fills_down_and_right(grid):
    told = grid.locator("#entry-told")
    cell(grid, "One").evaluate(PASTE, "1,897\r\n71.9%\r\nN/A\r\n")
    assert values(grid) == ["1,897", "71.9%", "N/A"]
    expect(told).to_have_text("3 cells filled.")
    cell(grid, "Two").evaluate(PASTE, '5\t6\t7\tprovisional\t"two ""lines""\nof it"\n\t8\n9\n')
    assert values(grid) == ["1,897", "5", ""]
    assert values(grid, "Numerator") == ["", "6", "8"]
    assert values(grid, "Denominator") == ["", "7", ""]
    assert values(grid, "Provisional or final") == ["final", "provisional", "final"]
    assert values(grid, "Note") == ["", 'two "lines" of it', ""]
    expect(told).to_have_text("7 cells filled. 1 cell did not fit and was left out.")


def test_a_row_is_checked_as_it_is_left(grid, names):
    expect(cell(grid, "Two")).not_to_have_attribute("aria-describedby", f"check-{names['Two'].pk}")
    cell(grid, "Two").fill("-3")
    grid.keyboard.press("Enter")
    message = grid.locator(f"#check-{names['Two'].pk}")
    expect(message).to_have_text(
        "Error: -3 for Oct-21 is less than nothing, which a number or rate cannot be: correct the figure."
    )
    expect(message).to_have_attribute("role", "status")
    expect(cell(grid, "Two")).to_have_attribute("aria-describedby", f"check-{names['Two'].pk}")
    assert_accessible(grid)
    cell(grid, "Two").fill("3")
    grid.keyboard.press("Enter")
    expect(message).to_have_text("")
    assert cell(grid, "Two").get_attribute("aria-describedby") is None


def test_leaving_with_something_typed_is_asked_about(grid):
    asked = []
    grid.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    cell(grid, "Two").fill("5")
    grid.get_by_role("link", name="September 2021").click(no_wait_after=True)
    grid.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert grid.url.endswith(GRID)
    grid.get_by_role("button", name="Save October 2021").click()
    grid.get_by_text("October 2021 is saved: 1 new, 0 changed, 2 as they were.").wait_for()
    grid.get_by_role("link", name="September 2021").click()
    grid.wait_for_url("**/2021-09/")
    assert asked == ["beforeunload"]


def test_a_conflict_is_decided_at_its_cell(grid, names, record):
    record(names["One"], OCTOBER, 15)
    cell(grid, "One").fill("17")
    cell(grid, "Two").fill("5")
    grid.get_by_role("button", name="Save October 2021").click()
    summary = grid.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text(
        "Somebody changed 1 indicator while you were editing, so nothing was saved"
    )
    assert_accessible(grid)
    assert values(grid) == ["17", "5", ""]
    choice = grid.get_by_role("group", name="Which is to stand? One: Value")
    summary.get_by_role("link", name="One, value").click()
    expect(choice.get_by_role("radio").first).to_be_focused()
    choice.get_by_label("use mine: 17").check()
    grid.get_by_role("button", name="Save October 2021").click()
    grid.get_by_text("October 2021 is saved: 1 new, 1 changed, 1 as they were.").wait_for()
    assert [row.value for row in Outturn.objects.order_by("indicator__order")] == [17, 5]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_fits_its_window(grid, width):
    grid.set_viewport_size({"width": width, "height": 800})
    assert grid.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(grid)


def test_it_works_without_javascript(browser, grid, live_server):
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=grid.context.storage_state()
    )
    page = context.new_page()
    page.goto(GRID)
    cell(page, "One").fill("13")
    page.get_by_role("button", name="Save October 2021").click()
    expect(page.get_by_text("October 2021 is saved: 0 new, 1 changed, 2 as they were.")).to_be_visible()
    context.close()
