"""
The officers' desk: Django's admin site with our sign-in, and with our rows only.

Somebody signed in without a staff role gets the 403 page, not a second sign-in form. Other packages' pages (Django's
groups, allauth's addresses) are not on the desk: they would write behind the operations' back.
"""

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class Desk(AdminSite):
    site_title = "The officers' desk"
    site_header = "The officers' desk"
    index_title = "Data entry"
    index_template = "partnership/desk/index.html"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        if getattr(admin_class, "is_on_the_desk", False):
            super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Whoever may not use the desk is told at once, without a page between."""
        allowed = super().admin_view(view, cacheable)

        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                return self._not_here(request, request.get_full_path())
            response: HttpResponse = allowed(request, *args, **kwargs)
            return response

        return asked

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return self._not_here(request, reverse("admin:index"))

    def _not_here(self, request: HttpRequest, wanted: str) -> HttpResponse:
        if self.has_permission(request):
            return redirect(wanted)
        if request.user.is_authenticated:
            raise PermissionDenied("The desk is for performance officers and administrators.")
        return redirect_to_login(wanted)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """There is one page for changing one's password, and it is the site's."""
        return redirect("account_change_password")
