"""Chats that Telegram Desktop exports as web pages (``messages.html`` and those that follow it).

Source: ``export_output_html.cpp`` of Telegram Desktop. A page states times with their offset from UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from casebook.base.message import Message
from casebook.domain.evidence.chat import MAX_MESSAGES, ChatLog, ChatMessage

_WHEN = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?")
_DAY = re.compile(r"\s*\d{1,2} [A-Z][a-z]+ \d{4}\s*")
"""The line above the messages of a day, whose number is below 0."""
_HEAD_LENGTH = 20_000
_MEDIA = frozenset({"photo_wrap", "video_file_wrap", "animated_wrap", "sticker_wrap", "media"})
_VOID = frozenset({"br", "img", "hr", "input", "meta", "link", "source", "wbr"})
_FOLDERS = ("photos/", "video_files/", "voice_messages/", "round_video_messages/", "files/", "stickers/")


def looks_like_telegram_page(text: str) -> bool:
    """Whether a web page is a page of such an export."""
    head = text[:_HEAD_LENGTH]
    return "<title>Exported Data</title>" in head and 'class="page_wrap' in head


def read_telegram_page(text: str) -> ChatLog:
    """Read one page of an export; the messages of other pages are in other files."""
    page = _Page()
    page.feed(text)
    page.close()
    drafts = [draft for draft in page.drafts if not draft.is_day]
    places = {draft.anchor: number for number, draft in enumerate(drafts, start=1) if draft.anchor}
    return ChatLog(
        source="telegram",
        title=" ".join("".join(page.title).split()),
        messages=tuple(
            draft.message(number, places) for number, draft in enumerate(drafts[:MAX_MESSAGES], start=1)
        ),
        is_long=len(drafts) > MAX_MESSAGES,
        is_incomplete="</html>" not in text[-200:],
    )


@dataclass(slots=True)
class _Draft:
    """A message whose parts are being collected."""

    anchor: str
    is_notice: bool
    sender: str = ""
    stamp: str = ""
    answers: str = ""
    parts: dict[str, list[str]] = field(default_factory=dict)
    media: list[str] = field(default_factory=list)
    is_omitted: bool = False
    is_forwarded: bool = False
    forwarded_stamp: str = ""

    @property
    def is_day(self) -> bool:
        """Whether it is no message, but the line above the messages of a day."""
        has_number = self.is_notice and self.anchor.startswith("message-")
        return has_number and _DAY.fullmatch("".join(self.parts.get("body", ()))) is not None

    def message(self, number: int, places: dict[str, int]) -> ChatMessage:
        when = _WHEN.search(self.stamp)
        words = "".join(self.parts.get("body" if self.is_notice else "text", ()))
        return ChatMessage(
            number=number,
            at=f"{when[3]}-{when[2]}-{when[1]}T{when[4]}{when[5] or ''}" if when else "",
            stamp=self.stamp,
            sender="" if self.is_notice else self.sender,
            text="\n".join(" ".join(line.split()) for line in words.strip().split("\n")),
            media=tuple(dict.fromkeys(self.media)),
            kind="notice" if self.is_notice else "message",
            is_media_omitted=self.is_omitted,
            answers=places.get(self.answers, 0),
            carried=tuple(self._carried()),
        )

    def _carried(self) -> Iterator[Message]:
        """Who it is forwarded from, and what the page says of what it carries: a call, a place, a poll."""
        name = self._part_text("forwarded")
        if name and self.forwarded_stamp:
            yield Message("Forwarded from {name}, sent at {time}", name=name, time=self.forwarded_stamp)
        elif name:
            yield Message("Forwarded from {name}", name=name)
        if words := self._part_text("media"):
            yield Message("Carries: {words}", words=words)

    def _part_text(self, part: str) -> str:
        return " ".join(" ".join(self.parts.get(part, ())).split())


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.drafts: list[_Draft] = []
        self.title: list[str] = []
        self._open: list[str] = []  # the part that each open element belongs to, "" for none
        self._sender = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        classes = set(values.get("class", "").split())
        draft = self.drafts[-1] if self.drafts else None
        if tag == "br" and draft and self._open and self._open[-1]:
            draft.parts.setdefault(self._open[-1], []).append("\n")
        if tag in _VOID:
            return
        part = self._open[-1] if self._open else ""
        if "message" in classes and tag == "div":
            draft = _Draft(values.get("id", ""), "service" in classes)
            draft.sender = self._sender if "joined" in classes else ""
            self.drafts.append(draft)
        elif draft is None:
            part = "title" if classes >= {"text", "bold"} else part
        else:
            part = self._part(draft, tag, classes, values) or part
        self._open.append(part)

    def _part(self, draft: _Draft, tag: str, classes: set[str], values: dict[str, str]) -> str:
        """Note what an element of a message says; returns the part that its text belongs to, or ""."""
        href = values.get("href", "")
        if classes >= {"date", "details"}:
            if draft.is_forwarded:
                draft.forwarded_stamp = draft.forwarded_stamp or values.get("title", "")
            else:
                draft.stamp = draft.stamp or values.get("title", "")
            return "date"
        if "reply_to" in classes:
            return "reply"
        if tag == "a" and "#go_to_message" in href and not draft.answers:
            draft.answers = f"message{href.rpartition('go_to_message')[2]}"
        if tag == "a" and href.startswith(_FOLDERS):
            draft.media.append(href.rpartition("/")[2])
        elif classes & _MEDIA and tag == "div":
            draft.is_omitted = True
        if "forwarded" in classes:
            draft.is_forwarded = True
        for name in ("from_name", "text"):
            if name in classes:
                return "forwarded" if name == "from_name" and draft.is_forwarded else name
        return "body" if classes >= {"body", "details"} else "media" if "media_wrap" in classes else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not self._open:
            return
        if self._open.pop() == "from_name" and self.drafts:
            draft = self.drafts[-1]
            draft.sender = self._sender = " ".join("".join(draft.parts.get("from_name", ())).split())

    def handle_data(self, data: str) -> None:
        part = self._open[-1] if self._open else ""
        if not self.drafts:
            if part == "title":
                self.title.append(data)
        elif part:
            self.drafts[-1].parts.setdefault(part, []).append(data.replace("\n", " "))
