"""Messages of a chat as pages: what stands on them, what is context, and where they belong."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.domain.evidence.chat import Chat, ChatLog, ChatMessage, DateOrder, OrderDoubt
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import Receipt
from casebook.services.base import search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence import chat as chats
from casebook.services.evidence.chat_excerpt import ExcerptRequest, make_excerpt
from casebook.services.evidence.chat_pages import chat_sheet
from casebook.services.evidence.document import contents
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_bytes, from_paths
from tests.paths import KINDS_OF_FILES

TEXT = (
    "[15/03/2024, 14:05:33] Aygül: one\n"
    "[15/03/2024, 14:06:33] 林志遠: 我在烏魯木齊 😂\n"
    "[15/03/2024, 14:07:33] Aygül: Here \u200e<attached: 00000003-PHOTO.jpg>\n"
    "[16/03/2024, 09:00:00] Aygül: \u200eThis message was deleted.\n"
    "[17/03/2024, 09:00:00] أحمد: مرحبا\n"
    "[17/03/2024, 09:01:00] Aygül: last\n"
)


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


@pytest.fixture
def chat(session: Session, case: Case) -> Document:
    picture, packed = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (640, 480), "navy").save(picture, "JPEG")
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("_chat.txt", TEXT)
        package.writestr("00000003-PHOTO.jpg", picture.getvalue())
    rows = run_in_line(take_in(session, case.id, [from_bytes("chat.zip", packed.getvalue())], Receipt()))
    assert rows[0].document is not None
    return rows[0].document


def printed(session: Session, document: Document) -> tuple[str, int]:
    """The words on the pages of a document, and how many pictures."""
    data = contents(session, document).read()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pictures = sum(len(page.get_images()) for page in pdf.pages)
    with pypdfium2.PdfDocument(data) as pages:
        words = " ".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(words.split()), pictures


def test_an_excerpt_shows_messages_context_media_and_what_is_missing(
    session: Session, chat: Document
) -> None:
    seen = chats.of_document(session, chat)
    chats.keep(session, replace(seen, zone="Asia/Urumqi", holder="the client"), seen)
    request = ExcerptRequest(numbers=(3,), before=1, after=1)
    excerpt = run_in_line(make_excerpt(session, chat.id, request))
    words, pictures = printed(session, excerpt)
    for part in (
        "Asia/Urumqi",
        "the client",
        chat.sha256[:16],
        "15 March 2024",
        "2 (context)",
        "我在烏魯木齊 [face with tears of joy]",
        "14:07:33",
        "File 1: 00000003-PHOTO.jpg",
        "Deleted; the export has no content",
        "1 message of the whole chat was deleted before the export.",
        "3 of 6",
    ):
        assert part in words
    assert "last" not in words.split()
    assert pictures == 1


def test_an_excerpt_belongs_to_its_chat_and_is_found_by_its_words(session: Session, chat: Document) -> None:
    excerpt = run_in_line(make_excerpt(session, chat.id, ExcerptRequest(numbers=(1, 6))))
    assert (excerpt.part_of, excerpt.media_type, excerpt.page_count) == (chat.id, "application/pdf", 1)
    assert excerpt.title == "chat: messages 1, 6"
    assert (excerpt.custody[0].kind, excerpt.custody_breaks_at) == ("copied", None)
    assert excerpt.id in {hit.id for hit in search.find(session, "messages left out")}


def test_fixed_texts_are_set_in_the_language_of_the_pages(session: Session, chat: Document) -> None:
    request = ExcerptRequest(numbers=(5,), language="zh-Hant", title="對話")
    words, _ = printed(session, run_in_line(make_excerpt(session, chat.id, request)))
    assert "2024年3月17日" in words


@pytest.mark.parametrize("numbers", [(), (0,), (7,)])
def test_messages_that_are_not_there_are_refused(
    session: Session, chat: Document, numbers: tuple[int, ...]
) -> None:
    with pytest.raises(InvalidInput):
        run_in_line(make_excerpt(session, chat.id, ExcerptRequest(numbers=numbers)))


def test_the_zone_is_that_of_the_times_where_an_export_shows_it(session: Session, case: Case) -> None:
    (row,) = run_in_line(
        take_in(session, case.id, from_paths([KINDS_OF_FILES / "chat-telegram.json"]), Receipt())
    )
    assert row.document is not None
    excerpt = run_in_line(make_excerpt(session, row.document.id, ExcerptRequest(numbers=(1,))))
    words, _ = printed(session, excerpt)
    assert "UTC+02:00, as the times in the export show" in words


@pytest.mark.parametrize(
    ("order", "doubt", "note"),
    [
        ("dmy", "month", "given as day and month."),
        ("mdy", "month", "given as month and day."),
        ("dmy", "year", "given with the year last."),
        ("ymd", "year", "given with the year first."),
        ("", "", ""),
    ],
)
def test_pages_say_what_of_the_order_of_dates_is_uncertain(
    order: DateOrder, doubt: OrderDoubt, note: str
) -> None:
    log = ChatLog(
        source="whatsapp",
        messages=(ChatMessage(number=1, at="2024-03-02T14:05", sender="A", text="one"),),
        date_order=order,
        order_doubt=doubt,
        pasted_lines=12,
    )
    document = Document(
        id="d",
        case_id="c",
        title="chat",
        kind="other",
        attachment_id="a",
        sha256="00",
        size_bytes=1,
        media_type="",
    )
    opened = chats.OpenChat(document=document, chat=Chat(id="d", case_id="c"), log=log)
    notes = chat_sheet(opened, [(1, True)], Translator("en"), {}).notes
    assert any(note.startswith("12 lines of the whole chat look like messages of another") for note in notes)
    assert [one.rpartition("They are ")[2] for one in notes if "does not prove whether" in one] == [note][
        : bool(note)
    ]
