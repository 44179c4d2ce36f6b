"""A page as its headings and addresses, read off its HTML."""

import re
from html.parser import HTMLParser


class Outline(HTMLParser):
    """Headings, addresses in the page, links to them, and elements that carry styles or scripts of their own."""

    def __init__(self, html):
        super().__init__()
        self.headings, self.anchors, self.links, self.ids, self.forbidden = [], set(), set(), [], []
        self._heading = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" and found.get("href", "").startswith("#"):
            self.links.add(found["href"][1:])
        if re.fullmatch("h[1-6]", tag):
            self._heading = [tag, ""]
        if "style" in found or tag == "style" or (tag == "script" and "src" not in found):
            self.forbidden.append(tag)
        self.forbidden += [name for name in found if name.startswith("on")]

    def handle_data(self, data):
        if self._heading:
            self._heading[1] += data

    def handle_endtag(self, tag):
        if self._heading and tag == self._heading[0]:
            self.headings.append((tag, " ".join(self._heading[1].split())))
            self._heading = None
