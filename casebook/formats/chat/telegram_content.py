"""What a message of a Telegram export states besides its words, as words; and what of it is not understood.

Source: ``export_output_json.cpp`` of Telegram Desktop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from casebook.base.message import Message

_READ = frozenset(
    {
        *("id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "from", "from_id", "actor"),
        *("actor_id", "action", "title", "text", "text_entities", "file", "file_name", "file_size", "photo"),
        *(
            "photo_file_size",
            "thumbnail",
            "thumbnail_file_size",
            "width",
            "height",
            "mime_type",
            "media_type",
        ),
        *("duration_seconds", "sticker_emoji", "forwarded_from", "forwarded_from_id", "saved_from"),
        *("reply_to_message_id", "reply_to_peer_id", "via_bot", "author", "location_information"),
        *("live_location_period_seconds", "place_name", "address", "poll", "contact_information"),
        *("reactions", "members", "inviter", "message_id", "discard_reason", "duration", "media_spoiler"),
    }
)
_MEDIA = {
    "voice_message": Message("Voice message"),
    "video_message": Message("Video message"),
    "video_file": Message("Video"),
    "audio_file": Message("Audio recording"),
    "animation": Message("Animation"),
    "sticker": Message("Sticker"),
}
_ACTIONS = {
    "phone_call": Message("Call"),
    "group_call": Message("Group call"),
    "create_group": Message("Group created"),
    "create_channel": Message("Channel created"),
    "invite_members": Message("Members added"),
    "remove_members": Message("Members removed"),
    "join_group_by_link": Message("Joined the group by a link"),
    "edit_group_title": Message("Title of the group changed"),
    "edit_group_photo": Message("Picture of the group changed"),
    "pin_message": Message("Message pinned"),
    "clear_history": Message("History cleared"),
    "take_screenshot": Message("Screenshot taken"),
    "set_messages_ttl": Message("Messages set to disappear"),
    "migrate_to_supergroup": Message("Group moved to a larger one"),
}
_ENDS = {
    "hangup": Message("ended"),
    "missed": Message("missed"),
    "busy": Message("busy"),
    "disconnect": Message("interrupted"),
}
_MAX_LISTED, _LONGEST = 50, 500
_HALF = re.compile("[\ud800-\udfff]")


def carried(item: Mapping[str, Any]) -> tuple[Message, ...]:
    """What a message carries besides text and files: its origin, a place, a poll, a contact, a call."""
    return (*_origin(item), *_media(item), *_place(item), *_poll(item), *_contact(item), *_action(item))


def not_understood(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the fields that are not read, and of a kind of media or notice that has no words here."""
    fields = [name for name, value in item.items() if name not in _READ and value not in (None, "", [], {})]
    for field, known in (("media_type", _MEDIA), ("action", _ACTIONS)):
        kind = _text(item.get(field))
        fields += [f"{field}={kind}"] if kind and kind not in known else []
    return tuple(field[:_LONGEST] for field in fields[:_MAX_LISTED])


def plain(text: object) -> str:
    """Return a text, which is a string or a list of strings and objects with one."""
    if isinstance(text, list):
        return "".join(plain(part.get("text")) if isinstance(part, dict) else plain(part) for part in text)
    return _HALF.sub("\ufffd", text) if isinstance(text, str) else ""


def unknown_action(item: Mapping[str, Any]) -> str:
    """Return what a notice is about as the export names it, where `carried` has no words for it."""
    action = _text(item.get("action"))
    return "" if action in _ACTIONS else action


def _origin(item: Mapping[str, Any]) -> Iterator[Message]:
    if "forwarded_from" in item or "forwarded_from_id" in item:
        name = _text(item.get("forwarded_from")) or _text(item.get("forwarded_from_id"))
        yield (
            Message("Forwarded from {name}", name=name)
            if name
            else Message("Forwarded; from whom is not stated")
        )
    if name := _text(item.get("saved_from")):
        yield Message("Saved from {name}", name=name)
    if name := _text(item.get("via_bot")):
        yield Message("Sent by the bot {name}", name=name)
    if name := _text(item.get("author")):
        yield Message("Signed by {name}", name=name)
    if when := _text(item.get("edited")):
        yield Message("Edited at {time}", time=when)
    if "reply_to_peer_id" in item:
        yield Message("Answers a message of another chat")


def _media(item: Mapping[str, Any]) -> Iterator[Message]:
    kind = _MEDIA.get(_text(item.get("media_type")))
    if kind is not None:
        sign, seconds = _text(item.get("sticker_emoji")), _number(item.get("duration_seconds"))
        yield Message("{what} {sign}", what=kind, sign=sign) if sign else kind
        if seconds:
            yield Message.plural("{number} second", "{number} seconds", int(seconds))
    if name := _text(item.get("file_name")):
        yield Message("File name: {name}", name=name)
    if isinstance(reactions := item.get("reactions"), list):
        signs = [
            _text(one.get("emoji")) or _text(one.get("type")) for one in reactions if isinstance(one, dict)
        ]
        yield Message("Reactions: {signs}", signs=" ".join(filter(None, signs[:_MAX_LISTED])))


def _place(item: Mapping[str, Any]) -> Iterator[Message]:
    place = item.get("location_information")
    if isinstance(place, dict):
        latitude, longitude = _number(place.get("latitude")), _number(place.get("longitude"))
        yield Message("Location: {latitude}, {longitude}", latitude=latitude, longitude=longitude)
    if seconds := _number(item.get("live_location_period_seconds")):
        yield Message("Live location for {number} seconds", number=seconds)
    named = [_text(item.get(key)) for key in ("place_name", "address")]
    if any(named):
        yield Message("Place: {name}", name=", ".join(filter(None, named)))


def _poll(item: Mapping[str, Any]) -> Iterator[Message]:
    poll = item.get("poll")
    if not isinstance(poll, dict):
        return
    question, voters = plain(poll.get("question"))[:_LONGEST], _number(poll.get("total_voters"))
    yield Message("Poll: {question} (votes: {number})", question=question, number=voters)
    answers = poll.get("answers")
    for one in answers[:_MAX_LISTED] if isinstance(answers, list) else ():
        if isinstance(one, dict):
            text, votes = plain(one.get("text"))[:_LONGEST], _number(one.get("voters"))
            yield Message("Choice “{text}”, votes: {number}", text=text, number=votes)
            if one.get("chosen") is True:
                yield Message("Chosen by the holder of the account: “{text}”", text=text)


def _contact(item: Mapping[str, Any]) -> Iterator[Message]:
    card = item.get("contact_information")
    if isinstance(card, dict):
        parts = [_text(card.get(key)) for key in ("first_name", "last_name", "phone_number")]
        yield Message("Contact: {contact}", contact=" ".join(filter(None, parts)))


def _action(item: Mapping[str, Any]) -> Iterator[Message]:
    action = _ACTIONS.get(_text(item.get("action")))
    if action is None:
        return
    yield action
    if seconds := _number(item.get("duration_seconds")) or _number(item.get("duration")):
        yield Message.plural("{number} second", "{number} seconds", int(seconds))
    if (end := _text(item.get("discard_reason"))) in _ENDS:
        yield _ENDS[end]
    members = item.get("members")
    if isinstance(members, list):
        yield Message("Members: {names}", names=", ".join(filter(None, map(_text, members[:_MAX_LISTED]))))
    if name := _text(item.get("inviter")):
        yield Message("Invited by {name}", name=name)


def _text(value: object) -> str:
    return value[:_LONGEST].encode(errors="replace").decode() if isinstance(value, str) else ""


def _number(value: object) -> float | int:
    return value if isinstance(value, int | float) and abs(value) < 1e12 else 0  # noqa: PLR2004 - no such count
