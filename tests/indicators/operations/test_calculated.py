"""A calculated indicator takes no outturns, by any door; and a formula that could not be worked out is not declared."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from indicators.importers import read_return
from indicators.importers.problems import Severity
from indicators.measures.kinds import RelationRole
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import Outturn, Relation
from indicators.operations.outturns import NewOutturn, record_outturn, record_outturns
from indicators.operations.relations import save_relation
from indicators.operations.returns import apply_return
from indicators.operations.setup import save_indicator
from partnership.operations.rows import CannotBeDone

OCTOBER = Month(2021, 10)
NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
SENTENCE = (
    "Share is calculated from other indicators and takes no figures of its own: enter theirs, or change how it is "
    "calculated."
)


def declare(result, formula, *terms, relation=None):
    members = [(result, RelationRole.RESULT), *((term, RelationRole.TERM) for term in terms)]
    return save_relation(relation=relation, by=None, members=members, kind="formula", formula=formula)


@pytest.fixture
def share(make_indicator, plans_ended):
    row = make_indicator("share", kind="percentage")
    declare(row, "plans-ended / 2", plans_ended)
    return row


def test_calculated_indicator_takes_no_outturn(share):
    with pytest.raises(CannotBeDone) as one:
        record_outturn(indicator=share, month=OCTOBER, reading=Reading.of(1), by=None)
    with pytest.raises(CannotBeDone) as many:
        record_outturns(outturns=[NewOutturn(share, OCTOBER, Reading.of(1))], by=None)
    assert (str(one.value), str(many.value), Outturn.objects.count()) == (SENTENCE, SENTENCE, 0)


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("plans-ended +", "The formula ends too early: write a number or an indicator's code after “+”."),
        (
            "plans-ended + contacts",
            "“contacts” is the code of no term of this formula: correct it, or add the indicator as a term.",
        ),
        (
            "population * 2",
            "Plans ended (plans-ended) is a term and the formula does not name it: name it, or take it out.",
        ),
    ],
)
def test_formula_that_cannot_be_worked_out_is_refused(formula, sentence, make_indicator, plans_ended):
    with pytest.raises(ValidationError) as refused:
        declare(make_indicator("result"), formula, plans_ended)
    assert refused.value.message_dict == {"formula": [sentence]}


def test_circle_of_formulas_is_refused_however_long(share, make_indicator, plans_ended):
    middle = make_indicator("middle")
    declare(middle, "share + 1", share)
    with pytest.raises(ValidationError) as refused:
        declare(plans_ended, "middle - 1", middle)
    assert refused.value.message_dict == {
        "formula": [
            "This formula goes round in a circle (Plans ended needs Middle needs Share needs Plans ended): take one of them out."
        ]
    }


def test_code_that_changes_changes_in_the_formulas_too(share, plans_ended):
    plans_ended.code = "ended"  # as a form does before it is stored
    ended = save_indicator(indicator=plans_ended, by=None, code="ended")
    relation = Relation.objects.get()
    assert (relation.formula, relation.version) == ("ended ÷ 2", 2)
    save_indicator(indicator=ended, by=None, name="Another name")
    assert Relation.objects.get().version == 2


def test_indicator_with_figures_of_its_own_is_not_made_a_calculated_one(make_indicator, plans_ended, record):
    result = make_indicator("result")
    record(result, OCTOBER, 3)
    with pytest.raises(ValidationError) as refused:
        declare(result, "plans-ended * 2", plans_ended)
    assert refused.value.message_dict == {
        "formula": [
            "Result has 1 figure of its own, which would no longer be read: remove them first, or calculate another "
            "indicator."
        ]
    }


def test_return_with_figures_of_a_calculated_indicator_is_refused_at_its_row(share):
    content = b"Area\tIndicator\tOutturn type\tOct-21\nChild Protection\tShare\tPERCENTAGE\t50%\n"
    found = apply_return(
        table=read_return(content), file_name="return.tsv", sha256="0" * 64, by=None, now=NOW, dry_run=True
    )
    assert [
        (problem.row, problem.message) for problem in found.problems if problem.severity is Severity.ERROR
    ] == [(2, SENTENCE)]
