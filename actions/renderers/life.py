"""
The life of an action, drawn and told from the table in lifecycle: for the documentation, never by hand.

Open states stand on the left and the ends on the right; an arrow with two tips is one that reopening goes back.
"""

from xml.sax.saxutils import escape

from actions.lifecycle import CLOSED, OPEN, TRANSITIONS, Status

WIDTH, BOX, TALL, GAP = 640, 150, 44, 34
LEFT, RIGHT = 20, WIDTH - 20 - BOX
NEEDS = {
    Status.IN_PROGRESS: "progress is reported",
    Status.DONE: "a sentence of what was done",
    Status.CANCELLED: "a reason",
    Status.SUPERSEDED: "a reason",
}
REOPENED = "reopened, with a reason"


def life_picture() -> str:
    """The states as boxes and the moves as arrows, as SVG."""
    at = _places()
    height = max(y for _, y in at.values()) + TALL + 20
    arrows = [
        _arrow(at[now], at[then], back=now in TRANSITIONS[then])
        for now in Status
        for then in Status
        if then in TRANSITIONS[now] and now not in CLOSED
    ]
    boxes = [_box(status, at[status]) for status in Status]
    words = "How an action goes: " + "; ".join(_told(now) for now in Status)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
            f'font-family="arial, sans-serif" font-size="15">',
            f"<title>The life of an action</title><desc>{escape(words)}</desc>",
            '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse">'
            '<path d="M0 0 10 5 0 10z" fill="#0b0c0c"/></marker></defs>',
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            *arrows,
            *boxes,
            "</svg>",
            "",
        ]
    )


def life_page() -> str:
    """The page of the documentation that holds the picture."""
    rows = [
        f"| {now.words} | {then.words} | {REOPENED if now in CLOSED else NEEDS[then]} |"
        for now in Status
        for then in Status
        if then in TRANSITIONS[now]
    ]
    return "\n".join(
        [
            "# The life of an action",
            "",
            "Made from the table in `actions/lifecycle.py`; a test compares the two, and",
            "`UPDATE_GOLDEN=yes .venv/bin/pytest tests/actions/renderers/test_life.py` writes this page and its picture again.",
            "",
            "![The states of an action and the moves between them](../images/action-life.svg)",
            "",
            "| from | to | needs |",
            "|---|---|---|",
            *rows,
            "",
            "Whether an open action is overdue is no state: it is reckoned from the deadline and the day. The impact that was",
            "seen is added to a done action later, by somebody other than its owner and whoever said that it is done.",
            "",
        ]
    )


def _places() -> dict[Status, tuple[int, int]]:
    """Where each box stands: its left and upper edge."""
    found = {}
    for x, statuses in ((LEFT, OPEN), (RIGHT, CLOSED)):
        for row, status in enumerate(one for one in Status if one in statuses):
            found[status] = (x, 20 + row * (TALL + GAP))
    return found


def _box(status: Status, place: tuple[int, int]) -> str:
    x, y = place
    fill = "#f3f2f1" if status in CLOSED else "#ffffff"
    return (
        f'<rect x="{x}" y="{y}" width="{BOX}" height="{TALL}" fill="{fill}" stroke="#0b0c0c"/>'
        f'<text x="{x + BOX // 2}" y="{y + TALL // 2 + 5}" text-anchor="middle">{escape(status.words)}</text>'
    )


def _arrow(start: tuple[int, int], end: tuple[int, int], *, back: bool) -> str:
    """Down within a column, across between the two; one that can be undone has a tip at both ends."""
    if start[0] == end[0]:
        x = start[0] + BOX // 2
        line = f'x1="{x}" y1="{start[1] + TALL}" x2="{x}" y2="{end[1]}"'
    else:
        middle = TALL // 2
        line = f'x1="{start[0] + BOX}" y1="{start[1] + middle}" x2="{end[0]}" y2="{end[1] + middle}"'
    tips = 'marker-end="url(#tip)"' + (' marker-start="url(#tip)"' if back else "")
    return f'<line {line} stroke="#0b0c0c" {tips}/>'


def _told(now: Status) -> str:
    ends = [then.words for then in Status if then in TRANSITIONS[now]]
    return f"from {now.words} to {', '.join(ends)}"
