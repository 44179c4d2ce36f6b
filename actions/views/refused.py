"""Putting an operation's refusal at the fields of the form it came from."""

from django import forms
from django.core.exceptions import ValidationError


def put_at_fields(form: forms.Form, problem: Exception) -> None:
    """A ValidationError's sentences at the fields they name, every other sentence at the form as a whole."""
    if not isinstance(problem, ValidationError):
        form.add_error(None, str(problem))
    elif hasattr(problem, "error_dict"):
        for name, sentences in problem.message_dict.items():
            for sentence in sentences:
                form.add_error(name if name in form.fields else None, sentence)
    else:
        for sentence in problem.messages:
            form.add_error(None, sentence)
