"""Chats taken in: found in every script, with their media beside them, and what is said of damaged ones."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from PIL import Image

from casebook.domain.case.case import Case
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.services.base import search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence import chat as chats
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_bytes

ANDROID = (
    "15/03/2024, 14:05 - Aygül: Come to the gate\n16/03/2024, 09:00 - 林志遠: 我在乌鲁木齐\n"
    "16/03/2024, 09:02 - Aygül: IMG-20240316-WA0001.jpg (file attached)\n"
)


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


def take(session: Session, case: Case, name: str, data: bytes) -> tuple[IntakeRow, ...]:
    return run_in_line(take_in(session, case.id, [from_bytes(name, data)], Receipt()))


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "JPEG")
    return out.getvalue()


def archive(text: str, **media: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("WhatsApp Chat with A.txt", text)
        for member, data in media.items():
            package.writestr(member, data)
    return out.getvalue()


def test_a_chat_is_found_by_its_words_on_the_day_they_were_sent(session: Session, case: Case) -> None:
    (row,) = take(session, case, "chat.txt", ANDROID.encode())
    assert row.document is not None
    assert row.document.media_type == "application/x-whatsapp-chat"
    assert (row.document.kind, row.remarks) == ("correspondence", ())
    hits = [(hit.id, hit.page) for hit in search.find(session, "烏魯木齊")]
    assert hits == [(row.document.id, 2)]


def test_an_import_says_how_many_lines_look_like_another_export(session: Session, case: Case) -> None:
    pasted = "".join(f"[10:{minute}, 17/03/2024] Officer Li: come\n" for minute in range(10, 22))
    (row,) = take(session, case, "chat.txt", f"{ANDROID}{pasted}".encode())
    assert [dict(remark.values)["number"] for remark in row.remarks] == [12]
    assert "import each export as a file of its own" in str(row.remarks[0])
    assert row.document is not None
    log = run_in_line(chats.open_chat(session, row.document.id)).log
    assert list(log.senders) == ["Aygül", "林志遠"]


def test_media_of_a_chat_become_documents_of_it(session: Session, case: Case) -> None:
    data = archive(ANDROID, **{"IMG-20240316-WA0001.jpg": picture()})
    chat, photo = take(session, case, "chat.zip", data)
    assert chat.document is not None
    assert photo.document is not None
    assert (photo.document.part_of, photo.document.media_type) == (chat.document.id, "image/jpeg")
    assert photo.document.received_as == "chat.zip/IMG-20240316-WA0001.jpg"


def test_a_chat_of_telegram_is_known_by_its_content(session: Session, case: Case) -> None:
    messages = [
        {"id": number, "type": "message", "date": "2024-03-15T14:05:33", "from": "A", "text": "烏魯木齊"}
        for number in range(200)
    ]
    text = json.dumps({"name": "A", "type": "personal_chat", "id": 1, "messages": messages}, indent=1)
    whole, cut = (
        take(session, case, "result.json", text.encode()),
        take(session, case, "b.json", text[:9000].encode()),
    )
    assert whole[0].document is not None
    assert whole[0].document.media_type == "application/x-telegram-chat"
    assert whole[0].remarks == ()
    assert "ends in the middle" in str(cut[0].remarks[0])


def test_an_open_order_of_dates_is_told(session: Session, case: Case) -> None:
    (row,) = take(session, case, "chat.txt", b"03/04/24, 10:00 - A: x\n04/04/24, 10:00 - B: y\n")
    assert "day and month" in str(row.remarks[0])


def test_an_archive_without_a_chat_stays_an_archive(session: Session, case: Case) -> None:
    whole, note = take(session, case, "notes.zip", archive("Dear all, the hearing is on Monday.\n"))
    assert whole.document is not None
    assert whole.document.media_type == "application/zip"
    assert note.document is not None
    assert note.document.part_of == whole.document.id


def test_an_archive_cut_short_is_refused(session: Session, case: Case) -> None:
    data = archive(ANDROID, **{"IMG-20240316-WA0001.jpg": picture()})
    (row,) = take(session, case, "chat.zip", data[: len(data) // 2])
    assert (row.outcome, str(row.remarks[0])) == ("refused", "It is damaged or incomplete.")


def test_media_that_came_by_mail_first_are_media_of_the_chat(session: Session, case: Case) -> None:
    (mailed,) = take(session, case, "photo.jpg", picture())
    data = archive(ANDROID, **{"IMG-20240316-WA0001.jpg": picture()})
    chat, photo = take(session, case, "chat.zip", data)
    assert chat.document is not None
    assert photo.document is not None
    assert mailed.document is not None
    shown = run_in_line(chats.open_chat(session, chat.document.id))
    assert (photo.outcome, shown.media) == ("duplicate", {"IMG-20240316-WA0001.jpg": photo.document})
    assert photo.document.id == mailed.document.id
    assert photo.document.paths == ("photo.jpg", "chat.zip/IMG-20240316-WA0001.jpg")


def test_a_chat_exported_twice_has_its_photos_both_times(session: Session, case: Case) -> None:
    message = {"id": 1, "type": "message", "date": "2024-03-15T14:05:33", "from": "A", "text": "x"}
    whole = {"name": "A", "type": "personal_chat", "id": 1}
    documents = []
    for folder, text in (("ta", "one"), ("tb", "two")):
        messages = [message | {"text": text}, message | {"id": 2, "photo": f"photos/{folder}.jpg"}]
        offers = [
            from_bytes("result.json", json.dumps(whole | {"messages": messages}).encode(), folder),
            from_bytes(f"{folder}.jpg", picture(), f"{folder}/photos"),
        ]
        documents.append(run_in_line(take_in(session, case.id, offers, Receipt()))[0].document)
    media = [
        tuple(run_in_line(chats.open_chat(session, one.id)).media) for one in documents if one is not None
    ]
    assert media == [("ta.jpg",), ("tb.jpg",)]
