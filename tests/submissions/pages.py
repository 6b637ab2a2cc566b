"""Find code that a browser would run in a page."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

CALLED = "workbook_escape"
"""Every hostile script calls a function of this name."""

LINKS = {"href", "src", "action", "formaction", "data", "xlink:href", "content"}
LOADED = {"src", "srcdoc", "data", "style"}
"""Attributes whose content a browser fetches or runs without a click."""

ACTIVE = re.compile(r"^\s*(javascript|vbscript|data:text/html)", re.IGNORECASE)
REMOVED = re.compile(r"[\x00-\x20]")
"""What browsers ignore inside a scheme such as "java&#10;script:"."""


def live_code(page: str) -> list[str]:
    """The places where a page holds code of a learner's that a browser would run, or load from elsewhere."""
    finder = _Finder()
    finder.feed(page)
    return finder.found


def visible_text(page: str) -> str:
    """A page's text without its tags, spaces folded."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL | re.IGNORECASE)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag in ("script", "style")
        for name, value in attrs:
            value = value or ""
            handler = name.startswith("on") and CALLED in value
            link = name in LINKS and ACTIVE.match(REMOVED.sub("", value))
            if handler or link or (name in LOADED and CALLED in value):
                self.found.append(f'<{tag} {name}="{value[:80]}">')

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and CALLED in data:
            self.found.append(f"<script>{data.strip()[:80]}")
