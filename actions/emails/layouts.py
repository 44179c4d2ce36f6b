"""
The two layouts of a digest, plain text and HTML, word for word the same.

Plain Python and no templates: five hundred digests of twenty actions leave in one go, and a template engine would take
most of that time. Everything that a person typed is escaped in the HTML.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import NamedTuple

from django.utils.text import Truncator

from actions.emails.lines import DigestFacts, DigestLine, Part
from actions.schedule import Told

QUOTED = 200  # characters of what an owner wrote
HEADINGS = {
    Part.OVERDUE: "Overdue",
    Part.ASKED: "Waiting for your answer",
    Part.SOON: "Due soon",
    Part.OTHER: "To look at",
}
REPLY = "A reply to this mail in your own words will do: say how it goes, that it is done, or that it is not yours."


class Said(NamedTuple):
    """A line's words: its head, who asks what, how it stands, what is told beside it, and what comes next."""

    head: str
    path: str
    asks: str
    quoted: str
    waits: str
    when: str
    beside: tuple[str, ...]
    next: str


def said(line: DigestLine) -> Said:
    """The words that both layouts show, put together once."""
    asked = line.asked
    owner_told = line.told is Told.OWNER or asked is not None
    beside = (
        "" if owner_told else f"Owner: {line.owner}{', who has left' if line.owner_left else ''}",
        f"About: {', '.join(line.indicators)}" if line.indicators else "",
        f"From: {line.meeting}" if line.meeting else "",
        line.moves,
        line.reason,
    )
    return Said(
        head=f"{line.reference} {line.title}",
        path=line.path,
        asks=f"{line.owner} {asked.in_words}" if asked else "",
        quoted=Truncator(asked.words).chars(QUOTED) if asked else "",
        waits=asked.waits if asked else "",
        when=line.when,
        beside=tuple(filter(None, beside)),
        next="" if asked else line.next,
    )


Parts = Mapping[Part, Iterable[Said]]


def text(facts: DigestFacts, summary: str, parts: Parts, more: int) -> str:
    """The plain text: a block of lines for each action, one after the other."""
    lines = [f"{facts.name},", "", f"{facts.partnership}: {summary}."]
    for part, heading in HEADINGS.items():
        if part in parts:
            lines += ["", heading.upper()]
            lines += [word for one in parts[part] for word in _text_of(one, facts.site)]
    if more:
        rest = (
            f", all on your list: {facts.site}/actions/"
            if facts.may_sign_in
            else "; ask the performance officer for the list."
        )
        lines += ["", f"And {more} more{rest}"]
    lines += ["", REPLY, f"The performance officer: {facts.officer}", ""]
    return "\n".join(lines)


def _text_of(one: Said, site: str) -> Iterator[str]:
    yield ""
    yield one.head
    if one.asks:
        yield f'{one.asks}: "{one.quoted}"'
        yield f"{one.waits} {one.when}"
    else:
        yield one.when
    yield from one.beside
    yield f"{site}{one.path}"
    if one.next:
        yield one.next


def html(facts: DigestFacts, summary: str, parts: Parts, more: int) -> str:
    """The page: a list for each part, every action with its link."""
    site, told, name = escape(facts.site), escape(summary), escape(facts.partnership)
    lines = [
        "<!doctype html>",
        '<html lang="en-GB">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{name}: {told}</title>",
        "</head>",
        "<body>",
        f"<p>{escape(facts.name)},</p>",
        f"<h1>{told}</h1>",
        f"<p>{name}</p>",
    ]
    for part, heading in HEADINGS.items():
        if part in parts:
            items = (_html_of(one, site) for one in parts[part])
            lines += [f"<h2>{heading}</h2>", "<ul>", *items, "</ul>"]
    if more:
        rest = (
            f', all on <a href="{site}/actions/">your list</a>'
            if facts.may_sign_in
            else "; ask the performance officer for the list"
        )
        lines.append(f"<p>And {more} more{rest}.</p>")
    lines += [
        f"<p>{REPLY}</p>",
        f"<p>The performance officer: {escape(facts.officer)}</p>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines)


def _html_of(one: Said, site: str) -> str:
    lines = [f'<a href="{site}{escape(one.path)}">{escape(one.head)}</a>']
    if one.asks:
        lines.append(f"{escape(one.asks)}: “{escape(one.quoted)}”")
    waits = f"{escape(one.waits)} " if one.asks else ""
    lines.append(f"{waits}<strong>{escape(one.when)}</strong>")
    lines += [escape(words) for words in one.beside]
    if one.next:
        lines.append(escape(one.next))
    return "<li>\n<p>" + "<br>\n".join(lines) + "</p>\n</li>"
