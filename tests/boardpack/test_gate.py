"""The gate's rules on plain values: what stops a pack, what does not, and what the pack says when a rule is off."""

from dataclasses import replace

import pytest

from boardpack.document.gate import WITHOUT, Bar, Rule, Standing, bars, done_without

FINE = Standing("Plans", "indicator-plans")
EXCEPTION = replace(FINE, is_exception=True)
RED = replace(EXCEPTION, is_red=True, explained=True)
IMPROVED = replace(FINE, is_improvement=True)


@pytest.mark.parametrize(
    ("standing", "rules"),
    [
        (FINE, []),
        (EXCEPTION, [Rule.EXPLANATION]),
        (replace(EXCEPTION, explained=True), []),
        (replace(EXCEPTION, asked=True), []),
        (replace(EXCEPTION, asked=True, submitted=True), [Rule.EXPLANATION]),
        (replace(EXCEPTION, explained=True, submitted=True), []),
        (RED, [Rule.RED]),
        (replace(RED, explained=False), [Rule.EXPLANATION, Rule.RED]),
        (replace(RED, explained=False, asked=True), [Rule.RED]),
        (replace(RED, acting=True), []),
        (replace(RED, reasoned=True), []),
        (IMPROVED, [Rule.IMPROVEMENT]),
        (replace(IMPROVED, explained=True), []),
        (replace(IMPROVED, asked=True), []),
    ],
)
def test_each_standing_meets_its_rules(standing, rules):
    assert [bar.rule for bar in bars([standing])] == rules


@pytest.mark.parametrize("rule", Rule)
def test_a_rule_that_is_off_stops_nothing_and_the_pack_says_so(rule):
    everything = [replace(RED, explained=False), IMPROVED]
    stopping = bars(everything, [("It falls.", "indicator-x")], "Nobody has agreed.")
    assert {bar.rule for bar in stopping} == set(Rule)
    left = bars(everything, [("It falls.", "indicator-x")], "Nobody has agreed.", without={rule.value})
    assert {bar.rule for bar in left} == set(Rule) - {rule}
    assert done_without({rule.value}) == (WITHOUT[rule],)


def test_what_cannot_be_true_and_nobodys_agreement_are_told_last():
    assert bars([], [("It falls.", "indicator-x")], "Nobody has agreed.") == (
        Bar(Rule.CHECKS, "It falls.", "indicator-x"),
        Bar(Rule.AGREEMENT, "Nobody has agreed.", ""),
    )
