"""
The digest: one person's reminders of a day in one mail, short enough for a phone.

Facts in, a Mail out; its two layouts stand in layouts. Knows no rows and no clock; which actions belong in it is
decided where they are read.
"""

from collections import Counter
from itertools import groupby

from actions.emails.layouts import html, said, text
from actions.emails.lines import DigestFacts, DigestLine, Part
from partnership.emails.letter import Mail, in_one_line

SHOWN = 30  # a longer list is for the site, not for a phone
IN_WORDS = {
    Part.OVERDUE: "overdue",
    Part.ASKED: "to answer",
    Part.SOON: "due soon",
    Part.OTHER: "to look at",
}


def digest(facts: DigestFacts) -> Mail:
    """The mail: overdue first and the latest of them on top, what waits for an answer, then what comes."""
    placed = sorted(((line.place, line) for line in facts.lines), key=lambda pair: pair[0])
    parts = {
        part: tuple(said(line) for _, line in some)
        for part, some in groupby(placed[:SHOWN], key=lambda pair: pair[0][0])
    }
    told = summary([line for _, line in placed])
    more = max(0, len(placed) - SHOWN)
    return Mail(
        to=facts.to,
        subject=in_one_line(f"{facts.partnership}: {told}"),
        text=text(facts, told, parts, more),
        html=html(facts, told, parts, more),
        reply_to=facts.reply_to,
        list_name="reminders",
    )


def summary(lines: list[DigestLine]) -> str:
    """
    2 actions overdue, 1 due soon
    """
    counts = Counter(line.place[0] for line in lines)
    words: list[str] = []
    for part, in_words in IN_WORDS.items():
        if many := counts[part]:
            thing = "request" if part == Part.ASKED else "" if words and part != Part.OTHER else "action"
            counted = f"{many} {thing}{'' if many == 1 or not thing else 's'}".strip()
            words.append(f"{counted} {in_words}")
    return ", ".join(words)
