"""The page on which a draft is composed: what it shows is what it saves, and a no leaves everything as typed."""

from boardpack.models import Pack
from boardpack.operations.packs import save_point

ADDRESS = "/packs/2021-11-24/draft/compose/"


def posted(page):
    """The page's own fields as a browser would send them."""
    found = {}
    for forms in (page.context["choices"], page.context["points"]):
        for form in (forms.management_form, *forms):
            for field in form:
                value = field.value()
                if value is not None and value is not False and value != "":
                    found[field.html_name] = "on" if value is True else value
    return found


def held():
    rows = Pack.objects.get().choices.select_related("indicator").order_by("order")
    return [(row.indicator.code, row.order, row.standing_reason) for row in rows]


def test_saving_what_is_shown_changes_nothing(signed_in, draft, officer):
    save_point(pack=draft, order=None, asks="decide", text="Who leads?", by=officer)
    desk = signed_in("performance_officer")
    answer = desk.post(ADDRESS, posted(desk.get(ADDRESS)), follow=True)
    assert [str(one) for one in answer.context["messages"]] == ["The draft is saved."]
    assert held() == [("in-time", 1, ""), ("plans", 2, ""), ("ended", 3, "")]
    assert {row.version for row in [*draft.choices.all(), *draft.points.all()]} == {1}


def test_choice_order_reason_and_points_are_saved_together(signed_in, draft, january):
    desk = signed_in("performance_officer")
    words = posted(desk.get(ADDRESS)) | {
        "choices-0-order": "9",
        "choices-0-standing_reason": "Since spring.",
        "points-0-text": "Who leads?",
        "points-0-asks": "decide",
    }
    del words["choices-2-included"]
    answer = desk.post(ADDRESS, words)
    assert answer.context["problems"] == ["Nothing is saved yet: put right what is marked below."]
    assert "A standing reason needs the meeting at which it is reviewed." in answer.content.decode()
    desk.post(ADDRESS, words | {"choices-0-review_meeting_pk": january.pk})
    assert held() == [("plans", 1, ""), ("in-time", 2, "Since spring.")]
    assert [(one.asks, one.text) for one in draft.points.all()] == [("decide", "Who leads?")]


def test_what_was_changed_meanwhile_is_told(signed_in, draft, officer):
    desk = signed_in("performance_officer")
    words = posted(desk.get(ADDRESS)) | {"choices-0-no_action_reason": "Mine."}
    desk.post(ADDRESS, words | {"choices-0-no_action_reason": "Theirs."})
    answer = desk.post(ADDRESS, words)
    assert "Nothing is saved: open the page anew" in answer.context["problems"][0]


def test_points_are_drafted_at_a_click(signed_in, draft):
    desk = signed_in("performance_officer")
    for said in ("2 drafted: edit them below.", "Every point that would be drafted is there."):
        answer = desk.post(f"{ADDRESS}points/", follow=True)
        assert [str(one) for one in answer.context["messages"]] == [said]
