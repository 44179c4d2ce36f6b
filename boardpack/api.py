"""
The JSON of one indicator: the same answer as the command line's, for scripts that are signed in as a person.

Errors are JSON too, one sentence each. Who may read what is boardpack.assemble's.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from boardpack.assemble.answers import indicator_answer
from indicators.exporters.measured_json import to_json
from indicators.importers.months import read_month
from indicators.measures.periods import Month
from partnership import clock
from partnership.verdicts import Refused


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """`?month=2021-10` chooses the month."""
    asked = request.GET.get("month", "")
    month = read_month(asked) if asked else None
    if asked and month is None:
        return _error("That is not a month: write it as 2021-10.", 400)
    try:
        answer = indicator_answer(request.user, code, month, Month.of(clock.today()))
    except Refused as refused:
        return _error(str(refused), 403)
    if answer is None:
        return _error("There is no indicator of that code: check it.", 404)
    return HttpResponse(to_json(answer), content_type="application/json")


def _error(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status, json_dumps_params={"ensure_ascii": False})
