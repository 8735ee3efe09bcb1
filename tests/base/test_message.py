"""Messages: values that say in English what they say, and are read back from nobody's word unless sound."""

from __future__ import annotations

import json
import pickle
from dataclasses import asdict
from datetime import date

import pytest

from casebook.base.errors import InvalidInput, PackInvalid, RecordNotFound
from casebook.base.message import NO_MESSAGE, Message, phrases

ZONE = Message("There is no time zone {name}.", name="Mars/Base")
NESTED = Message(
    "{fault} ({pages})", fault=ZONE, pages=Message.plural("{number} page", "{number} pages", 2), more=("a", 1)
)


def test_a_message_says_in_english_what_it_says() -> None:
    assert str(ZONE) == "There is no time zone Mars/Base."
    assert str(NESTED) == "There is no time zone Mars/Base. (2 pages)"
    assert str(Message.plural("{number} page", "{number} pages", 1)) == "1 page"
    assert str(Message("From {day}: {list}", day=date(2026, 3, 2), list=("a", 2))) == "From 2026-03-02: a, 2"
    assert str(phrases([Message("one"), Message("two"), Message("three")])) == "one; two; three"
    assert not phrases([])


def test_a_message_is_compared_by_value_whatever_the_order_of_its_values() -> None:
    assert Message("{a} {b}", a=1, b=2) == Message("{a} {b}", b=2, a=1)
    assert len({ZONE, Message("There is no time zone {name}.", name="Mars/Base"), NESTED}) == 2
    assert pickle.loads(pickle.dumps(NESTED)) == NESTED  # noqa: S301 - our own
    assert not NO_MESSAGE
    assert ZONE


def test_values_stay_out_of_what_ends_in_a_log() -> None:
    assert repr(ZONE) == "Message('There is no time zone {name}.')"


def test_a_message_is_not_put_into_a_text_by_accident() -> None:
    with pytest.raises(TypeError, match="language"):
        f"{ZONE}"


@pytest.mark.parametrize("text", ["{not filled in}", "{", "}", "100 %s {{}}", "{a.__class__}"])
def test_a_text_with_odd_braces_is_told_as_it_stands(text: str) -> None:
    assert str(Message(text)) == text


@pytest.mark.parametrize("message", [NO_MESSAGE, ZONE, NESTED])
def test_a_message_is_read_back_from_json(message: Message) -> None:
    assert Message.from_data(json.loads(json.dumps(asdict(message)))) == message
    assert Message.from_text(message.as_text()) == message


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"msgid": "a", "many": ""},
        {"msgid": "a", "many": "", "values": [], "more": 1},
        {"msgid": 1, "many": "", "values": []},
        {"msgid": "{a.__class__}", "many": "", "values": [["a", 1]]},
        {"msgid": "{a[0]}", "many": "", "values": [["a", "x"]]},
        {"msgid": "{a:9999999999}", "many": "", "values": [["a", 1]]},
        {"msgid": "{a!r}", "many": "", "values": [["a", 1]]},
        {"msgid": "{0}", "many": "", "values": []},
        {"msgid": "{", "many": "", "values": []},
        {"msgid": "a", "many": "", "values": 3},
        {"msgid": "a", "many": "", "values": [["a"]]},
        {"msgid": "a", "many": "", "values": [[1, 2]]},
        {"msgid": "a", "many": "", "values": [["a", None]]},
        {"msgid": "a", "many": "", "values": [["a", {"msgid": "{b.c}", "many": "", "values": []}]]},
    ],
)
def test_what_is_no_message_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="message"):
        Message.from_data(data)


@pytest.mark.parametrize(
    "text", ["", "The date of the event it runs from changed.", "3", "{}", '{"msgid": 1}', "[1]"]
)
def test_a_text_that_is_no_kept_message_is_a_message_by_itself(text: str) -> None:
    assert Message.from_text(text) == Message(text)


def test_a_translation_that_names_another_value_falls_back_on_english() -> None:
    assert ZONE.fill("没有 {zone}", str) == "There is no time zone Mars/Base."
    assert ZONE.fill("没有 {name", str) == "There is no time zone Mars/Base."


def test_an_error_holds_messages_and_says_them_in_english() -> None:
    error = InvalidInput(ZONE, field="zone", remedy="Enter it in the form Europe/Nicosia.")
    assert (error.title, error.remedy) == (ZONE, Message("Enter it in the form Europe/Nicosia."))
    assert str(error) == "There is no time zone Mars/Base. Enter it in the form Europe/Nicosia."
    assert RecordNotFound("There is none.").remedy == RecordNotFound.default_remedy
    defect = PackInvalid("is missing", file="a.toml", field="id")
    assert (str(defect.title), defect.fault) == ("a.toml · id: is missing", Message("is missing"))
