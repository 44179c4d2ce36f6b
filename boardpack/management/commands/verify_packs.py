"""Proves that every published edition is what it was: document, history, and each kept file, rendered again."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from boardpack.assemble.proofs import EditionProof, proofs
from boardpack.management.commands.render_pack import day_of


class Command(BaseCommand):
    help = (
        "Proves each edition that was ever published: its document against its SHA-256 and its history, and each kept file "
        "against its own, rendered again to the same bytes while the renderer's version stands. Exit code 1 on any breach."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack", metavar="PACK", nargs="?", help="only that meeting's, such as 2021-11-24")
        parser.add_argument(
            "--hashes-only", action="store_true", help="compare hashes and render nothing again"
        )
        parser.add_argument("--json", action="store_true", help="print what was found as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        day = day_of(options["pack"]) if options["pack"] else None
        found = []
        for one in proofs(day, render=not options["hashes_only"]):
            found.append(one)
            if not options["json"]:
                self.tell(one)
        breaches = [f"{one.title}: {sentence}" for one in found for sentence in one.breaches]
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {"editions": [asdict(one) for one in found], "breaches": breaches},
                    default=date.isoformat,
                    ensure_ascii=False,
                    indent=2,
                )
            )
        if breaches:
            raise CommandError(" ".join(breaches))
        if not options["json"]:
            files = sum(len(one.files) for one in found)
            self.stdout.write(f"{_many(len(found), 'edition')}, {_many(files, 'file')}: every one holds.")

    def tell(self, one: EditionProof) -> None:
        self.stdout.write(f"{one.title} ({one.status}), SHA-256 {one.sha256}")
        for line in (*one.redactions, *(f"{each.format}: {each.found}" for each in one.files)):
            self.stdout.write(f"  {line}")
        for sentence in one.breaches:
            self.stdout.write(self.style.ERROR(f"  {sentence}"))


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
