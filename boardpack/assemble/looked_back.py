"""
What a draft looks back on: the last pack, the edition that it corrects, why figures changed, what was said in meetings.

Reads only, in a number of queries that does not grow; what is made of it stands in assemble.since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings

from boardpack.document import IndicatorSection
from boardpack.models import Pack
from boardpack.queries.compared import EditionBefore, edition_corrected, last_shown, present_places
from boardpack.queries.composing import meeting_before
from boardpack.queries.records import RecordFacts, records_since
from indicators.assemble import careful_codes
from indicators.queries import Held
from indicators.queries.standing_notes import StandingNote, standing_notes
from indicators.queries.why_changed import Reasons, why_changed


@dataclass(frozen=True)
class LookedBack:
    """
    `held` is what the board may see of every indicator in this pack or in the last one.

    Of those in `careful` a number or a word could tell a small count: see `threshold`. `meeting` names the meeting
    before, as actions name the one that raised them. `older` are the editions that showed last, each under the code of an
    indicator, what this pack holds and the last one does not. `places` gives the present name of a geography that they
    name otherwise.
    """

    last: EditionBefore | None
    corrected: EditionBefore | None
    held: dict[str, Held]
    reasons: Reasons
    careful: frozenset[str]
    threshold: int
    meeting: str
    records: tuple[RecordFacts, ...]
    notes: tuple[StandingNote, ...]
    older: tuple[tuple[str, EditionBefore], ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)

    def shown_last(self) -> Iterator[tuple[EditionBefore, IndicatorSection, str]]:
        """Every indicator as it was shown last, and in which pack, in words: empty where that is the last pack."""
        if self.last is None:
            return
        for section in self.last.document.sections:
            yield self.last, section, ""
        for code, edition in self.older:
            yield from (
                (edition, section, edition.words)
                for section in edition.document.sections
                if section.code == code
            )

    def notes_for(self, code: str) -> tuple[str, ...]:
        """What stands among the notes of the indicator's own section, in the officer's words."""
        return tuple(
            f"Note on the data{f' of {one.month.label}' if one.month else ''} ({one.about}): {one.note}"
            for one in self.notes
            if one.code == code and code not in self.careful
        )


def codes_to_hold(codes: Sequence[str], last: EditionBefore | None) -> list[str]:
    """The pack's own indicators, and those of the last pack that it leaves out."""
    told = [section.code for section in last.document.sections] if last else []
    return list(dict.fromkeys([*codes, *told]))


def look_back(
    pack: Pack, codes: Sequence[str], held: Sequence[Held], last: EditionBefore | None
) -> LookedBack:
    """
    `codes` are the pack's own indicators. Nine queries, ten where a figure was changed; up to six more where notes on data are held, and up to four where
    the last pack does not show one of them; three where a geography has another name by now.
    """
    before = meeting_before(pack.meeting)
    corrected = edition_corrected(pack)
    known = {one.indicator.code: one for one in held}
    older = last_shown(pack, codes, last)
    seen = dict.fromkeys(known, last.published_at) if last else {}
    seen |= {code: edition.published_at for code, edition in older}
    return LookedBack(
        last=last,
        corrected=corrected,
        held=known,
        reasons=why_changed(seen) if last else Reasons(),
        careful=careful_codes(),
        threshold=settings.DISCLOSURE_THRESHOLD,
        meeting=str(before) if before else "",
        records=records_since(last.document.meeting_date if last else None, pack.meeting.date),
        notes=standing_notes(codes, pack.month, last.published_at if last else None),
        older=older,
        places=_renamed((last, corrected, *(edition for _, edition in older)), held),
    )


def _renamed(editions: Iterable[EditionBefore | None], held: Sequence[Held]) -> dict[str, str]:
    """What none of the comparators held is called, by its present name where there is one."""
    shown = {
        one.geography
        for edition in editions
        if edition is not None
        for section in edition.document.sections
        for one in section.comparators
    }
    return present_places(shown.difference(each.geography for one in held for each in one.comparators))
