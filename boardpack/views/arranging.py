"""
The page on which a draft is composed: indicators chosen and ordered, reasons given, discussion points written.

Saving is one operation for the whole page; what it refuses comes back above it with everything that was typed.
"""

from dataclasses import asdict
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from boardpack.assemble.compose_page import ComposePage, compose_page
from boardpack.forms import ChoiceSet, PointSet
from boardpack.models import Pack
from boardpack.operations.composing import Chosen, Said, compose_pack, draft_points
from boardpack.permissions import can_compose
from boardpack.queries.packs import draft_row, pack_row
from partnership.models import User
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused, require


@login_required
def arrange(request: HttpRequest, day: date) -> HttpResponse:
    """The draft's choice and points; by POST they are saved."""
    page = compose_page(request.user, day)
    if page is None:
        return redirect("boardpack:pack", day)
    choices, points = _sets(request, page)
    problems: list[str] = []
    if request.method == "POST":
        if choices.is_valid() and points.is_valid():
            problems = _saved(request, page, choices, points)
            if not problems:
                messages.success(request, "The draft is saved.")
                return redirect("boardpack:arrange", day)
        else:
            problems = ["Nothing is saved yet: put right what is marked below."]
    rows = {row.code: row for row in page.choices}
    lines = [
        (rows[code], page.why.get(code, ""), form)
        for form in choices.forms
        if (code := form["code"].value()) in rows
    ]
    words = {"page": page, "pack": page.pack, "choices": choices, "points": points, "lines": lines}
    return render(request, "boardpack/arrange.html", words | {"problems": problems})


@login_required
@require_POST
def draft_the_points(request: HttpRequest, day: date) -> HttpResponse:
    """Adds the points that exceptions and actions give."""
    require(can_compose(request.user))
    row = draft_row(day)
    if row is None:
        return redirect("boardpack:pack", day)
    try:
        made = len(draft_points(pack=row, by=cast(User, request.user)))
        messages.success(
            request,
            f"{made} drafted: edit them below." if made else "Every point that would be drafted is there.",
        )
    except (Refused, ValidationError) as problem:
        messages.error(request, " ".join(getattr(problem, "messages", [str(problem)])))
    return redirect("boardpack:arrange", day)


def _sets(request: HttpRequest, page: ComposePage) -> tuple[Any, Any]:
    posted = request.POST if request.method == "POST" else None
    choices = [asdict(one) | {"included": one.version is not None} for one in page.choices]
    return (
        ChoiceSet(posted, prefix="choices", initial=choices, form_kwargs={"meetings": page.meetings}),
        PointSet(posted, prefix="points", initial=[asdict(one) for one in page.points]),
    )


def _saved(request: HttpRequest, page: ComposePage, choices: Any, points: Any) -> list[str]:
    """What kept it from being saved; empty when it is saved."""
    try:
        compose_pack(
            pack=pack_row(page.pack.pk),
            choices=[Chosen(**words) for words in choices.cleaned_data],
            points=[Said(**words) for words in points.cleaned_data if words],
            by=cast(User, request.user),
        )
    except Pack.DoesNotExist:
        return ["The draft was discarded meanwhile."]
    except ValidationError as problem:
        return list(problem.messages)
    except (Refused, ChangedMeanwhile, CannotBeDone) as problem:
        return [f"{problem} Nothing is saved: open the page anew to see what stands."]
    return []
