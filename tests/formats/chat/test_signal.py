"""Chats of Signal Desktop as sigtop writes them."""

from __future__ import annotations

from casebook.formats.chat.signal import looks_like_signal, read_signal
from casebook.formats.media_type import PLAIN, media_type

TEXT = """Conversation: Aygül (+35700000000)

From: Aygül (+35700000000)
Type: incoming
Sent: Fri, 15 Mar 2024 14:05:33 +0200
Received: Fri, 15 Mar 2024 14:05:34 +0200
Attachment: gate.jpg (image/jpeg, 2048 bytes)
Reaction: 👍 from You

Come to the gate

and wait

From: You
Type: outgoing
Sent: Fri, 15 Mar 2024 14:06:00 +0200

> From: Aygül (+35700000000)
> Sent: Fri, 15 Mar 2024 14:05:33 +0200
>
> Come to the gate

Yes

Type: timer-notification
Sent: unknown

"""


def test_messages_are_read_with_their_offset_media_and_without_quotations() -> None:
    assert media_type(TEXT.encode()) == PLAIN
    assert looks_like_signal(TEXT)
    log = read_signal(TEXT)
    first, answer, notice = log.messages
    assert log.title == "Aygül (+35700000000)"
    assert (first.at, first.sender) == ("2024-03-15T14:05:33+02:00", "Aygül (+35700000000)")
    assert (first.text, first.media) == ("Come to the gate\n\nand wait", ("gate.jpg",))
    assert (answer.sender, answer.text) == ("You", "Yes")
    assert (notice.kind, notice.at, notice.text) == ("notice", "", "timer-notification")


def test_mail_is_no_chat() -> None:
    assert not looks_like_signal("From: A\nSent: Fri, 15 Mar 2024 14:05:33 +0200\n\nx\n")
