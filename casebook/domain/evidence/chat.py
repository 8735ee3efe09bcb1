"""A chat exported from a phone: its messages, and what the office states about senders, zone and holder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, get_args

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.base.zone import zone_of

ChatSource = Literal["whatsapp", "telegram", "signal"]
MessageKind = Literal["message", "notice", "deleted"]
ChatCalendar = Literal["", "buddhist", "persian"]
DateOrder = Literal["", "dmy", "mdy", "ymd"]
"""Order of day, month and year in the time stamps of an export; "" for what the file itself decides."""
DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)
OrderDoubt = Literal["", "month", "year"]
"""What the time stamps of an export leave open: which number is the month, or whether the year is first."""
MAX_MESSAGES = 100_000
"""So many messages of a chat are read; more are left in the file, which says so."""


@entity
class ChatMessage:
    """A message of a chat.

    Attributes:
        number: its place in the export, from 1.
        at: local time as exported, ISO 8601 (``2026-03-02T09:15`` or with seconds), with an offset where the
            export gives one; "" where the time stamp is no date.
        stamp: the time stamp as it is written in the export.
        sender: as the export names them; "" for a notice of the program.
        text: what was written, with its line breaks.
        media: names of the files that it carries, as the export names them.
        kind: a notice is written by the program; of a deleted message only that there was one.
        is_edited: the export says that it was changed after it was sent.
        is_media_omitted: it carried a file that the export leaves out.
        answers: number of the message that it answers, or 0.
        carried: what else it carries, in words: who it is forwarded from, a place, a poll, a call.
        not_understood: names of what the export states of it and is not read.
        remarks: what the reader of the export says of it, such as a time that does not fit.
    """

    number: int
    at: str
    stamp: str = ""
    sender: str = ""
    text: str = ""
    media: tuple[str, ...] = ()
    kind: MessageKind = "message"
    is_edited: bool = False
    is_media_omitted: bool = False
    answers: int = 0
    carried: tuple[Message, ...] = ()
    not_understood: tuple[str, ...] = ()
    remarks: tuple[Message, ...] = ()


@entity
class ChatLog:
    """The messages of an export, in its order.

    Attributes:
        source: the program that it is exported from.
        title: as the export names the chat, or "".
        messages: at most `MAX_MESSAGES`.
        date_order: that was used for its time stamps; "" where these leave no choice.
        order_doubt: what the time stamps of the messages do not prove of it.
        calendar: that of the time stamps, which were converted; "" for the Gregorian one.
        is_long: there are more messages than are read.
        is_incomplete: the file ends in the middle.
        pasted_lines: lines that look like messages of another export, which are text of the messages here.
        pasted_senders: whom these lines name as senders, each once.
    """

    source: ChatSource
    messages: tuple[ChatMessage, ...]
    title: str = ""
    date_order: DateOrder = ""
    order_doubt: OrderDoubt = ""
    calendar: ChatCalendar = ""
    is_long: bool = False
    is_incomplete: bool = False
    pasted_lines: int = 0
    pasted_senders: tuple[str, ...] = ()

    @property
    def senders(self) -> Mapping[str, int]:
        """Return the senders, in the order of their first messages, with how many messages each sent."""
        counts: dict[str, int] = {}
        for message in self.messages:
            if (
                message.sender and message.kind != "notice"
            ):  # of a group, iOS names the group as sender of these
                counts[message.sender] = counts.get(message.sender, 0) + 1
        return counts


@entity
class SenderTie:
    """A sender of a chat, tied to a person by the office.

    Attributes:
        sender: exactly as the export names them.
        person_id: who that is.
    """

    sender: str
    person_id: str


@entity
class Chat:
    """What the office states about a chat; its messages stay in the sealed file.

    Attributes:
        id: that of its document.
        zone: IANA name of the time zone of the telephone, or "" where it is not known.
        holder: who holds the telephone, or "".
        date_order: of the time stamps, where the file leaves it open and the office knows it.
        ties: senders and persons.
    """

    id: str
    case_id: str
    zone: str = ""
    holder: str = ""
    date_order: DateOrder = ""
    ties: tuple[SenderTie, ...] = ()

    def tied(self, sender: str, person_id: str) -> Chat:
        """Return it with a sender tied to a person, or to nobody where the ID is ""."""
        others = tuple(tie for tie in self.ties if tie.sender != sender)
        if person_id:
            others = (*others, SenderTie(sender=sender, person_id=person_id))
        return replace(self, ties=others)


def check_chat(chat: Chat) -> None:
    """Reject a time zone that does not exist.

    Raises:
        InvalidInput: it does not.
    """
    if chat.zone:
        zone_of(chat.zone)


def in_context(chosen: Sequence[int], before: int, after: int, last: int) -> tuple[tuple[int, bool], ...]:
    """Return the numbers of messages to show, in order, each with whether it is chosen and not context.

    >>> in_context((4, 6), 1, 0, 9)
    ((3, False), (4, True), (5, False), (6, True))

    Args:
        chosen: numbers of messages, from 1.
        before: how many messages of context stand before each.
        after: how many after each.
        last: the number of the last message.

    Raises:
        InvalidInput: nothing is chosen, or a message is not there.
    """
    if not chosen or min(chosen) < 1 or max(chosen) > last:
        raise InvalidInput(
            "No such message is in this chat.",
            field="messages",
            remedy="Choose messages by the numbers in the list.",
        )
    own = set(chosen)
    shown = {number for one in own for number in range(max(1, one - before), min(last, one + after) + 1)}
    return tuple((number, number in own) for number in sorted(shown))
