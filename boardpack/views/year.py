"""The yearly record of a period, as a page that prints and as a workbook."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from boardpack.assemble.year import YearPage, year_of, year_page
from boardpack.assemble.year_grids import year_grids
from boardpack.meeting_forms import PeriodForm
from indicators.exporters.workbook import sheets_as_xlsx
from partnership import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def yearly_record(request: HttpRequest) -> HttpResponse:
    """Of the period that was asked for, else of the present financial year."""
    page, form = _asked(request)
    query = f"?first={page.first.isoformat()}&last={page.last.isoformat()}"
    return render(request, "boardpack/year.html", {"page": page, "form": form, "query": query})


@login_required
def yearly_record_xlsx(request: HttpRequest) -> HttpResponse:
    """Of the same period; one that makes no sense leads to the page, which says what is wrong with it."""
    page, form = _asked(request)
    if form.errors:
        return redirect(f"{reverse('boardpack:yearly_record')}?{request.GET.urlencode()}")
    made = sheets_as_xlsx(year_grids(page), title=page.title, created=clock.now(), fixed_columns=2)
    name = f"yearly-record-{page.first.isoformat()}-to-{page.last.isoformat()}.xlsx"
    return HttpResponse(
        made, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _asked(request: HttpRequest) -> tuple[YearPage, PeriodForm]:
    """A period that makes no sense shows the present year, with what is wrong beside it."""
    first, last = year_of(clock.today())
    initial: dict[str, date] = {"first": first, "last": last}
    form = PeriodForm(request.GET if {"first", "last"} & set(request.GET) else None, initial=initial)
    if form.is_bound and form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    return year_page(request.user, first, last), form
