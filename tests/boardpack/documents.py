"""A small pack by hand, and charts, for tests that need no database."""

from datetime import date
from decimal import Decimal
from typing import Any

from boardpack.document import (
    FORMAT,
    ActionAltered,
    ActionLine,
    ActionMoved,
    ActionRef,
    ActionTold,
    Cell,
    ComparatorShown,
    DataNoteLine,
    Definition,
    Difference,
    DirectionShown,
    DoneAction,
    ExceptionLine,
    ExceptionsPage,
    IndicatorSection,
    KeyEntry,
    LateAction,
    MovedOf,
    NotJudgedLine,
    NotReceived,
    PackDocument,
    Point,
    RecordLine,
    Restatement,
    Scorecard,
    ScorecardRow,
    Since,
    StatusChange,
    StatusShown,
    Text,
)
from indicators.measures.chart import Chart, Line, LineRole, Mark

MONTHS = ("Apr-21", "May-21", "Jun-21", "Jul-21", "Aug-21", "Sep-21", "Oct-21")
RED = StatusShown("red", "red", "62% against the target of 83%.", "target missed")
GREY = StatusShown("not judged", "grey", "No target.")
WORSENING = DirectionShown("worsening", "down", "Worsening by 11 points.")


def number(value: int | str, unit: str = "") -> Cell:
    return Cell(f"{int(value):,}{unit}", Decimal(value))


def line(values: tuple[Any, ...], role: LineRole = LineRole.OUTTURN, label: str = "Outturn") -> Line:
    return Line(label, role, tuple(None if value is None else Decimal(str(value)) for value in values))


def chart(*lines: Line, **fields: Any) -> Chart:
    """A chart as long as its first line."""
    first = lines[0] if lines else line((38, 83, 61, 67, 77, 73, 62))
    labels = fields.pop("labels", MONTHS[: len(first.values)])
    return Chart(
        **{
            "title": "Conferences in 15 days",
            "labels": labels,
            "lines": lines or (first,),
            "unit": "%",
            "starts_at_zero": True,
            "alt": "Conferences in 15 days: last 62% (Oct-21).",
            "table": (("Month", *labels), ("Outturn", *("1" for _ in labels))),
        }
        | fields
    )


def row(code: str, figures: tuple[Cell, ...], **fields: Any) -> ScorecardRow:
    blank = Cell("–", why="not held")
    return ScorecardRow(
        **{
            "code": code,
            "number": 1,
            "area": "Child Protection",
            "name": f"Name of {code}",
            "kind": "Percentage",
            "basis": "in the month",
            "to_confirm": "",
            "readings": figures,
            "target": blank,
            "target_kind": "",
            "status": GREY,
            "direction": WORSENING,
            "own_previous_year": blank,
            "region": blank,
            "england": blank,
        }
        | fields
    )


def action(reference: str = "A-1", **fields: Any) -> ActionLine:
    return ActionLine(
        **{
            "reference": reference,
            "title": "Hold the audit",
            "detail": "",
            "owner": "Head of Quality Assurance",
            "owner_note": "",
            "agency": "Children and Learning Service",
            "due": "30 November 2021",
            "due_on": date(2021, 11, 30),
            "minutes": "",
            "status": "not started",
            "lateness": "due in 6 days",
            "overdue": False,
            "indicators": (),
            "success_looks_like": "",
            "latest_update": "",
            "moves": 0,
            "original_deadline": "",
        }
        | fields
    )


def section(code: str = "icpc-in-15-days", **fields: Any) -> IndicatorSection:
    return IndicatorSection(
        **{
            "code": code,
            "number": 1,
            "area": "Child Protection",
            "name": f"Name of {code}",
            "latest": number(62, "%"),
            "latest_month": "Oct-21",
            "status": RED,
            "forecast": GREY,
            "direction": WORSENING,
            "target": number(83, "%"),
            "target_kind": "mean of the statistical neighbours",
            "target_source": "Ten neighbours.",
            "target_to_date": "",
            "projection": "",
            "signal": "No signal in Oct-21.",
            "in_month": "",
            "chart": chart(),
            "comparators": (
                ComparatorShown("England", "2020/21", number(83, "%"), "Oct-21 is 21 points below", "C4"),
            ),
            "texts": (
                Text("It fell.", "Late information.", "Clinics.", "Head of Safeguarding", "accepted", ()),
            ),
            "gap": "",
            "actions": (action(),),
            "no_action": "",
            "notes": (),
        }
        | fields
    )


def exception(code: str = "icpc-in-15-days", **fields: Any) -> ExceptionLine:
    return ExceptionLine(
        **{
            "code": code,
            "name": f"Name of {code}",
            "month": "Oct-21",
            "status": RED,
            "kind": "red",
            "sentence": "62% against the target of 83%.",
            "explanation": "Late information.",
            "gap": "",
            "actions": (
                ActionRef(
                    "A-1", "Hold the audit", "Head of Quality Assurance", "due 30 November 2021", False
                ),
            ),
            "no_action": "",
            "standing_reason": "no standing reason recorded yet",
            "review": "",
        }
        | fields
    )


def document(**fields: Any) -> PackDocument:
    """A pack of one indicator, published."""
    figures = tuple(number(value, "%") for value in (38, 83, 61, 67, 77, 73, 62))
    held = row("icpc-in-15-days", figures, target=number(83, "%"), status=RED)
    return PackDocument(
        **{
            "format": FORMAT,
            "rules_version": "2026-11",
            "partnership": "Safeguarding Children Partnership",
            "title": "Board pack, November 2021",
            "meeting": "Board",
            "meeting_date": date(2021, 11, 24),
            "month": "2021-10",
            "reporting_month": "October 2021",
            "reporting_month_label": "Oct-21",
            "as_at": date(2021, 11, 24),
            "edition": 1,
            "edition_reason": "",
            "status": "published",
            "exceptions": ExceptionsPage(
                new=(exception(),),
                standing=(),
                late_actions=(
                    LateAction("A-1", "Hold the audit", "Head of QA", "1 November 2021", "23 days overdue"),
                ),
                not_judged=(NotJudgedLine("plans-ended", "Plans ended", "No target."),),
                is_first=True,
            ),
            "scorecard": Scorecard(MONTHS, "Southampton 2020/21", "South East", "England", (held,)),
            "points": (Point(1, "to discuss", "The level of contacts."),),
            "sections": (section(),),
            "actions": (action(),),
            "definitions": (
                Definition(
                    "icpc-in-15-days", "Conferences", "Held in time.", "held in time", "held", "Percentage",
                    "in the month", "higher is better", "Good.", "Bad.", "5 points", "Census", "",
                ),
            ),
            "key": (KeyEntry("N/A", "There is no figure."),),
        }
        | fields
    )  # fmt: skip


def since(**fields: Any) -> Since:
    """Of everything one: what an edition corrects, and what changed since the last pack."""
    told = ActionTold(
        "A-7", "Train the chairs", "Head of Learning", "10 December 2021", "done on 3 December 2021"
    )
    return Since(
        **{
            "last": "Board pack, September 2021, edition 1",
            "restated": (
                Restatement(
                    "icpc-in-15-days", "Conferences", "figure", "Sep-21", number(73, "%"), number(81, "%"),
                    "Three were counted twice.", "Sep-21 would be amber today; the last pack said red.",
                ),
                Restatement("plans", "Plans", "figure", "Aug-21", Cell("c", why="suppressed"), number(1107), ""),
            ),
            "statuses": (StatusChange("icpc-in-15-days", "Conferences", GREY, "Sep-21", RED, "Oct-21"),),
            "closed": (told,),
            "slipped": (
                ActionMoved("A-8", "Count late invitations", "Analyst", "1 October 2021", "1 November 2021", "1 May 2022", 2),
            ),
            "new": (ActionTold("A-9", "Write to schools", "Head of Schools", "1 March 2022", "not started"),),
            "altered": (ActionAltered("A-1", "Hold the audit", "Owner", "Head of Audit", "Head of Quality"),),
            "done": (
                DoneAction(
                    "A-7", "Train the chairs", "done on 3 December 2021",
                    (MovedOf("plans", "Plans", "too early", "Too early: 3 of 7.", "13 readings", "3 readings"),),
                ),
            ),
            "records": (
                RecordLine(
                    "challenge", "Board, 20 September 2021", "Plans", "Is that all?", "Chair, in the meeting",
                    "No. (Analyst, 1 October 2021)", "To be told in May.", "Action A-9: Write to schools",
                ),
            ),
            "last_meeting": "Board, 20 September 2021",
            "matters": (told,),
            "notes": (DataNoteLine("plans", "Plans", "Oct-21", "ten times the period before", "A merger."),),
            "not_received": (NotReceived("plans", "Plans", "Commentary was asked of Analyst on 1 October 2021"),),
            "before": "edition 1",
            "reason": "A figure was wrong.",
            "differences": (Difference("points", "Discussion point 1", "Its words", "said", "other words"),),
        }
        | fields
    )  # fmt: skip


def mark(at: int, label: str) -> Mark:
    return Mark(at, label)
