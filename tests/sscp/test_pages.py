"""The frame of every page, signing in and out, a forgotten password, the front page on screen, and pages for errors."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from actions.operations.raising import raise_action
from partnership.models import Agency, Message, User
from partnership.operations.people import store_person
from partnership.operations.rows import create
from tests.fixtures.browser import assert_accessible

PASSWORD = "a long word for tests 7"
TEMPLATES = Path(project.BASE_DIR) / "templates"
PAGES = sorted(file for file in TEMPLATES.rglob("*.html") if "emails" not in file.parts)
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
HOUSE = (Path(project.BASE_DIR) / "static" / "css" / "house.css").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _no_tries_remembered(db: None) -> None:
    cache.clear()


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    agency = create(Agency, by=None, name="Children and Learning Service")

    def make(*roles: str, **fields: Any) -> User:
        values = {"name": "Head of Quality Assurance", "email": "head@example.org", "is_active": True}
        keys = frozenset(roles)
        values |= {"agency": agency, "password": PASSWORD} | fields
        return store_person(person=None, by=None, role_keys=keys, **values)

    return make


def text_of(response: Any) -> str:
    """The page's words: without markup, white space made single."""
    main = re.sub(r"<(script|style|title)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def links_in(response: Any, start: str) -> list[str]:
    """The words of each link of the navigation, or the address of each link in another part of the page."""
    part = response.content.decode().split(start, 1)[-1]
    return re.findall(r'<a[^>]*href="([^"]*)"', part)


def places_on(response: Any) -> list[str]:
    found = re.search(r'<nav class="hs-nav".*?</nav>', response.content.decode(), flags=re.DOTALL)
    return re.findall(r">([^<>]+)</a>", found[0]) if found else []


# ---- the frame ----


def test_every_page_says_its_language_and_offers_a_way_past_the_header(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert '<html lang="en-GB">' in page
    assert page.index('href="#main"') < page.index("<header")
    assert '<main id="main"' in page


@pytest.mark.parametrize(
    ("role", "places"),
    [
        ("performance_officer", ["Packs", "Scorecard", "Commentary", "Actions", "The desk"]),
        ("administrator", ["Packs", "Scorecard", "Actions", "The desk"]),
        ("chair", ["Packs", "Scorecard", "Actions"]),
        ("action_owner", ["Packs", "Scorecard", "My actions"]),
        ("board_member", ["Packs", "Scorecard"]),
        ("data_owner", ["Packs", "Scorecard", "Commentary"]),
    ],
)
def test_navigation_shows_where_each_role_may_go(
    role: str, places: list[str], signed_in: Callable[[str], Client]
) -> None:
    assert places_on(signed_in(role).get("/")) == places


def test_navigation_is_not_there_for_a_visitor(client: Client) -> None:
    assert places_on(client.get(reverse("account_login"))) == []


def test_demonstration_has_a_banner_with_its_day_and_a_mailbox(
    settings: Any, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnership.clock.today", lambda: date(2021, 12, 6))
    settings.DEMONSTRATION = True
    page = signed_in("board_member").get("/")
    assert places_on(page) == ["Packs", "Scorecard", "Mailbox"]
    assert "Demonstration: today is 6 December 2021." in text_of(page)


def test_site_that_is_no_demonstration_has_no_banner(signed_in: Callable[[str], Client]) -> None:
    assert "Demonstration" not in text_of(signed_in("board_member").get("/"))


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.name)
def test_component_opens_with_the_list_of_its_inputs(file: Path) -> None:
    opening = re.match(r"\{% comment %\}(.*?)\{% endcomment %\}", file.read_text(encoding="utf-8"), re.DOTALL)
    assert opening
    assert "Inputs: " in opening[1]


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.relative_to(TEMPLATES).as_posix())
def test_component_is_included_with_nothing_but_its_inputs(file: Path) -> None:
    included = re.findall(r'\{% include "components/[^%]*%\}', file.read_text(encoding="utf-8"))
    assert [tag for tag in included if not tag.endswith("only %}")] == []


# ---- colours ----


def colour(name: str) -> str:
    found = re.search(rf"--hs-{name}: (#[0-9a-f]{{3,6}});", HOUSE)
    assert found, name
    return found[1] if len(found[1]) == 7 else "#" + "".join(letter * 2 for letter in found[1][1:])


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tone", ["green", "amber", "red", "neutral", "grey"])
def test_status_tag_can_be_read(tone: str) -> None:
    assert contrast(colour(tone), colour(f"{tone}-wash")) >= 4.5


@pytest.mark.parametrize("ground", ["#ffffff", colour("wash")])
def test_quiet_words_can_be_read(ground: str) -> None:
    assert contrast(colour("quiet"), ground) >= 4.5


# ---- signing in and out ----


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("account_login"), {"login": "head@example.org", "password": password} | more)


def test_front_page_asks_a_visitor_to_sign_in(client: Client) -> None:
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/")


def test_sign_in_leads_to_the_front_page(person: Callable[..., User], client: Client) -> None:
    person("board_member")
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/")


def test_sign_in_leads_back_to_the_page_that_asked(person: Callable[..., User], client: Client) -> None:
    person("board_member")
    assert sign_in(client, next="/packs/")["Location"] == "/packs/"


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "javascript:alert(1)",
        "http://testserver/packs/",
    ],
)
def test_sign_in_never_leads_to_an_address_with_a_host(
    address: str, person: Callable[..., User], client: Client
) -> None:
    person("board_member")
    assert sign_in(client, next=address)["Location"] == "/"


def test_sign_in_sums_up_its_errors_and_links_each_to_its_field(client: Client) -> None:
    response = client.post(reverse("account_login"), {"login": "", "password": ""})
    assert "<title>Error: Sign in – " in response.content.decode()
    assert links_in(response, "govuk-error-summary")[:2] == ["#id_login", "#id_password"]


def test_sign_in_with_a_wrong_password_says_so_without_saying_who_is_known(
    person: Callable[..., User], client: Client
) -> None:
    person("board_member")
    known = text_of(sign_in(client, "wrong"))
    unknown = text_of(
        client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "wrong"})
    )
    assert "The e-mail address and the password do not go together. Check both." in known
    assert known == unknown


def test_sign_in_refuses_somebody_who_may_not_with_the_reason(
    person: Callable[..., User], client: Client
) -> None:
    person("board_member", is_active=False)
    response = sign_in(client)
    assert response.status_code == 403
    assert "This account may not sign in. Ask an administrator" in text_of(response)
    assert "_auth_user_id" not in client.session


def test_sign_in_waits_after_ten_wrong_passwords(person: Callable[..., User], client: Client) -> None:
    person("board_member")
    for _ in range(10):
        sign_in(client, "wrong")
    response = sign_in(client)
    assert "Too many tries with a wrong password. Wait five minutes, then try again." in text_of(response)
    assert "_auth_user_id" not in client.session


def test_sign_in_of_a_demonstration_says_where_its_passwords_are(settings: Any, client: Client) -> None:
    settings.DEMONSTRATION = True
    words = text_of(client.get(reverse("account_login")))
    assert "Its sign-ins, one for each role, were printed by ./run where it was started." in words


def test_sign_in_elsewhere_says_nothing_of_a_demonstration(client: Client) -> None:
    assert "./run" not in text_of(client.get(reverse("account_login")))


def test_sign_out_takes_a_press_of_the_button(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("board_member")
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post(reverse("account_logout"))["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


def test_password_is_changed_by_its_owner_with_a_history_row(
    person: Callable[..., User], client: Client
) -> None:
    owner = person("board_member")
    sign_in(client)
    assert 'href="/accounts/password/change/"' in client.get("/").content.decode()
    fresh = "quite another long word 9"
    words = {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
    client.post(reverse("account_change_password"), words)
    changed = User.objects.get()
    assert changed.check_password(fresh)
    assert (changed.version, changed.history.first().history_user) == (owner.version + 1, owner)
    assert client.get("/").status_code == 200  # the session goes on


# ---- a forgotten password ----


def ask_for_new_password(client: Client, email: str = "head@example.org", **headers: str) -> Any:
    return client.post(reverse("account_reset_password"), {"email": email}, follow=True, headers=headers)


def test_link_to_a_new_password_is_built_from_the_sites_own_address(
    settings: Any, person: Callable[..., User], client: Client
) -> None:
    settings.SITE_URL = "https://sscp.example.org"
    settings.ALLOWED_HOSTS = ["claimed.example.net"]
    person("board_member")
    ask_for_new_password(client, host="claimed.example.net")
    message = Message.objects.get()
    assert message.subject == "Choose a new password"
    assert re.findall(r"https?://\S+/accounts/password/reset/key/", message.text) == [
        "https://sscp.example.org/accounts/password/reset/key/"
    ]
    assert "claimed.example.net" not in message.text + message.subject


def test_new_password_is_chosen_by_the_link_and_signs_in(person: Callable[..., User], client: Client) -> None:
    person("board_member")
    ask_for_new_password(client)
    found = re.search(r"http://\S+?(/accounts/\S+)", Message.objects.get().text)
    assert found
    form = client.get(found[1], follow=True)
    fresh = "quite another long word 9"
    client.post(form.request["PATH_INFO"], {"password1": fresh, "password2": fresh})
    assert sign_in(client, fresh)["Location"] == "/"
    client.logout()
    assert "This link no longer works" in text_of(client.get(found[1], follow=True))


def test_address_that_nobody_has_is_answered_alike_and_gets_no_mail(
    person: Callable[..., User], client: Client
) -> None:
    person("board_member")
    known = ask_for_new_password(client)
    unknown = ask_for_new_password(client, "nobody@example.org")
    assert text_of(known) == text_of(unknown)
    assert Message.objects.count() == 1


def test_asking_too_often_gives_a_page_in_words(person: Callable[..., User], client: Client) -> None:
    person("board_member")
    answers = [ask_for_new_password(client) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Too many tries" in text_of(answers[-1])


# ---- the front page on screen ----


@pytest.mark.parametrize(
    ("role", "headings"),
    [
        (
            "performance_officer",
            ["Outturns for November 2021", "Checks to look at", "Packs not yet published", "Latest packs"],
        ),
        ("administrator", ["Packs not yet published", "Latest packs", "People and mail"]),
        ("approver", ["Packs not yet published", "Latest packs"]),
        ("chair", ["Packs not yet published", "Latest packs"]),
        ("data_owner", ["Latest packs"]),
        ("action_owner", ["My actions", "Latest packs"]),
        ("board_member", ["Latest packs"]),
    ],
)
def test_front_page_heads_what_each_role_comes_for(
    role: str, headings: list[str], signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnership.clock.today", lambda: date(2021, 12, 6))
    page = signed_in(role).get("/")
    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", page.content.decode()) == headings


def test_front_page_tells_somebody_without_a_role_whom_to_ask(
    person: Callable[..., User], client: Client
) -> None:
    client.force_login(person())
    words = text_of(client.get("/"))
    assert "Your account has no role yet" in words
    assert "Latest packs" not in words


def test_front_page_links_an_owner_to_an_action_with_its_lateness(
    person: Callable[..., User], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnership.clock.today", lambda: date(2021, 12, 6))
    officer = person("performance_officer", name="Officer", email="officer@example.org")
    owner = person("action_owner")
    action = raise_action(
        by=officer, today=date(2021, 11, 24), title="Audit", owner=owner, deadline=date(2021, 11, 30)
    )
    client.force_login(owner)
    page = client.get("/")
    assert links_in(page, 'id="actions"')[0] == f"/actions/{action.reference}/"
    assert f"{action.reference}: Audit Due 30 November 2021 6 days overdue" in text_of(page)


# ---- pages for errors ----


def test_page_that_is_not_there_says_so_in_the_sites_frame(client: Client) -> None:
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "There is nothing at this address." in text_of(response)


def test_desk_refuses_a_board_member_with_the_reason(signed_in: Callable[[str], Client]) -> None:
    response = signed_in("board_member").get(reverse("admin:index"), follow=True)
    assert response.status_code == 403
    assert "The desk is for performance officers and administrators." in text_of(response)
    assert "Data entry" not in text_of(response)


def test_form_from_elsewhere_is_refused_in_words(person: Callable[..., User]) -> None:
    person("board_member")
    strict = Client(enforce_csrf_checks=True)
    response = sign_in(strict)
    assert response.status_code == 403
    assert "This form was not accepted" in text_of(response)


@pytest.mark.parametrize(
    ("template", "words"),
    [("500.html", "Something went wrong"), ("503.html", "The site is away for a moment")],
)
def test_page_for_when_little_works_needs_no_context_and_no_query(
    template: str, words: str, django_assert_num_queries: Any
) -> None:
    from django.template.loader import render_to_string

    with django_assert_num_queries(0):
        assert words in render_to_string(template)


# ---- in a real browser ----


@pytest.mark.browser
def test_sign_in_page_is_accessible_with_and_without_errors(page: Any) -> None:
    page.goto("/accounts/login/")
    assert_accessible(page)
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_role("heading", name="There is a problem").is_visible()
    assert_accessible(page)
    page.get_by_role("link", name="E-mail address: This field is required.").click()
    assert page.evaluate("document.activeElement.id") == "id_login"
    page.goto("/accounts/password/reset/")
    assert_accessible(page)


@pytest.mark.browser
@pytest.mark.parametrize(
    "role", ["performance_officer", "administrator", "chair", "action_owner", "board_member"]
)
def test_front_page_is_accessible_and_breaks_no_policy(role: str, sign_in_page: Callable[[str], Any]) -> None:
    page = sign_in_page(role)
    page.goto("/")
    page.get_by_role("heading", level=1).wait_for()
    assert page.console_errors == []
    assert_accessible(page)


@pytest.mark.browser
def test_front_page_fits_a_phone(sign_in_page: Callable[[str], Any]) -> None:
    page = sign_in_page("performance_officer")
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.browser
def test_first_press_of_tab_offers_the_way_to_the_content(sign_in_page: Callable[[str], Any]) -> None:
    page = sign_in_page("board_member")
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page's content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.browser
@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/indicators/indicator/", "/admin/indicators/indicator/add/"]
)
def test_desk_is_accessible_and_breaks_no_policy(address: str, sign_in_page: Callable[[str], Any]) -> None:
    page = sign_in_page("performance_officer")
    page.goto(address)
    page.get_by_role("link", name="Back to the site").wait_for()
    assert page.console_errors == []
    assert_accessible(page)
