"""
A month's commentary: the list of what is missing, and the page on which one indicator's is written and accepted.

A press of a button is one operation, or none: "check" looks at what was typed and keeps nothing.
"""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from boardpack.assemble.commentary import (
    CommentaryPage,
    commentary_list,
    commentary_page,
    latest_commentary_month,
)
from boardpack.forms import CommentaryForm
from indicators.measures.commentary_checks import Texts
from indicators.measures.periods import Month
from indicators.models import Commentary
from indicators.operations.commentary_desk import Form, Step, take_commentary
from partnership import clock
from partnership.models import User
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused

CHECK = "check"
DONE = {
    Step.SAVE: "The commentary is saved.",
    Step.SUBMIT: "The commentary is submitted: somebody is to accept it.",
    Step.ACCEPT: "The commentary is accepted: it may go into the pack.",
    Step.RETURN: "The commentary is returned to its author with your remark.",
}
TEXTS = ("tells_us", "analysis", "next_steps")


@login_required
def commentary_of_latest(request: HttpRequest) -> HttpResponse:
    """To the newest month with figures; where there is none, a page that says so."""
    month = latest_commentary_month(request.user)
    if month is None:
        return render(request, "boardpack/commentaries.html", {"found": None})
    return redirect("boardpack:commentaries", month)


@login_required
def commentaries(request: HttpRequest, month: Month) -> HttpResponse:
    """The month's list: what is missing first, exceptions before the others."""
    return render(request, "boardpack/commentaries.html", {"found": commentary_list(request.user, month)})


@login_required
def commentary(request: HttpRequest, month: Month, code: str) -> HttpResponse:
    """One indicator's commentary; by POST it is checked, saved, submitted, accepted or returned."""
    if request.method == "POST":
        return _posted(request, month, code)
    page = _found(commentary_page(request.user, month, code, clock.today()))
    return _shown(request, page, _form(page, initial=_initial(page, request.GET.get("start") == "draft")))


def _posted(request: HttpRequest, month: Month, code: str) -> HttpResponse:
    typed = Texts(*(request.POST.get(name, "") for name in TEXTS))
    chosen = request.POST.getlist("speaks_for")
    page = _found(commentary_page(request.user, month, code, clock.today(), typed, chosen))
    form, step = _form(page, data=request.POST), _step(request)
    if step is None or not form.is_valid() or not _taken(request, form, page, step):
        return _shown(request, page, form)
    messages.success(request, DONE[step])
    return redirect("boardpack:commentary", month, code)


def _taken(request: HttpRequest, form: CommentaryForm, page: CommentaryPage, step: Step) -> bool:
    """Whether the operation was done; if it was not, the form says why."""
    words = form.cleaned_data
    try:
        take_commentary(
            month=page.month,
            codes=words["speaks_for"],
            form=Form(
                pk=words["pk"],
                version=words["version"],
                tells_us=words["tells_us"],
                analysis=words["analysis"],
                next_steps=words["next_steps"],
                received_from=words.get("received_from", page.said.received_from if page.said else ""),
                remark=words.get("remark", ""),
            ),
            step=step,
            by=cast(User, request.user),
            now=clock.now(),
        )
    except ValidationError as problem:
        _tell(form, problem)
    except ChangedMeanwhile as problem:
        form.add_error(None, f"{problem} Save again to put what you typed in its place.")
        row = cast(Commentary, problem.stands)
        stands = Texts(row.tells_us, row.analysis, row.next_steps)
        form.show_beside(stands, pk=row.pk, version=row.version)
    except (Refused, CannotBeDone) as problem:
        form.add_error(None, str(problem))
    return not form.errors


def _tell(form: CommentaryForm, problem: ValidationError) -> None:
    """Each error at its field; what has none on the form stands above."""
    by_field = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    for name, sentences in by_field.items():
        form.add_error(name if name in form.fields else None, sentences)


def _step(request: HttpRequest) -> Step | None:
    """The button that was pressed; None for "check" and for what is none."""
    asked = request.POST.get("do", CHECK)
    return Step(asked) if asked in set(Step) else None


def _form(page: CommentaryPage, **given: Any) -> CommentaryForm:
    choices = [(each.code, each.short_name) for each in page.may_speak_for]
    return CommentaryForm(choices=choices, may_accept=page.may_accept, **given)


def _initial(page: CommentaryPage, from_draft: bool) -> dict[str, Any]:
    said = page.said
    tells_us = said.tells_us if said else ""
    return {
        "pk": said.pk if said else None,
        "version": said.version if said else None,
        "tells_us": "\n\n".join(filter(None, [tells_us, page.draft if from_draft else ""])),
        "analysis": said.analysis if said else "",
        "next_steps": said.next_steps if said else "",
        "speaks_for": page.speaks_for,
        "received_from": said.received_from if said else "",
    }


def _shown(request: HttpRequest, page: CommentaryPage, form: CommentaryForm) -> HttpResponse:
    words = {"page": page, "form": form, "looked_at": form.is_bound, "stands": form.stands}
    return render(request, "boardpack/commentary.html", words)


def _found(page: CommentaryPage | None) -> CommentaryPage:
    if page is None:
        raise Http404("There is no such indicator in that month.")
    return page
