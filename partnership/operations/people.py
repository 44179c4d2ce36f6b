"""Writes of agencies, people and their roles."""

from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from partnership import roles
from partnership.models import Agency, User, in_post_on
from partnership.operations.rows import CannotBeDone, create, write
from partnership.permissions import can_manage_people
from partnership.verdicts import require


class NoAdministratorLeft(CannotBeDone):
    """The last administrator would lose the role or the sign-in."""


@transaction.atomic
def rewrite_groups() -> None:
    """Django's groups made equal to partnership.roles: one per role, named by its key, and no others."""
    for role in roles.ROLES:
        Group.objects.get_or_create(name=role.key)
    Group.objects.exclude(name__in=roles.BY_KEY).delete()


@transaction.atomic
def save_agency(*, agency: Agency | None, by: User, version: int | None = None, **fields: Any) -> Agency:
    require(can_manage_people(by))
    if agency is None:
        return create(Agency, by=by, **fields)
    return write(agency, by=by, version=version, **fields)


@transaction.atomic
def save_person(
    *,
    person: User | None,
    by: User,
    role_keys: frozenset[str] | None = None,
    password: str = "",
    version: int | None = None,
    **fields: Any,
) -> User:
    """A person made or changed. `role_keys` None leaves the roles as they are; a password is set only when given."""
    require(can_manage_people(by))
    stored = store_person(
        person=person, by=by, role_keys=role_keys, password=password, version=version, **fields
    )
    staying = User.objects.filter(left_on__isnull=True, is_active=True, groups__name="administrator")
    if not staying.exists():
        raise NoAdministratorLeft(
            "Nobody would be left to look after people: make somebody else an administrator first."
        )
    return stored


@transaction.atomic
def end_sign_ins(*, today: date) -> int:
    """Takes the sign-in of whoever has left by that day; how many that were. One query when nobody has."""
    leavers = User.objects.filter(~in_post_on(today), is_active=True)
    rows = list(leavers)
    for row in rows:
        write(row, by=None, reason="has left, so may not sign in any more", is_active=False)
    return len(rows)


@transaction.atomic
def store_person(
    *,
    person: User | None,
    by: User | None,
    role_keys: frozenset[str] | None = None,
    password: str = "",
    version: int | None = None,
    **fields: Any,
) -> User:
    """The same without asking who: for the command line, which makes the first administrator and the sample."""
    if password:
        holder = User()
        holder.set_password(password)
        fields["password"] = holder.password
    elif person is None:
        holder = User()
        holder.set_unusable_password()
        fields["password"] = holder.password
    told, reason = {}, "password set" if password and person else ""
    if role_keys is not None:
        fields["groups"] = list(Group.objects.filter(name__in=role_keys))
        told["groups"] = f"roles: {roles.names(role_keys) or 'none'}"
    if person is None:
        return create(User, by=by, told=told, **fields)
    return write(person, by=by, version=version, reason=reason, told=told, **fields)
