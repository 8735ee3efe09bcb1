"""What slides show of their masters, and the headers and footers of open documents.

Source: ECMA-376-1, 19.3.1.36 (ph), 19.3.1.38 (sld), 19.3.1.39 (sldLayout) and 19.3.1.42 (sldMaster);
OpenDocument 1.3, part 3: 16.9 (master pages), 10.9.3 (declarations) and 19.386 (presentation:class).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from casebook.formats.package import parse, read_member
from casebook.formats.printed.marked_words import MarkedRuns
from casebook.formats.printed.package_words import OpenElement
from casebook.formats.printed.page_headers import said_beside_number
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.formats.printed.workbook_parts import related

_SLIDES, _LAYOUTS, _MASTERS = "ppt/slides/", "ppt/slideLayouts/", "ppt/slideMasters/"
_SHAPES = {"sp", "graphicFrame", "pic", "cxnSp"}
_HIDDEN_SLIDE = re.compile(rb"<(?:\w+:)?sld\b[^>]*\bshow\s*=\s*[\"'](?:0|false)")
_WITHOUT_MASTER = re.compile(rb"<(?:\w+:)?sld(?:Layout)?\b[^>]*\bshowMasterSp\s*=\s*[\"'](?:0|false)")
_USED = re.compile(rb"\b(?:draw|style):master-page-name\s*=\s*[\"']([^\"']+)")
_PAGE = re.compile(rb"<draw:page\s[^>]*>")
_USED_FOOTER = re.compile(rb"\bpresentation:use-(?:footer|date-time)-name\s*=\s*[\"']([^\"']+)")
_DECLARED = re.compile(
    rb"<presentation:(?:footer|date-time)-decl\b[^>]*?\bpresentation:name\s*=\s*[\"']([^\"']+)[^>]*>([^<]+)<"
)
_NUMBERS = {"text:page-number", "text:page-count"}
_LEFT_OUT = {
    *_NUMBERS,
    *("style:handout-master", "presentation:notes", "office:annotation", "text:sheet-name"),
    *("presentation:header", "presentation:footer", "presentation:date-time"),
}
"""What no page shows, or each shows anew."""
_PROMPTS = {
    "title",
    "outline",
    "subtitle",
    "text",
    "graphic",
    "object",
    "chart",
    "table",
    "orgchart",
    "notes",
}
"""Frames of a master for what the slides have of their own."""


def is_hidden_slide(package: ZipFile, name: str) -> bool:
    """Return whether a slide of a presentation is not shown."""
    return bool(_HIDDEN_SLIDE.search(read_member(package, name)))


class _MasterRuns(MarkedRuns):
    """Collects the words of a master or a layout without its placeholders and the number of the slide."""

    _is_placeholder = _is_number = False

    def holds_text(self, name: str, local: str) -> bool:
        is_left_out = self._is_placeholder or (self._is_number and self.frames[-1].local == "fld")
        return not is_left_out and super().holds_text(name, local)

    def begin(self, name: str, frame: OpenElement, attrs: AttributesImpl) -> None:
        if frame.local in {*_SHAPES, "ph"}:
            self._is_placeholder = frame.local == "ph"
        elif frame.local == "fld":
            self._is_number = attrs.get("type") == "slidenum"
        super().begin(name, frame, attrs)


def slide_master_words(package: ZipFile) -> str:
    """Return the words that the slides shown have from their layouts and masters, each once.

    Raises:
        Damaged, PasswordProtected: one cannot be read.
    """
    shown: dict[str, None] = {}
    for name in package.namelist():
        if name.startswith(_SLIDES) and name.endswith(".xml") and not is_hidden_slide(package, name):
            for layout in _shown_behind(package, name, _LAYOUTS):
                shown[layout] = None
                shown.update(dict.fromkeys(_shown_behind(package, layout, _MASTERS)))
    return "\n".join(dict.fromkeys(line for name in shown for line in _lines(package, name)))


def _shown_behind(package: ZipFile, name: str, folder: str) -> Iterator[str]:
    """Yield what a slide or a layout shows behind its own shapes."""
    if not _WITHOUT_MASTER.search(read_member(package, name)):
        yield from (path for path in related(package, name).values() if path.startswith(folder))


def _lines(package: ZipFile, name: str) -> Iterator[str]:
    runs = _MasterRuns(UnprintedCollector())
    parse(read_member(package, name), runs)
    return filter(str.strip, runs.text.split("\n"))


class _MasterPages(ContentHandler):
    """Collects the lines of the master pages of an open document, by their names."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, list[str]] = {}
        self._page = ""
        self._line: list[str] | None = None
        self._left_out, self._has_number = 0, False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        self._has_number = self._has_number or name in _NUMBERS
        is_prompt = attrs.get("presentation:class") in _PROMPTS or attrs.get("style:display") == "false"
        if self._left_out or name in _LEFT_OUT or is_prompt:
            self._left_out += 1
        elif name == "style:master-page":
            self._page = attrs.get("style:name", "")
        elif name in {"text:p", "text:h"} and self._page:
            self._line, self._has_number = [], False
        elif name in {"text:s", "text:tab", "text:line-break"} and self._line is not None:
            self._line.append(" ")

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's
        if self._left_out:
            self._left_out -= 1
        elif name == "style:master-page":
            self._page = ""
        elif name in {"text:p", "text:h"} and self._line is not None:
            line = said_beside_number("".join(self._line), has_number=self._has_number)
            self.lines.setdefault(self._page, []).append(line)
            self._line = None

    def characters(self, content: str) -> None:
        if self._line is not None and not self._left_out:
            self._line.append(content)


def master_page_words(styles: bytes, content: bytes) -> str:
    """Return each line of the master pages in use once: headers, footers and what slides show.

    Args:
        styles: the XML with the master pages.
        content: the XML of the pages; the same where the document is one XML file.

    Raises:
        Damaged: it is broken.
    """
    pages = _MasterPages()
    if b"master-page" in styles:
        parse(styles, pages)
    used = set(_names(_USED, content)) or set(pages.lines)
    footers = {name for page in _PAGE.findall(content) for name in _names(_USED_FOOTER, page)}
    declared = (_text(words) for name, words in _DECLARED.findall(content) if _text(name) in footers)
    lines = (line for name, words in pages.lines.items() if name in used for line in words)
    return "\n".join(dict.fromkeys(filter(None, (*lines, *declared))))


def _names(pattern: re.Pattern[bytes], xml: bytes) -> Iterator[str]:
    return map(_text, pattern.findall(xml))


def _text(written: bytes) -> str:
    return html.unescape(written.decode("utf-8", "replace")).strip()
