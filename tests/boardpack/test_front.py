"""The front page's parts: who gets which, what stands in them, and how many questions they put to the database."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.operations.raising import raise_action
from boardpack.models import Pack
from boardpack.queries.front import NOTHING, FrontPage, front_page
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import Area, Indicator, Outturn
from indicators.operations.commentary import accept_commentary, save_commentary, submit_commentary
from indicators.operations.outturns import record_outturn
from indicators.operations.setup import save_area, save_indicator
from indicators.operations.targets import set_target
from partnership.models import Agency, Heartbeat, Meeting, Message, MessageKind, MessageState, User
from partnership.operations.people import store_person
from partnership.operations.rows import create

TODAY = date(2021, 12, 6)
NOW = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)
SEPTEMBER, OCTOBER, NOVEMBER = Month(2021, 9), Month(2021, 10), Month(2021, 11)
PARTS = ("owed", "checks", "chasing", "drafts", "actions", "packs", "upkeep")


@pytest.fixture
def agency(db: None) -> Agency:
    return create(Agency, by=None, name="Children and Learning Service")


@pytest.fixture
def person(agency: Agency) -> Callable[..., User]:
    def make(*roles: str, **fields: Any) -> User:
        name = fields.pop("name", " and ".join(roles) or "Nobody in particular")
        email = f"{name.replace(' ', '.').replace('_', '.')}@example.org"
        keys = frozenset(roles)
        values = {"is_active": True, "agency": agency} | fields
        return store_person(person=None, by=None, role_keys=keys, email=email, name=name, **values)

    return make


@pytest.fixture
def area(db: None) -> Area:
    return save_area(area=None, by=None, name="Child Protection")


@pytest.fixture
def indicator(area: Area) -> Callable[..., Indicator]:
    """A percentage, higher is better, everything confirmed."""

    def make(code: str, **fields: Any) -> Indicator:
        words = {"name": f"Name of {code}", "short_name": f"Short {code}"}
        kind = {"kind": "percentage", "basis": "in_month", "polarity": "higher"}
        confirmed = {"basis_confirmed": True, "polarity_confirmed": True}
        values = words | kind | confirmed | fields
        return save_indicator(indicator=None, by=None, code=code, area=area, **values)

    return make


def record(indicator: Indicator, month: Month, value: int, provisional: bool = False) -> Outturn:
    reading = Reading(value=Reading.of(value).value, provisional=provisional)
    return record_outturn(indicator=indicator, month=month, reading=reading, by=None)


def red(indicator: Indicator, month: Month = OCTOBER) -> None:
    """Far below a target of 83."""
    set_target(indicator=indicator, year=2021, reading=Reading.of(83), by=None)
    record(indicator, month, 40)


def parts_of(page: FrontPage) -> set[str]:
    return {part for part in PARTS if getattr(page, part) is not None}


@pytest.mark.parametrize(
    ("role", "parts"),
    [
        ("performance_officer", {"owed", "checks", "drafts", "packs"}),
        ("administrator", {"drafts", "packs", "upkeep"}),
        ("approver", {"drafts", "packs"}),
        ("chair", {"drafts", "packs"}),
        ("data_owner", {"packs"}),
        ("action_owner", {"actions", "packs"}),
        ("board_member", {"packs"}),
    ],
)
def test_front_page_gives_each_role_its_parts(
    role: str, parts: set[str], person: Callable[..., User]
) -> None:
    assert parts_of(front_page(person(role), TODAY)) == parts


def test_front_page_is_bare_for_somebody_without_a_role(person: Callable[..., User]) -> None:
    page = front_page(person(), TODAY)
    assert page == NOTHING
    assert page.is_bare


def test_owed_names_the_latest_month_while_it_has_gaps(
    person: Callable[..., User], indicator: Callable[..., Indicator]
) -> None:
    record(indicator("held"), OCTOBER, 80)
    indicator("owing")
    owed = front_page(person("performance_officer"), TODAY).owed
    assert owed is not None
    assert (owed.month, [gap.code for gap in owed.gaps], owed.opens_on) == (OCTOBER, ["owing"], None)


def test_owed_goes_on_to_the_month_after_a_complete_one(
    person: Callable[..., User], indicator: Callable[..., Indicator]
) -> None:
    record(indicator("held"), OCTOBER, 80)
    owed = front_page(person("performance_officer"), TODAY).owed
    assert owed is not None
    assert (owed.month, [gap.code for gap in owed.gaps], owed.latest) == (NOVEMBER, ["held"], OCTOBER)


def test_owed_waits_for_a_month_that_is_not_over(
    person: Callable[..., User], indicator: Callable[..., Indicator]
) -> None:
    record(indicator("held"), NOVEMBER, 80)
    owed = front_page(person("performance_officer"), TODAY).owed
    assert owed is not None
    assert (owed.month, owed.gaps, owed.opens_on) == (Month(2021, 12), (), date(2022, 1, 1))


def test_owed_starts_with_the_last_month_that_is_over(
    person: Callable[..., User], indicator: Callable[..., Indicator]
) -> None:
    indicator("owing")
    owed = front_page(person("performance_officer"), TODAY).owed
    assert owed is not None
    assert (owed.month, [gap.code for gap in owed.gaps], owed.latest) == (NOVEMBER, ["owing"], None)


def test_checks_list_guesses_and_provisional_readings(
    person: Callable[..., User], indicator: Callable[..., Indicator]
) -> None:
    record(indicator("guessed", basis_confirmed=False), SEPTEMBER, 80)
    record(indicator("early"), OCTOBER, 80, provisional=True)
    checks = front_page(person("performance_officer"), TODAY).checks
    assert checks is not None
    assert [(line.code, line.what) for line in checks.to_confirm] == [("guessed", ("basis",))]
    assert [(line.name, line.month) for line in checks.provisional] == [("Short early", OCTOBER)]


def test_checks_say_how_many_provisional_readings_they_leave_out(
    person: Callable[..., User], indicator: Callable[..., Indicator]
) -> None:
    one = indicator("early")
    for month in range(1, 13):
        record(one, Month(2020, month), 80, provisional=True)
    checks = front_page(person("performance_officer"), TODAY).checks
    assert checks is not None
    assert (len(checks.provisional), checks.more) == (10, 2)


def test_chasing_lists_exceptions_whose_commentary_is_not_accepted(
    person: Callable[..., User], indicator: Callable[..., Indicator]
) -> None:
    officer = person("performance_officer")
    silent, drafted, told = indicator("silent"), indicator("drafted"), indicator("told")
    for one in (silent, drafted, told):
        red(one)
    record(indicator("fine"), OCTOBER, 90)
    draft = save_commentary(commentary=None, by=None, month=OCTOBER, indicators=[drafted], analysis="Why.")
    said = save_commentary(commentary=None, by=None, month=OCTOBER, indicators=[told], analysis="Because.")
    accept_commentary(commentary=submit_commentary(commentary=said, by=None), by=officer, now=NOW)
    chasing = front_page(officer, TODAY).chasing
    assert chasing is not None
    assert [(line.name, line.state, line.commentary_pk) for line in chasing.lines] == [
        ("Short drafted", "a draft", draft.pk),
        ("Short silent", "nothing written yet", None),
    ]
    assert all(line.why for line in chasing.lines)


def test_actions_are_the_owners_own_with_their_lateness(person: Callable[..., User]) -> None:
    officer = person("performance_officer")
    mine, theirs = person("action_owner"), person("action_owner", name="Somebody else")
    for owner, title in ((mine, "Audit"), (theirs, "Clinics")):
        raise_action(
            by=officer, today=date(2021, 11, 24), title=title, owner=owner, deadline=date(2021, 11, 30)
        )
    actions = front_page(mine, TODAY).actions
    assert actions is not None
    assert [(action.title, action.lateness) for action in actions] == [("Audit", "6 days overdue")]


def pack(day: date, status: str, edition: int = 1) -> Pack:
    """A pack's row as publishing leaves it."""
    meeting = Meeting.objects.filter(date=day).first() or create(Meeting, by=None, date=day)
    frozen = {} if status == "draft" else {"document": "{}", "sha256": "0" * 64, "published_at": NOW}
    return create(
        Pack, by=None, meeting=meeting, month=OCTOBER, as_at=day, edition=edition, status=status, **frozen
    )


def test_board_member_sees_published_packs_and_no_draft(person: Callable[..., User]) -> None:
    pack(date(2021, 11, 24), "published")
    pack(date(2022, 1, 20), "draft")
    page = front_page(person("board_member"), TODAY)
    assert page.drafts is None
    assert page.packs is not None
    assert [(one.meeting_date, one.month, one.edition, one.on) for one in page.packs] == [
        (date(2021, 11, 24), OCTOBER, 1, TODAY)
    ]


def test_chair_sees_drafts_as_well(person: Callable[..., User]) -> None:
    pack(date(2022, 1, 20), "draft")
    page = front_page(person("chair"), TODAY)
    assert page.drafts is not None
    assert [(one.meeting_date, one.status, one.on) for one in page.drafts] == [
        (date(2022, 1, 20), "draft", None)
    ]


def failed_message(recipient: User, day: date = TODAY) -> Message:
    return Message.objects.create(
        recipient=recipient,
        to=recipient.email,
        kind=MessageKind.REMINDERS,
        day=day,
        state=MessageState.REFUSED,
        server_words="550 no such mailbox",
        written_at=NOW,
    )


@pytest.mark.usefixtures("rows_by_hand")
def test_upkeep_lists_people_without_a_role_failed_messages_and_the_last_sweep(
    person: Callable[..., User],
) -> None:
    administrator = person("administrator")
    roleless = person(name="New colleague")
    person(name="Owner without an account", is_active=False)
    failed_message(administrator)
    Heartbeat.objects.create(job="sweep", last_ran_at=NOW)
    upkeep = front_page(administrator, TODAY).upkeep
    assert upkeep is not None
    assert upkeep.without_role == ((roleless.pk, "New colleague, Children and Learning Service"),)
    assert [(line.what, line.state, line.words) for line in upkeep.failed] == [
        (f"reminders to {administrator}", "refused by the server", "550 no such mailbox")
    ]
    assert upkeep.swept_at == NOW


def queries_for(user: User) -> int:
    seen = User.objects.get(pk=user.pk)
    with CaptureQueriesContext(
        connection,
    ) as taken:
        front_page(seen, TODAY)
    return len(taken)


@pytest.mark.usefixtures("rows_by_hand")
@pytest.mark.parametrize(
    "role",
    [
        "performance_officer",
        "administrator",
        "approver",
        "chair",
        "data_owner",
        "action_owner",
        "board_member",
    ],
)
def test_front_page_asks_a_fixed_number_of_questions(
    role: str, person: Callable[..., User], indicator: Callable[..., Indicator]
) -> None:
    user, officer = person(role), person("performance_officer", name="Who raises")

    def more(at: int) -> None:
        red(indicator(f"late-{at}"))
        record(indicator(f"early-{at}", basis_confirmed=False), OCTOBER, 80, provisional=True)
        indicator(f"owing-{at}")
        save_commentary(
            commentary=None, by=None, month=OCTOBER, indicators=list(Indicator.objects.all()), analysis="Why."
        )
        raise_action(by=officer, today=TODAY, title=f"Audit {at}", owner=user, deadline=date(2021, 11, 30))
        pack(date(2021, 1, at), "published")
        pack(date(2021, 2, at), "draft")
        person(name=f"Without a role {at}")
        failed_message(user, date(2021, 3, at))

    more(1)
    with_one = queries_for(user)
    more(2)
    more(3)
    assert queries_for(user) == with_one
