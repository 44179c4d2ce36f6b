"""
Confidence intervals for a proportion (Wilson) and for a rate (Byar, exact Poisson below ten events).

OHID's methods: E. B. Wilson 1927; Breslow and Day 1987 for Byar's; the exact limits by the chi-square quantile.
Knows no indicator: callers hold the counts, or have no interval.
"""

import math
from decimal import Decimal
from statistics import NormalDist

Number = int | float | Decimal

EXACT_BELOW = 10


def wilson(numerator: Number, denominator: Number, confidence: float = 0.95) -> tuple[float, float]:
    """
    Lower and upper limit of a proportion, as parts of one.

    >>> [round(limit, 6) for limit in wilson(62, 100)]
    [0.522098, 0.709024]
    """
    part, whole, z = float(numerator), float(denominator), _z(confidence)
    if not (whole > 0 and 0 <= part <= whole):
        raise ValueError("a proportion needs a denominator above zero and a numerator between zero and it")
    z2 = z * z
    middle = 2 * part + z2
    reach = math.sqrt(z2 * (z2 + 4 * part * (1 - part / whole)))
    lower, upper = (middle - reach) / (2 * (whole + z2)), (middle + reach) / (2 * (whole + z2))
    return (0.0 if part == 0 else max(0.0, lower), 1.0 if part == whole else min(1.0, upper))


def byar(
    events: Number, population: Number, per: Number = 10_000, confidence: float = 0.95
) -> tuple[float, float]:
    """
    Lower and upper limit of a rate, in events per `per`.

    >>> [round(limit, 3) for limit in byar(51, 100, per=100)]
    [37.97, 67.057]
    """
    count, people, z = float(events), float(population), _z(confidence)
    if not (people > 0 and count >= 0):
        raise ValueError("a rate needs a population above zero and events of zero or more")
    lower, upper = _exact_poisson(count, confidence) if count < EXACT_BELOW else _byar_count(count, z)
    return lower / people * float(per), upper / people * float(per)


def _byar_count(count: float, z: float) -> tuple[float, float]:
    more = count + 1
    lower = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    upper = more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
    return lower, upper


def _exact_poisson(count: float, confidence: float) -> tuple[float, float]:
    """Half the chi-square quantile with 2n degrees of freedom is the gamma quantile with shape n."""
    tail = (1 - confidence) / 2
    lower = gamma_quantile(tail, count) if count > 0 else 0.0
    return lower, gamma_quantile(1 - tail, count + 1)


def gamma_quantile(probability: float, shape: float) -> float:
    """
    Where the gamma distribution of this shape (scale 1) reaches the probability, by bisection to the last digit.

    >>> round(gamma_quantile(0.975, 1), 9) == round(-math.log(0.025), 9)
    True
    """
    low, high = 0.0, shape + 10.0
    while _gamma_cdf(high, shape) < probability:
        high *= 2
    while (middle := (low + high) / 2) not in (low, high):
        if _gamma_cdf(middle, shape) < probability:
            low = middle
        else:
            high = middle
    return middle


def _gamma_cdf(x: float, shape: float) -> float:
    """The regularised lower incomplete gamma function, by its power series (every term is positive)."""
    if x <= 0:
        return 0.0
    term = total = 1 / shape
    step = shape
    while term > total * 1e-17:
        step += 1
        term *= x / step
        total += term
    return total * math.exp(shape * math.log(x) - x - math.lgamma(shape))


def _z(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError("a confidence is a number between 0 and 1, such as 0.95")
    return NormalDist().inv_cdf((1 + confidence) / 2)
