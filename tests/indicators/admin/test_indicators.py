"""Areas and indicators on the desk: what is a guess is flagged, what is rested on stays."""

import pytest
from django.urls import reverse

from indicators.models import Area, Indicator
from indicators.operations.setup import save_indicator
from tests.fixtures.desk import address, as_posted

LIST = "admin:indicators_indicator_changelist"


@pytest.fixture
def desk(signed_in):
    return signed_in("performance_officer")


def words(response):
    return response.content.decode()


def test_the_list_flags_what_is_to_be_confirmed(desk, plans_ended, make_indicator):
    make_indicator("sure", basis_confirmed=True, polarity_confirmed=True, order=1)
    page = desk.get(reverse(LIST))
    shown = [page.context["cl"].model_admin.to_be_confirmed(row) for row in page.context["cl"].result_list]
    assert shown == ["", "basis, polarity"]
    for asked, codes in (("yes", ["plans-ended"]), ("no", ["sure"])):
        chosen = desk.get(reverse(LIST), {"to_confirm": asked}).context["cl"].result_list
        assert [row.code for row in chosen] == codes


def test_the_form_flags_what_is_to_be_confirmed(desk, plans_ended):
    page = words(desk.get(address(plans_ended, "change")))
    assert "Put it right and tick “basis confirmed”." in page
    assert "Put it right and tick “polarity confirmed”." in page
    save_indicator(indicator=plans_ended, by=None, basis_confirmed=True)
    page = words(desk.get(address(plans_ended, "change")))
    assert "tick “basis confirmed”" not in page
    assert "tick “polarity confirmed”" in page


def test_an_indicator_is_confirmed_on_its_form(desk, plans_ended, officer):
    page = address(plans_ended, "change")
    posted = as_posted(
        desk.get(page), basis_confirmed="on", aliases="CP plans closed\n\nPlans closed \n", rate_per="10,000"
    )
    assert desk.post(page, posted).status_code == 302
    plans_ended.refresh_from_db()
    assert (plans_ended.basis_confirmed, plans_ended.aliases, plans_ended.rate_per) == (
        True,
        ["CP plans closed", "Plans closed"],
        10_000,
    )
    assert plans_ended.history.first().history_user == officer


def test_a_form_saved_as_it_was_changes_nothing(desk, plans_ended):
    save_indicator(indicator=plans_ended, by=None, aliases=["a", "b"], tolerance="2.5", active_from="2021-04")
    before = Indicator.objects.values().get()
    page = address(plans_ended, "change")
    assert desk.post(page, as_posted(desk.get(page))).status_code == 302
    assert Indicator.objects.values().get() == before


def test_a_code_stays_as_it_is(desk, plans_ended):
    page = address(plans_ended, "change")
    assert desk.post(page, as_posted(desk.get(page), code="another")).status_code == 302
    plans_ended.refresh_from_db()
    assert plans_ended.code == "plans-ended"


def test_people_who_left_are_not_offered_unless_they_are_named(desk, plans_ended, person):
    named = person("data_owner", name="Named leaver", is_active=False, left_on="2021-10-31")
    person("data_owner", name="Other leaver", is_active=False, left_on="2021-10-31")
    save_indicator(indicator=plans_ended, by=None, data_owner=named)
    offered = desk.get(address(plans_ended, "change")).context["adminform"].form.fields["data_owner"].queryset
    assert {somebody.name for somebody in offered} == {"Named leaver", "Performance officer"}


def test_an_area_with_indicators_stays_and_says_why(desk, area, plans_ended):
    response = desk.post(address(area, "delete"), {"post": "yes"}, follow=True)
    assert Area.objects.count() == 1
    assert "Child Protection stays" in words(response) or "would require deleting" in words(response)


def test_an_indicator_with_commentary_only_stays_and_says_why(desk, desk_rows):
    row = desk_rows["commentary"].indicators.get()
    for kind in ("outturn", "target"):
        desk.post(address(desk_rows[kind], "delete"), {"post": "yes"})
    other = Indicator.objects.get(pk=row.pk)
    desk.post(address(other, "delete"), {"post": "yes"}, follow=True)
    assert Indicator.objects.filter(pk=row.pk).exists()
    assert desk_rows["commentary"].indicators.get() == row


def test_an_indicator_that_only_commentary_speaks_of_says_so(desk, plans_ended, officer):
    from indicators.measures.periods import Month
    from indicators.operations.commentary import save_commentary

    save_commentary(
        commentary=None, by=officer, month=Month(2021, 10), indicators=[plans_ended], tells_us="x"
    )
    response = desk.post(address(plans_ended, "delete"), {"post": "yes"}, follow=True)
    assert response.redirect_chain == [(address(plans_ended, "change"), 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "Number of plans ended stays, because it is still needed (1 of its commentary)."
    ]
    assert Indicator.objects.count() == 1


def test_an_area_that_nothing_rests_on_goes(desk, area):
    assert desk.post(address(area, "delete"), {"post": "yes"}).status_code == 302
    assert Area.objects.count() == 0
