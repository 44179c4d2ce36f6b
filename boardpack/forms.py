"""Forms of the pack's pages: drafting one, publishing it, its commentary."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from boardpack.models import Asks
from indicators.models import MonthFormField
from partnership.models import Meeting


class ComposeForm(forms.Form):
    """From a meeting, a reporting month and an as-at date to a draft."""

    meeting = forms.ModelChoiceField(queryset=Meeting.objects.none(), empty_label="Choose a meeting")
    month = MonthFormField(label="Reporting month", help_text="As year and month, for example 2021-10.")
    as_at = forms.DateField(
        label="As at",
        help_text="The day from which lateness is reckoned.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]  # the field above


class ChoiceForm(forms.Form):
    """An indicator's place in a draft, and what is said of it. `version` is of the row that the page showed."""

    code = forms.SlugField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    included = forms.BooleanField(required=False)
    order = forms.IntegerField(required=False, min_value=1, max_value=9999)
    standing_reason = forms.CharField(
        max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    review_meeting_pk = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    no_action_reason = forms.CharField(
        max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_meeting_pk"].choices = [("", "No meeting"), *meetings]  # type: ignore[attr-defined]  # the field above

    def clean(self) -> dict[str, Any]:
        words = super().clean() or self.cleaned_data
        if words.get("standing_reason") and not words.get("review_meeting_pk"):
            self.add_error(
                "review_meeting_pk", "A standing reason needs the meeting at which it is reviewed."
            )
        return words


class PointForm(forms.Form):
    """A key discussion point; one without words is none."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    order = forms.IntegerField(required=False, min_value=1, max_value=9999)
    asks = forms.ChoiceField(choices=Asks.choices, required=False)
    text = forms.CharField(max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    remove = forms.BooleanField(required=False)

    def clean_asks(self) -> str:
        return self.cleaned_data["asks"] or str(Asks.DISCUSS)


ChoiceSet = forms.formset_factory(ChoiceForm, extra=0)
PointSet = forms.formset_factory(PointForm, extra=2)


class PublishForm(forms.Form):
    """Says which version of the draft was looked at. The page gives the version that it shows."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class AgreementForm(forms.Form):
    """Which text was read, for whom a deputy agrees, and what is wanted if the pack goes back to draft."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    deputy_for = forms.TypedChoiceField(label="As deputy for", coerce=int, required=False, empty_value=None)
    reason = forms.CharField(
        label="What is wanted", max_length=80, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, stands_in_for: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy_for"].choices = stands_in_for  # type: ignore[attr-defined]  # the field above
        if not stands_in_for:
            del self.fields["deputy_for"]


class WithdrawalForm(forms.Form):
    """Why an edition is withdrawn, and which version of it was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why is it withdrawn?",
        max_length=300,
        help_text="This is what readers find in its place. Do not repeat what must not be read.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EditionForm(forms.Form):
    """Why there is a further edition: printed on its cover."""

    reason = forms.CharField(
        label="Why is there a further edition?",
        max_length=300,
        help_text="This is printed on the cover and on the page of the edition that it replaces.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CommentaryForm(forms.Form):
    """The three texts, whom they speak for, from whom they came; and which version of what the page showed."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tells_us = forms.CharField(
        label="What the data tells us", required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    analysis = forms.CharField(
        label="Analysis", help_text="Why it is so.", required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    next_steps = forms.CharField(
        label="Action and next steps",
        help_text="One step a line, each with whose it is and by when.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    speaks_for = forms.MultipleChoiceField(
        label="Which indicators does it speak for?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one indicator that this speaks for."},
    )
    received_from = forms.CharField(
        label="Received from",
        help_text="Where somebody else wrote it: from whom it came.",
        max_length=150,
        required=False,
    )
    remark = forms.CharField(
        label="What is wanted, if it is returned",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, choices: Any, may_accept: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaks_for"].choices = choices  # type: ignore[attr-defined]  # the field above
        if not may_accept:
            del self.fields["remark"], self.fields["received_from"]
        self.stands: Any = None  # what somebody else wrote meanwhile, to be shown beside what was typed

    def show_beside(self, stands: Any, *, pk: int, version: int) -> None:
        """From here on the page shows these texts too, so that saving again is done knowing them."""
        self.stands = stands
        data = cast(QueryDict, self.data).copy()
        data["pk"], data["version"] = str(pk), str(version)
        self.data = data


class RedactionForm(forms.Form):
    """Which words are to be taken out, and why."""

    words = forms.CharField(
        label="Which words?",
        max_length=200,
        help_text="Exactly the passage that must not stand there, such as a name. Capitals and spaces make no difference.",
    )
    reason = forms.CharField(
        label="Why?",
        max_length=300,
        help_text="One sentence without the words themselves. The pack prints it.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class GivenCommentaryForm(forms.Form):
    """The three texts as their author gives them by a link, and which version of them the page showed."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tells_us = forms.CharField(
        label="What the data tells us", required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    analysis = forms.CharField(
        label="Analysis", help_text="Why it is so.", required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    next_steps = forms.CharField(
        label="Action and next steps",
        help_text="One step a line, each with whose it is and by when.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stands: Any = None  # what somebody else wrote meanwhile, to be shown beside what was typed

    def keep_up(self, stands: Any) -> None:
        """From here on the page shows these texts too, so that sending again is done knowing them."""
        self.stands = stands
        data = cast(QueryDict, self.data).copy()
        data["pk"], data["version"] = (str(stands.pk), str(stands.version)) if stands else ("", "")
        self.data = data
