"""Chats of every program, and the archives they come in."""

from __future__ import annotations

from contextlib import suppress

from casebook.domain.evidence.chat import MAX_MESSAGES
from casebook.formats.chat.reader import read_chat, words_by_day
from casebook.formats.fault import Damaged, OversizedFile, PasswordProtected


def chat(data: bytes) -> None:
    """Read any bytes as a chat; its messages are numbered and can be written."""
    with suppress(Damaged, OversizedFile, PasswordProtected):
        log = read_chat(data)
        assert [message.number for message in log.messages] == list(range(1, len(log.messages) + 1))
        assert len(log.messages) <= MAX_MESSAGES
        "".join(words for _, words in words_by_day(log.messages)).encode("utf-8")
