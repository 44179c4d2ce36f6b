"""Every list and every empty form of the desk meets the accessibility standard, for the officer and the administrator."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

pytestmark = [pytest.mark.browser, pytest.mark.thorough]  # sscp/test_pages looks at one list and one form


def test_every_page_of_the_desk_is_accessible(traveller, session_of, person_with_role):
    seen: set[str] = set()
    for role in ("performance_officer", "administrator"):
        session_of(role)
        addresses = [one for one in pages_for(person_with_role(role)) if one not in seen]
        assert addresses != []
        for address in addresses:
            traveller.opens(address)
        seen.update(addresses)


def pages_for(person) -> list[str]:
    """The index, and for every model that this person may see its list, and its empty form where there is one."""
    request = RequestFactory().get("/")
    request.user = person
    found = [reverse("admin:index")]
    for model, desk in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        if desk.has_view_permission(request):
            found.append(reverse(f"{name}_changelist"))
        if desk.has_add_permission(request):
            found.append(reverse(f"{name}_add"))
    return found
