"""Which indicators a check holds against each other, directly or by way of a third: groups of codes."""

from collections import defaultdict
from collections.abc import Iterable

from indicators.models import RelationMember


def related_codes(codes: Iterable[str]) -> dict[str, str]:
    """For each of the codes that is related to any other, the one that names its group. One query."""
    members: dict[int, list[str]] = defaultdict(list)
    for relation, code in RelationMember.objects.order_by("pk").values_list("relation", "indicator__code"):
        members[relation].append(code)
    leads: dict[str, str] = {}

    def lead(code: str) -> str:
        while leads.setdefault(code, code) != code:
            code = leads[code]
        return code

    for first, *others in members.values():
        for other in others:
            leads[lead(other)] = lead(first)
    return {code: lead(code) for code in set(codes) & leads.keys()}
