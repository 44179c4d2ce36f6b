"""
What an officer does with a pack: drafting, publishing, starting a further edition.

Each shows a form and hands it to one operation; what the operation says no to comes back on the form.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from boardpack.assemble import draft_to_publish, edition_to_follow
from boardpack.forms import ComposeForm, EditionForm, PublishForm
from boardpack.models import Pack
from boardpack.operations.packs import draft_pack, publish_pack, start_edition
from boardpack.operations.publishing import GateShut
from boardpack.permissions import can_compose
from boardpack.queries.packs import PackOnPage, meetings_without_pack, pack_row
from indicators.queries import latest_month
from partnership import clock
from partnership.models import User
from partnership.operations.rows import ChangedMeanwhile
from partnership.verdicts import Refused, require


@login_required
def compose(request: HttpRequest) -> HttpResponse:
    """From a meeting, a month and an as-at date to a draft."""
    require(can_compose(request.user))
    initial = {"month": latest_month(), "as_at": clock.today()}
    form = ComposeForm(request.POST or None, initial=initial, meetings=meetings_without_pack())
    made = _tried(form, lambda: draft_pack(**form.cleaned_data, by=_person(request), with_points=True))
    if made is None:
        return render(request, "boardpack/compose.html", {"form": form})
    messages.success(request, "The draft is there: look through what was chosen and drafted.")
    return redirect("boardpack:arrange", made.meeting.date)


@login_required
def publish(request: HttpRequest, day: date) -> HttpResponse:
    """What would be published, what stops it and what it lacks; by POST it is. Published meanwhile: the page shows that."""
    page = draft_to_publish(request.user, day, clock.today())
    if page is None:
        return redirect("boardpack:pack", day)
    form = PublishForm(request.POST or None)
    made = _tried(form, lambda: _publish(page.found, form.cleaned_data["version"], request))
    if made is None:
        words = {"page": page, "found": page.found, "form": form}
        return render(request, "boardpack/publish.html", words)
    messages.success(request, f"Edition {made.edition} is published.")
    return redirect("boardpack:pack", day)


@login_required
def new_edition(request: HttpRequest, day: date) -> HttpResponse:
    """A draft of the next edition, with the reason for it."""
    found = edition_to_follow(request.user, day)
    if found is None:
        raise Http404("There is no such pack.")
    form = EditionForm(request.POST or None)
    made = _tried(
        form, lambda: start_edition(pack=pack_row(found.pk), by=_person(request), **form.cleaned_data)
    )
    if made is None:
        return render(request, "boardpack/new_edition.html", {"pack": found, "form": form})
    messages.success(request, f"The draft of edition {made.edition} is there.")
    return redirect("boardpack:draft", day)


def _publish(found: PackOnPage, version: int, request: HttpRequest) -> Pack:
    return publish_pack(pack=pack_row(found.pack.pk), by=_person(request), now=clock.now(), version=version)


def _person(request: HttpRequest) -> User:
    """Whoever is signed in: login_required has seen to it."""
    return cast(User, request.user)


def _tried(form: Form, write: Callable[[], Any]) -> Any:
    """What the operation made, or None when there is nothing to write yet or it was refused: the form says why."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return write()
    except Pack.DoesNotExist as gone:
        raise Http404("The pack was discarded meanwhile.") from gone
    except ValidationError as problem:
        form.add_error(None, problem.messages)
    except GateShut as shut:
        form.add_error(None, ["It cannot be published yet.", *(bar.words for bar in shut.bars)])
    except (Refused, ChangedMeanwhile) as problem:
        form.add_error(None, str(problem))
    return None
