"""Exports of Telegram Desktop, as JSON and as web pages."""

from __future__ import annotations

import json
from typing import Any

from casebook.formats.chat.telegram import looks_like_telegram, read_telegram
from casebook.formats.chat.telegram_page import looks_like_telegram_page, read_telegram_page

MESSAGES: list[dict[str, Any]] = [
    {
        "id": 7,
        "type": "service",
        "date": "2024-03-15T14:00:00",
        "date_unixtime": "1710504000",
        "actor": "林志遠",
        "actor_id": "user1",
        "action": "create_group",
        "title": "Family",
        "text": "",
    },
    {
        "id": 8,
        "type": "message",
        "date": "2024-03-15T14:05:33",
        "date_unixtime": "1710504333",
        "edited": "2024-03-15T14:06:00",
        "from": "Aygül",
        "from_id": "user2",
        "text": ["See ", {"type": "link", "text": "https://court.example"}, " now"],
        "text_entities": [],
    },
    {
        "id": 9,
        "type": "message",
        "date": "2024-03-15T14:07:00",
        "from": None,
        "from_id": "user3",
        "reply_to_message_id": 8,
        "photo": "photos/photo_1@15-03-2024.jpg",
        "file": "(File not included. Change data exporting settings to download.)",
        "text": "",
    },
]


def export(messages: list[dict[str, Any]]) -> str:
    return json.dumps({"name": "Family", "type": "private_group", "id": 1, "messages": messages}, indent=1)


def test_messages_are_read_with_the_offset_that_follows_from_their_seconds() -> None:
    text = export(MESSAGES)
    assert looks_like_telegram(text)
    log = read_telegram(text)
    notice, link, photo = log.messages
    assert (log.title, log.is_incomplete, log.is_long) == ("Family", False, False)
    assert (notice.kind, notice.sender, notice.text) == ("notice", "林志遠", "Family")
    assert list(map(str, notice.carried)) == ["Group created"]
    assert (link.at, link.text, link.is_edited) == (
        "2024-03-15T14:05:33+02:00",
        "See https://court.example now",
        True,
    )
    assert (photo.sender, photo.at, photo.answers) == ("user3", "2024-03-15T14:07:00", 2)
    assert (photo.media, photo.is_media_omitted) == (("photo_1@15-03-2024.jpg",), True)


def test_two_senders_of_one_name_are_told_apart_by_their_id() -> None:
    base = {"type": "message", "date": "2024-03-15T14:05:33", "text": "x"}
    senders = [("Kerim", "user3"), ("Kerim", "user4"), ("Aygül", "user2"), ("Kerim", "user3")]
    messages = [{**base, "id": at, "from": name, "from_id": one} for at, (name, one) in enumerate(senders)]
    notice = {**base, "type": "service", "id": 9, "actor": "Kerim", "actor_id": "user4"}
    log = read_telegram(export([*messages, notice]))
    assert [one.sender for one in log.messages] == [
        "Kerim (user3)",
        "Kerim (user4)",
        "Aygül",
        "Kerim (user3)",
        "Kerim (user4)",
    ]


def test_an_export_that_ends_in_the_middle_is_read_as_far_as_it_goes() -> None:
    text = export(MESSAGES)
    log = read_telegram(text[: text.rindex("photos/")])
    assert (len(log.messages), log.is_incomplete) == (2, True)


def test_the_export_of_an_account_and_other_json_are_no_chat() -> None:
    account = json.dumps(
        {"about": "x", "chats": {"list": [{"type": "saved_messages", "messages": MESSAGES}]}}
    )
    assert not looks_like_telegram(account)
    assert not looks_like_telegram('{"type": "FeatureCollection", "features": []}')


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Family </div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">15 March 2024</div></div>
<div class="message default clearfix" id="message8">
<div class="pull_left userpic_wrap"><div class="initials">A</div></div>
<div class="body"><div class="pull_right date details" title="15.03.2024 14:05:33 UTC+02:00">14:05</div>
<div class="from_name">Aygül </div>
<div class="text">Come<br>to the <a href="https://x.example">gate</a> &amp; wait</div></div></div>
<div class="message default clearfix joined" id="message9"><div class="body">
<div class="pull_right date details" title="15.03.2024 14:07:00 UTC+02:00">14:07</div>
<div class="reply_to details">In reply to
<a href="#go_to_message8" onclick="return GoToMessage(8)">this message</a></div>
<div class="media_wrap clearfix">
<a class="photo_wrap clearfix" href="photos/photo_1.jpg">
<img src="photos/photo_1_thumb.jpg"/></a></div>
<div class="text">Here</div></div></div>
<div class="message default clearfix" id="message10"><div class="body">
<div class="pull_right date details" title="16.03.2024 09:00:00">09:00</div>
<div class="from_name">林志遠</div>
<div class="media_wrap"><div class="media clearfix media_photo"><div class="body">
<div class="title bold">Photo</div>
<div class="description">Not included, change data exporting settings to download.</div></div>
</div></div></div></div>
</div></div></div></body></html>
"""


def test_a_page_is_read_message_by_message() -> None:
    assert looks_like_telegram_page(PAGE)
    log = read_telegram_page(PAGE)
    words, photo, omitted = log.messages
    assert (log.title, log.is_incomplete) == ("Family", False)
    assert (words.at, words.sender, words.text) == (
        "2024-03-15T14:05:33+02:00",
        "Aygül",
        "Come\nto the gate & wait",
    )
    assert (photo.sender, photo.text, photo.media, photo.answers) == ("Aygül", "Here", ("photo_1.jpg",), 1)
    assert (omitted.sender, omitted.at, omitted.is_media_omitted) == ("林志遠", "2024-03-16T09:00:00", True)
    assert read_telegram_page(PAGE[:-60]).is_incomplete


def test_everything_that_a_message_carries_is_put_in_words() -> None:
    base = {"type": "message", "date": "2024-03-15T14:05:33", "from": "Lin", "from_id": "user2", "text": ""}
    log = read_telegram(
        export(
            [
                {**base, "id": 1, "forwarded_from": "Police", "reply_to_message_id": 99, "text": "see"},
                {**base, "id": 2, "location_information": {"latitude": 43.2, "longitude": 76.9}},
                {
                    **base,
                    "id": 3,
                    "poll": {
                        "question": [{"type": "plain", "text": "Go"}, "?"],
                        "total_voters": 2,
                        "answers": [{"text": ["yes"], "voters": 2, "chosen": True}],
                    },
                },
                {
                    **base,
                    "id": 4,
                    "contact_information": {"first_name": "Ali", "phone_number": "+77010000000"},
                },
                {
                    **base,
                    "id": 5,
                    "type": "service",
                    "actor": "Lin",
                    "action": "phone_call",
                    "duration_seconds": 61,
                    "discard_reason": "hangup",
                },
                {
                    **base,
                    "id": 6,
                    "media_type": "voice_message",
                    "duration_seconds": 5,
                    "file": "voice_messages/a.ogg",
                },
                {
                    **base,
                    "id": 7,
                    "media_type": "sticker",
                    "sticker_emoji": "🙂",
                    "edited": "2024-03-16T00:00:00",
                },
                {**base, "id": 8, "giveaway_information": {"quantity": 3}, "media_type": "hologram"},
            ]
        )
    )
    assert [" · ".join(map(str, one.carried)) for one in log.messages] == [
        "Forwarded from Police · Answers a message that is not in this export",
        "Location: 43.2, 76.9",
        "Poll: Go? (votes: 2) · Choice “yes”, votes: 2 · Chosen by the holder of the account: “yes”",
        "Contact: Ali +77010000000",
        "Call · 61 seconds · ended",
        "Voice message · 5 seconds",
        "Edited at 2024-03-16T00:00:00 · Sticker 🙂",
        "",
    ]
    assert log.messages[4].text == ""
    assert log.messages[7].not_understood == ("giveaway_information", "media_type=hologram")
    assert not any(one.not_understood for one in log.messages[:7])


def test_a_page_says_who_a_message_is_forwarded_from_and_what_it_carries() -> None:
    message = """<div class="message default clearfix" id="message1"><div class="body">
<div class="from_name">Lin </div><div class="forwarded body"><div class="from_name">Police </div>
<div class="media_wrap clearfix"><div class="media clearfix media_call"><div class="body">
<div class="title bold">Incoming call</div><div class="status details">61 seconds</div></div></div></div>
</div></div></div>"""
    page = f'<title>Exported Data</title><div class="page_wrap">{message}</div></html>'
    (only,) = read_telegram_page(page).messages
    assert only.sender == "Lin"
    assert list(map(str, only.carried)) == ["Forwarded from Police", "Carries: Incoming call 61 seconds"]


def test_the_line_of_a_day_is_no_message_and_a_notice_is_one() -> None:
    lines = [("message-1", "15 March 2024"), ("message40", "Lin invited Kerim"), ("message-2", "Kerim left")]
    page = "".join(
        f'<div class="message service" id="{anchor}"><div class="body details">\n{words}\n</div></div>'
        for anchor, words in lines
    )
    log = read_telegram_page(f'<title>Exported Data</title><div class="page_wrap">{page}</div></html>')
    assert [(one.number, one.kind, one.text) for one in log.messages] == [
        (1, "notice", "Lin invited Kerim"),
        (2, "notice", "Kerim left"),
    ]


def test_the_time_of_a_forwarded_message_is_kept() -> None:
    message = """<div class="message default clearfix" id="message1"><div class="body">
<div class="pull_right date details" title="06.03.2024 00:01:00 UTC+08:00">00:01</div>
<div class="from_name">Sadet </div><div class="forwarded body"><div class="from_name">Police
<span class="date details" title="01.03.2024 10:00:00 UTC+08:00">01.03.2024 10:00:00</span></div>
<div class="text">Go</div></div></div></div>"""
    (only,) = read_telegram_page(f'<title>Exported Data</title><div class="page_wrap">{message}').messages
    assert (only.sender, only.at) == ("Sadet", "2024-03-06T00:01:00+08:00")
    assert list(map(str, only.carried)) == ["Forwarded from Police, sent at 01.03.2024 10:00:00 UTC+08:00"]
