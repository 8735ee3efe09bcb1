"""Chats from the command line: messages, senders tied to people, what is stated, and exhibits."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.said import Say

TEXT = (
    "03/04/24, 10:00 - Aygül: Come to the gate\n03/04/24, 10:01 - 林志遠: 我在烏魯木齊\n"
    "04/04/24, 09:00 - Aygül: late\n"
)


@pytest.fixture
def chat(plain_office: Path, say: Say, tmp_path: Path) -> str:
    path = tmp_path / "chat.txt"
    path.write_text(TEXT, encoding="utf-8")
    (row,) = say("import", plain_office, "R-1", path, "--json").json["rows"]
    return str(row["id"])


def test_messages_are_listed_by_sender_day_and_words(
    plain_office: Path, say: Say, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = say("chat", "show", plain_office, chat, "--sender", 1, "--json").json
    assert [(row["number"], row["at"]) for row in listing["rows"]] == [
        (1, "2024-04-03T10:00"),
        (3, "2024-04-04T09:00"),
    ]
    assert (listing["date_order"], listing["is_order_certain"]) == ("dmy", False)
    monkeypatch.setattr("sys.stdin", io.StringIO("乌鲁木齐"))
    assert [row["number"] for row in say("chat", "show", plain_office, chat, "-", "--json").json["rows"]] == [
        2
    ]
    assert "late" in say("chat", "show", plain_office, chat, "--day", "2024-04-04").out


def test_a_search_names_the_message_of_a_chat(plain_office: Path, say: Say, chat: str) -> None:
    (hit,) = say("search", plain_office, "乌鲁木齐", "--json").json["hits"]
    assert (hit["id"], hit["message"]) == (chat, 2)
    (over_a_day,) = say("search", plain_office, "烏魯木齊 gate", "--json").json["hits"]
    assert over_a_day["message"] == 1
    assert "message 3" in say("search", plain_office, "late").out


def test_a_sender_is_tied_by_number_and_set_free(
    plain_office: Path, say: Say, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = {"names": [{"text": "Aygul Tursun", "script": "Latn"}]}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(person)))
    person_id = say("person", "add", plain_office, "-", "--json").json["id"]
    rows = say("chat", "tie", plain_office, chat, 1, "--person", person_id, "--json").json["rows"]
    assert [(row["sender"], row["messages"], row["person"]) for row in rows] == [
        ("Aygül", 2, "Aygul Tursun"),
        ("林志遠", 1, ""),
    ]
    assert "Aygul Tursun" not in say("chat", "tie", plain_office, chat, 1).out
    assert "林志遠" in say("chat", "senders", plain_office, chat).out


def test_what_is_stated_is_kept_beside_what_was_stated_before(
    plain_office: Path, say: Say, chat: str
) -> None:
    say("chat", "state", plain_office, chat, "--zone", "Asia/Urumqi", "--holder", "the client")
    about = say("chat", "state", plain_office, chat, "--dates", "mdy", "--json").json
    assert (about["zone"], about["holder"], about["date_order"]) == ("Asia/Urumqi", "the client", "mdy")
    assert say("chat", "show", plain_office, chat, "--json").json["rows"][0]["at"] == "2024-03-04T10:00"


def test_messages_become_an_exhibit(plain_office: Path, say: Say, chat: str) -> None:
    made = say("chat", "exhibit", plain_office, chat, "1-2", 3, "--before", 1, "--json").json
    shown = say("document", "show", plain_office, made["id"], "--json").json
    assert (shown["part_of"], shown["page_count"], shown["media_type"]) == (chat, 1, "application/pdf")
    assert "1 page." in say("chat", "exhibit", plain_office, chat, 3, "--title", "Gate").out


def test_screenshots_are_set_in_the_order_given(plain_office: Path, say: Say, tmp_path: Path) -> None:
    for name, colour in (("a.png", "navy"), ("b.png", "olive")):
        Image.new("RGB", (400, 800), colour).save(tmp_path / name)
    rows = say("import", plain_office, "R-1", tmp_path / "a.png", tmp_path / "b.png", "--json").json["rows"]
    first, second = (row["id"] for row in rows)
    made = say("chat", "screenshots", plain_office, second, first, "--holder", "the client", "--json").json
    assert (made["title"], made["pages"], made["part_of"]) == ("Screenshots of a chat (WeChat)", 2, "")
    again = say("chat", "screenshots", plain_office, first, first, "--json")
    assert (again.code, again.json["error"]["field"]) == (3, "documents")
    of_pages = say("chat", "screenshots", plain_office, made["id"], "--json")
    assert of_pages.json["error"]["field"] == "documents"


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("show", "gate"), "words"),
        (("show", "--sender", 9), "sender"),
        (("tie", 3), "sender"),
        (("state", "--dates", "year"), "dates"),
        (("state", "--zone", "Europe/Nowhere"), "zone"),
        (("exhibit", "x"), "messages"),
        (("exhibit", "2-1"), "messages"),
        (("exhibit", 4), "messages"),
    ],
)
def test_what_is_not_there_is_refused(
    plain_office: Path, say: Say, chat: str, arguments: tuple[object, ...], field: str
) -> None:
    verb, *others = arguments
    said = say("chat", verb, plain_office, chat, *others, "--json")
    assert (said.code, said.json["error"]["field"]) == (3, field)
