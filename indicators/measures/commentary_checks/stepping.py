"""
Whether each next step says whose it is and by when.

A person or a post owns a step; an agency or a board does not. What is told as done already is no step.
"""

import re
from collections.abc import Iterator

from indicators.measures.commentary_checks.sentences import names_month
from indicators.measures.commentary_checks.written import Found, Written, quoted

_POST = (
    r"head|director|manager|officer|leader|chair|chief|superintendent|inspector|sergeant|nurse|doctor|"
    r"co-?ordinator|commissioner|principal|deputy|scrutineer|supervisor|headteacher|analyst|clerk|"
    r"administrator|secretary|consultant"
)
_OWNER = re.compile(
    rf"\b(?:{_POST})\b(?:\s+(?:for|of)\s+[\w ]+?)?(?:\s+\([^)]*\))?\s*(?:,|\bwill\b|\bto\b|\bis\b|\bare\b|\bhas\b|\bleads?\b|\bowns?\b|\bshall\b|\bmust\b|[:–—-])"
    rf"|\b(?:owner|lead|led by|owned by|responsible|responsibility of|assigned to|action for|by the)\s*:?\s+(?:the\s+)?[\w' -]*?\b(?:{_POST})\b"
    rf"|\b(?:owner|lead(?:\s+officer)?|responsible(?:\s+(?:person|officer))?|action\s+(?:owner|for))\s*:\s*\S"
    rf"|\([^)]*\b(?:{_POST}|DI|DCI|DCS|QA)\b[^)]*\)|(?-i:\b(?:HoS|DCS|DCI|DI|AD|SRO)\b)|(?-i:\b[A-Z][\w&]* [Ll]ead)\b",
    re.I,
)
_DATE = re.compile(
    r"\b(?:19|20)\d{2}\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{1,2}(?:st|nd|rd|th)\b|\bQ[1-4]\b|\bquarter [1-4]\b"
    r"|\b(?:before|by|at|to|for) (?:the )?(?:next|following|coming|\w+) (?:board|meeting)\b"
    r"|\bwithin (?:\w+ ){1,2}(?:days?|weeks?|months?)\b|\b(?:by|before|at) the end of\b|\bend of (?:the )?(?:month|year|quarter|term)\b"
    r"|\b(?:next|this|coming) (?:week|month|quarter|term|spring|summer|autumn|winter)\b|\btomorrow\b|\btoday\b",
    re.I,
)
_BELONGS_BEFORE = re.compile(
    r"(?:by|owner|lead|due|deadline|responsible|timescale|when|who|date|action owner)\s*:", re.I
)
_DONE = re.compile(
    r"\b(?:ha(?:s|ve) (?:now |already |since |all )?(?:been )?\w+(?:ed|en|un|et|ld|ne|de|ut|ght)\b|was \w+ed\b|were \w+ed\b|(?:is|are) (?:now )?completed?\b)",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|to be|going to|continues?|continuing|plans?|planned|commit\w*|agreed|proposes?|recommend\w*|next|"
    r"ongoing|in progress|under way|from|promised|progress)\b",
    re.I,
)


def lacking(written: Written) -> Iterator[Found]:
    """A next step without an owner, without a date, or without both."""
    for step in _whole(written.steps):
        if len(step.split()) < 2 or (_DONE.search(step) and not _AHEAD.search(step)):
            continue
        lacks = [
            words
            for words, is_there in (
                ("owner (a person or a post)", _has_owner(step, written.people)),
                ("date", bool(_DATE.search(step)) or names_month(step)),
            )
            if not is_there
        ]
        if lacks:
            named = " and no ".join(lacks)
            yield Found(f"The next step {quoted(step)} names no {named}: add what is missing.", (step, named))


def _whole(steps: tuple[str, ...]) -> list[str]:
    """The steps, with "Owner: …" and "By: …" after a stop put to the step that they belong to."""
    found: list[str] = []
    for step in steps:
        if found and _BELONGS_BEFORE.match(step):
            found[-1] += f" {step}"
        else:
            found.append(step)
    return found


def _has_owner(step: str, people: tuple[str, ...]) -> bool:
    lowered = step.lower()
    return any(name and name.lower() in lowered for name in people) or bool(_OWNER.search(step))
