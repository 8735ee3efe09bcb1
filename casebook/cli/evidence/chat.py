"""``chat show|senders|tie|state|exhibit|screenshots``: messages, what is stated about them, and pages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading, unlocked
from casebook.cli.base.typed import search_words
from casebook.cli.evidence.chat_verbs import DATE_ORDERS
from casebook.domain.evidence.chat import MAX_MESSAGES, ChatMessage, DateOrder
from casebook.domain.evidence.document import Document
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.evidence import chat as chats
from casebook.services.evidence.chat import MessageFilter, OpenChat
from casebook.services.evidence.chat_excerpt import ExcerptRequest, make_excerpt
from casebook.services.evidence.screenshots import SequenceRequest, make_sequence

_RANGE = re.compile(r"(\d{1,7})(?:-(\d{1,7}))?")
_ORDERS: dict[str, DateOrder] = {"dmy": "dmy", "mdy": "mdy", "ymd": "ymd", "file": ""}


def show(
    *,
    vault: Path,
    document_id: str,
    words: str,
    sender: int,
    day: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    sought = search_words(words)
    with reading(vault, passphrase_file) as session:
        shown = _opened(session, document_id)
    wanted = MessageFilter(sender=_sender(shown, sender) if sender else "", day=day, words=sought)
    messages = chats.wanted(shown.log, wanted)
    answer({**_about(shown), "rows": messages}, lambda: _listed(messages), json_wanted=json)


def senders(*, vault: Path, document_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        shown = _opened(session, document_id)
    _answer_senders(shown, json_wanted=json)


def tie(
    *, vault: Path, document_id: str, sender: int, person: str, passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file) as session:
        shown = _opened(session, document_id)
        chats.keep(session, shown.chat.tied(_sender(shown, sender), person), shown.chat)
        shown = _opened(session, document_id)
    _answer_senders(shown, json_wanted=json)


def state(
    *,
    vault: Path,
    document_id: str,
    zone: str,
    holder: str,
    dates: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    order = _ORDERS[one_of(dates, DATE_ORDERS, "dates")] if dates else None
    with unlocked(vault, passphrase_file) as session:
        seen = _opened(session, document_id).chat
        now = replace(
            seen,
            zone=zone or seen.zone,
            holder=holder or seen.holder,
            date_order=seen.date_order if order is None else order,
        )
        chats.keep(session, now, seen)
        shown = _opened(session, document_id)
    about = _about(shown)
    answer(about, "\n".join(f"{key}: {value}" for key, value in about.items()), json_wanted=json)


def exhibit(
    *,
    vault: Path,
    document_id: str,
    messages: tuple[str, ...],
    before: int,
    after: int,
    title: str,
    language: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    request = ExcerptRequest(
        numbers=_numbers(messages), before=before, after=after, title=title, language=language
    )
    with unlocked(vault, passphrase_file) as session:
        document = run_in_line(make_excerpt(session, document_id, request, progress=Counter()))
    _answer_document(document, json_wanted=json)


def screenshots(
    *,
    vault: Path,
    documents: tuple[str, ...],
    source: str,
    holder: str,
    zone: str,
    title: str,
    language: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    request = SequenceRequest(
        document_ids=documents, source=source, holder=holder, zone=zone, title=title, language=language
    )
    with unlocked(vault, passphrase_file) as session:
        document = run_in_line(make_sequence(session, request, progress=Counter()))
    _answer_document(document, json_wanted=json)


def _answer_document(document: Document, *, json_wanted: bool) -> None:
    about = {
        "id": document.id,
        "title": document.title,
        "pages": document.page_count,
        "sha256": document.sha256,
        "part_of": document.part_of,
    }
    answer(about, f"{document.id}: {counted(document.page_count, 'page', 'pages')}.", json_wanted=json_wanted)


def _opened(session: Session, document_id: str) -> OpenChat:
    return run_in_line(chats.open_chat(session, document_id))


def _about(shown: OpenChat) -> dict[str, object]:
    log = shown.log
    return {
        "id": shown.document.id,
        "source": log.source,
        "messages": len(log.messages),
        "zone": shown.chat.zone,
        "holder": shown.chat.holder,
        "date_order": log.date_order,
        "is_order_certain": not log.order_doubt,
        "is_long": log.is_long,
        "is_incomplete": log.is_incomplete,
    }


def _listed(messages: tuple[ChatMessage, ...]) -> str:
    cells = [
        [one.number, one.at or one.stamp, one.sender, _worded(one), ", ".join(one.media)] for one in messages
    ]
    return table(["no.", "time", "sender", "text", "media"], cells)


def _worded(message: ChatMessage) -> str:
    """The beginning of what was written, and all else that the message carries."""
    unread = f"not understood: {', '.join(message.not_understood)}" if message.not_understood else ""
    return " · ".join(
        filter(None, (message.text[:60], *map(str, (*message.carried, *message.remarks)), unread))
    )


def _answer_senders(shown: OpenChat, *, json_wanted: bool) -> None:
    rows = [
        {
            "number": number,
            "sender": sender,
            "messages": count,
            "person_id": shown.people[sender].id if sender in shown.people else "",
            "person": shown.people[sender].leading_name if sender in shown.people else "",
        }
        for number, (sender, count) in enumerate(shown.log.senders.items(), start=1)
    ]
    words = table(
        ["no.", "sender", "messages", "person"],
        [[row["number"], row["sender"], row["messages"], row["person"]] for row in rows],
    )
    answer({"rows": rows}, words, json_wanted=json_wanted)


def _sender(shown: OpenChat, number: int) -> str:
    names = list(shown.log.senders)
    if not 1 <= number <= len(names):
        raise InvalidInput(
            Message("There is no sender {number} in this chat.", number=number),
            field="sender",
            remedy="“casebook chat senders” lists the senders with their numbers.",
        )
    return names[number - 1]


def _numbers(texts: tuple[str, ...]) -> tuple[int, ...]:
    """Numbers and ranges as typed, at most as many as a chat has messages."""
    numbers: list[int] = []
    for text in texts:
        match = _RANGE.fullmatch(text)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= MAX_MESSAGES:
            raise InvalidInput(
                Message("{text} is no message of a chat.", text=text),
                field="messages",
                remedy="Enter numbers such as 12, or ranges such as 12-15.",
            )
        numbers += range(first, last + 1)
    return tuple(dict.fromkeys(numbers))
