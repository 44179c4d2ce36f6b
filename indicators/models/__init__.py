"""
Areas, indicators, outturns, targets, comparators, populations, commentary and returns.

Rows only; what a number means is said in indicators.measures.
"""

from indicators.models.arrivals import (
    DataNote,
    PublishedMonth,
    Return,
    ReturnState,
)
from indicators.models.board import (
    Concern,
    Event,
)
from indicators.models.compared import (
    ComparatorMap,
    Neighbour,
)
from indicators.models.fields import (
    MonthField,
    MonthFormField,
    basis_choices,
    concern_side_choices,
    event_kind_choices,
    frequency_choices,
    geography_kind_choices,
    kind_choices,
    missing_choices,
    number_field,
    polarity_choices,
    relation_kind_choices,
    relation_role_choices,
    target_kind_choices,
    target_profile_choices,
    tolerance_kind_choices,
    value_or_reason,
)
from indicators.models.figures import (
    Comparator,
    Outturn,
    Population,
    Target,
)
from indicators.models.relations import (
    Relation,
    RelationMember,
)
from indicators.models.setup import (
    Area,
    Geography,
    Indicator,
    IndicatorQuerySet,
)
from indicators.models.words import (
    Commentary,
    CommentaryState,
)

__all__ = [
    "Area",
    "Commentary",
    "CommentaryState",
    "Comparator",
    "ComparatorMap",
    "Concern",
    "DataNote",
    "Event",
    "Geography",
    "Indicator",
    "IndicatorQuerySet",
    "MonthField",
    "MonthFormField",
    "Neighbour",
    "Outturn",
    "Population",
    "PublishedMonth",
    "Relation",
    "RelationMember",
    "Return",
    "ReturnState",
    "Target",
    "basis_choices",
    "concern_side_choices",
    "event_kind_choices",
    "frequency_choices",
    "geography_kind_choices",
    "kind_choices",
    "missing_choices",
    "number_field",
    "polarity_choices",
    "relation_kind_choices",
    "relation_role_choices",
    "target_kind_choices",
    "target_profile_choices",
    "tolerance_kind_choices",
    "value_or_reason",
]
