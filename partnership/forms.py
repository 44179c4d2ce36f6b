"""Forms of the ground floor."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms

from partnership import clock
from partnership.models import User


class PersonInPost(forms.ModelChoiceField):
    """Somebody who has not left by the day on which the form is shown or sent."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User.objects.none(), **kwargs)

    def __deepcopy__(self, memo: Any) -> "PersonInPost":
        """Every form takes its own copy of its fields, so this is where the day is asked."""
        field: PersonInPost = super().__deepcopy__(memo)
        field.queryset = User.objects.in_post(clock.today()).select_related("agency").order_by("name")
        return field


class SignInForm(LoginForm):
    """allauth's sign-in with our words, without a tick box to stay signed in."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields.pop("remember", None)
