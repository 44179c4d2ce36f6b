"""
The record of a meeting: what was asked and decided about its pack, the answers, and the actions raised on the spot.

A press of a button is one operation; what that says no to comes back on its form.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from actions.permissions import can_manage_actions
from actions.views.raising import propose_for
from boardpack.assemble.meeting import (
    EntryPage,
    RecordPage,
    draft_to_comment,
    entry_page,
    record_page,
)
from boardpack.assemble.pages import withdrawn_for
from boardpack.document.places import WHOLE
from boardpack.meeting_forms import (
    AnswerForm,
    AskForm,
    CommentForm,
    EntryForm,
    RecordForm,
    SpotActionForm,
    StrikeForm,
)
from boardpack.models import MeetingRecord, Pack
from boardpack.operations.recording import answer, ask, put_right, raise_action_on, record, strike_out
from boardpack.operations.scrutiny import comment_on_draft
from boardpack.queries.packs import pack_row
from boardpack.queries.records import record_row
from boardpack.views.withdrawing import tombstone
from partnership import clock
from partnership.models import User
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused, require


@login_required
def meeting_record(request: HttpRequest, day: date) -> HttpResponse:
    """The record by the parts of the pack, with the form to ask, and for who keeps the record the one to record."""
    page = record_page(request.user, day)
    if page is None and (gone := withdrawn_for(request.user, day)):
        return tombstone(request, gone)
    page = _found(page)
    asking, recording = _forms(request, page)
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    who, today = _person(request), clock.today()
    if asked == "ask" and _done(
        asking, lambda: ask(pack=pack_row(page.pack.pk), by=who, today=today, **asking.cleaned_data)
    ):
        messages.success(request, "It is on the record: the officers and the data owner can answer it.")
        return redirect("boardpack:record", day)
    if asked == "record" and _done(
        recording, lambda: record(pack=pack_row(page.pack.pk), by=who, today=today, **recording.cleaned_data)
    ):
        messages.success(request, "It is on the record.")
        return redirect("boardpack:record", day)
    problem = next((form for form in (asking, recording) if form.errors), None)
    words = {"page": page, "asking": asking, "recording": recording, "problem": problem}
    return render(request, "boardpack/record.html", words)


@login_required
def record_entry(request: HttpRequest, day: date, pk: int) -> HttpResponse:
    """One entry: answered, put right or struck out by the button that was pressed."""
    page = _found(entry_page(request.user, day, pk))
    said, asked = page.entry.said, request.POST.get("do", "") if request.method == "POST" else ""
    sent = request.POST if asked else None
    answering = AnswerForm(
        sent if asked == "answer" else None, initial={"answer": said.answer, "version": said.version}
    )
    righting = EntryForm(sent if asked == "put_right" else None, initial=_initial(page))
    striking = StrikeForm(sent if asked == "strike" else None)
    if _done(answering, lambda: _answer(pk, request, **answering.cleaned_data)) or _done(
        righting, lambda: put_right(row=record_row(pk), by=_person(request), **righting.cleaned_data)
    ):
        messages.success(request, "It is saved.")
        return redirect("boardpack:record_entry", day, pk)
    if _done(striking, lambda: _strike(pk, request, **striking.cleaned_data)):
        messages.success(request, "It is struck out. Its history stays.")
        return redirect("boardpack:record", day)
    forms = (answering, righting, striking)
    words = {
        "page": page,
        "answering": answering,
        "righting": righting,
        "striking": striking,
        "problem": next((form for form in forms if form.errors), None),
    }
    return render(request, "boardpack/record_entry.html", words)


@login_required
def raise_here(request: HttpRequest, day: date) -> HttpResponse:
    """An action on a part of the pack (?section=…), or on what was said of it (?entry=…)."""
    require(can_manage_actions(request.user))
    page = _found(record_page(request.user, day))
    entry = next(
        (
            one.said
            for part in page.spoken_of
            for one in part.entries
            if str(one.said.pk) == request.GET.get("entry")
        ),
        None,
    )
    place = page.place(entry.section if entry else request.GET.get("section", WHOLE))
    if place is None:
        raise Http404("There is no such part of the pack.")
    form = SpotActionForm(request.POST or None, after=day)
    made: list[Any] = []
    proposed = propose_for(form, page.pack.meeting_date, clock.today())
    if not proposed and _done(
        form,
        lambda: made.append(
            raise_action_on(
                pack=pack_row(page.pack.pk),
                section=place.anchor,
                by=_person(request),
                today=clock.today(),
                row=record_row(entry.pk) if entry else None,
                **form.action,
            )
        ),
    ):
        messages.success(request, f"Action {made[0].reference} is raised.")
        return redirect("boardpack:record", day)
    words = {"page": page, "place": place, "entry": entry, "form": form, "proposed": proposed}
    return render(request, "boardpack/raise_here.html", words)


@login_required
def scrutineer_comment(request: HttpRequest, day: date) -> HttpResponse:
    """The scrutineer's comment on the draft."""
    pack, words = _found(draft_to_comment(request.user, day))
    form = CommentForm(request.POST or None, initial={"words": words, "version": pack.version})
    if _done(
        form, lambda: comment_on_draft(pack=pack_row(pack.pk), by=_person(request), **form.cleaned_data)
    ):
        messages.success(request, "The comment is saved: it stands on the cover of the pack.")
        return redirect("boardpack:draft", day)
    return render(request, "boardpack/comment.html", {"pack": pack, "form": form})


def _forms(request: HttpRequest, page: RecordPage) -> tuple[AskForm, RecordForm]:
    sections = [(one.anchor, one.words) for one in page.places]
    wanted = request.GET.get("section", "")
    initial = {"section": wanted if page.place(wanted) else WHOLE}
    asked = request.POST.get("do") if request.method == "POST" else ""
    return (
        AskForm(
            request.POST if asked == "ask" else None,
            sections=sections,
            initial={**initial, "kind": "question"},
        ),
        RecordForm(
            request.POST if asked == "record" else None,
            sections=sections,
            initial={**initial, "kind": "decision"},
        ),
    )


def _initial(page: EntryPage) -> dict[str, Any]:
    said = page.entry.said
    return {
        "words": said.words,
        "raised_by": said.raised_by_pk,
        "raised_by_words": "" if said.raised_by_pk else said.raised_by,
        "outcome": said.outcome,
        "version": said.version,
    }


def _answer(pk: int, request: HttpRequest, **said: Any) -> MeetingRecord:
    return answer(
        row=record_row(pk),
        words=said["answer"],
        by=_person(request),
        today=clock.today(),
        version=said["version"],
    )


def _strike(pk: int, request: HttpRequest, reason: str) -> None:
    strike_out(row=record_row(pk), reason=reason, by=_person(request))


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


def _found(page: Any) -> Any:
    if page is None:
        raise Http404("No pack is published for that day.")
    return page


def _done(form: Form, write: Callable[[], Any]) -> bool:
    """Whether there was something to write and it was written; what refused it stands on the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        write()
    except (Pack.DoesNotExist, MeetingRecord.DoesNotExist) as gone:
        raise Http404("It was removed meanwhile.") from gone
    except ValidationError as problem:
        _tell(form, problem)
    except ChangedMeanwhile as problem:
        form.add_error(None, f"{problem} Save again to put what you typed in its place.")
        data = cast(QueryDict, form.data).copy()
        data[form.add_prefix("version")] = str(problem.stands.version)
        form.data = data
    except (Refused, CannotBeDone) as problem:
        form.add_error(None, str(problem))
    return not form.errors


def _tell(form: Form, problem: ValidationError) -> None:
    by_field = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    for name, sentences in by_field.items():
        form.add_error(name if name in form.fields else None, sentences)
