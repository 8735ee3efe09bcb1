"""Evidence of every kind and in every bad state, taken in through the real reader."""

from __future__ import annotations

import io
import os
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from PIL import Image

from casebook.base.errors import Cancelled, InvalidInput, NotFound
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.services.base import record, search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence import intake_source
from casebook.services.evidence.document import contents
from casebook.services.evidence.intake import put_back, take_back, take_in
from casebook.services.evidence.intake_source import OfferedFile, from_bytes, from_paths
from casebook.services.processes import extract_worker
from tests.formats.mail.compound import compound
from tests.paths import TELEPHONE_PICTURE
from tests.pdf.page.test_drawn_mark import marked
from tests.sampled import sampled
from tests.worker.documents import letter_pdf

"""A drawn picture in the format of telephones."""

Rows = tuple[IntakeRow, ...]


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


def take(session: Session, case: Case, *offers: OfferedFile, keeps_damaged: bool = False) -> Rows:
    return run_in_line(take_in(session, case.id, offers, Receipt(), keeps_damaged=keeps_damaged))


def only(session: Session, case: Case, name: str, data: bytes) -> IntakeRow:
    (row,) = take(session, case, from_bytes(name, data))
    return row


def kept(row: IntakeRow) -> Document:
    assert row.document is not None
    return row.document


def hits(session: Session, words: str) -> set[str]:
    return {hit.id for hit in search.find(session, words)}


def told(row: IntakeRow) -> str:
    return " ".join(map(str, row.remarks))


def files_in(session: Session) -> int:
    return sum(path.is_file() for path in (session.vault.path / "att").rglob("*"))


def a_letter(paragraph: str) -> bytes:
    letter, out = docx.Document(), io.BytesIO()
    letter.add_paragraph(paragraph)
    letter.add_table(1, 2).rows[0].cells[1].text = "sealed cell"
    letter.sections[0].header.paragraphs[0].text = "letterhead"
    letter.save(out)
    return out.getvalue()


def a_workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.create_sheet("one", 0).append(["Amount", 1250.0])
    book.create_sheet("二").append(["监视居住"])
    book.save(out)
    return out.getvalue()


def an_open_document(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        body = f"<text:p>{text} <text:span>within</text:span> after</text:p>"
        space = 'xmlns:office="o" xmlns:text="t"'
        package.writestr("content.xml", f"<office:document {space}>{body}</office:document>")
    return out.getvalue()


def a_slide(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("ppt/presentation.xml", "<p/>")
        package.writestr("ppt/slides/slide1.xml", f'<p:s xmlns:p="p" xmlns:a="a"><a:t>{text}</a:t></p:s>')
    return out.getvalue()


def a_mail(subject: str, *attached: tuple[str, bytes]) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = "registry@court.example", "office@law.example"
    mail["Subject"] = subject
    mail.set_content("The hearing is adjourned 延期审理.\n")
    mail.add_alternative("<p>The hearing is adjourned <b>in bold</b></p>", subtype="html")
    for name, data in attached:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail


@pytest.mark.parametrize(
    ("name", "data", "media_type", "words"),
    [
        ("letter.pdf", letter_pdf(), "application/pdf", "adjourned"),
        ("letter.docx", a_letter("居留证明 of residence"), "wordprocessingml.document", "居留证明"),
        ("book.xlsx", a_workbook(), "spreadsheetml.sheet", "监视居住"),
        ("open.odt", an_open_document("unbroken"), "opendocument.text", "within"),
        ("talk.pptx", a_slide("slideword"), "presentationml.presentation", "slideword"),
        ("old.txt", "乌鲁木齐的印刷工人".encode("gb18030"), "text/plain", "印刷工人"),
        ("page.html", b"<html><script>bad()</script><p>visible</p></html>", "text/html", "visible"),
    ],
)
def test_the_words_of_a_file_are_found(
    session: Session, case: Case, name: str, data: bytes, media_type: str, words: str
) -> None:
    row = only(session, case, name, data)
    assert row.outcome == "taken"
    assert [str(remark)[:22] for remark in row.remarks] == (
        ["Some of its fonts are "] if name == "letter.pdf" else []
    )
    assert kept(row).media_type.endswith(media_type)
    assert kept(row).has_text
    assert hits(session, words) == {kept(row).id}
    with contents(session, kept(row)) as stream:
        assert stream.read() == data


def test_a_pdf_whose_only_loss_is_a_font_says_that_it_has_no_text(session: Session, case: Case) -> None:
    with pikepdf.open(io.BytesIO(letter_pdf())) as pdf:
        for page in pdf.pages:
            font = next(iter(page.Resources.Font.keys())).encode()
            page.Contents = pdf.make_stream(b"BT " + font + b" 12 Tf 72 700 Td (  ) Tj ET")
        out = io.BytesIO()
        pdf.save(out)
    remarks = " ".join(map(str, only(session, case, "scan.pdf", out.getvalue()).remarks))
    assert "Some of its fonts are" in remarks
    assert "It has no text" in remarks


def test_headers_and_cells_of_a_letter_are_read_and_scripts_are_not(session: Session, case: Case) -> None:
    only(session, case, "letter.docx", a_letter("body"))
    only(session, case, "page.html", b"<html><script>hidden()</script><p>visible</p></html>")
    assert hits(session, "letterhead")
    assert hits(session, "sealed cell")
    assert hits(session, "hidden") == set()


def test_a_huge_picture_is_not_said_to_lack_searchable_text(session: Session, case: Case) -> None:
    drawn = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(drawn, "PNG")
    assert told(only(session, case, "huge.png", drawn.getvalue())).startswith(
        "It is too large to be examined"
    )


def test_an_animation_says_that_its_other_pictures_are_not_printed(session: Session, case: Case) -> None:
    frames = [Image.new("L", (4, 4), shade) for shade in (0, 255)]
    for kind in ("GIF", "PNG"):
        moving, still = io.BytesIO(), io.BytesIO()
        frames[0].save(moving, kind, save_all=True, append_images=frames[1:])
        frames[0].save(still, kind)
        assert "first picture" in told(only(session, case, f"moving.{kind}", moving.getvalue()))
        assert "first picture" not in told(only(session, case, f"still.{kind}", still.getvalue()))


def test_a_text_that_may_be_chinese_or_korean_says_so(session: Session, case: Case) -> None:
    assert "as Korean" in told(only(session, case, "name.txt", "李刚".encode("gb18030")))
    korean = told(only(session, case, "witness.txt", "증인은 서울에 도착했다.".encode("euc_kr")))
    assert "letters that this program cannot print" in korean
    assert "as Korean" not in korean
    assert hits(session, "도착했다")


def test_a_page_or_letter_in_html_that_shows_no_words_says_so(session: Session, case: Case) -> None:
    page = b"<html><head><title>Notice</title><style><body><p>swallowed"
    mail = (
        b"From: a@b.example\nSubject: x\nDate: Mon, 2 Mar 2026 10:00:00 +0800\nContent-Type: text/html\n\n"
        + page
    )
    for name, data in (("page.html", page), ("letter.eml", mail)):
        assert "shows no words" in told(only(session, case, name, data))
    assert "no words" not in told(only(session, case, "seen.html", b"<head><title>a</title><p>seen"))


def test_files_within_a_letter_are_counted_as_not_read(session: Session, case: Case) -> None:
    letter = io.BytesIO(a_letter("body"))
    with zipfile.ZipFile(letter, "a") as package:
        package.writestr("word/embeddings/oleObject1.bin", b"x")
        package.writestr("word/embeddings/list.xlsx", b"y")
    assert "2 files, which were not read" in told(only(session, case, "letter.docx", letter.getvalue()))


@pytest.mark.parametrize(
    "kind", sampled(("PNG", "AVIF", "JPEG2000", "JPEG", "WEBP", "TIFF", "GIF", "BMP"), kept=3)
)
def test_a_picture_is_marked_as_having_no_text(session: Session, case: Case, kind: str) -> None:
    out = io.BytesIO()
    Image.effect_noise((60, 40), 80).convert("RGB").save(out, kind)
    row = only(session, case, f"scan.{kind.lower()}", out.getvalue())
    assert (row.outcome, kept(row).page_count, kept(row).has_text) == ("taken", 1, False)
    assert kept(row).media_type == f"image/{kind.lower().replace('jpeg2000', 'jp2')}"
    assert "no text" in told(row)
    assert only(session, case, "cut.png", out.getvalue()[: len(out.getvalue()) // 2]).outcome == "refused"


def test_every_frame_of_a_fax_is_a_page(session: Session, case: Case) -> None:
    out = io.BytesIO()
    page = Image.new("1", (60, 40), 1)
    page.save(out, "TIFF", save_all=True, append_images=[page, page])
    assert kept(only(session, case, "fax.tif", out.getvalue())).page_count == 3


def test_the_picture_of_a_telephone_is_read(session: Session, case: Case) -> None:
    row = only(session, case, "IMG_0001.HEIC", TELEPHONE_PICTURE.read_bytes())
    assert (row.outcome, kept(row).media_type, kept(row).page_count) == ("taken", "image/heic", 1)
    assert only(session, case, "cut.heic", TELEPHONE_PICTURE.read_bytes()[:500]).outcome == "refused"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("call.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x21" + bytes(200)),
        ("video.mp4", b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(200)),
        ("unknown.bin", bytes(range(256)) * 4),
    ],
)
def test_what_is_not_read_is_sealed_whole(session: Session, case: Case, name: str, data: bytes) -> None:
    row = only(session, case, name, data)
    assert row.outcome == "taken"
    assert not kept(row).has_text
    assert "cannot be searched" in told(row)
    with contents(session, kept(row)) as stream:
        assert stream.read() == data


def test_comments_in_a_pdf_are_found_and_named(session: Session, case: Case) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    note = {"/Type": pikepdf.Name.Annot, "/Rect": [0, 0, 9, 9], "/Contents": "The date was altered."}
    marks = [pikepdf.Dictionary({**note, "/Subtype": pikepdf.Name(kind)}) for kind in ("/Link", "/Text")]
    page.obj.Annots = pikepdf.Array([None, 7, *marks])  # a broken mark hides none behind it
    out = io.BytesIO()
    pdf.save(out)
    row = only(session, case, "notes.pdf", out.getvalue())
    assert "comments (1)" in told(row)
    assert kept(row).id in hits(session, "altered")


def test_what_is_attached_to_a_letter_becomes_documents_of_its_own(session: Session, case: Case) -> None:
    inner = a_mail("Inner letter", ("note.txt", "within 里面".encode()))
    outer = a_mail("Outer letter", ("判决.pdf", letter_pdf()), ("empty.bin", b""))
    outer.add_attachment(inner)
    rows = take(session, case, from_bytes("outer.eml", outer.as_bytes()))
    assert [row.outcome for row in rows] == ["taken", "taken", "refused", "taken", "taken"]
    assert (rows[2].name, "empty" in told(rows[2])) == ("outer.eml/empty.bin", True)
    letter, verdict, inside, note = (kept(row) for row in (*rows[:2], *rows[3:]))
    assert (letter.kind, letter.part_of, verdict.part_of) == ("correspondence", "", letter.id)
    assert (inside.part_of, note.part_of) == (letter.id, inside.id)
    assert (verdict.title, verdict.page_count) == ("判决", 3)
    assert note.received_as == "outer.eml/Inner letter.eml/note.txt"
    assert letter.id in hits(session, "延期审理")
    assert note.id in hits(session, "里面")


def test_letters_in_letters_end_somewhere(session: Session, case: Case) -> None:
    letter = a_mail("0")
    for depth in range(1, 9):
        outer = a_mail(str(depth))
        outer.add_attachment(letter)
        letter = outer
    rows = take(session, case, from_bytes("loop.eml", letter.as_bytes()))
    assert len(rows) == 6
    assert "nested more than" in told(rows[-1])
    flat = b"Content-Type: message/rfc822\r\n\r\n" * 3_000
    row = only(session, case, "deep.eml", b"From: a@b.example\r\nSubject: x\r\n" + flat)
    assert row.outcome == "taken"
    assert "cannot be searched" in told(row) or row.document


def test_the_same_letter_attached_to_itself_is_taken_once(session: Session, case: Case) -> None:
    pdf = letter_pdf()
    rows = take(session, case, from_bytes("m.eml", a_mail("x", ("a.pdf", pdf), ("b.pdf", pdf)).as_bytes()))
    assert [row.outcome for row in rows] == ["taken", "taken", "duplicate"]


def test_a_swelling_office_file_is_sealed_and_not_read(session: Session, case: Case) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(64 << 20))
    row = only(session, case, "bomb.docx", out.getvalue())
    assert row.outcome == "taken"
    assert "too large when unpacked" in told(row)


def test_a_document_that_names_entities_is_refused(session: Session, case: Case) -> None:
    out = io.BytesIO()
    laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>'
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", laughs)
    assert only(session, case, "laughs.docx", out.getvalue()).outcome == "refused"


def test_a_bad_file_is_told_by_its_name_and_the_rest_goes_in(
    session: Session, case: Case, tmp_path: Path
) -> None:
    (tmp_path / "good.pdf").write_bytes(letter_pdf())
    (tmp_path / "bad.pdf").write_bytes(letter_pdf()[:500])
    (tmp_path / "empty.txt").touch()
    os.mkfifo(tmp_path / "pipe")
    paths = [tmp_path / name for name in ("bad.pdf", "empty.txt", "gone.pdf", "pipe", "good.pdf")]
    rows = take(session, case, *from_paths(paths))
    assert [row.outcome for row in rows] == ["refused", "refused", "refused", "refused", "taken"]
    assert [row.name for row in rows[:2]] == ["bad.pdf", "empty.txt"]
    assert all(row.remedy for row in rows[:4])
    assert files_in(session) == 1


def test_a_damaged_or_locked_file_can_be_sealed_as_it_is(session: Session, case: Case) -> None:
    locked = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    offers = (from_bytes("cut.pdf", letter_pdf()[:500]), from_bytes("locked.pdf", locked.getvalue()))
    assert [row.outcome for row in take(session, case, *offers)] == ["refused", "refused"]
    rows = take(session, case, *offers, keeps_damaged=True)
    assert [row.outcome for row in rows] == ["taken", "taken"]
    assert "as it is" in told(rows[0])
    assert kept(rows[1]).page_count == 0


def test_marks_that_only_some_viewers_draw_are_told(session: Session, case: Case) -> None:
    row = only(session, case, "stamped.pdf", marked("Stamp"))
    assert row.outcome == "taken"
    assert "only some viewers show" in told(row)


def test_the_name_of_a_file_can_hide_nothing(session: Session, case: Case) -> None:
    row = only(session, case, "invoice\u202efdp.exe\n", b"MZ" + bytes(100))
    assert kept(row).received_as == "invoice⟨U+202E⟩fdp.exe⟨U+000A⟩"
    assert "\u202e" not in kept(row).title
    assert "The file name contains hidden characters. They" in told(row)
    long = kept(only(session, case, "x" * 3_000 + ".pdf", letter_pdf()))
    assert len(long.title) <= 401


def test_content_that_is_not_what_the_name_says_is_told(session: Session, case: Case) -> None:
    row = only(session, case, "holiday.jpg", letter_pdf())
    assert kept(row).media_type == "application/pdf"
    assert told(row).endswith("The file name ends in .jpg, but the content is application/pdf.")


def test_duplicates_are_told_in_this_case_and_in_others(session: Session, case: Case) -> None:
    first = only(session, case, "one.pdf", letter_pdf())
    again = only(session, case, "two.pdf", letter_pdf())
    assert (again.outcome, kept(again).id) == ("duplicate", kept(first).id)
    assert kept(again).paths == ("one.pdf", "two.pdf")
    other = open_case(session, reference="R-2", title="", jurisdiction="CY")
    elsewhere = only(session, other, "three.pdf", letter_pdf())
    assert elsewhere.outcome == "taken"
    assert told(elsewhere).endswith("The same file is also in case R-1.")
    assert files_in(session) == 2


def test_how_a_batch_came_goes_into_the_custody_of_each(session: Session, case: Case) -> None:
    receipt = Receipt(
        received_from="the registry",
        received_on=StatedDate(edtf="2026-02", words="last month"),
        received_by="an assistant",
        how="by post",
        language="zh-Hans",
        kind="court-paper",
    )
    offers = [from_bytes("a.txt", b"one"), from_bytes("b.txt", b"two")]
    rows = run_in_line(take_in(session, case.id, offers, receipt))
    assert len(rows) == len(offers)
    for row in rows:
        document = kept(row)
        (step,) = document.custody
        assert (step.kind, step.who, step.why) == ("received", "an assistant", "the registry")
        assert (document.obtained_on, document.obtained_how) == (receipt.received_on, "by post")
        assert (document.language, document.kind) == ("zh-Hans", "court-paper")
        assert step.sha256_after == document.sha256


def test_a_folder_comes_with_its_order_as_a_note(session: Session, case: Case, tmp_path: Path) -> None:
    deep = tmp_path / "letters" / "2016"
    deep.mkdir(parents=True)
    (deep / "b.txt").write_text("two")
    (tmp_path / "letters" / "a.txt").write_text("one")
    (tmp_path / "letters" / ".DS_Store").write_text("left by a system")
    rows = take(session, case, *from_paths([tmp_path / "letters"]))
    assert [kept(row).received_as for row in rows] == ["letters/a.txt", "letters/2016/b.txt"]


def test_a_link_is_named_and_never_followed(session: Session, case: Case, tmp_path: Path) -> None:
    private, stick = tmp_path / "private", tmp_path / "stick"
    for folder in (private, stick):
        folder.mkdir()
        (folder / "note.txt").write_text(folder.name)
    (stick / "linked.txt").symlink_to(private / "note.txt")
    (stick / "papers").symlink_to(private)
    rows = take(session, case, *from_paths([stick]))
    assert [(row.name, row.outcome) for row in rows] == [
        ("stick/linked.txt", "refused"),
        ("stick/note.txt", "taken"),
        ("stick/papers", "refused"),
    ]
    assert "a link" in told(rows[0])
    given = take(session, case, *from_paths([stick / "linked.txt", stick / "papers"]))
    assert [row.outcome for row in given] == ["refused", "refused"]
    assert all("import the file or folder itself" in str(row.remedy) for row in (*rows[::2], *given))
    assert [document.title for document in record.every(session, Document)] == ["note"]
    assert files_in(session) == 1


def test_a_folder_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_source, "MAX_FILES", 2)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("x")
    with pytest.raises(InvalidInput, match="more than 2"):
        from_paths([tmp_path])


def test_stopping_keeps_what_is_in_and_names_the_rest(session: Session, case: Case) -> None:
    offers = [from_bytes(f"{number}.txt", f"text {number}".encode()) for number in range(3)]

    def stop(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - it is a Progress
        if record.of_case(session, Document, case.id):
            raise Cancelled("Stopped.")

    rows = run_in_line(take_in(session, case.id, offers, Receipt(), progress=stop))
    assert [row.outcome for row in rows] == ["taken", "stopped", "stopped"]
    assert [row.name for row in rows] == ["0.txt", "1.txt", "2.txt"]
    assert files_in(session) == 1


def test_without_a_sandbox_nothing_is_looked_into(
    session: Session, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract_worker, "CAN_START", False)
    row = only(session, case, "letter.pdf", letter_pdf())
    assert row.outcome == "taken"
    assert "cannot isolate" in told(row)
    assert not kept(row).has_text


def test_a_case_that_is_not_there(session: Session) -> None:
    with pytest.raises(NotFound):
        run_in_line(take_in(session, "none", [from_bytes("a", b"b")], Receipt()))


def test_what_was_taken_in_goes_to_the_bin_in_one_change(session: Session, case: Case) -> None:
    first, second = (from_bytes(name, name.encode()) for name in ("one.txt", "two.txt"))
    rows = run_in_line(take_in(session, case.id, [first, second], Receipt()))
    record.move_to_bin(session, Document, rows[0].document.id if rows[0].document else "")
    take_back(session, rows)
    assert record.of_case(session, Document, case.id) == []
    put_back(session, rows)
    assert {one.title for one in record.of_case(session, Document, case.id)} == {"one", "two"}


def test_a_kind_that_is_not_read_is_imported_with_its_remedy(session: Session, case: Case) -> None:
    drawing = compound({"VisioDocument": b"x" * 5_000})
    picture = b"<svg xmlns='http://www.w3.org/2000/svg'><text>a</text></svg>"
    for name, data in (("plan.svg", picture), ("plan.vsd", drawing)):
        row = only(session, case, name, data)
        assert (row.outcome, "print it to a PDF" in told(row)) == ("taken", True)
