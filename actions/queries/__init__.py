"""Actions as frozen values: how they stand on a day, and what their owners ask. Fixed numbers of queries."""

from actions.queries.standing import (
    ActionDetail,
    ActionFacts,
    ActionList,
    action_detail,
    action_facts,
    action_list,
    actions_as_at,
    in_order,
    my_actions,
    open_actions,
)

__all__ = [
    "ActionDetail",
    "ActionFacts",
    "ActionList",
    "action_detail",
    "action_facts",
    "action_list",
    "actions_as_at",
    "in_order",
    "my_actions",
    "open_actions",
]
