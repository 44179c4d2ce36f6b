"""Loading the sample: the passwords it sets, and nothing left of it when it fails."""

import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from actions.models import Action
from boardpack.models import Pack
from indicators.models import Comparator, Indicator, Outturn
from partnership.models import Agency, Meeting, User

pytestmark = pytest.mark.django_db

SAMPLES = settings.BASE_DIR / "samples"


def test_sample_sets_the_demonstration_password_for_those_who_sign_in(monkeypatch):
    monkeypatch.setenv("DEMONSTRATION_PASSWORD", "seven posts and one word")

    call_command("load_sample")

    able = {
        person.email for person in User.objects.all() if person.check_password("seven posts and one word")
    }
    assert able == set(User.objects.filter(is_active=True).values_list("email", flat=True))


@pytest.mark.parametrize(
    ("stands", "broken"),
    [
        ('asks = "decide"', 'asks = "shout"'),
        ("deadline = 2021-11-30", "review_meeting = 2022-01-20\ndeadline = 2021-11-30"),
        ('indicator = "icpc-rate"\nreason', 'indicator = "no-such"\nreason'),
    ],
)
def test_a_failure_halfway_leaves_nothing(tmp_path, stands, broken):
    for file in SAMPLES.iterdir():
        shutil.copy(file, tmp_path)
    story = tmp_path / "november-2021.toml"
    text = story.read_text(encoding="utf-8")
    assert stands in text
    story.write_text(text.replace(stands, broken), encoding="utf-8")

    with pytest.raises(CommandError):
        call_command("load_sample", folder=str(tmp_path))

    for model in (Agency, User, Meeting, Indicator, Outturn, Comparator, Action, Pack):
        assert not model.objects.exists(), model
