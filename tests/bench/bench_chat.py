"""Chats: the import of an export with its pictures, its pages, and the message that a search is about."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from casebook.base.i18n import Translator
from casebook.services.base import search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.evidence.chat import messages_found, open_chat
from casebook.services.evidence.chat_pages import whole_chat_pages
from tests.bench.opened import imported_whole, new_casebook
from tests.bench.ratio import Ratio, scratch, timed, worked

MESSAGES, PICTURES = 5_000, 20
LINES_A_PAGE = 50
FIRST = datetime(2024, 3, 15, 8, 0)  # noqa: DTZ001 - an export has local time without a zone
WANTED = "adjournment 4321"


def measure() -> list[Ratio]:
    """The import against that of the same files, pages against bare lines, a hit against one reading."""
    with scratch("chat") as folder, new_casebook(folder) as session:
        packed, loose = _export(folder)
        (chat, *_) = imported_whole(session, [packed])
        return [
            timed(
                f"import of a chat, {MESSAGES:,} messages",
                1.0,
                2,
                lambda: imported_whole(session, [packed]),
                lambda: imported_whole(session, loose),
            ),
            _pages(session, chat),
            timed(
                "search hit in a chat",
                1.5,
                3,
                lambda: _hit(session),
                lambda: run_in_line(open_chat(session, chat)),
            ),
        ]


def _export(folder: Path) -> tuple[Path, list[Path]]:
    """The archive of an export, and the same files beside it, the chat as text that is no chat."""
    pictures = {f"IMG-20240315-WA{number:04}.jpg": _picture(number) for number in range(PICTURES)}
    lines = list(_lines(list(pictures)))
    chat = "".join(f"{at:%d/%m/%Y, %H:%M} - {sender}: {words}\n" for at, sender, words in lines)
    packed = folder / "chat.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("WhatsApp Chat with Aygül.txt", chat)
        for name, data in pictures.items():
            archive.writestr(name, data)
    files = {**pictures, "notes.txt": "".join(f"{words}\n" for _, _, words in lines).encode()}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return packed, [folder / name for name in files]


def _lines(pictures: list[str]) -> list[tuple[datetime, str, str]]:
    lines = []
    for number in range(MESSAGES):
        words = f"The adjournment {number} is at nine, 延期審理 {number}"
        if number < len(pictures):
            words = f"{pictures[number]} (file attached)"
        sender = ("Aygül", "林志遠")[number % 2]
        lines.append((FIRST + timedelta(minutes=7 * number), sender, words))
    return lines


def _picture(number: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640 + number, 480), (60, 90, 120)).save(out, "JPEG")
    return out.getvalue()


def _pages(session: Session, chat: str) -> Ratio:
    shown = run_in_line(open_chat(session, chat))
    words = Translator("en")
    texts = [f"{message.at} {message.sender}: {message.text}" for message in shown.log.messages]
    return worked(
        "pages of a chat",
        12.0,
        2,
        lambda: whole_chat_pages(shown, words, ()),
        lambda: _bare_pages(texts),
    )


def _bare_pages(texts: list[str]) -> None:
    """The same words, a line each, in a font that every viewer has."""
    canvas = Canvas(io.BytesIO(), pagesize=A4)
    for number, text in enumerate(texts):
        canvas.drawString(50, 800 - 15 * (number % LINES_A_PAGE), text)
        if number % LINES_A_PAGE == LINES_A_PAGE - 1:
            canvas.showPage()
    canvas.save()


def _hit(session: Session) -> None:
    """What the page of search does: the records, then the message in each chat among them."""
    hits = search.find(session, WANTED, most=1)
    found = run_in_line(messages_found(session, WANTED, [hit.id for hit in hits]))
    if not any("4321" in message.text for message in found.values()):
        raise SystemExit("the message was not found")
