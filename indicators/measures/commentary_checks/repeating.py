"""
Whether a text is last month's once more, and whether the month's one signal is passed over in silence.

A signal is spoken of where its figure stands in the text, where the text says that the figures went that way, or where
it calls it a signal. Commentary without words is missing, not silent.
"""

import re
from collections.abc import Iterator

from indicators.measures.commentary_checks.movement import claims
from indicators.measures.commentary_checks.numbers import cited_in
from indicators.measures.commentary_checks.written import Found, Texts, Written
from indicators.measures.measured import Measured
from indicators.measures.wording import figure

_LONG_ENOUGH = 15  # letters: "No change." may well be said twice
_NAMES = {"tells_us": "what the data tells us", "analysis": "the analysis", "next_steps": "the next steps"}
_NAMED_SIGNAL = re.compile(
    r"\b(?:signal|special cause|control limits?|process limits?|outside (?:the |its )?limits?|outlying|unusual(?:ly)?|"
    r"exceptional(?:ly)?|(?:lowest|highest) (?:so far|yet|since|of|in|for))\b",
    re.I,
)


def same_as_before(written: Written) -> Iterator[Found]:
    """A text that is word for word last month's; capitals, spaces and stops do not count."""
    for name, words in _NAMES.items():
        now = _plain(getattr(written.texts, name))
        if len(now) >= _LONG_ENOUGH and any(now == _plain(getattr(old, name)) for old in written.before):
            yield Found(
                f"{words[0].upper()}{words[1:]} {'are' if name == 'next_steps' else 'is'} the same as last month: "
                "say what is true of this month.",
                (name, now),
            )


def silence(written: Written) -> Iterator[Found]:
    """The month's special cause or possible signal, of which the first two texts say nothing."""
    if not _any_words(written.texts):
        return
    for one in written.about:
        value = one.in_month.value(one.month)
        if value is None or not (one.signal.special_cause or one.signal.possible):
            continue
        if not _spoken_of(written, one):
            yield Found(
                f"Nothing is said of the month's signal: {one.signal.sentence.rstrip('.')}. Say what lies behind "
                f"{figure(value, one.indicator)}, or that it is not known yet.",
                (f"{one.indicator.code} {one.month} {value}",),
            )


def _spoken_of(written: Written, one: Measured) -> bool:
    values = [v for v in (one.in_month.value(one.month), one.reading.value) if v is not None]
    for sentence in written.statements:
        cited = [each for each in cited_in(sentence) if each.unit != "points"]
        if any(each.low == each.high and each.is_near(value) for each in cited for value in values):
            return True
        if _NAMED_SIGNAL.search(sentence):
            return True
    way = _way(one)
    return any(claim.word in way for claim in claims(written))


def _way(one: Measured) -> frozenset[str]:
    """The words that tell of a signal on this side of the mean."""
    held = [r.value for _, r in one.in_month if r.value is not None]
    if len(held) < 2:
        return frozenset()
    mean = sum(held) / len(held)
    return frozenset({"up"} if held[-1] > mean else {"down"}) | _judged(one)


def _judged(one: Measured) -> frozenset[str]:
    if one.indicator.polarity.value not in ("higher", "lower"):
        return frozenset()
    return frozenset({"better"} if one.signal.improvement else {"worse"})


def _any_words(texts: Texts) -> bool:
    return bool(texts.tells_us.strip() or texts.analysis.strip())


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
