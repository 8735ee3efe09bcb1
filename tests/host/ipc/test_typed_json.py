from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from casebook.base.message import Message
from casebook.host.ipc.message import ProtocolError
from casebook.host.ipc.typed_json import read_answer, written_answer
from casebook.host.protocol.bundle_protocol import Refusal

REFUSAL = Refusal(
    kind="damaged-source",
    title=Message("Exhibit {mark} {fault}", mark="1", fault=Message("is damaged or incomplete.")),
    field="1",
    remedy=Message("Ask for the file again."),
    exhibits=(("a1", Message("is damaged or incomplete.")),),
)


def _with_title(title: Any) -> bytes:  # noqa: ANN401 - whatever a liar says
    return json.dumps({**json.loads(written_answer(REFUSAL)), "title": title}).encode()


def test_a_refusal_comes_with_its_messages_in_no_language_yet() -> None:
    assert read_answer(Refusal, written_answer(REFUSAL)) == REFUSAL
    assert read_answer(Message, written_answer(REFUSAL.title)) == REFUSAL.title


def test_a_date_in_a_message_stays_a_date() -> None:
    message = Message("It lasts until {day}.", day=date(2026, 4, 7))
    assert read_answer(Message, written_answer(message)) == message
    with pytest.raises(ProtocolError):
        read_answer(Message, written_answer(message).replace(b"2026-04-07", b"2026-99-07"))
    with pytest.raises(TypeError, match="bytes"):
        written_answer(Message("{day}", day=b"7"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "title",
    [
        "Exhibit 1 is damaged.",
        None,
        {"msgid": "Exhibit {mark.__class__.__mro__}", "many": "", "values": [["mark", "1"]]},
        {"msgid": "{mark:1000000000}", "many": "", "values": [["mark", 1]]},
        {"msgid": "Exhibit", "many": "", "values": {"mark": "1"}},
    ],
)
def test_a_title_that_is_no_message_of_ours_is_not_believed(title: object) -> None:
    with pytest.raises(ProtocolError):
        read_answer(Refusal, _with_title(title))
