"""What the office states about chats, and their messages found again."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from casebook.base.errors import InvalidInput, NotFound
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import Receipt
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence import chat as chats
from casebook.services.evidence.chat import MessageFilter
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_bytes

TEXT = (
    "03/04/24, 10:00 - Aygül: Come to the gate\n03/04/24, 10:01 - 林志遠: 我在烏魯木齊\n"
    "04/04/24, 09:00 - Aygül: IMG-20240404-WA0001.jpg (file attached)\n"
)


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


def imported(session: Session, case: Case, name: str, data: bytes) -> Document:
    (row,) = run_in_line(take_in(session, case.id, [from_bytes(name, data)], Receipt()))
    assert row.document is not None
    return row.document


@pytest.fixture
def document(session: Session, case: Case) -> Document:
    return imported(session, case, "chat.txt", TEXT.encode())


def test_a_sender_is_tied_to_a_person_and_the_tie_undone(session: Session, document: Document) -> None:
    person = Person(id=session.ids(), names=(Name(text="Aygul Tursun", script="Latn"),))
    record.add(session, person)
    seen = chats.of_document(session, document)
    now = chats.keep(session, seen.tied("Aygül", person.id), seen)
    shown = run_in_line(chats.open_chat(session, document.id))
    assert [shown.name_of(sender) for sender in shown.log.senders] == ["Aygül (Aygul Tursun)", "林志遠"]
    chats.keep(session, seen, now)
    assert run_in_line(chats.open_chat(session, document.id)).name_of("Aygül") == "Aygül"


def test_the_order_of_dates_that_the_office_states_is_used(session: Session, document: Document) -> None:
    seen = chats.of_document(session, document)
    assert run_in_line(chats.open_chat(session, document.id)).log.messages[0].at == "2024-04-03T10:00"
    chats.keep(session, replace(seen, date_order="mdy"), seen)
    assert run_in_line(chats.open_chat(session, document.id)).log.messages[0].at == "2024-03-04T10:00"


def test_messages_are_found_by_sender_day_and_words_in_any_script(
    session: Session, document: Document
) -> None:
    log = run_in_line(chats.open_chat(session, document.id)).log
    numbers = [
        [message.number for message in chats.wanted(log, chosen)]
        for chosen in (
            MessageFilter(),
            MessageFilter(sender="Aygül"),
            MessageFilter(sender="Aygül", day="2024-04-04"),
            MessageFilter(words="乌鲁木齐"),
            MessageFilter(words="GATE aygul"),
            MessageFilter(words="court"),
        )
    ]
    assert numbers == [[1, 2, 3], [1, 3], [3], [2], [1], []]


def test_what_is_no_chat_and_no_zone_is_refused(session: Session, case: Case, document: Document) -> None:
    note = imported(session, case, "note.txt", b"The hearing is on Monday.")
    with pytest.raises(InvalidInput, match="not a chat"):
        run_in_line(chats.open_chat(session, note.id))
    seen = chats.of_document(session, document)
    with pytest.raises(InvalidInput, match="no time zone"):
        chats.keep(session, replace(seen, zone="Europe/Nowhere"), seen)
    with pytest.raises(NotFound):
        chats.keep(session, seen.tied("Aygül", "nobody"), seen)


def test_what_is_stated_goes_to_the_bin_with_the_chat(session: Session, document: Document) -> None:
    seen = chats.of_document(session, document)
    chats.keep(session, replace(seen, zone="Asia/Urumqi"), seen)
    with session.store.write("document.remove") as transaction:
        transaction.move_to_bin(Document, document.id)
    assert chats.of_document(session, document) == seen
    with session.store.write("document.restore") as transaction:
        transaction.restore(Document, document.id)
    assert chats.of_document(session, document).zone == "Asia/Urumqi"


def test_media_in_the_folder_of_a_chat_are_its_media(session: Session, case: Case) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(picture, "PNG")
    offers = [
        replace(from_bytes("chat.txt", TEXT.encode()), folder="export"),
        replace(from_bytes("IMG-20240404-WA0001.jpg", picture.getvalue()), folder="export/media"),
        replace(from_bytes("IMG-20240404-WA0002.jpg", b"another file"), folder="exports"),
    ]
    rows = run_in_line(take_in(session, case.id, offers, Receipt()))
    assert rows[0].document is not None
    shown = run_in_line(chats.open_chat(session, rows[0].document.id))
    assert list(shown.media) == ["IMG-20240404-WA0001.jpg"]
