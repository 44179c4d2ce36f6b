"""Sign-in and what goes with it, and the demonstration's mailbox."""

from allauth.account import views as account
from django.urls import path, re_path

from partnership import views

urlpatterns = [
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    # Somebody without a password sets the first one by the same way as one who forgot theirs.
    path("accounts/password/set/", account.password_reset, name="account_set_password"),
    path("accounts/password/reset/", account.password_reset, name="account_reset_password"),
    path("accounts/password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    # The key has hyphens of its own, so the person's part must not reach over the first one.
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<str:key>/", views.mailbox_mail, name="mailbox_mail"),
    path("mailbox/<str:key>/page/", views.mailbox_page, name="mailbox_page"),
]
