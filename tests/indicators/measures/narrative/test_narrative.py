"""The draft of what the data tells us: the report's own months, and that no draft contradicts its figures."""

import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures.kinds import Basis, Kind, Polarity
from indicators.measures.measure import measure
from indicators.measures.narrative import SENTENCES, draft, narrative
from indicators.measures.readings import Missing, Reading, Series
from tests.indicators.measures.november import (
    OCTOBER,
    ROWS,
    a_comparator,
    a_series,
    a_target,
    an_indicator,
)

UP = re.compile(r"\b(up \d|risen|higher)")
DOWN = re.compile(r"\b(down \d|fallen|lower)")


def words(one, name):
    return {said.name: said.words for said in narrative(one)}.get(name)


def test_narrative_of_october_conferences_to_plans_tells_of_the_fall():
    one = ROWS["icpc-to-plan"].measured()
    assert [(said.name, said.words) for said in narrative(one)] == [
        ("latest", "It was 79% in Oct-21, down 18 points from 97% in Sep-21."),
        (
            "span",
            "It has kept between 79% in Oct-21 and 98% in Aug-21 since Apr-21, and is 10 points lower than at the start "
            "(89% in Apr-21).",
        ),
        ("standing", f"Below: {one.status.sentence}"),
        ("chance", one.signal.sentence),
    ]
    assert narrative(one)[0].rests_on == ("79% in Oct-21", "97% in Sep-21")


def test_narrative_of_a_running_total_speaks_of_its_months():
    one = ROWS["plan-rate"].measured()
    assert words(one, "latest") == (
        "The total came to 102 by Oct-21. Oct-21 alone brought 6, down 1 from 7 in Sep-21, which may be rounding."
    )
    assert words(one, "run") == (
        "What each month brought has fallen 3 times running, from 11 in Jul-21 to 6 in Oct-21."
    )
    assert words(one, "to-know") == one.notes[0]


def test_narrative_names_the_profile_and_the_year_s_end_of_contacts():
    one = ROWS["contacts"].measured()
    assert words(one, "standing") == f"Above: {one.status.sentence} Target missed."
    assert "(157% of it)" in one.status.sentence
    assert words(one, "year-end") == "At the present rate it comes to 24,972 by Mar-22. That would be above."


def test_narrative_compares_with_the_year_before_and_the_comparators():
    count = an_indicator(basis=Basis.MONTH_END)
    held = a_series(range(300, 326, 2), OCTOBER.plus(-12))
    one = measure(count, held, (), (a_comparator(400, basis=Basis.MONTH_END),), OCTOBER)
    assert words(one, "year-before") == "That is 24 higher than a year before (300 in Oct-20)."
    assert words(one, "run") == "It has risen 12 times running, from 300 in Oct-20 to 324 in Oct-21."
    assert [name for name in ("comparators",) if words(one, name)] == ["comparators"]


def test_narrative_without_a_figure_says_why_and_nothing_else_of_the_month():
    one = measure(
        an_indicator(), Series.of([(OCTOBER, Reading.none(Missing.SUPPRESSED, "c"))]), (), (), OCTOBER
    )
    assert draft(one) == "There is no figure for Oct-21: c, suppressed."


def test_every_sentence_has_a_name_of_its_own():
    assert len({sentence.name for sentence in SENTENCES}) == len(SENTENCES)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 500) | st.none(), min_size=1, max_size=15),
    st.sampled_from([Basis.IN_MONTH, Basis.MONTH_END, Basis.YEAR_TO_DATE, Basis.RUNNING_TOTAL]),
    st.sampled_from(list(Polarity)),
)
def test_narrative_never_says_rising_of_a_falling_series(values, basis, polarity):
    """Each sentence is held against the two figures that it names first and last."""
    indicator = an_indicator(Kind.COUNT, basis, polarity=polarity)
    series = a_series(values, OCTOBER.plus(1 - len(values)))
    one = measure(indicator, series, (a_target(250),), (), OCTOBER)
    assert draft(one) == draft(measure(indicator, series, (a_target(250),), (), OCTOBER))
    held = [reading.value for _, reading in one.in_month if reading.value is not None]
    now, before = one.in_month.value(OCTOBER), one.in_month.value(OCTOBER.plus(-1))
    latest, run, span = (words(one, name) or "" for name in ("latest", "run", "span"))
    if now is not None and before is not None:
        assert bool(UP.search(latest)) is (now > before)
        assert bool(DOWN.search(latest)) is (now < before)
    else:
        assert not UP.search(latest)
        assert not DOWN.search(latest)
    if run:
        assert ("risen" in run) is (held[-1] > held[-2] > held[-3] > held[-4])
        assert ("fallen" in run) is (held[-1] < held[-2] < held[-3] < held[-4])
    if UP.search(span) or DOWN.search(span):
        recent = [v for m, r in one.in_month if m > OCTOBER.plus(-12) and (v := r.value) is not None]
        assert bool(UP.search(span)) is (recent[-1] > recent[0])


def test_figures_of_a_percentage_differ_in_points():
    one = measure(
        an_indicator(Kind.PERCENTAGE), a_series([50, Decimal("49")], OCTOBER.plus(-1)), (), (), OCTOBER
    )
    assert (
        words(one, "latest")
        == "It was 49% in Oct-21, down 1 point from 50% in Sep-21, which may be rounding."
    )
