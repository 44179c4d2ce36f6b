"""Forms of the ground floor."""

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """allauth's sign-in with our words, without a tick box to stay signed in."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields.pop("remember", None)
