"""
The chase log: who was asked for what a draft lacks, and when last.

Reads rows only; what is still missing is boardpack.assemble.missing's.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from boardpack.models import Chase, Pack
from partnership.models import User
from partnership.roles import ROLES, May


@dataclass(frozen=True)
class ChaseFacts:
    """The last time that a person was asked for it. `code` is empty for agreement."""

    what: str
    code: str
    person_pk: int
    person: str
    on: date
    by: str


@dataclass(frozen=True)
class Asked:
    """Somebody who may be asked, by key, name and address; and whether they can sign in."""

    pk: int
    name: str
    email: str
    may_sign_in: bool = True


def last_chases(pack: Pack) -> tuple[ChaseFacts, ...]:
    """The latest of each thing and person, the newest first. One query."""
    rows = Chase.objects.filter(pack=pack).select_related("person", "indicator", "by")
    found: dict[tuple[str, str, int], ChaseFacts] = {}
    for row in rows.order_by("-at", "-pk"):
        code = row.indicator.code if row.indicator else ""
        by = row.by.name if row.by else ""
        found.setdefault(
            (row.what, code, row.person_id),
            ChaseFacts(row.what, code, row.person_id, row.person.name, row.on, by),
        )
    return tuple(found.values())


def reachable(pks: Collection[int], today: date) -> dict[int, Asked]:
    """Those of them who are in post, by key. One query."""
    rows = User.objects.in_post(today).filter(pk__in=pks)
    return {row.pk: Asked(row.pk, row.name, row.email, row.is_active) for row in rows}


def who_may_agree(today: date) -> tuple[Asked, ...]:
    """Approvers and chair in post. One query."""
    keys = [role.key for role in ROLES if May.APPROVE_PACKS in role.may]
    rows = User.objects.in_post(today).filter(groups__name__in=keys).distinct().order_by("name")
    return tuple(Asked(row.pk, row.name, row.email) for row in rows)
