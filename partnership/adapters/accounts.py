"""
What allauth asks of us: nobody signs up by themselves, links are built from SITE_URL, and sign-in mail goes through
the outbox.

Knows no SMTP: a message is written down and leaves with the next sweep.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from partnership import clock
from partnership.models import User
from partnership.operations.outbox import write_sign_in_message
from partnership.operations.people import store_person


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address and the password do not go together. Check both.",
        "enter_current_password": "Type the password you have now.",
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": "Too many tries with a wrong password. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Somebody whose password is right and who may not sign in: one who has left, say."""
        reason = "This account may not sign in. Ask an administrator of the partnership if it should."
        return render(request, "403.html", {"reason": reason}, status=403)

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """From the day on which they leave nobody signs in, whether or not that was taken from the row yet."""
        if user.has_left(clock.today()):
            clear_login(request)
            return self.respond_user_inactive(request, user)
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def is_safe_url(self, url: str | None) -> bool:
        """After sign-in only a page of this site follows, named without a host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The host that a request claims never comes into a link that is mailed."""
        uid, _, secret = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": secret})
        return f"{settings.SITE_URL}{path}"

    def format_email_subject(self, subject: str) -> str:
        """Without allauth's prefix, which is the request's host."""
        return subject

    def set_password(self, user: User, password: str) -> None:
        """Written as every row is, with its version and its history; the session goes on with what was stored."""
        person = User.objects.get(pk=user.pk)  # a request's user is a lazy stand-in for the row
        stored = store_person(person=person, by=person, password=password)
        user.password, user.version = stored.password, stored.version

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Addressed to the person's own row; an address that nobody has gets nothing and no one is told."""
        person = User.objects.in_post(clock.today()).filter(email__iexact=email, is_active=True).first()
        if person is None:
            return
        rendered = self.render_mail(template_prefix, email, {**context, "site_url": settings.SITE_URL})
        write_sign_in_message(
            recipient=person, subject=rendered.subject, text=rendered.body, day=clock.today(), now=clock.now()
        )
