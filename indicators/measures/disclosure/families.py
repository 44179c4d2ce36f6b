"""
Which indicators have to be decided on together, and the whole decision for all of them.

Those that are tied by a relation or a formula are one family; families know nothing of each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from indicators.measures.disclosure.keeper import Keeper
from indicators.measures.disclosure.values import THRESHOLD, Disclosure, Earlier, Subject
from indicators.measures.readings import Missing
from indicators.measures.sums import Related


def disclose(
    subjects: Iterable[Subject],
    relations: Sequence[Related] = (),
    threshold: int = THRESHOLD,
    earlier: Sequence[Earlier] = (),
) -> Disclosure:
    """
    Of indicators that are tied to each other, all must be given; so must every earlier edition that the board has.

    `threshold` is the largest count that is small, two at least.

    >>> from indicators.measures.facts import Indicator
    >>> from indicators.measures.kinds import Basis, Kind
    >>> from indicators.measures.periods import Month
    >>> from indicators.measures.readings import Reading, Series
    >>> plans = Indicator("plans", "Plans", "Plans", "CP", Kind.COUNT, Basis.MONTH_END)
    >>> held = Series.of([(Month(2021, 9), Reading.of(6)), (Month(2021, 10), Reading.of(5))])
    >>> found = disclose([Subject(plans, held, controlled=True)])
    >>> [reading.shown for _, reading in found.of("plans", held)]
    ['6', 'c']
    """
    found = [
        Keeper(held, tied, max(threshold, 2), earlier).decide()
        for held, tied in _families(subjects, relations)
    ]
    return Disclosure(
        {cell: why for each in found for cell, why in each.kept_back.items()},
        tuple(each for one in found for each in one.given_away),
    )


def _families(
    subjects: Iterable[Subject], relations: Sequence[Related]
) -> list[tuple[dict[str, Subject], list[Related]]]:
    """Indicators that are tied to each other, by relations and formulas; whoever is tied to nobody is alone."""
    held = {each.indicator.code: each for each in subjects}
    head = {code: code for code in held}

    def top(code: str) -> str:
        while head[code] != code:
            code = head[code]
        return code

    formulas = [(code, *each.calculation.terms) for code, each in held.items() if each.calculation]
    for together in [*(one.codes() for one in relations), *formulas]:
        present = [code for code in together if code in held]
        for code in present[1:]:
            head[top(code)] = top(present[0])
    families: dict[str, dict[str, Subject]] = defaultdict(dict)
    for code, each in held.items():
        families[top(code)][code] = each
    return [
        (family, [one for one in relations if any(code in family for code in one.codes())])
        for family in families.values()
        if any(each.controlled or _has_suppressed(each) for each in family.values())
    ]


def _has_suppressed(each: Subject) -> bool:
    return any(reading.missing is Missing.SUPPRESSED for _, reading in each.series)
