"""Chats that Telegram Desktop exports as JSON, one in a file.

The export of a whole account holds many chats and is no chat. Source: ``export_output_json.cpp`` of Telegram
Desktop; the file states local time and, in later versions, seconds since 1970 in UTC, from which the offset
follows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from casebook.base.message import Message
from casebook.domain.evidence.chat import MAX_MESSAGES, ChatLog, ChatMessage
from casebook.formats.chat.telegram_content import carried, not_understood, plain, unknown_action

_HEAD_LENGTH = 4_000
_OTHER = re.compile(r'"(?:chats|left_chats|list)"\s*:')
_START = re.compile(r'"messages"\s*:\s*\[')
_HALF = re.compile("[\ud800-\udfff]")
_SEPARATOR = re.compile(r"[\s,]*")
_NAME = re.compile(r'"name"\s*:\s*"((?:[^"\\]|\\.){0,500})"')
_OMITTED = "(File not included"
_ABSENT = Message("Answers a message that is not in this export")
_FILES = ("file", "photo")
_MAX_OFFSET = timedelta(hours=15)
_QUARTER_SECONDS = 900


def looks_like_telegram(text: str) -> bool:
    """Whether a text begins as the export of one chat does."""
    head = text[:_HEAD_LENGTH]
    begun = _START.search(head) if head.lstrip("\ufeff \t\r\n").startswith("{") else None
    before = head[: begun.start()] if begun else ""
    return '"type"' in before and not _OTHER.search(before)


def read_telegram(text: str) -> ChatLog:
    """Read an export; one that ends in the middle is read as far as it goes."""
    begun = _START.search(text)
    items = list(_objects(text, begun.end())) if begun else []
    is_long = len(items) > MAX_MESSAGES + 1
    is_incomplete = not items or items[-1] is not None
    raw = [item for item in items if item is not None][:MAX_MESSAGES]
    places = {item.get("id"): number for number, item in enumerate(raw, start=1) if _is_id(item.get("id"))}
    shared = _shared_names(raw)
    name = _NAME.search(text, 0, begun.start()) if begun else None
    title = ""
    with suppress(ValueError):
        title = _text(json.loads(f'"{name[1]}"', strict=False)) if name else ""
    return ChatLog(
        source="telegram",
        title=title,
        messages=tuple(_message(number, item, places, shared) for number, item in enumerate(raw, start=1)),
        is_long=is_long,
        is_incomplete=is_incomplete and not is_long,
    )


def _objects(text: str, at: int) -> Iterator[dict[str, Any] | None]:
    """The objects of an array one by one, then None where it ends; nothing more where it breaks off."""
    decoder = json.JSONDecoder()
    count = 0
    while count <= MAX_MESSAGES + 1:
        space = _SEPARATOR.match(text, at)
        at = space.end() if space else at
        if text.startswith("]", at):
            yield None
            return
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        if isinstance(item, dict):
            count += 1
            yield item


def _shared_names(items: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The names that senders of several IDs bear, or one with an ID and one without."""
    bearers: dict[str, set[str]] = {}
    for item in items:
        name, sender_id = _sender(item)
        bearers.setdefault(name, set()).add(sender_id)
    return frozenset(name for name, ids in bearers.items() if name and len(ids) > 1)


def _sender(item: Mapping[str, Any]) -> tuple[str, str]:
    """The name and the ID of who wrote a message or did what a notice says; "" where they are not stated."""
    name, own_id = ("actor", "actor_id") if item.get("type") == "service" else ("from", "from_id")
    stated = item.get(own_id)
    return _text(item.get(name)), str(stated) if _is_id(stated) else _text(stated)


def _message(
    number: int, item: Mapping[str, Any], places: Mapping[Any, int], shared: Collection[str]
) -> ChatMessage:
    media = [name for name in (_text(item.get(kind)) for kind in _FILES) if name]
    present = tuple(_base(name) for name in media if not name.startswith(_OMITTED))
    is_notice = item.get("type") == "service"
    words = plain(item.get("text"))
    if is_notice:
        words = " · ".join(filter(None, (unknown_action(item), _text(item.get("title")), words)))
    name, sender_id = _sender(item)
    answered = item.get("reply_to_message_id")
    return ChatMessage(
        number=number,
        at=_moment(item),
        stamp=_text(item.get("date")),
        sender=f"{name} ({sender_id})" if sender_id and name in shared else name or sender_id,
        text=words,
        media=present,
        kind="notice" if is_notice else "message",
        is_edited="edited" in item,
        is_media_omitted=len(present) < len(media),
        answers=places.get(answered, 0) if _is_id(answered) else 0,
        carried=(*carried(item), *((_ABSENT,) if _is_id(answered) and answered not in places else ())),
        not_understood=not_understood(item),
    )


def _moment(item: Mapping[str, Any]) -> str:
    """Local time in ISO 8601, with its offset where the seconds since 1970 are stated too."""
    try:
        local = datetime.fromisoformat(_text(item.get("date")))
    except ValueError:
        return ""
    if local.tzinfo is not None:
        return local.isoformat(timespec="seconds")
    try:
        instant = datetime.fromtimestamp(int(item.get("date_unixtime") or ""), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return local.isoformat(timespec="seconds")
    offset = local.replace(tzinfo=UTC) - instant
    if abs(offset) > _MAX_OFFSET or offset.total_seconds() % _QUARTER_SECONDS:
        return local.isoformat(timespec="seconds")
    return local.replace(tzinfo=timezone(offset)).isoformat(timespec="seconds")


def _base(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def _text(value: object) -> str:
    """A string without halves of characters, which JSON can escape and no file can hold; "" for all else."""
    return _HALF.sub("\ufffd", value) if isinstance(value, str) else ""


def _is_id(value: object) -> bool:
    return isinstance(value, int)
