"""Mail taken in: what its head gives the record, which letters belong together, how many readers it takes."""

from __future__ import annotations

from email.message import EmailMessage
from errno import ENOSPC

import pytest

from casebook.base.errors import Cancelled
from casebook.base.message import Message
from casebook.base.progress import Progress
from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.host.ipc.message import MessageHead
from casebook.host.process.worker_process import WorkerProcess
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.search import find
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.correspondence import correspondence_of
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import OfferedFile, from_bytes
from tests.formats.mail.compound import attached_file, attached_letter, compound, outlook_letter
from tests.worker.documents import letter_pdf

PAGE = {0x3FDE: 65_001}
"""The encoding of a letter of Outlook: UTF-8."""


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


def take(session: Session, case: Case, *offers: OfferedFile) -> tuple[IntakeRow, ...]:
    return run_in_line(take_in(session, case.id, offers, Receipt()))


def a_letter(subject: str, *attached: tuple[str, bytes], at: str = "09:15", **head: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Registry <registry@court.example>", "office@law.example, clerk@law.example"
    mail["Subject"], mail["Date"] = subject, f"Mon, 2 Mar 2026 {at}:00 +0200"
    for name, value in head.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(f"On {subject}.\n")
    for name, data in attached:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def document(row: IntakeRow) -> Document:
    assert row.document is not None
    return row.document


def test_the_head_of_a_letter_goes_into_its_record(session: Session, case: Case) -> None:
    data = a_letter("Adjourned", Message_ID="<b@x.example>", In_Reply_To="<a@x.example>")
    letter = document(take(session, case, from_bytes("m.eml", data))[0])
    assert (letter.title, letter.author) == ("Adjourned", "Registry <registry@court.example>")
    assert letter.dated is not None
    assert letter.dated.edtf == "2026-03-02"
    assert letter.mail is not None
    assert letter.mail.recipients == "office@law.example; clerk@law.example"
    assert letter.mail.sent_at == "2026-03-02T09:15:00+02:00"
    assert (letter.mail.message_id, letter.mail.references) == ("b@x.example", ("a@x.example",))
    assert record.find(session, Document, letter.id) == letter


def test_letters_are_linked_by_their_names_in_whatever_order_they_came(session: Session, case: Case) -> None:
    last = a_letter("Re: Re", at="11:00", Message_ID="<c@x>", References="<a@x> <b@x>")
    first = a_letter("First", at="09:00", Message_ID="<a@x>")
    middle = a_letter("Re", at="10:00", Message_ID="<b@x>", In_Reply_To="<a@x>")
    stranger = a_letter("Re", at="10:30", Message_ID="<d@x>", In_Reply_To="<other@x>")
    take(session, case, *(from_bytes("m.eml", data) for data in (last, first, middle, stranger)))
    documents = record.of_case(session, Document, case.id)
    by_name = {one.mail.message_id: one for one in documents if one.mail}
    around = {name: correspondence_of(one, documents) for name, one in by_name.items()}
    titles = {name: ([d.title for d in c.before], [d.title for d in c.after]) for name, c in around.items()}
    assert titles == {
        "a@x": ([], ["Re", "Re: Re"]),
        "b@x": (["First"], ["Re: Re"]),
        "c@x": (["First", "Re"], []),
        "d@x": ([], []),
    }


def test_what_came_with_two_letters_is_linked_to_both(session: Session, case: Case) -> None:
    scan = ("scan.pdf", letter_pdf())
    first, second = (a_letter(subject, scan, at=at) for subject, at in (("One", "09:00"), ("Two", "10:00")))
    rows = take(session, case, from_bytes("1.eml", first), from_bytes("2.eml", second))
    assert [row.outcome for row in rows] == ["taken", "taken", "taken", "duplicate"]
    assert "also came in another file" in str(rows[3].remarks[0])
    linked = record.find(session, Document, document(rows[1]).id)
    assert (linked.part_of, linked.also_part_of) == (document(rows[0]).id, (document(rows[2]).id,))
    letters = correspondence_of(linked, record.of_case(session, Document, case.id)).came_with
    assert [letter.title for letter in letters] == ["One", "Two"]
    again = take(session, case, from_bytes("2.eml", second))
    assert [row.outcome for row in again] == ["duplicate"]
    alone = take(session, case, from_bytes("scan.pdf", scan[1]))
    assert (alone[0].outcome, alone[0].remarks) == ("duplicate", ())


def test_a_message_of_outlook_comes_in_with_its_attachment(session: Session, case: Case) -> None:
    message = compound(
        outlook_letter(
            {0x37: "Decision", 0x1000: "延期审理", 0xC1A: "Registry", 0x5D01: "registry@court.example"},
            numbers={0x3FFD: 65001},
            attached=[attached_file("decision.pdf", letter_pdf())],
        )
    )
    letter, decision = map(document, take(session, case, from_bytes("mail.msg", message)))
    assert (letter.media_type, letter.kind, letter.title) == (
        "application/vnd.ms-outlook",
        "correspondence",
        "Decision",
    )
    assert letter.author == "Registry <registry@court.example>"
    assert (decision.part_of, decision.page_count) == (letter.id, 3)


def test_what_only_a_key_opens_is_taken_in_and_said(session: Session, case: Case) -> None:
    data = a_letter("Sealed").replace(b"On Sealed.", b"-----BEGIN PGP MESSAGE-----")
    (row,) = take(session, case, from_bytes("m.eml", data))
    assert row.outcome == "taken"
    assert "encrypted" in " ".join(map(str, row.remarks))


def test_one_reader_serves_what_came_out_of_a_file_and_no_other_file(
    session: Session, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[MessageHead] = []
    start = WorkerProcess.loading

    def counted(part: str, first: MessageHead, cpu_seconds: int) -> WorkerProcess:
        started.append(first)
        return start(part, first, cpu_seconds)

    monkeypatch.setattr(WorkerProcess, "loading", counted)
    pdf = letter_pdf()
    letters = [
        a_letter(
            str(number), (f"{number}.pdf", pdf + b"\n%%%d\n" % number), ("note.txt", b"note %d" % number)
        )
        for number in range(3)
    ]
    rows = take(session, case, *(from_bytes("m.eml", letter) for letter in letters))
    assert [row.outcome for row in rows] == ["taken"] * 9
    assert len(started) == 5, "one for all letters, one for all text, one for the PDF of each"
    started.clear()
    box = b"\n".join(b"From a@b.example Mon Mar  2 09:15:00 2026\n" + letter for letter in letters)
    other = open_case(session, reference="R-2", title="", jurisdiction="CY")
    rows = take(session, other, from_bytes("box.mbox", box))
    assert [row.outcome for row in rows] == ["taken"] * 10
    assert [row.name.count("/") for row in rows] == [0, 1, 2, 2, 1, 2, 2, 1, 2, 2]
    assert len(started) == 3, "one each for letters, text and PDF"


def test_what_came_out_of_a_file_is_written_at_once_or_refused_as_one(
    session: Session, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = a_letter("One", *((f"{number}.txt", b"note %d" % number) for number in range(5)))
    before = session.store.audit_head()[0]
    assert [row.outcome for row in take(session, case, from_bytes("m.eml", data))] == ["taken"] * 6
    assert session.store.audit_head()[0] == before + 18, "six documents, their bytes and their text"

    def full(_: int) -> None:
        raise OSError(ENOSPC, "no space")

    monkeypatch.setattr("casebook.vault.disk.flush", full)
    other = a_letter("Two", ("a.txt", b"another note"))
    rows = take(session, case, from_bytes("m.eml", other))
    assert [(row.outcome, row.fault) for row in rows] == [("refused", "disk-problem")] * 2
    assert len(record.of_case(session, Document, case.id)) == 6
    assert sum(path.is_file() for path in (session.vault.path / "att").rglob("*")) == 6


def stop(after: int) -> Progress:
    """Stop when progress was reported so many times."""
    left = [None] * after

    def report(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - it is a Progress
        if not left:
            raise Cancelled("Stopped.")
        left.pop()

    return report


def test_wherever_a_letter_is_stopped_each_encrypted_file_has_its_record(session: Session) -> None:
    data = a_letter("One", *((f"{number}.txt", b"note %d" % number) for number in range(3)))
    outcomes: list[str] = []
    for most in (*range(16), 10_000):  # the last is never stopped: a slow reader is reported many times
        case = open_case(session, reference=f"S-{most}", title="", jurisdiction="CY")
        rows = run_in_line(
            take_in(session, case.id, [from_bytes("m.eml", data)], Receipt(), progress=stop(most))
        )
        outcomes += [row.outcome for row in rows]
        kept = {path.name for path in (session.vault.path / "att").rglob("*") if path.is_file()}
        assert kept == {one.attachment_id for one in record.every(session, Document)}
    assert {"taken", "stopped"} == set(outcomes)


def test_text_behind_the_parts_is_found_and_named(session: Session, case: Case) -> None:
    data = a_letter("Bail", ("a.txt", b"x")) + b"\nBring zebra.\n"
    (row, _) = take(session, case, from_bytes("m.eml", data))
    assert "text before or after the parts of the email (1)" in "\n".join(map(str, row.remarks))
    assert [hit.id for hit in find(session, "zebra")] == [document(row).id]


def test_a_head_with_two_senders_or_dates_is_named(session: Session, case: Case) -> None:
    data = b"From: Zhao <z@y.example>\nDate: Tue, 3 Mar 2026 10:00:00 +0200\n" + a_letter("Adjourned")
    (row,) = take(session, case, from_bytes("m.eml", data))
    said = "\n".join(map(str, row.remarks))
    assert "2 different lines “From”" in said
    assert "2 different lines “Date”" in said
    assert "“To”" not in said
    assert document(row).author == "Zhao <z@y.example>"


def test_a_date_and_people_that_are_not_read_are_named(session: Session, case: Case) -> None:
    data = b"From: Lin l@x.example Zhao z@x.example\nTo: a@x.example\nDate: 3/4/2026 23:30\n\nWe met.\n"
    (row,) = take(session, case, from_bytes("m.eml", data))
    said = "\n".join(map(str, row.remarks))
    assert "The date “3/4/2026 23:30” could not be read." in said
    assert "not certain whose they are" in said
    assert document(row).author == "Lin l@x.example Zhao z@x.example"


def test_a_zone_that_is_not_certain_is_named(session: Session, case: Case) -> None:
    data = b"From: l@x.example\nDate: \nDate: Tue, 3 Mar 2026 23:30:00 +2500\n\nWe met.\n"
    (row,) = take(session, case, from_bytes("m.eml", data))
    (said,) = map(str, row.remarks)
    assert "The time zone “+2500” of its date is not certain" in said
    assert document(row).dated is not None


def test_an_address_in_the_name_of_a_sender_is_named(session: Session, case: Case) -> None:
    head = "From: =?utf-8?Q?Lin_Wei_<lin@example.org>,?= <zhao@bureau.example>"
    (row,) = take(session, case, from_bytes("m.eml", f"{head}\nTo: a@x.example\n\nWe met.\n".encode()))
    assert "a name contains another address" in "\n".join(map(str, row.remarks))
    assert document(row).author == '"Lin Wei <lin@example.org>," <zhao@bureau.example>'


def test_of_an_attached_letter_no_zone_is_invented(session: Session, case: Case) -> None:
    head = "Date: Tue, 3 Mar 2026 23:30:00 CST\r\n\r\n"
    inner = outlook_letter({0x37: "Inner", 0x1000: "Come.", 0x7D: head}, numbers=PAGE, within=True)
    outer = outlook_letter({0x37: "Outer"}, numbers=PAGE, attached=[attached_letter(inner)])
    rows = take(session, case, from_bytes("m.msg", compound(outer)))
    sent = {document(row).title: mail.sent_at for row in rows if (mail := document(row).mail)}
    assert sent["Inner"] == "2026-03-03T23:30:00"
