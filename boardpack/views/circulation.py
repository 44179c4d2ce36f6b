"""Who has the pack: sending the edition that stands round, and who has opened it."""

from datetime import date
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from boardpack.assemble.meeting import CirculationPage, circulation_page
from boardpack.meeting_forms import CirculateForm
from boardpack.operations.circulating import circulate
from boardpack.queries.circulation import Reader
from boardpack.queries.packs import pack_row
from partnership import clock
from partnership.models import User
from partnership.verdicts import Refused


@login_required
def circulation(request: HttpRequest, day: date) -> HttpResponse:
    """The list of readers; by POST the mails are written down, and the page never waits for them to leave."""
    page = circulation_page(request.user, day, clock.today())
    if page is None:
        raise Http404("No pack is published for that day.")
    people = [(str(one.pk), one.name) for one in page.readers]
    form = CirculateForm(request.POST if request.method == "POST" else None, people=people)
    owed = _sent(request, page, form)
    if owed is None:
        chosen = set(request.POST.getlist("to")) if form.is_bound else _members(page)
        words = {"page": page, "form": form, "chosen": chosen, "readers": _with_days(page)}
        return render(request, "boardpack/circulation.html", words)
    messages.success(request, _words(owed))
    return redirect("boardpack:circulation", day)


def _sent(request: HttpRequest, page: CirculationPage, form: CirculateForm) -> int | None:
    """How many mails are owed now; None when there is nothing to send or it was refused: the form says why."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        owed = circulate(
            pack=pack_row(page.pack.pk),
            to={int(pk) for pk in form.cleaned_data["to"]},
            by=cast(User, request.user),
            today=clock.today(),
            now=clock.now(),
            words=form.cleaned_data["words"],
        )
    except ValidationError as problem:
        form.add_error("words" if not hasattr(problem, "error_dict") else None, problem)
    except Refused as problem:
        form.add_error(None, str(problem))
    else:
        return len(owed)
    return None


def _with_days(page: CirculationPage) -> list[tuple[Reader, date | None]]:
    """Each reader with the day on which they first opened it, as this site reckons days."""
    return [(one, clock.business_date(one.opened_at) if one.opened_at else None) for one in page.readers]


def _members(page: CirculationPage) -> set[str]:
    return {str(one.pk) for one in page.readers if one.is_chosen}


def _words(owed: int) -> str:
    if not owed:
        return "They have had it today already: nothing was sent again."
    people = "1 person" if owed == 1 else f"{owed} people"
    return f"The pack is on its way to {people}: the mail leaves within minutes."
