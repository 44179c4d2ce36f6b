from dataclasses import replace

import pytest

from indicators.measures.checks import Checked, Finding, Member, RelationFacts, findings_of, findings_of_all
from indicators.measures.facts import Indicator
from indicators.measures.kinds import Basis, Frequency, Kind, RelationKind, RelationRole
from indicators.measures.periods import Month
from indicators.measures.readings import Series
from tests.indicators.measures.november import OCTOBER, ROWS, SEPTEMBER, a_series, an_indicator

R = RelationRole


def of(code: str, kind: Kind = Kind.COUNT, basis: Basis = Basis.IN_MONTH, **fields: object) -> Indicator:
    return an_indicator(kind, basis, code=code, short_name=code.capitalize(), **fields)


STARTED = of("started")
PLANS, ENDED = ROWS["plans"], ROWS["plans-ended"]
# What the report's stocks and ends make the starts to have been, April's left out.
STARTS = a_series((None, 45, 58, 52, 51, 42, 24))


def a_balance(starts: Series = STARTS, started: Indicator = STARTED) -> RelationFacts:
    return RelationFacts(
        RelationKind.BALANCE,
        (
            Member(R.STOCK, PLANS.indicator, PLANS.series),
            Member(R.STARTS, started, starts),
            Member(R.ENDS, ENDED.indicator, ENDED.series),
        ),
    )


def broken(relation: RelationFacts, months: tuple[Month, ...], member: int = 0) -> list[Finding]:
    entered = relation.members[member]
    checked = Checked(entered.indicator, entered.series, months, relations=(relation,))
    relations = {"balance", "at-most", "parts"}
    return [finding for finding in findings_of(checked) if finding.check in relations]


def test_balance_holds_for_the_report() -> None:
    assert broken(a_balance(), PLANS.series.months) == []


def test_balance_that_does_not_hold_names_every_figure() -> None:
    (finding,) = broken(a_balance(a_series((None, 45, 58, 52, 51, 42, 31))), (OCTOBER,))
    assert finding.message == (
        "388 in Oct-21 (plans) is not what 387 in Sep-21 (plans) with 31 (Started) and without 23 (plans-ended) come to, "
        "395: correct one of them, or say why it is so."
    )
    assert (finding.check, finding.code, finding.month) == ("balance", "plans", OCTOBER)
    assert finding.rests_on == (
        "plans 2021-09 387",
        "plans 2021-10 388",
        "started 2021-10 31",
        "plans-ended 2021-10 23",
    )
    assert finding.concerns == ("plans", "started", "plans-ended")


def test_balance_is_looked_at_in_the_month_after_the_entered_one_too() -> None:
    wrong = a_series((None, 45, 58, 52, 51, 42, 31))
    assert [finding.month for finding in broken(a_balance(wrong), (SEPTEMBER,))] == [OCTOBER]
    assert broken(a_balance(wrong), (Month(2021, 8),)) == []


def test_broken_relation_is_one_finding_whichever_of_its_indicators_was_entered() -> None:
    relation = a_balance(a_series((None, 45, 58, 52, 51, 42, 31)))
    entered = [
        Checked(member.indicator, member.series, (OCTOBER,), relations=(relation,))
        for member in relation.members
    ]
    (finding,) = [found for found in findings_of_all(entered) if found.check == "balance"]
    assert [broken(relation, (OCTOBER,), member) for member in range(3)] == [[finding]] * 3


def test_balance_takes_flows_of_a_running_total_by_the_month() -> None:
    to_date = of("started", basis=Basis.YEAR_TO_DATE)
    totals = a_series((30, 75, 133, 185, 236, 278, 302))
    assert broken(a_balance(totals, to_date), PLANS.series.months) == []
    assert len(broken(a_balance(a_series((30, 75, 133, 185, 236, 278, 310)), to_date), (OCTOBER,))) == 1


def test_balance_without_one_of_its_parts_or_of_different_kinds_says_nothing() -> None:
    whole = a_balance(a_series((None, 45, 58, 52, 51, 42, 31)))
    for left_out in range(3):
        members = tuple(member for at, member in enumerate(whole.members) if at != left_out)
        assert broken(replace(whole, members=members), (OCTOBER,)) == []
    assert broken(a_balance(STARTS, of("started", Kind.RATE)), (OCTOBER,)) == []
    assert broken(a_balance(STARTS, of("started", frequency=Frequency.QUARTERLY)), (OCTOBER,)) == []
    assert broken(a_balance(a_series((None, 45, 58, 52, 51, 42, None))), (OCTOBER,)) == []


def test_balance_of_rounded_rates_allows_for_rounding() -> None:
    def relation(starts: int) -> RelationFacts:
        members = (
            Member(R.STOCK, of("stock", Kind.RATE, Basis.MONTH_END), a_series((70, 75))),
            Member(R.STARTS, of("starts", Kind.RATE), a_series((9, starts))),
            Member(R.ENDS, of("ends", Kind.RATE), a_series((5, 4))),
        )
        return RelationFacts(RelationKind.BALANCE, members)

    assert broken(relation(11), (Month(2021, 5),)) == []
    assert len(broken(relation(12), (Month(2021, 5),))) == 1


def at_most(smaller: Member, larger: Member) -> RelationFacts:
    return RelationFacts(RelationKind.AT_MOST, (smaller, larger))


def test_more_referrals_than_contacts_are_told_by_what_happened_in_the_month() -> None:
    contacts = Member(R.LARGER, ROWS["contacts"].indicator, ROWS["contacts"].series)
    referrals = Member(R.SMALLER, of("referrals"), a_series((2114, 441, 342, 357, 290, 425, 389)))
    (finding,) = broken(at_most(referrals, contacts), ROWS["contacts"].series.months)
    assert finding.message == (
        "2,114 in Apr-21 (Referrals) is more than 1,897 in Apr-21 (contacts), which it should be at most: correct one of "
        "them, or say why it is so."
    )
    assert (finding.code, finding.concerns) == ("referrals", ("referrals", "contacts"))


def test_at_most_never_compares_a_rate_with_a_number_or_a_level_with_a_flow() -> None:
    large, small = a_series((10,)), a_series((20,))
    contacts = Member(R.LARGER, of("contacts"), large)
    for other in (of("referrals", Kind.RATE), of("referrals", basis=Basis.MONTH_END)):
        assert broken(at_most(Member(R.SMALLER, other, small), contacts), small.months) == []
    assert len(broken(at_most(Member(R.SMALLER, of("referrals"), small), contacts), small.months)) == 1


def test_at_most_of_the_same_is_no_more() -> None:
    held = a_series((10,))
    assert (
        broken(at_most(Member(R.SMALLER, of("a"), held), Member(R.LARGER, of("b"), held)), held.months) == []
    )


def bands(whole: int, *values: int, kind: Kind = Kind.COUNT) -> RelationFacts:
    members = (Member(R.PART, of(f"band-{at}", kind), a_series((value,))) for at, value in enumerate(values))
    return RelationFacts(RelationKind.TOTAL, (*members, Member(R.WHOLE, of("all", kind), a_series((whole,)))))


def test_parts_that_do_not_add_up_are_told() -> None:
    (finding,) = broken(bands(315, 29, 285), (Month(2021, 4),), member=-1)
    assert finding.message == (
        "315 in Apr-21 (All) is not what its parts add up to, 314 (29 (Band-0), 285 (Band-1)): correct one of them, or say "
        "why it is so."
    )
    assert finding.code == "all"
    assert broken(bands(314, 29, 285), (Month(2021, 4),)) == []


def test_parts_that_are_percentages_may_be_off_by_their_rounding() -> None:
    assert broken(bands(100, 33, 33, 33, kind=Kind.PERCENTAGE), (Month(2021, 4),)) == []
    assert len(broken(bands(100, 33, 33, 31, kind=Kind.PERCENTAGE), (Month(2021, 4),))) == 1


@pytest.mark.parametrize("kind", list(RelationKind))
def test_relation_without_members_or_in_other_roles_says_nothing(kind: RelationKind) -> None:
    other = Member(R.TERM, of("other"), a_series((5,)))
    for members in ((), (other,)):
        checked = Checked(
            of("other"), a_series((5,)), (Month(2021, 4),), relations=(RelationFacts(kind, members),)
        )
        assert findings_of(checked) == ()
