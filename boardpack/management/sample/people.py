"""
The sample's agencies, people and meetings, entered by the administrator it makes first.

People are posts with addresses at example.org. Those with a role may sign in, and have a password only when one is
given; the others own actions or lead an agency and are reached by e-mail.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnership.models import Agency, Meeting, User
from partnership.operations.meetings import save_meeting
from partnership.operations.people import save_agency, save_person, store_person

Sample = Mapping[str, Any]


@dataclass(frozen=True)
class Cast:
    """Who and when, by the keys that the sample uses: agencies by name, people by address, meetings by date."""

    agencies: Mapping[str, Agency]
    people: Mapping[str, User]
    meetings: Mapping[date, Meeting]
    officer: User


def load_people(sample: Sample, password: str) -> Cast:
    posts = sample["people"]
    administrator = _first(_with_role(posts, "administrator"), password)
    agencies = {
        entry["name"]: save_agency(
            agency=None, by=administrator, name=entry["name"], short_name=entry["short_name"]
        )
        for entry in sample["agencies"]
    }
    people = {
        entry["email"]: _post(entry, agencies, administrator, password)
        for entry in posts
        if entry["email"] != administrator.email
    }
    home = _with_role(posts, "administrator")["agency"]
    people[administrator.email] = save_person(person=administrator, by=administrator, agency=agencies[home])
    for entry in sample["agencies"]:
        agencies[entry["name"]] = save_agency(
            agency=agencies[entry["name"]], by=administrator, lead=people[entry["lead"]]
        )
    officer = people[_with_role(posts, "performance_officer")["email"]]
    return Cast(agencies, people, load_meetings(sample, officer), officer)


def load_meetings(sample: Sample, officer: User) -> dict[date, Meeting]:
    return {entry["date"]: save_meeting(meeting=None, by=officer, **entry) for entry in sample["meetings"]}


def _first(entry: Mapping[str, Any], password: str) -> User:
    """The first administrator, made by the command line: nobody is there yet who could."""
    return store_person(
        person=None,
        by=None,
        role_keys=frozenset({entry["role"]}),
        password=password,
        email=entry["email"],
        name=entry["name"],
        is_active=True,
    )


def _post(
    entry: Mapping[str, Any], agencies: Mapping[str, Agency], administrator: User, password: str
) -> User:
    signs_in = "role" in entry
    return save_person(
        person=None,
        by=administrator,
        role_keys=frozenset({entry["role"]} if signs_in else ()),
        password=password if signs_in else "",
        email=entry["email"],
        name=entry["name"],
        agency=agencies[entry["agency"]],
        telephone=entry.get("telephone", ""),
        is_active=signs_in,
    )


def _with_role(posts: list[Mapping[str, Any]], role: str) -> Mapping[str, Any]:
    return next(entry for entry in posts if entry.get("role") == role)
