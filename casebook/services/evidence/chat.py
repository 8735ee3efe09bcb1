"""Chats: the messages of a document, and what the office states about senders, time zone and phone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from functools import partial
from itertools import groupby

from casebook.base.errors import DamagedSource, InvalidInput, NotFound, Refused
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.evidence.chat import Chat, ChatLog, ChatMessage, check_chat
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.formats.media_type import CHATS
from casebook.language.fold import without_script
from casebook.services.base import record
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence import document as documents
from casebook.services.processes.chat_worker import read_chat_apart
from casebook.store.registry import table_for


@entity
class OpenChat:
    """A chat with all that is known about it.

    Attributes:
        document: the export as it was imported.
        chat: what the office states.
        log: its messages.
        people: by the sender as the export names them, who that is.
        media: by the name in the messages, the documents that came with it.
    """

    document: Document
    chat: Chat
    log: ChatLog
    people: Mapping[str, Person] = field(default_factory=dict)
    media: Mapping[str, Document] = field(default_factory=dict)

    def name_of(self, sender: str) -> str:
        """Return a sender as named, with the person that the office tied to them."""
        person = self.people.get(sender)
        tied = person.leading_name if person else ""
        return f"{sender} ({tied})" if tied and tied != sender else sender


@entity
class MessageFilter:
    """Which messages of a chat are wanted; each condition that is set must hold.

    Attributes:
        sender: exactly as the export names them, or "".
        day: ISO 8601, or "".
        words: parts of the text in any script, each of which must be in it.
    """

    sender: str = ""
    day: str = ""
    words: str = ""


def is_chat(document: Document) -> bool:
    """Return whether a document is the export of a chat."""
    return document.media_type in CHATS.values()


def chat_of(session: Session, document: Document) -> Document | None:
    """Return the chat that a document is, or is an excerpt of, in the bin or not; None for any other.

    Args:
        session: the open vault.
        document: it; a file that came with a chat was received, an excerpt was not.

    Raises:
        NotFound: it is no chat, was made here of another document, and that was deleted permanently.
    """
    if is_chat(document):
        return document
    if document.received_as or not document.part_of:
        return None
    whole = record.find(session, Document, document.part_of)
    return whole if is_chat(whole) else None


def known_chats(session: Session, documents: Iterable[Document]) -> dict[str, OpenChat]:
    """Return what the vault holds on the chats that documents are or are excerpts of, by ID of the document.

    Excerpts of chats that were deleted permanently are left out.
    """
    known: dict[str, OpenChat] = {}
    for one in documents:
        with suppress(NotFound):
            if chat := chat_of(session, one):
                known[one.id] = known_chat(session, chat.id)
    return known


async def open_chat(session: Session, document_id: str, *, progress: Progress = silent) -> OpenChat:
    """Read a chat in an isolated process.

    Raises:
        NotFound: there is no such document.
        InvalidInput: it is no chat.
        DamagedSource: it is damaged.
        Refused: it could not be read.
        Cancelled: the person stopped.
    """
    shown = await on_vault(partial(known_chat, session, document_id))
    stream = await on_vault(partial(documents.contents, session, shown.document))

    def read() -> ChatLog:
        with stream:
            return read_chat_apart(stream, shown.chat.date_order, progress=progress)

    return replace(shown, log=await off_thread(read))


def known_chat(session: Session, document_id: str) -> OpenChat:
    """Return what the vault holds on a chat, still without its messages.

    Raises:
        NotFound: there is no such document.
        InvalidInput: it is no chat.
    """
    document = record.find(session, Document, document_id)
    _require_chat(document)
    chat = of_document(session, document)
    with session.store.reading() as connection:
        people = table_for(Person).some(connection, [tie.person_id for tie in chat.ties])
        others = [
            one for one in table_for(Document).of_case(connection, document.case_id) if one.id != document_id
        ]
    return OpenChat(
        document=document,
        chat=chat,
        log=ChatLog(source="whatsapp", messages=()),
        people={tie.sender: people[tie.person_id] for tie in chat.ties if tie.person_id in people},
        media={name: one for one in others for name in _media_names(one, document)},
    )


def of_document(session: Session, document: Document) -> Chat:
    """Return what the office states about a chat; empty where it states nothing yet."""
    return record.stated_of(session, Chat(id=document.id, case_id=document.case_id))


def keep(session: Session, now: Chat, seen: Chat) -> Chat:
    """Keep what the office states about a chat; handing the two over the other way round undoes it.

    Args:
        session: the open vault.
        now: as it is to be.
        seen: as it was when the person began.

    Raises:
        InvalidInput: the document is no chat, or there is no such time zone.
        Conflict: somebody changed the same field meanwhile.
        NotFound: there is no such document or person.
    """
    _require_chat(record.find(session, Document, now.id))
    check_chat(now)
    return record.keep_stated(session, now, seen)


def wanted(log: ChatLog, chosen: MessageFilter) -> tuple[ChatMessage, ...]:
    """Return the messages that a filter lets through, in order."""
    parts = without_script(chosen.words).split()
    return tuple(
        message
        for message in log.messages
        if (not chosen.sender or message.sender == chosen.sender)
        and (not chosen.day or message.at.startswith(chosen.day))
        and (not parts or _has(message, parts))
    )


def message_found(log: ChatLog, words: str) -> ChatMessage | None:
    """Return the message that a search is about, or None.

    It is the first with every word; else, since search looks at days, the first with one of the words on the
    first day that has all of them.
    """
    parts = without_script(words).split()
    if not parts:
        return None
    texts = [(message, _text(message)) for message in log.messages]
    if whole := next((message for message, text in texts if all(part in text for part in parts)), None):
        return whole
    for _, of_day in groupby(texts, key=lambda one: one[0].at[:10]):
        day = tuple(of_day)
        if all(any(part in text for _, text in day) for part in parts):
            return next(message for message, text in day if any(part in text for part in parts))
    return None


async def messages_found(session: Session, words: str, document_ids: Sequence[str]) -> dict[str, ChatMessage]:
    """Return the messages that a search is about, by the documents that are chats and can be read.

    Raises:
        Cancelled: the person stopped.
    """
    known = await on_vault(partial(_some, session, document_ids))
    messages: dict[str, ChatMessage] = {}
    for document in filter(is_chat, known):
        with suppress(DamagedSource, Refused):
            log = (await open_chat(session, document.id)).log
            if message := message_found(log, words):
                messages[document.id] = message
    return messages


def _some(session: Session, ids: Sequence[str]) -> list[Document]:
    with session.store.reading() as connection:
        return list(table_for(Document).some(connection, list(ids)).values())


def _has(message: ChatMessage, parts: list[str]) -> bool:
    text = _text(message)
    return all(part in text for part in parts)


def _text(message: ChatMessage) -> str:
    """What is searched of a message."""
    return without_script(
        " ".join((message.sender, message.text, *map(str, message.carried), *message.media))
    )


def _media_names(document: Document, chat: Document) -> set[str]:
    """The names that a document has in a chat: as it came in its archive, its folder or below that.

    Identical bytes are one document, wherever they came from first: of its names, those of this chat count.
    """
    folders = {folder for path in chat.paths for folder in (path.rpartition("/")[0], path) if folder}
    paths = [path for path in document.paths if any(path.startswith(f"{folder}/") for folder in folders)]
    if document.part_of == chat.id:
        paths.append(document.received_as)
    return {path.rpartition("/")[2] for path in paths if path}


def _require_chat(document: Document) -> None:
    if not is_chat(document):
        raise InvalidInput(
            "This document is not a chat.",
            field="document",
            remedy="Choose a chat exported from WhatsApp, Telegram or Signal.",
        )
