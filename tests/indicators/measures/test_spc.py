"""
The process chart, against worked examples and against the rules read out slowly.

`slowly` looks at every window of points by itself, so that it shares nothing with the code but the rules.
"""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures.spc import Judgement, SpecialCause, Xmr, xmr

Values = list[float | None]

# The example by which the reference package explains screening: one outlier among ones and twos.
ONE_OUTLIER = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]


def causes(chart: Xmr) -> str:
    letters = {"none": ".", "outside": "o", "trend": "t", "two_of_three": "2", "shift": "s"}
    return "".join(letters[point.special_cause] for point in chart.points)


def judgements(chart: Xmr) -> str:
    letters = {"common": ".", "improvement": "+", "concern": "-", "neutral_high": "h", "neutral_low": "l"}
    return "".join(letters[point.judgement] for point in chart.points)


def limits(chart: Xmr, at: int = -1) -> tuple[float | None, float | None, float | None]:
    point = chart.points[at]
    return point.lower, point.mean, point.upper


def test_limits_of_the_reports_conferences_in_time() -> None:
    chart = xmr([38, 83, 61, 67, 77, 73, 62], polarity="higher", target=83)
    assert limits(chart) == pytest.approx((22.41047619, 65.85714286, 109.30380952), abs=1e-8)
    assert causes(chart) == "......."
    assert (chart.variation, chart.assurance) == ("common", "hit_or_miss")


def test_screening_drops_the_ranges_of_an_outlier_and_keeps_its_place_in_the_mean() -> None:
    plain, screened = (
        xmr(ONE_OUTLIER, polarity="none"),
        xmr(ONE_OUTLIER, polarity="none", screen_outliers=True),
    )
    assert limits(plain) == pytest.approx((-3.0626, 1.9444, 6.9515), abs=1e-4)
    assert limits(screened) == pytest.approx((-0.7156, 1.9444, 4.6044), abs=1e-4)
    assert causes(plain) == causes(screened) == "....o............."


def test_two_points_have_limits_and_one_has_none() -> None:
    assert limits(xmr([4, 6], polarity="none")) == pytest.approx((5 - 5.32, 5, 5 + 5.32))
    assert limits(xmr([4], polarity="none")) == (None, 4, None)
    assert limits(xmr([4, None, 6], polarity="none")) == (None, 5, None)


def test_nothing_gives_nothing() -> None:
    chart = xmr([], polarity="higher", target=3)
    assert (chart.points, chart.variation, chart.assurance) == ((), None, None)
    empty = xmr([None, None], polarity="higher", target=3)
    assert [point.mean for point in empty.points] == [None, None]
    assert (empty.variation, empty.assurance) == (None, None)


def test_a_point_on_a_limit_is_not_outside_it() -> None:
    # Mean 0 and mean range 1 by a long baseline, so that the limits are 2.66 and -2.66 exactly.
    baseline = [0.5, -0.5] * 6
    chart = xmr([*baseline, 2.66, -2.66, 2.67], polarity="none", baseline_points=12)
    assert causes(chart) == "..............o"


def test_trend_of_seven_points_and_not_of_six() -> None:
    assert causes(xmr([9, 1, 2, 3, 4, 5, 6, 0, 9], polarity="none")) == "........."
    assert causes(xmr([9, 1, 2, 3, 4, 5, 6, 7, 0, 9], polarity="none")) == ".ttttttt.."
    assert causes(xmr([9, 1, 2, 3, 4, 5, 6, 0, 9], polarity="none", trend_points=6)) == ".tttttt.."


def test_a_tie_breaks_a_trend() -> None:
    assert causes(xmr([9, 1, 2, 3, 4, 4, 5, 6, 7, 0, 9], polarity="none")) == "..........."


def test_the_trends_own_direction_decides_and_not_the_side_of_the_mean() -> None:
    rising = [9, 1, 2, 3, 4, 5, 6, 7, 0, 9]
    assert judgements(xmr(rising, polarity="higher")) == ".+++++++.."
    assert judgements(xmr(rising, polarity="lower")) == ".-------.."
    assert judgements(xmr([-value for value in rising], polarity="higher")) == ".-------.."
    assert judgements(xmr(rising, polarity="none")) == ".hhhhhhh.."


def test_a_point_in_two_trends_belongs_to_the_right_hand_one() -> None:
    summit = [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]
    chart = xmr([*[0, 9] * 6, *summit], polarity="higher", baseline_points=12, shift_points=99)
    assert judgements(chart)[12:] == "++++++-------"


def test_a_trend_that_stops_where_another_starts_keeps_its_own_direction() -> None:
    # Here the reference package takes the step down to the second trend for the first one's direction.
    saw = [1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7]
    assert judgements(xmr(saw, polarity="higher")) == "+" * 14


def test_shift_of_seven_that_ends_at_the_last_point() -> None:
    level = [0, 2, 0, 2, 0, 2, 0]
    chart = xmr([*level, 3, 5, 3, 5, 3, 5, 3], polarity="lower")
    assert causes(chart) == "ssssssssssssss"
    assert judgements(chart) == "+++++++-------"
    assert chart.variation == "concern"
    assert causes(xmr([*level, 3, 5, 3, 5, 3, 5], polarity="lower"))[7:] == "......"


def test_a_point_on_the_mean_breaks_a_shift() -> None:
    # 15 points whose mean is 2 exactly; the eighth lies on it.
    values = [1, 1.5, 1, 1.5, 1, 1.5, 1, 2, 3, 2.5, 3, 2.5, 3, 2.5, 3]
    assert sum(values) / len(values) == 2
    assert causes(xmr(values, polarity="none")) == "sssssss.sssssss"
    assert causes(xmr([*values[1:], values[0]], polarity="none")) == "......." + "sssssss" + "."


def test_a_mean_that_floats_would_miss_is_seen_to_be_met() -> None:
    values = [8.3, 16.4, 0.7, 10.2, 8.9]
    assert sum(values) / 5 < 8.9
    assert xmr(values, polarity="none").points[0].mean == 8.9


def test_two_of_three_marks_the_two_and_not_the_third() -> None:
    baseline = [0.5, -0.5] * 6
    near = 2.0  # beyond two sigma (1.773) and inside the limit (2.66)
    settings_ = {"polarity": "higher", "baseline_points": 12}
    assert causes(xmr([*baseline, near, 0.1, near], **settings_))[12:] == "2.2"  # type: ignore[arg-type]
    assert causes(xmr([*baseline, near, -0.1, near], **settings_))[12:] == "..."  # type: ignore[arg-type]
    assert causes(xmr([*baseline, near, 0, near], **settings_))[12:] == "..."  # type: ignore[arg-type]
    assert causes(xmr([*baseline, -near, -near, -0.1], **settings_))[12:] == "22."  # type: ignore[arg-type]
    assert judgements(xmr([*baseline, -near, -near, -0.1], **settings_))[12:] == "--."  # type: ignore[arg-type]
    assert causes(xmr([*baseline, 9, near, 0.1], **settings_))[12:] == "o.."  # type: ignore[arg-type]


def test_the_first_rule_that_matches_is_told() -> None:
    rising = [float(value) for value in range(20)]
    chart = xmr(rising, polarity="higher")
    assert set(causes(chart)) == {"o", "t"}
    assert causes(chart)[0] == causes(chart)[-1] == "o"


def test_rebasing_gives_each_segment_its_own_limits_and_runs() -> None:
    values = [0, 1, 0, 1, 0, 1, 0, 10, 11, 10, 11, 10, 11, 10]
    chart = xmr(values, polarity="none", rebase_at=[7])
    assert causes(chart) == "." * 14
    assert limits(chart, 0) == pytest.approx((3 / 7 - 2.66, 3 / 7, 3 / 7 + 2.66))
    assert limits(chart, -1) == pytest.approx((73 / 7 - 2.66, 73 / 7, 73 / 7 + 2.66))
    assert xmr(values, polarity="none", rebase_at=[0, 7, 7]) == chart


def test_a_trend_does_not_reach_across_a_rebase() -> None:
    values = [9, 1, 2, 3, 4, 5, 6, 7, 8]
    assert causes(xmr(values, polarity="none", trend_points=7)) == ".tttttttt"
    assert causes(xmr(values, polarity="none", rebase_at=[4])) == "." * 9


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.one_of(st.decimals(-9, 9, places=1), st.none()), max_size=24),
    st.lists(st.integers(-30, 30), max_size=4),
    st.one_of(st.none(), st.integers(1, 30)),
    st.booleans(),
)
def test_segments_are_charts_of_their_own_whatever_indices_are_given(
    values: list[Decimal | None], rebase_at: list[int], baseline: int | None, screened: bool
) -> None:
    """First, last, twice, of no value: those that are of a value cut, and nothing else does."""
    settings_ = {
        "polarity": "lower",
        "target": 0.25,
        "screen_outliers": screened,
        "baseline_points": baseline,
    }
    chart = xmr(values, rebase_at=rebase_at, **settings_)  # type: ignore[arg-type]
    cuts = [at for at in range(len(values) + 1) if at in (0, len(values)) or at in rebase_at]
    parts = [xmr(values[start:end], **settings_) for start, end in pairwise(cuts)]  # type: ignore[arg-type]
    assert chart.points == tuple(point for part in parts for point in part.points)
    read = [part for part in parts if part.variation is not None]
    assert (chart.variation, chart.assurance) == (
        (read[-1].variation, read[-1].assurance) if read else (None, None)
    )
    if baseline is not None and baseline >= len(values):
        assert chart == xmr(values, rebase_at=rebase_at, **{**settings_, "baseline_points": None})  # type: ignore[arg-type]


def test_a_baseline_holds_for_each_segment() -> None:
    values = [0, 1, 0, 1, 50, 60, 10, 11, 10, 11, 90, 80]
    chart = xmr(values, polarity="none", baseline_points=4, rebase_at=[6])
    assert limits(chart, 0) == pytest.approx((0.5 - 2.66, 0.5, 0.5 + 2.66))
    assert limits(chart, -1) == pytest.approx((10.5 - 2.66, 10.5, 10.5 + 2.66))
    assert causes(chart) == "....oo....oo"


def test_a_gap_breaks_the_moving_range_and_the_runs_and_keeps_its_place() -> None:
    chart = xmr([1, 3, None, 9, 8], polarity="none")
    assert limits(chart) == pytest.approx((5.25 - 2.66 * 1.5, 5.25, 5.25 + 2.66 * 1.5))
    assert chart.points[2].value is None
    assert (chart.points[2].mean, chart.points[2].special_cause, chart.points[2].judgement) == (
        5.25,
        "none",
        "common",
    )
    rising = [9, 1, 2, 3, None, 4, 5, 6, 7, 0]
    assert causes(xmr(rising, polarity="none")) == ".........."
    level = [0, 2, 0, 2, 0, 2, 0, 2]
    assert causes(xmr([*level, 3, 5, 3, 5, 3, 5, 3], polarity="none"))[8:] == "sssssss"
    assert causes(xmr([*level, 3, 5, 3, None, 5, 3, 5, 3], polarity="none"))[8:] == "........"


def test_variation_is_that_of_the_last_reading() -> None:
    assert xmr([*[0.0, 1.0] * 6, 30, None], polarity="higher").variation == "improvement"
    assert xmr([*[0.0, 1.0] * 6, 30, 0.5], polarity="higher").variation == "common"


@pytest.mark.parametrize(
    ("polarity", "target", "expected"),
    [
        ("higher", 70, "pass"),
        ("higher", 90, "hit_or_miss"),
        ("higher", 110, "fail"),
        ("lower", 70, "fail"),
        ("lower", 90, "hit_or_miss"),
        ("lower", 110, "pass"),
        ("none", 70, None),
        ("range", 70, None),
        ("higher", None, None),
    ],
)
def test_assurance_holds_the_target_against_the_last_limits(
    polarity: str, target: float | None, expected: str | None
) -> None:
    assert xmr([88, 92, 90, 89, 91], polarity=polarity, target=target).assurance == expected


@pytest.mark.parametrize("screened", [False, True])
@pytest.mark.parametrize("polarity", ["higher", "lower"])
def test_a_constant_series_on_its_target_passes(screened: bool, polarity: str) -> None:
    chart = xmr([100] * 15, polarity=polarity, target=100, screen_outliers=screened)
    assert chart.assurance == "pass"
    assert causes(chart) == "." * 15


def test_a_constant_series_off_its_target_does_not() -> None:
    assert xmr([90] * 15, polarity="higher", target=100).assurance == "fail"
    assert xmr([90] * 15, polarity="lower", target=100).assurance == "pass"


def test_screening_leaves_a_constant_series_no_range_and_so_no_limits() -> None:
    chart = xmr([90] * 15, polarity="higher", target=100, screen_outliers=True)
    assert limits(chart) == (None, 90, None)
    assert chart.assurance is None


def test_decimals_and_floats_go_together() -> None:
    tenths = [Decimal("10.1"), Decimal("10.3"), Decimal("10.2")]
    chart = xmr(tenths, polarity="higher", target=10.25)
    assert chart == xmr([10.1, 10.3, 10.2], polarity="higher", target=Decimal("10.25"))


def test_an_unknown_polarity_is_refused() -> None:
    with pytest.raises(ValueError, match="sideways"):
        xmr([1, 2], polarity="sideways")


# The rules once more, window by window.


def slowly(values: Values, mean: float, lower: float, upper: float) -> list[SpecialCause]:
    two_sigma = 2 * (2.66 / 3) * ((upper - mean) / 2.66)

    def windows(at: int, length: int) -> list[list[float]]:
        starts = range(max(0, at - length + 1), min(at, len(values) - length) + 1)
        found = [values[start : start + length] for start in starts]
        return [[v for v in window if v is not None] for window in found if None not in window]

    def strictly(window: list[float], sign: int) -> bool:
        return all(sign * b > sign * a for a, b in pairwise(window))

    def one_side(window: list[float], sign: int) -> bool:
        return all(sign * value > sign * mean for value in window)

    def far(value: float) -> bool:
        return lower <= value <= upper and abs(value - mean) > two_sigma

    told = []
    for at, value in enumerate(values):
        if value is None:
            told.append(SpecialCause.NONE)
        elif not lower <= value <= upper:
            told.append(SpecialCause.OUTSIDE)
        elif any(strictly(window, sign) for window in windows(at, 7) for sign in (1, -1)):
            told.append(SpecialCause.TREND)
        elif far(value) and any(
            one_side(window, sign) and sum(map(far, window)) >= 2
            for window in windows(at, 3)
            for sign in (1, -1)
        ):
            told.append(SpecialCause.TWO_OF_THREE)
        elif any(one_side(window, sign) for window in windows(at, 7) for sign in (1, -1)):
            told.append(SpecialCause.SHIFT)
        else:
            told.append(SpecialCause.NONE)
    return told


# Whole numbers with a sum that divides keep both readings of the rules free of rounding.
STEPS = st.lists(st.one_of(st.integers(-3, 3), st.just(1), st.none()), min_size=2, max_size=50)


@settings(deadline=None, max_examples=300)
@given(STEPS, st.booleans())
def test_special_causes_are_what_the_rules_say_window_by_window(
    steps: list[int | None], walking: bool
) -> None:
    level, values = 0, []
    for step in steps:
        level = (level if walking else 0) + (step or 0)
        values.append(None if step is None else float(level))
    chart = xmr(values, polarity="none")
    lower, mean, upper = limits(chart)
    if lower is None or mean is None or upper is None:
        return
    near_lines = [mean + sign * 2 * (2.66 / 3) * ((upper - mean) / 2.66) for sign in (1, -1)]
    if any(v is not None and min(abs(v - line) for line in near_lines) < 1e-9 for v in values):
        return
    assert [point.special_cause for point in chart.points] == slowly(list(values), mean, lower, upper)


@settings(deadline=None)
@given(
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40),
    st.floats(0.001, 1000),
    st.floats(-1e6, 1e6),
    st.booleans(),
)
def test_scaling_and_moving_a_series_scales_and_moves_its_limits(
    values: list[float], scale: float, shift: float, screened: bool
) -> None:
    if screened:  # a range exactly at the screen falls either way once it is scaled by a float
        scale, shift = 4.0, 0.0
    before = xmr(values, polarity="none", screen_outliers=screened)
    after = xmr([value * scale + shift for value in values], polarity="none", screen_outliers=screened)
    for old, new in zip(limits(before), limits(after), strict=True):
        assert (old is None) == (new is None)
        if old is not None:
            assert new == pytest.approx(old * scale + shift, rel=1e-9, abs=1e-5)


@settings(deadline=None)
@given(st.lists(st.integers(-50, 50), min_size=2, max_size=40))
def test_turning_a_series_over_turns_its_judgements_over(values: list[int]) -> None:
    chart, turned = xmr(values, polarity="higher"), xmr([-value for value in values], polarity="lower")
    assert [p.special_cause for p in chart.points] == [p.special_cause for p in turned.points]
    assert [p.judgement for p in chart.points] == [p.judgement for p in turned.points]
    neutral = xmr(values, polarity="none")
    named = {Judgement.NEUTRAL_HIGH: Judgement.IMPROVEMENT, Judgement.NEUTRAL_LOW: Judgement.CONCERN}
    assert [named.get(p.judgement, p.judgement) for p in neutral.points] == [
        p.judgement for p in chart.points
    ]


def test_months_without_a_reading_after_a_step_leave_assurance_to_the_last_reading() -> None:
    chart = xmr([10, 12, 10, 12, None], polarity="higher", target=99, rebase_at=[4])
    assert (chart.variation, chart.assurance) == (Judgement.COMMON, "fail")


def test_a_baseline_of_no_points_is_refused() -> None:
    with pytest.raises(ValueError, match="one point or more"):
        xmr([1, 2, 3], polarity="none", baseline_points=0)
