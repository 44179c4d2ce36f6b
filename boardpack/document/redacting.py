"""
Words taken out of texts, and out of the text of a frozen pack: a mark stands in their place.

Whole words, whatever their capitals, spaces, apostrophes and hyphens, and never across two fields. Figures, months and
the words that the product itself reads are left alone: words that stand there too are refused.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

from boardpack.document.canonical import from_text, to_text
from boardpack.document.pack import ACTIONS, ANNEX, EXCEPTIONS, INDICATORS, POINTS, SCORECARD, SINCE

MARK = "[redacted]"
FEWEST_LETTERS, LONGEST = 2, 200

# What the product reads back, links by or lays out by. A word that is redacted may not be one of these.
_READ = frozenset((
    "code", "reference", "tone", "arrow", "role", "unit", "rules_version", "status", "word", "month",
    "months", "labels", "reporting_month", "reporting_month_label", "latest_month", "shown", "value",
    "values", "year", "geography", "own_heading", "region_heading", "england_heading", "kind", "basis",
    "polarity", "asks", "symbol", "meeting_date", "as_at", "due_on", "original_deadline", "variation",
    "assurance", "sort", "start", "anchor", "special_cause", "judgement", "quartile", "compared", "rests_on",
    "was_month", "now_month", "what", "to_confirm",
))  # fmt: skip
# Sentences that the product makes of figures: words with a figure in them would hit the figure.
_RECKONED = frozenset((
    "sentence", "beside", "alt", "table", "target_to_date", "projection", "signal", "in_month", "gap",
    "before", "after", "since", "lateness", "due", "why", "meaning", "tolerance", "rank", "change", "was",
    "now", "original", "stands", "variation_words", "assurance_words",
))  # fmt: skip
_PARTS = {
    "exceptions": EXCEPTIONS,
    "scorecard": SCORECARD,
    "points": POINTS,
    "sections": INDICATORS,
    "actions": ACTIONS,
    "since": SINCE,
    "definitions": ANNEX,
    "key": ANNEX,
}
_SPACE = r"[\s\u00ad\u200b\u2060\ufeff]+"
_ALIKE = ("'’‘ʼ`´", "-‐‑‒–—", '"“”„')
_EDGE = r"[^\W_]|[\u0300-\u036f]"
Path = tuple[Any, ...]  # the keys and places on the way to a text of the document
_TAG = re.compile(r"(<style\b.*?</style\s*>|<script\b.*?</script\s*>|<[^>]*>)", re.I | re.S)


class CannotBeRedacted(Exception):
    """The words cannot be taken out; the message is the sentence that says why and what to do."""


@dataclass(frozen=True)
class Place:
    """Where words stand, named without them, and how often."""

    where: str
    times: int


class Words:
    """
    The words to be taken out. CannotBeRedacted when they are too short, too long, or the mark itself.

    >>> Words("tom  green").taken_out("Tom\\nGreen's tomgreen, TOM GREENE.")
    ("[redacted]'s tomgreen, TOM GREENE.", 1)
    >>> Words("O'Brien").taken_out("O’Brien and O&#x27;Brien")
    ('[redacted] and [redacted]', 2)
    """

    def __init__(self, words: str) -> None:
        self._words = unicodedata.normalize("NFC", words).split()
        said = " ".join(self._words)
        if sum(sign.isalpha() for sign in said) < FEWEST_LETTERS:
            raise CannotBeRedacted("Give at least two letters: figures are not redacted.")
        if len(said) > LONGEST:
            raise CannotBeRedacted(f"Give at most {LONGEST} characters: redact a long passage in parts.")
        inner = _SPACE.join("".join(map(_alike, word)) for word in self._words)
        self._pattern = re.compile(f"(?<!{_EDGE.replace('|', ')(?<!')}){inner}(?!{_EDGE})", re.I)
        if self._pattern.search(MARK):
            raise CannotBeRedacted("These words are the mark of what was redacted before.")
        self.has_figure = any(sign.isdigit() for sign in said)

    @property
    def run(self) -> str:
        """A run of plain letters that every text with the words holds, for a database to look for; may be empty."""
        runs = (run for word in self._words for run in re.findall(r"[A-Za-z0-9]+", word))
        # "s" and "k" have relatives outside ASCII that a regular expression takes for them, and a database does not.
        safe = (part for run in runs for part in re.findall(r"[^sSkKiI]+", run))
        return max(safe, key=len, default="")

    def are(self, words: str) -> bool:
        """
        Whether these are the same words, however they are typed.

        >>> Words("Tom O'Brien").are("tom  O’BRIEN"), Words("Tom").are("Tom Green")
        (True, False)
        """
        return self._pattern.fullmatch(words) is not None

    def times_in(self, text: str) -> int:
        return len(self._pattern.findall(text))

    def taken_out(self, text: str) -> tuple[str, int]:
        """The text without them, and how often they stood there."""
        return self._pattern.subn(MARK, text)

    def taken_out_of_page(self, page: str) -> tuple[str, int]:
        """The same between the tags of a page."""
        found = [
            (part, 0) if part.startswith("<") else self.taken_out(part) for part in _TAG.split(page) if part
        ]
        return "".join(part for part, _ in found), sum(times for _, times in found)


@dataclass(frozen=True)
class RedactedText:
    """The canonical text of a pack without the words, and where they stood."""

    text: str
    places: tuple[Place, ...]

    @property
    def times(self) -> int:
        return sum(place.times for place in self.places)


def without(text: str, words: Words, said: str = "") -> RedactedText:
    """
    The pack of this canonical text without the words; `said` is the sentence that it then carries of the redaction.

    CannotBeRedacted when they stand in its figures or fixed words too. Nowhere: the text as it is, and no place.
    """
    found: Counter[str] = Counter()
    held = json.loads(text)
    walked = _walked(held, words, (), found, held["sections"])
    if not found:
        return RedactedText(text, ())
    document = from_text(json.dumps(walked))
    if said:
        document = replace(document, redactions=(*document.redactions, said))
    return RedactedText(
        to_text(document), tuple(Place(where, times) for where, times in sorted(found.items()))
    )


def stands_in(text: str, words: Words) -> bool:
    """Whether the pack of this text holds the words anywhere, fixed words included."""
    return _holds(json.loads(text), words)


def _holds(value: Any, words: Words) -> bool:
    if isinstance(value, dict | list):
        return any(_holds(one, words) for one in (value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and words.times_in(value) > 0


def sentence(on: date, asked_as: str, agreed_as: str, times: int, reason: str) -> str:
    """
    What the pack says of it.

    >>> sentence(date(2021, 12, 3), "performance officer", "chair", 2, "A child's name had slipped in.")
    "Redacted on 3 December 2021 in 2 places, asked for by a performance officer and agreed to by the chair: a child's name had slipped in."
    """
    places = "1 place" if times == 1 else f"{times} places"
    why = reason.strip().rstrip(".")
    return (
        f"Redacted on {on.day} {on:%B %Y} in {places}, asked for by {_a(asked_as)} and agreed to by {_a(agreed_as)}: "
        f"{why[:1].lower() if why[1:2].islower() or why[1:2] == ' ' else why[:1]}{why[1:]}."
    )


def _a(role: str) -> str:
    if role == "chair":
        return f"the {role}"
    return f"{'an' if role[:1] in 'aeiou' else 'a'} {role}"


def _walked(value: Any, words: Words, path: Path, found: Counter[str], sections: list[Any]) -> Any:
    if isinstance(value, dict):
        return {key: _walked(one, words, (*path, key), found, sections) for key, one in value.items()}
    if isinstance(value, list):
        return [_walked(one, words, (*path, at), found, sections) for at, one in enumerate(value)]
    if not isinstance(value, str):
        return value
    text, times = words.taken_out(value)
    if times:
        where = _where(path, words, sections)
        if is_read(path) or (words.has_figure and _is_reckoned(path)):
            raise CannotBeRedacted(
                f"These words also stand in the figures, months or fixed words of the pack ({where}): "
                "give a longer passage that only the text holds."
            )
        found[where] += times
    return text


def _keys(path: Path) -> Iterator[str]:
    return (key for key in path if isinstance(key, str))


def is_read(path: Path) -> bool:
    """Whether the product reads it: by its name, a chart's line by its label, a cell of its table that names no row."""
    keys = list(_keys(path))
    if keys[-2:] == ["lines", "label"]:
        return True
    if keys[-1] == "table":
        row, column = path[-2:]
        return bool(row == 0 or column > 0)
    return keys[-1] in _READ


def _is_reckoned(path: Path) -> bool:
    keys = list(_keys(path))
    return keys[-1] in _RECKONED or "narrative" in keys


def _where(path: Path, words: Words, sections: list[Any]) -> str:
    """The part of the pack and the field, as in "4.2 Plans: analysis"."""
    keys = list(_keys(path))
    part = _PARTS.get(keys[0])
    name = f"{part.number} {part.title}" if part else "Cover"
    if keys[0] == "sections":
        section = sections[path[1]]
        name = f"{INDICATORS.number}.{section['number']} {section['name']}"
    field = "sentences" if _is_reckoned(path) else keys[-1].replace("_", " ")
    return words.taken_out(f"{name}: {field}")[0]


def _alike(sign: str) -> str:
    """The sign as a pattern: composed or not, typed straight or curly, or as a page writes it."""
    others = next((signs for signs in _ALIKE if sign in signs), sign)
    forms = {form for one in others for form in (one, unicodedata.normalize("NFD", one), escape(one))}
    return f"(?:{'|'.join(re.escape(form) for form in sorted(forms, key=len, reverse=True))})"
