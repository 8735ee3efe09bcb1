"""Screenshots of a chat that cannot be exported, such as one of WeChat, set in the order that is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.base.preview import Pixels
from casebook.domain.evidence.chat_sheet import ChatSheet, SheetPicture
from casebook.domain.evidence.document import Document
from casebook.formats.media_type import PICTURES
from casebook.services.base import record
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence.chat_excerpt import MAX_PICTURES, drawn_pictures, filed

_PICTURE_PX = 1600
_NOT_STATED = gettext_noop("not stated")


@entity
class SequenceRequest:
    """Pictures that become pages.

    Attributes:
        document_ids: pictures of one case, in order.
        source: the program that they show, such as WeChat.
        holder: who holds the phone, or "".
        zone: time zone of the phone, or "".
        title: of the new document; names nobody unless the person chose it.
        language: of the fixed texts, as BCP 47 tag.
    """

    document_ids: tuple[str, ...]
    source: str = "WeChat"
    holder: str = ""
    zone: str = ""
    title: str = ""
    language: str = "en"


async def make_sequence(
    session: Session, request: SequenceRequest, *, progress: Progress = silent
) -> Document:
    """Set screenshots on pages, each with its place and hash, and add these to the case as a document.

    Raises:
        NotFound: a document is not there.
        InvalidInput: one is no picture, stands twice or is of another case, or there are none or too many.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped.
    """
    pictures = await on_vault(partial(_required, session, request.document_ids))
    drawn = await drawn_pictures(session, pictures, _PICTURE_PX, progress)
    sheet = _sheet(request, pictures, drawn)
    from casebook.pdf.exhibit.chat_sheets import set_chat

    data, page_count = await off_thread(partial(set_chat, sheet))
    draft = replace(
        pictures[0],
        title=request.title or sheet.title,
        kind="correspondence",
        dated=None,
        exhibit_mark="",
        received_as="",
        also_received_as=(),
        also_part_of=(),
        is_privileged=any(one.is_privileged for one in pictures),
    )
    return await filed(session, draft, data, page_count, why=sheet.title)


def _sheet(request: SequenceRequest, pictures: Sequence[Document], drawn: Mapping[str, Pixels]) -> ChatSheet:
    words = Translator(request.language)
    return ChatSheet(
        title=words("Screenshots of a chat ({source})", source=request.source),
        running_head=words("Screenshots of a chat – page"),
        particulars=(
            (words("Images"), words.number(len(pictures))),
            (words("Time zone"), request.zone or words(_NOT_STATED)),
            (words("Phone held by"), request.holder or words(_NOT_STATED)),
        ),
        days=(),
        media_title=words("Images in order"),
        media=tuple(
            SheetPicture(
                caption=words(
                    "{number}: {name}. SHA-256 {digest}",
                    number=number,
                    name=one.received_as.rpartition("/")[2] or one.title,
                    digest=one.sha256,
                ),
                pixels=drawn.get(one.id),
            )
            for number, one in enumerate(pictures, start=1)
        ),
        notes_title=words("Notes"),
        notes=(
            words("The order is that of the person who made this document; the images do not state one."),
        ),
        language=words.language,
        is_large=True,
    )


def _required(session: Session, ids: Sequence[str]) -> list[Document]:
    if not ids or len(ids) > MAX_PICTURES or len(set(ids)) < len(ids):
        raise InvalidInput(
            Message("Choose from 1 to {limit} different images.", limit=MAX_PICTURES),
            field="documents",
            remedy="Make several documents of more.",
        )
    pictures = [record.find(session, Document, one) for one in ids]
    if any(one.media_type not in PICTURES or one.case_id != pictures[0].case_id for one in pictures):
        raise InvalidInput(
            "Not all of these documents are images of one case.",
            field="documents",
            remedy="Choose screenshots of one case.",
        )
    return pictures
