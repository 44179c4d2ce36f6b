"""The yearly record as grids for a workbook: a sheet for each of its parts, in words, with dates as the page has them."""

from collections.abc import Sequence
from datetime import date

from boardpack.assemble.year import YearPage
from boardpack.queries.records import RecordFacts
from indicators.exporters.grid import Field, Grid


def year_grids(page: YearPage) -> dict[str, Grid]:
    """By the name of the sheet."""
    held = page.held
    return {
        "Meetings": _grid(
            page,
            ("Meeting", "Date", "Reporting month", "Edition", "The scrutineer’s comment"),
            [
                (one.title, day(one.held_on), one.reporting_month, str(one.edition), one.scrutineer_comment)
                for one in held.meetings
            ],
        ),
        "Decisions": _grid(
            page,
            ("Meeting", "On", "Decision", "By", "What came of it", "Action"),
            [
                (day(one.meeting_date), one.where, one.words, one.raised_by, one.outcome, action_of(one))
                for one in page.decisions
            ],
        ),
        "Questions": _grid(
            page,
            (
                "Meeting",
                "Kind",
                "On",
                "What was asked",
                "By",
                "Answer",
                "Answered by",
                "What came of it",
                "Action",
            ),
            [
                (
                    *(day(one.meeting_date), one.kind_words, one.where, one.words, one.raised_by),
                    *(one.answer, one.answered_by, one.outcome, action_of(one)),
                )
                for one in page.asked
            ],
        ),
        "Actions": _grid(
            page,
            (
                "Reference",
                "Action",
                "Owner",
                "Agency",
                "Due",
                "First due",
                "Moved",
                "Status",
                "Latest progress",
                "Told on",
            ),
            [
                (
                    *(one.line.reference, one.line.title, one.line.owner, one.line.agency, one.line.due),
                    *(
                        one.line.original_deadline,
                        str(one.line.moves),
                        one.line.status,
                        one.line.latest_update,
                    ),
                    day(one.told_on),
                )
                for one in held.actions
            ],
        ),
        "Impact": _grid(
            page,
            (
                "Action",
                "Title",
                "Indicator",
                "Since",
                "Did it move?",
                "In words",
                "Success looks like",
                "Told on",
            ),
            [
                (
                    *(one.moved.reference, one.moved.title, one.indicator, one.moved.since, one.moved.word),
                    *(one.moved.sentence, one.moved.success_looks_like, day(one.told_on)),
                )
                for one in held.impacts
            ]
            + [(one.reference, one.title, "", "", "", one.words, "", "") for one in page.impact_seen],
        ),
        "Little progress": _grid(
            page,
            ("Area", "Indicator or action", "Since", "Then", "Latest month", "Latest", "In words", "Actions"),
            [
                (
                    *(area.area, one.name, one.since, one.first, one.latest_month, one.latest, one.sentence),
                    "; ".join(one.actions),
                )
                for area in held.little_progress
                for one in area.indicators
            ]
            + [
                (
                    "",
                    f"{one.line.reference} {one.line.title}",
                    "",
                    "",
                    "",
                    "",
                    one.line.lateness,
                    one.line.owner,
                )
                for one in held.slow_actions
            ],
        ),
    }


def action_of(said: RecordFacts) -> str:
    return f"{said.action_reference} {said.action_title}".strip()


def day(of: date) -> str:
    return f"{of.day} {of:%B %Y}"


def _grid(page: YearPage, headings: tuple[str, ...], rows: Sequence[tuple[Field, ...]]) -> Grid:
    return Grid(page.title, headings, tuple(rows))
