"""An excerpt of a chat as a document of its own: set on pages, encrypted, and linked to the chat."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import BinaryIO

from casebook.base.errors import DamagedSource, InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.base.number_range import ranges
from casebook.domain.base.preview import Pixels
from casebook.domain.evidence.chat import in_context
from casebook.domain.evidence.document import CustodyStep, Document
from casebook.domain.vault.attachment import Attachment
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence import document as documents
from casebook.services.evidence.chat import OpenChat, open_chat
from casebook.services.evidence.chat_pages import Selection, chat_pages
from casebook.services.evidence.intake_read import FileReport, Readers
from casebook.services.evidence.preview import Preview, is_shown

MAX_EXCERPT = 5_000
"""Maximum number of messages of an excerpt, about 300 pages."""
MAX_PICTURES = 200
_PICTURE_PX = 420
_PDF = "application/pdf"
_SETTING = Message("setting pages")


@entity
class ExcerptRequest:
    """Which messages of a chat become pages.

    Attributes:
        numbers: of the messages, from 1.
        before: how many messages stand before each as context.
        after: how many after each.
        title: of the new document; "" for one from the title of the chat and the numbers.
        language: of the fixed texts, as BCP 47 tag.
    """

    numbers: tuple[int, ...]
    before: int = 0
    after: int = 0
    title: str = ""
    language: str = "en"


async def make_excerpt(
    session: Session, document_id: str, request: ExcerptRequest, *, progress: Progress = silent
) -> Document:
    """Set messages on pages and add these to the case as a document that is part of the chat.

    Raises:
        NotFound: there is no such document.
        InvalidInput: it is no chat, it has no such message, or the excerpt is too long.
        DamagedSource: the chat is damaged.
        Refused: it could not be read.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped.
    """
    shown = await open_chat(session, document_id, progress=progress)
    last = len(shown.log.messages)
    selection = in_context(request.numbers, request.before, request.after, last)
    if len(selection) > MAX_EXCERPT:
        raise InvalidInput(
            Message("An excerpt has at most {limit} messages.", limit=f"{MAX_EXCERPT:,}"),
            field="messages",
            remedy="Make several excerpts.",
        )
    pictures = await _pictures(session, shown, selection, progress)
    words = Translator(request.language)
    data, page_count = await off_thread(
        partial(chat_pages, shown, selection, words, pictures, tick=lambda: progress(0, 0, _SETTING))
    )
    chat, numbers = shown.document, ranges(sorted(set(request.numbers)))
    title = Message("{title}: messages {numbers}", title=chat.title, numbers=numbers)
    draft = replace(
        chat,
        title=request.title or words(title),
        kind="correspondence",
        dated=None,
        exhibit_mark="",
        is_privileged=False,
        privilege="",
        also_part_of=(),
        received_as="",
        also_received_as=(),
        part_of=chat.id,
    )
    return await filed(session, draft, data, page_count, why=f"{chat.title} ({numbers})")


async def _pictures(
    session: Session, shown: OpenChat, selection: Selection, progress: Progress
) -> dict[str, Pixels]:
    """Small pictures of the media of a selection, by document; others have a caption only."""
    names = dict.fromkeys(name for number, _ in selection for name in shown.log.messages[number - 1].media)
    media = [shown.media[name] for name in names if name in shown.media]
    return await drawn_pictures(session, media, _PICTURE_PX, progress)


async def drawn_pictures(
    session: Session, media: Sequence[Document], most_px: int, progress: Progress
) -> dict[str, Pixels]:
    """Return documents as pictures of at most so many pixels a side; what cannot be drawn is left out."""
    drawn: dict[str, Pixels] = {}
    for at, document in enumerate([one for one in media if is_shown(one)][:MAX_PICTURES]):
        progress(at, len(media), _SETTING)
        stream = await on_vault(partial(documents.contents, session, document))
        with suppress(DamagedSource, Refused):
            drawn[document.id] = await off_thread(partial(_drawn, stream, document.media_type, most_px))
    return drawn


def _drawn(stream: BinaryIO, media_type: str, most_px: int) -> Pixels:
    with Preview(stream, media_type) as preview:
        size = preview.pages[0]
        return preview.page(0, min(most_px / max(size.width_pt, size.height_pt), 1.0))


async def filed(session: Session, draft: Document, data: bytes, page_count: int, *, why: str) -> Document:
    """Encrypt pages that the program set and write their record.

    Args:
        session: the open vault.
        draft: the document but for its ID, file and custody.
        data: the PDF.
        page_count: its pages.
        why: of the custody step.
    """
    attachments = session.vault.attachments
    sealed = await off_thread(lambda: attachments.seal(BytesIO(data), session.ids()))
    try:
        report = await off_thread(partial(_read, session, sealed))
        step = CustodyStep(
            kind="copied", at=session.clock(), who=session.who, why=why, sha256_after=sealed.sha256
        )
        document = replace(draft, id=session.ids(), attachment_id=sealed.id, media_type=_PDF, custody=(step,))
        file = partial(documents.file_sealed, session, document, sealed, report.pages, page_count=page_count)
        return await on_vault(file)
    except BaseException:
        attachments.remove(sealed.id)
        raise


def _read(session: Session, sealed: Attachment) -> FileReport:
    """The words of the pages, read like those of any other file."""
    readers = Readers(silent)
    try:
        readers.start(_PDF)
        return readers.found_in(_PDF, session.vault.attachments, sealed)
    finally:
        readers.close()
