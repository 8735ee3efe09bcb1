"""An advocate's first evening: 200 contacts, 300 files of every kind, bad ones among them, nothing lost."""

from __future__ import annotations

import io
import sys
import time
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from PIL import Image

from casebook.crypto.kdf import KdfCost
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import Receipt
from casebook.domain.person.contact import Contact
from casebook.services.base import record, search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import open_session
from casebook.services.case.case import open_case
from casebook.services.evidence import intake
from casebook.services.evidence.intake_source import from_bytes, from_paths
from casebook.services.exchange import import_list, list_reading
from casebook.services.vault import vault
from tests.worker.documents import letter_pdf

PHRASE = "seven invented words stand here for proofs"
FILES, CONTACTS = 300, 200


def a_file(number: int) -> tuple[str, bytes]:
    """A file of one of six kinds, whose bytes are like no other's."""
    mark = f"marker{number:03}"
    out = io.BytesIO()
    kind = number % 6
    if kind == 0:
        return f"{mark}.pdf", letter_pdf() + f"\n% {mark}\n".encode()
    if kind == 1:
        letter = docx.Document()
        letter.add_paragraph(mark)
        letter.save(out)
        return f"{mark}.docx", out.getvalue()
    if kind == 2:
        Image.new("RGB", (30 + number, 20), (number % 256, 9, 9)).save(out, "PNG")
        return f"{mark}.png", out.getvalue()
    if kind == 3:
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "registry@court.example", mark
        mail.set_content(f"{mark} 延期审理")
        return f"{mark}.eml", mail.as_bytes()
    if kind == 4:
        return f"{mark}.txt", f"{mark} 乌鲁木齐的印刷工人".encode("gb18030")
    return f"{mark}.mp3", b"ID3\x03" + mark.encode() + bytes(500)


@pytest.mark.proof
def test_two_hundred_contacts_and_three_hundred_files(tmp_path: Path, cheap_cost: KdfCost) -> None:
    folder = tmp_path / "from the registry" / "2016"
    folder.mkdir(parents=True)
    for number in range(FILES):
        name, data = a_file(number)
        (folder / name).write_bytes(data)
    (folder / "bad.pdf").write_bytes(letter_pdf()[:300])
    (folder / "empty.txt").touch()
    cards = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Contact {number}\r\nTEL:+357 22 {number:06}\r\nEND:VCARD\r\n"
        for number in range(CONTACTS)
    )
    path = tmp_path / "office.casebook"
    session, code = vault.create(path, PHRASE, cost=cheap_cost)
    with session:
        case = open_case(session, reference="R-1", title="", jurisdiction="CY")
        began = time.monotonic()
        offers = from_paths([tmp_path / "from the registry"])
        rows = run_in_line(intake.take_in(session, case.id, offers, Receipt(received_from="the registry")))
        taken_s = time.monotonic() - began
        grid = run_in_line(list_reading.read_list(from_bytes("phone.vcf", cards.encode())))
        made = import_list.plan(session, "contact", grid, import_list.suggest("contact", grid))
        import_list.carry_out(session, made)
    outcomes = [row.outcome for row in rows]
    taken = outcomes.count("taken")
    sys.stdout.write(f"{taken} of {FILES} whole files in, 2 bad ones named, in {taken_s:.0f} s\n")
    assert (taken, outcomes.count("refused")) == (FILES, 2)
    assert {row.name.rpartition("/")[2] for row in rows if row.outcome == "refused"} == {
        "bad.pdf",
        "empty.txt",
    }
    with open_session(path, code) as again:
        assert len(record.every(again, Contact)) == CONTACTS
        documents = record.of_case(again, Document, case.id)
        assert len(documents) == FILES
        assert {document.obtained_from for document in documents} == {"the registry"}
        for number in (1, 3, 4):  # a letter, a mail, a text
            assert len(search.find(again, f"marker{number:03}")) == 1
        assert not vault.check(again).problems
