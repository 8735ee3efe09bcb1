"""Chats of Signal Desktop that sigtop writes as text (``sigtop export-messages``).

Signal itself exports none. Source: ``fmt_text.go`` of sigtop: header fields for each message, an empty line,
the text, an empty line; a quoted message stands in lines that begin with ``>``, earlier versions with ``|``.
"""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from casebook.base.message import Message
from casebook.domain.evidence.chat import MAX_MESSAGES, ChatLog, ChatMessage

_HEAD = re.compile(r"\ufeff?Conversation: [^\n]{1,500}\n\n(?:From: [^\n]{1,500}\n)?Type: [a-z-]{1,60}\n")
_BEGIN = re.compile(r"^(?:From: [^\n]{1,500}\n)?Type: [a-z-]{1,60}\n(?=Sent: |Received: )", re.MULTILINE)
_FIELD = re.compile(r"(From|Type|Sent|Received|Attachment|Reaction|Edited): (.*)")
_ATTACHMENT = re.compile(r"(.*) \([^()]*, \d+ bytes\)")
_OWN = frozenset({"incoming", "outgoing"})


def looks_like_signal(text: str) -> bool:
    """Whether a text begins as such an export does."""
    return bool(_HEAD.match(text.replace("\r\n", "\n") if "\r\n" in text[:2000] else text))


def read_signal(text: str) -> ChatLog:
    """Read an export."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    begins = [match.start() for match in _BEGIN.finditer(text)]
    ends = [*begins[1:], len(text)] if begins else []
    stretches = list(zip(begins, ends, strict=True))[:MAX_MESSAGES]
    return ChatLog(
        source="signal",
        title=text.partition("\n")[0].removeprefix("Conversation: "),
        messages=tuple(
            _message(number, text[begin:end]) for number, (begin, end) in enumerate(stretches, start=1)
        ),
        is_long=len(begins) > MAX_MESSAGES,
    )


def _message(number: int, stretch: str) -> ChatMessage:
    head, _, body = stretch.partition("\n\n")
    fields: dict[str, str] = {}
    media, carried, unread = [], [], []
    for line in head.split("\n"):
        match = _FIELD.fullmatch(line)
        if match and match[1] == "Attachment":
            attachment = _ATTACHMENT.fullmatch(match[2])
            media.append(attachment[1] if attachment else match[2])
        elif match and match[1] == "Reaction":
            carried.append(Message("Reactions: {signs}", signs=match[2]))
        elif match:
            fields.setdefault(match[1], match[2])
        elif line.strip():
            unread.append(line.partition(":")[0])
    quoted = [line.lstrip("> ") for line in body.split("\n") if line.startswith(">")]
    if any(quoted):
        carried.append(Message("Answers: {words}", words=" ".join(filter(None, quoted))))
    lines = [line for line in body.rstrip("\n").split("\n") if not line.startswith(">")]
    stamp = fields.get("Sent", fields.get("Received", ""))
    is_own = fields.get("Type", "") in _OWN
    words = "\n".join(line.removeprefix("| ") for line in lines).strip()
    return ChatMessage(
        number=number,
        at=_moment(stamp),
        stamp=stamp,
        sender=fields.get("From", ""),
        text=words if is_own else " · ".join(filter(None, (fields.get("Type", ""), words))),
        media=tuple(media),
        kind="message" if is_own else "notice",
        is_edited="Edited" in fields,
        carried=tuple(carried),
        not_understood=tuple(unread),
    )


def _moment(text: str) -> str:
    try:
        return parsedate_to_datetime(text).isoformat(timespec="seconds")
    except (ValueError, TypeError, OverflowError):
        return ""
