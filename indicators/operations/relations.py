"""
Declaring what must hold between indicators: the relation together with its members, and the part each plays.

A relation that the checks could never hold against figures is refused with what is missing. Whether it holds in a
month is the checks' business, what a formula comes to is the formula's.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.measures.kinds import RELATION_ROLES, Basis, RelationKind, RelationRole
from indicators.models import Indicator, Relation, RelationMember
from indicators.operations.asking import require_of
from indicators.operations.calculated import formula_problems
from indicators.permissions import can_set_up_relations
from partnership.models import User
from partnership.operations.rows import create, erase, write

Members = Sequence[tuple[Indicator, RelationRole]]
_MANY = 10_000
_IN_WORDS = {1: "one indicator", 2: "two indicators"}
# Which parts each kind has, and how many may play it: least and most.
PARTS: dict[RelationKind, dict[RelationRole, tuple[int, int]]] = {
    RelationKind.BALANCE: {
        RelationRole.STOCK: (1, 1),
        RelationRole.STARTS: (1, _MANY),
        RelationRole.ENDS: (1, _MANY),
    },
    RelationKind.AT_MOST: {RelationRole.SMALLER: (1, 1), RelationRole.LARGER: (1, 1)},
    RelationKind.TOTAL: {RelationRole.WHOLE: (1, 1), RelationRole.PART: (2, _MANY)},
    RelationKind.FORMULA: {RelationRole.RESULT: (1, 1), RelationRole.TERM: (1, _MANY)},
}


@transaction.atomic
def save_relation(
    *,
    relation: Relation | None,
    by: User | None,
    members: Members,
    version: int | None = None,
    **fields: Any,
) -> Relation:
    """
    The relation with exactly these members. `fields`: kind, formula and note.

    ValidationError says what it lacks. A change of its members alone is a new version of it, too.
    """
    require_of(by, can_set_up_relations)
    kind = RelationKind(fields.get("kind", relation.kind if relation else ""))
    formula = fields.get("formula", relation.formula if relation else "")
    problems = {
        "members": _member_problems(kind, members, relation),
        "formula": _formula_problems(kind, formula, members, relation),
    }
    if told := {name: sentences for name, sentences in problems.items() if sentences}:
        raise ValidationError(told)
    if relation is None:
        row = create(Relation, by=by, reason=f"members: {in_words(members)}", **fields)
        held = {}
    else:
        held = {(each.indicator_id, each.role): each for each in relation.members.all()}
        wanted = {(indicator.pk, role.value) for indicator, role in members}
        beside = "" if set(held) == wanted else f"members: {in_words(members)}"
        row = write(relation, by=by, version=version, beside=beside, **fields)
        for key, member in held.items():
            if key not in wanted:
                erase(member, by=by)
    for indicator, role in members:
        if (indicator.pk, role.value) not in held:
            create(RelationMember, by=by, relation=row, indicator=indicator, role=role.value)
    return row


@transaction.atomic
def remove_relation(*, relation: Relation, by: User | None) -> None:
    """It holds no longer; its members go with it, and its history stays."""
    require_of(by, can_set_up_relations)
    for member in relation.members.all():
        erase(member, by=by)
    erase(relation, by=by)


def in_words(members: Members) -> str:
    """Each part with who plays it, in their order: the smaller: Referrals; the larger: Contacts."""
    parts: dict[RelationRole, list[str]] = {}
    for indicator, role in members:
        parts.setdefault(role, []).append(indicator.short_name)
    return "; ".join(f"{RELATION_ROLES[role]}: {', '.join(names)}" for role, names in parts.items())


def _member_problems(kind: RelationKind, members: Members, relation: Relation | None) -> list[str]:
    counted = Counter(role for _, role in members)
    problems = [
        f"This kind of relation has no part “{RELATION_ROLES[role]}”: take it out, or choose another kind."
        for role in counted
        if role not in PARTS[kind]
    ]
    for role, (least, most) in PARTS[kind].items():
        if not least <= counted[role] <= most:
            wanted = "exactly one indicator" if most == 1 else f"at least {_IN_WORDS[least]}"
            problems.append(f"“{RELATION_ROLES[role].capitalize()}” needs {wanted}: it has {counted[role]}.")
    named = Counter(indicator.short_name for indicator, _ in members)
    problems += [f"{name} plays two parts: choose one of them." for name, times in named.items() if times > 1]
    if problems:
        return problems
    return _calculated_twice(members, relation) if kind is RelationKind.FORMULA else _not_alike(members)


def _not_alike(members: Members) -> list[str]:
    """Only figures of one sort can be held against each other."""
    first = members[0][0]
    for other, _ in members:
        if other.kind != first.kind:
            return [
                f"{first.short_name} and {other.short_name} are of different kinds ({first.get_kind_display()}, "
                f"{other.get_kind_display()}), so one cannot be held against the other: choose indicators of one kind."
            ]
        if other.frequency != first.frequency:
            return [
                f"{first.short_name} is {first.get_frequency_display()} and {other.short_name} "
                f"{other.get_frequency_display()}, so one cannot be held against the other: choose indicators of one frequency."
            ]
    for other, role in members:
        if role is RelationRole.STOCK and other.basis != Basis.MONTH_END.value:
            return [
                f"{other.short_name} is not counted at month end, so it is no stock: correct its basis first."
            ]
    return []


def _calculated_twice(members: Members, relation: Relation | None) -> list[str]:
    result = next(indicator for indicator, role in members if role is RelationRole.RESULT)
    others = RelationMember.objects.filter(indicator=result, role=RelationRole.RESULT.value)
    if not others.exclude(relation=relation).exists():
        return []
    return [f"{result.short_name} is calculated by another formula already: change that one."]


def _formula_problems(
    kind: RelationKind, formula: str, members: Members, relation: Relation | None
) -> list[str]:
    if kind is RelationKind.FORMULA:
        if not formula.strip():
            return ["Write the formula by which it is calculated."]
        return formula_problems(formula, members, relation)
    return ["Only what is calculated from others has a formula: leave it empty."] if formula else []
