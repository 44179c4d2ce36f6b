"""
Whether words look as if they identified a child: an NHS number, a pupil number (UPN), a date of birth, a full postcode.

By their shape and check digits only: knows no child, no names and no row. The message never repeats what was found,
because it is shown and logged.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})|\d{1,2} \d{1,2} \d{4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?{_MONTH},?[ -]'?(?:\d{{4}}|\d{{2}})"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})(?!\d)"
)
_BIRTH = r"\b(?:d\.?\s?o\.?\s?b\b\.?|dates? of birth|birth[ -]?(?:date|day)s?|born)"
_CHILD = (
    r"\b(?:child|boy|girl|baby|infant|toddler|son|daughter|pupil|sibling|twin|young person)(?: [A-Z]{1,2}\b)?"
)
_BIRTH_DATE = re.compile(
    rf"{_BIRTH}[^0-9a-z]{{0,6}}(?:(?:on|is|was|of|the|at|being)\b[^0-9a-z]{{0,3}}){{0,3}}(?:[a-z]+day,? )?{_DATE}"
    rf"|(?<!\d){_DATE}[ ,(\[:-]{{1,3}}{_BIRTH}\b"
    rf"|{_CHILD}[ ,(\[:]{{1,3}}{_DATE}",
    re.I,
)
_TEN_DIGITS = re.compile(r"(?<![\w.,/+-])(?<!\+\d\d )\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w/]|[.,]\d|-\d| \d{3})")
# No letter I, O or S; the last place is a letter in a temporary number.
_PUPIL = re.compile(r"(?<!\w)[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z](?!\w)", re.I)
_AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|"
    "DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|"
    "LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|"
    "SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|"
    "YO|ZE"
)
_POSTCODE = re.compile(
    rf"(?<!\w)(?P<area>{_AREAS})(?P<district>\d[\dA-HJKMNPR-Y]?)"
    r"[ \u00a0]{0,2}(?P<unit>\d[ABD-HJLNP-UW-Z]{2})(?!\w)",
    re.I,
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)", re.I)
_A_DIGIT = re.compile(r"\d")


class ChildIdentified(ValidationError):
    """The words look as if they identified a child; the sentence says by what, and what to do."""


def identifying(words: str) -> str:
    """
    What the words seem to hold of a child, in words; empty when nothing does.

    >>> identifying("The child, NHS 943 476 5919, was seen"), identifying("14,567 contacts, 943 476 5918 and 7 plans")
    ('an NHS number', '')
    >>> identifying("D.O.B. 3/4/2014"), identifying("born on 3 April 2014"), identifying("by 30 November 2021")
    ('a date of birth', 'a date of birth', '')
    >>> identifying("of so14 7ly"), identifying("in SO14"), identifying("S47 1st quarter")
    ('a full postcode', '', '')
    """
    if not _A_DIGIT.search(words):
        return ""
    return next((what for what, holds in _KINDS if holds(words)), "")


def refuse_identifying(*texts: str) -> None:
    """ChildIdentified when any of the texts seems to hold what identifies a child."""
    for text in texts:
        what = identifying(text)
        if what:
            raise ChildIdentified(_sentence(what))


def refuse_in_fields(row: models.Model, names: Iterable[str]) -> None:
    """The same for the free texts among the row's fields of these names, told under the field's name."""
    found = {
        name: [_sentence(what)]
        for name in names
        if is_free_text(row._meta.get_field(name))
        if (what := identifying(getattr(row, name) or ""))
    }
    if found:
        raise ChildIdentified(found)


def is_free_text(field: Any) -> bool:
    """Whether a person may write anything there: not an address, a choice, a telephone number or a digest."""
    return (
        isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.EmailField | models.URLField | models.SlugField)
        and not field.choices
        and field.name not in _OF_OTHER_SHAPES
    )


_OF_OTHER_SHAPES = frozenset({"telephone", "sha256", "facts", "password", "nonce", "source_cell"})


def _sentence(what: str) -> str:
    return (
        f"This looks as if it held {what}, and nothing that identifies a child may be kept here: take it out."
    )


def _nhs_number(words: str) -> bool:
    return any(_checks(re.sub(r"\D", "", found[0])) for found in _TEN_DIGITS.finditer(words))


def _checks(digits: str) -> bool:
    """The tenth digit of an NHS number is 11 less the weighted sum of the nine before it, modulo 11."""
    total = sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9]))
    return total > 0 and (11 - total % 11) % 11 == int(digits[9])


def _pupil_number(words: str) -> bool:
    return bool(_PUPIL.search(words))


def _date_of_birth(words: str) -> bool:
    return bool(_BIRTH_DATE.search(words))


def _full_postcode(words: str) -> bool:
    """Ordinals are none: "S47 2nd quarter" speaks of section 47, and no postcode district has that number."""
    return any(
        f"{found['area']}{found['district']}".upper() != "S47"
        and (found["unit"].isupper() or not _ORDINAL.fullmatch(found["unit"]))
        for found in _POSTCODE.finditer(words)
    )


_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("an NHS number", _nhs_number),
    ("a pupil number (UPN)", _pupil_number),
    ("a date of birth", _date_of_birth),
    ("a full postcode", _full_postcode),
)
