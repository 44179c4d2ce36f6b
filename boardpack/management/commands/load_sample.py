"""
Loads the sample month into an empty site: through the importer and the operations, in one transaction.

What is loaded stands in samples/; how, in boardpack.management.sample. A site that holds indicators is refused.
"""

import os
import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from boardpack.management.sample.figures import ReturnNotLoaded, load_figures
from boardpack.management.sample.people import load_people
from boardpack.management.sample.words import load_words
from boardpack.management.sample.work import load_actions, load_pack
from boardpack.models import Pack
from indicators.importers.problems import ReturnRefused
from indicators.models import Indicator
from partnership import clock
from partnership.verdicts import Refused


class Command(BaseCommand):
    help = (
        "Loads the sample (people, one month's return, commentary, actions and a published pack) into an empty site. "
        "Those who may sign in get the password in DEMONSTRATION_PASSWORD, and none when it is not set."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder",
            default=str(settings.BASE_DIR / "samples"),
            help="Where the sample lies (default: samples/).",
        )
        parser.add_argument(
            "--without-pack",
            action="store_true",
            help="Everything but the pack, for whoever wants to compose it.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        password = os.environ.get("DEMONSTRATION_PASSWORD", "")
        try:
            with transaction.atomic():
                loaded = load(folder, password, with_pack=not options["without_pack"])
        except KeyError as missing:
            raise CommandError(f"The sample names {missing}, which it does not bring.") from missing
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        except (OSError, ValueError, Refused, ReturnNotLoaded, ReturnRefused) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Loaded: {loaded or 'all but the pack'}.")


def load(folder: Path, password: str, *, with_pack: bool = True) -> Pack | None:
    """Everything of the sample and its pack (None without it), or an exception that says why not."""
    if Indicator.objects.exists():
        raise Refused("The sample is only for an empty site, and this one holds indicators already.")
    sample = tomllib.loads((folder / "november-2021.toml").read_text(encoding="utf-8"))
    now = clock.now()
    cast = load_people(sample, password)
    indicators = load_figures(sample, folder, cast, now)
    load_words(sample, indicators, cast.officer, now)
    load_actions(sample, cast, indicators)
    if not with_pack:
        return None
    # Published after the figures were recorded, or their histories would say that the pack could not have shown them.
    return load_pack(sample, cast, indicators, clock.now())
