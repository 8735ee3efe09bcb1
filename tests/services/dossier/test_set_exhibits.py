"""Mail, office files, text and web pages as exhibits: pages set by the program from the file as received."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from contextlib import nullcontext
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from PIL import Image

from casebook.base.errors import Cancelled, DamagedSource, InvalidInput
from casebook.base.message import Message
from casebook.domain.case.case import Case
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.certificate import CertificateRequest
from casebook.domain.dossier.dossier import CoverLine, Dossier, DossierKind, Section
from casebook.domain.evidence.document import Document
from casebook.services.base import record, search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier import build as builds
from casebook.services.dossier import copy_review, dossier
from casebook.services.dossier.bundle import bundle_from_spec
from casebook.services.dossier.exhibit_check import unfit
from casebook.services.dossier.forms import certificate
from casebook.services.dossier.precheck import precheck
from casebook.services.dossier.redaction_search import RedactionQuery, suggest
from casebook.services.evidence import chat as chats
from casebook.services.evidence import redaction
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_bytes
from casebook.services.evidence.preview import is_shown, open_preview
from tests.paths import ROOT
from tests.pdf.corpus import typed
from tests.sampled import sampled
from tests.services.evidence.test_archives import in_locked_zip
from tests.services.evidence.test_redaction import opened

__all__ = ["opened"]

REAL_FILES = ROOT / "tests" / "data" / "files"


def letter(body: str = "The hearing is on Monday. \N{PAGE FACING UP}\n\nNothing else.\n") -> bytes:
    message = EmailMessage()
    message["From"] = "Registry <registry@court.example>"
    message["To"] = "Ceshi Weiming <weiming@post.example>"
    message["Date"] = "Mon, 02 Mar 2026 09:15:00 +0200"
    message["Subject"] = "Hearing"
    message.set_content(body)
    message.add_attachment(typed(), maintype="application", subtype="pdf", filename="notice.pdf")
    return message.as_bytes()


def word_document() -> bytes:
    document = docx.Document()
    document.add_paragraph("居留证明 of residence")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def document_of_pictures(count: int) -> bytes:
    document = docx.Document()
    for shade in range(count):
        picture = io.BytesIO()
        Image.new("RGB", (40, 30), (200, shade, 0)).save(picture, "PNG")
        document.add_picture(picture)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("People", 0)
    for row in (("Name", "Born"), ("Ali Reza", 1990)):
        sheet.append(row)
    wide = book.create_sheet()
    wide.append([f"cell {number}" for number in range(12)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


FILES = {
    "letter.eml": letter(),
    "proof.docx": word_document(),
    "list.xlsx": workbook(),
    "note.txt": "乌鲁木齐的印刷工人".encode("gb18030"),
    "page.html": b"<html><script>hidden()</script><p>A visible word</p></html>",
}
PHOTOGRAPHS = {"photographs.docx": document_of_pictures(2)}


def text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")


def spec_of(folder: Path, *names: str) -> Path:
    """A bundle of these files and, last, a notice: each file is read by a process, so name the least."""
    lines = ['title = "Bundle"', "dividers = false", "[[section]]", 'title = "All"']
    for name in names:
        (folder / name).write_bytes((FILES | PHOTOGRAPHS)[name])
        lines += ["[[section.item]]", f'file = "{name}"', f'title = "File {name}"']
    (folder / "notice.pdf").write_bytes(typed())
    lines += ["[[section.item]]", 'file = "notice.pdf"', 'title = "Notice"', 'mark = "N-6"']
    path = folder / "SPEC.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A bundle of the letter and the notice."""
    return spec_of(tmp_path, "letter.eml")


def bundled(spec: Path) -> str:
    report = bundle_from_spec(spec, spec.parent / "out.pdf")
    assert not [problem for problem in report.problems if problem.is_blocking]
    return text_of((spec.parent / "out.pdf").read_bytes())


@pytest.mark.confined
def test_files_without_pages_are_set_in_a_bundle_the_same_each_time(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, *FILES)
    text = bundled(spec)
    assert "Registry <registry@court.example>" in text
    assert "Mon, 02 Mar 2026 09:15:00 +0200" in text
    assert "The hearing is on Monday. [page facing up]" in text
    assert "are named in square brackets" in text
    assert f"notice.pdf, {round(len(typed()) / 1000)} kB, exhibit N-6" in text
    for words in ("居留证明", "Ali Reza", "D1: cell 3 | E1: cell 4", "印刷工人", "A visible word"):
        assert words in text
    assert "hidden()" not in text
    assert text.count("layout and pictures are not shown") == len(FILES)
    for name, data in FILES.items():
        assert name in text
        assert hashlib.sha256(data).hexdigest() in text.replace("\n", "")
    first = (spec.parent / "out.pdf").read_bytes()
    bundled(spec)
    assert (spec.parent / "out.pdf").read_bytes() == first


def test_what_an_office_file_does_not_print_is_left_out_and_counted(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, "proof.docx", "list.xlsx")
    for name, kind in (("proof.docx", "tracked.docx"), ("list.xlsx", "hidden.xlsx")):
        (spec.parent / name).write_bytes((REAL_FILES / kind).read_bytes())
    text = " ".join(bundled(spec).split())
    for words in (
        "admits that he took",
        "PRIVATE NOTE",
        "Hidden row",
        "Hidden column",
        "very hidden",
        "secret",
    ):
        assert words not in text
    assert "The witness denies every charge before the court." in text
    assert "holds text that is not printed here: deletions in tracked changes (1), hidden text (1)." in text
    assert "Insertions in tracked changes are printed as part of the text." in text
    assert "not printed here: hidden columns (1), hidden rows (1), hidden sheets (1)." in text
    assert "Sheet Name Note Lin x" in text


@pytest.mark.confined
def test_letters_without_a_font_stop_a_filing_and_emoji_do_not(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, *[name for name in FILES if name.endswith(".txt")][:1])
    (text,) = tmp_path.glob("*.txt")
    blocking = []
    for words in ("국제형사경찰기구", "Seen \U0001f44d"):
        text.write_text(words, encoding="utf-8")
        report = bundle_from_spec(spec, tmp_path / "out.pdf")
        blocking.append([problem.check for problem in report.problems if problem.is_blocking])
    assert blocking == [["fonts"], []]


@pytest.mark.parametrize("language", sampled(("zh-Hans", "zh-Hant", "fr", "es", "de", "el")))
def test_the_labels_are_in_the_language_of_the_bundle(spec: Path, language: str) -> None:
    spec.write_text(f'language = "{language}"\n' + spec.read_text(encoding="utf-8"), encoding="utf-8")
    text = bundled(spec)
    assert "layout and pictures" not in text
    assert "The hearing is on Monday." in text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    sampled(
        (
            ("note.txt", b" \n", "has no text"),
            (
                "letter.eml",
                b"From: a\nTo: b\nContent-Type: text/plain\n\n" + b"a b " * 300_000,
                "has more text",
            ),
            ("proof.docx", word_document()[:900], "is damaged or incomplete"),
            ("list.xlsx", b"PK\x05\x06" + bytes(18), "has no text"),
        ),
        kept=2,
    ),
)
def test_what_cannot_be_set_is_named_and_may_be_left_out(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    spec, out = spec_of(tmp_path, name), tmp_path / "out.pdf"
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DamagedSource, match=words) as caught:
        bundle_from_spec(spec, out)
    assert caught.value.field == name
    assert not out.exists()
    report = bundle_from_spec(spec, out, leaves_out=True)
    assert [problem.check for problem in report.problems].count("placeholder") == 1


def test_an_archive_with_a_password_is_not_called_damaged(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, "note.txt")
    (tmp_path / "note.txt").write_bytes(in_locked_zip({"a.txt": b"quince"}))
    with pytest.raises(DamagedSource, match="protected by a password"):
        bundle_from_spec(spec, tmp_path / "out.pdf")


def test_all_that_cannot_be_set_is_named_at_once(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, "letter.eml", "proof.docx", "page.html", "note.txt")
    for name in ("note.txt", "proof.docx"):
        (spec.parent / name).write_bytes(b"PK\x03\x04" if name.endswith("docx") else b" \n")
    with pytest.raises(DamagedSource) as caught:
        bundle_from_spec(spec, spec.parent / "out.pdf")
    assert list(caught.value.faults_of("123456")) == ["2", "4"]


def test_a_page_of_a_portal_kept_as_a_pdf_is_refused(spec: Path) -> None:
    (spec.parent / "notice.pdf").write_bytes(FILES["page.html"])
    with pytest.raises(DamagedSource, match="neither a PDF nor an image"):
        bundle_from_spec(spec, spec.parent / "out.pdf")


def test_setting_pages_can_be_stopped(spec: Path) -> None:
    def progress(done: int, total: int, step: Message) -> None:  # noqa: ARG001
        if step.msgid == "setting pages":
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        bundle_from_spec(spec, spec.parent / "out.pdf", progress=progress)
    assert not (spec.parent / "out.pdf").exists()


@pytest.fixture
def documents(session: Session, opened: Case) -> tuple[Document, ...]:
    """The letter and what is attached to it."""
    (row, *attached) = run_in_line(
        take_in(session, opened.id, [from_bytes("letter.eml", letter())], Receipt())
    )
    taken = [one.document for one in (row, *attached)]
    return tuple(
        record.change(session, replace(document, exhibit_mark=f"K-{number}"))
        for number, document in enumerate(taken, start=1)
        if document is not None
    )


def built(session: Session, documents: tuple[Document, ...], copy: CopyKind, out: Path) -> str:
    draft = dossier.draft(session, documents[0].case_id, "Dossier")
    record.change(session, replace(draft, sections=(), exhibit_ids=tuple(one.id for one in documents)))
    request = BuildRequest(dossier_id=draft.id, copy_kind=copy)
    assert not [one for one in precheck(session, request).foreseen if one.problem.check == "placeholder"]
    run_in_line(builds.build(session, request, out))
    return text_of(out.read_bytes())


def test_a_letter_is_an_exhibit_and_names_those_attached_to_it(
    session: Session, documents: tuple[Document, ...], tmp_path: Path
) -> None:
    text = built(session, documents, "filing", tmp_path / "out.pdf")
    assert "Ceshi Weiming <weiming@post.example>" in text
    assert "exhibit K-2" in text
    assert documents[0].sha256 in text.replace("\n", "")


def test_an_exhibit_set_from_its_text_is_not_reported_before_a_build(
    session: Session, documents: tuple[Document, ...]
) -> None:
    draft = dossier.draft(session, documents[0].case_id, "Dossier")
    record.change(session, replace(draft, exhibit_ids=tuple(one.id for one in documents)))
    request = BuildRequest(dossier_id=draft.id, copy_kind="filing")
    assert run_in_line(unfit(session, request)) == ()


def test_a_reference_may_name_a_page_that_is_set(
    session: Session, documents: tuple[Document, ...], tmp_path: Path
) -> None:
    draft = dossier.draft(session, documents[0].case_id, "Dossier")
    ids = tuple(one.id for one in documents)
    for page, is_there in ((1, True), (9, False)):
        part = Section(id="text", kind="free-text", text=f"See [[K-1 p.{page}]].")
        now = record.find(session, Dossier, draft.id)
        record.change(session, replace(now, sections=(part,), exhibit_ids=ids))
        request = BuildRequest(dossier_id=draft.id, copy_kind="filing")
        with nullcontext() if is_there else pytest.raises(InvalidInput):
            run_in_line(builds.build(session, request, tmp_path / "out.pdf"))


@pytest.mark.confined
def test_a_text_in_an_unsearched_script_waits_for_a_look_at_its_pages(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    """The pages of the copy break elsewhere than those somebody looked at, so that one look releases none."""
    lines = "\n".join(f"Line {number} of Ceshi Weiming." for number in range(140))
    body = f"\u0e2b\u0e25\u0e34\u0e19\n{lines}\n\u30ea\u30f3\u3055\u3093 was here.\n"
    (row,) = run_in_line(take_in(session, opened.id, [from_bytes("note.txt", body.encode())], Receipt()))
    assert row.document is not None
    document = record.change(session, replace(row.document, exhibit_mark="T"))
    waiting = run_in_line(copy_review.pages_to_review_of(session, document.id))
    assert set(waiting.values()) == {"script"}
    assert 1 in waiting
    assert len(waiting) > 1
    first, last = min(waiting), max(waiting)
    held = built(session, (document,), "pseudonymised", tmp_path / "held.pdf")
    assert held.count("Page left out") == 2
    assert "was here" not in held
    assert "Line 70 of Person A" in held
    redaction.review(session, document, [first], shows_no_one=True)
    assert "was here" not in built(session, (document,), "pseudonymised", tmp_path / "half.pdf")
    redaction.review(session, document, [last], shows_no_one=True)
    shown = built(session, (document,), "pseudonymised", tmp_path / "shown.pdf")
    assert "was here" in shown
    assert "Page left out" not in shown


def test_names_are_replaced_before_a_letter_is_set(
    session: Session, documents: tuple[Document, ...], tmp_path: Path
) -> None:
    text = built(session, documents[:1], "pseudonymised", tmp_path / "out.pdf")
    assert "Weiming" not in text
    assert "weiming" not in text
    assert "hearing is on Monday" in text
    assert "notice.pdf" not in text
    assert documents[0].sha256 not in text.replace("\n", "")


def test_a_name_that_is_struck_in_part_is_found_and_hidden(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    page = b"<p>Seen: Ceshi Wei<s>mi</s>ng.<p>He is <s>not</s> here.<p><s>Ceshi</s> Weiming left."
    (row,) = run_in_line(take_in(session, opened.id, [from_bytes("page.html", page)], Receipt()))
    assert row.document is not None
    assert [hit.id for hit in search.find(session, "weiming seen")] == [row.document.id]
    document = record.change(session, replace(row.document, exhibit_mark="T"))
    text = built(session, (document,), "pseudonymised", tmp_path / "out.pdf")
    assert "Person A" in text
    assert "[struck: not]" in text
    assert "Wei[" not in text
    assert "struck in part" in text
    whole = built(session, (document,), "filing", tmp_path / "whole.pdf")
    assert "Wei[struck: mi]ng" in whole
    assert "Words struck through stand in brackets." in whole


@pytest.mark.parametrize("kind", sampled(("hearing-dossier", "interim-measures")))
def test_an_emoji_in_a_subject_is_written_out_wherever_it_is_listed(
    session: Session, documents: tuple[Document, ...], tmp_path: Path, kind: DossierKind
) -> None:
    subject = "Re: \N{WHITE HEAVY CHECK MARK} 🇨🇾 hearing"
    exhibits = [
        record.change(session, replace(one, title=subject, author=subject, translation_of=translated))
        for one, translated in zip(documents, ("", documents[0].id), strict=True)
    ]
    draft = dossier.draft(session, documents[0].case_id, subject, kind)
    ids = tuple(one.id for one in exhibits)
    lines = (CoverLine(field="", text=subject),)
    record.change(session, replace(draft, cover_lines=lines, exhibit_ids=ids))
    run_in_line(
        builds.build(session, BuildRequest(dossier_id=draft.id, copy_kind="draft"), tmp_path / "out.pdf")
    )
    shown = "[white heavy check mark] [regional indicator symbol letter c]"
    assert text_of((tmp_path / "out.pdf").read_bytes()).replace("\n", " ").count(shown) >= 5
    request = CertificateRequest(kind="translation", dossier_id=draft.id, document_id=ids[1])
    run_in_line(certificate.write(session, request, tmp_path / "certificate.pdf"))
    assert shown in text_of((tmp_path / "certificate.pdf").read_bytes()).replace("\n", " ")


CHAT = (
    "[15/03/2024, 14:05:33] Aygül: The hearing is on Monday.\n"
    "[15/03/2024, 14:06:33] Ceshi Weiming: I come \u200e<attached: 00000002-PHOTO.jpg>\n"
    "[16/03/2024, 09:00:00] Aygül: \u200eThis message was deleted.\n"
)


def packed_chat() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("_chat.txt", CHAT)
        package.writestr("00000002-PHOTO.jpg", b"\xff\xd8\xff not whole")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data"), sampled((("chat.zip", packed_chat()), ("chat.txt", CHAT.encode())))
)
def test_a_whole_chat_is_an_exhibit_message_by_message(
    session: Session, opened: Case, tmp_path: Path, name: str, data: bytes
) -> None:
    (row, *_) = run_in_line(take_in(session, opened.id, [from_bytes(name, data)], Receipt()))
    assert row.document is not None
    seen = chats.of_document(session, row.document)
    chats.keep(session, replace(seen, zone="Asia/Urumqi", holder="the client"), seen)
    text = " ".join(built(session, (row.document,), "filing", tmp_path / "out.pdf").split())
    for part in ("15 March 2024", "14:06:33", "Deleted; the export has no content", "Asia/Urumqi"):
        assert part in text
    assert row.document.sha256 in text.replace(" ", "")
    with run_in_line(open_preview(session, row.document)) as preview:
        assert list(preview.find("14:06:33")) == [(0, 1)]


def test_names_times_and_files_of_a_chat_are_replaced_before_it_is_set(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    offer = from_bytes("chat.zip", packed_chat())
    (row, *_) = run_in_line(take_in(session, opened.id, [offer], Receipt()))
    assert row.document is not None
    text = built(session, (row.document,), "pseudonymised", tmp_path / "out.pdf")
    assert "hearing is on Monday" in text
    assert "Weiming" not in text
    assert "Aygül" not in text
    assert text.count("Sender 1") >= 3
    assert "00000002-PHOTO" not in text
    assert row.document.sha256[:12] not in text


def test_senders_of_lines_pasted_into_a_chat_are_hidden_as_others_are(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    chat = (
        "13/02/2026, 09:01 - Rahile Abdutest: hello\n"
        "13/02/2026, 09:05 - Ben: she wrote:\n"
        "[10:00, 12/02/2026] Rahile Abdutest: they took him\n"
        "[10:01, 12/02/2026] Officer Litest: call me\n"
        "14/02/2026, 09:05 - Ben: ok\n"
    )
    (row,) = run_in_line(take_in(session, opened.id, [from_bytes("chat.txt", chat.encode())], Receipt()))
    assert row.document is not None
    document = record.change(session, replace(row.document, exhibit_mark="T"))
    text = built(session, (document,), "pseudonymised", tmp_path / "out.pdf")
    assert "Sender 1: they took him" in text
    assert "Sender 3: call me" in text
    assert "test" not in text


def test_a_chat_of_a_bundle_alone_is_set_message_by_message(tmp_path: Path) -> None:
    (tmp_path / "chat.zip").write_bytes(packed_chat())
    spec = tmp_path / "bundle.toml"
    spec.write_text(
        'title = "Bundle"\n[[section]]\ntitle = "All"\n[[section.item]]\nfile = "chat.zip"\ntitle = "Chat"\n',
        encoding="utf-8",
    )
    text = " ".join(bundled(spec).split())
    assert "14:05:33" in text
    assert hashlib.sha256(b"\xff\xd8\xff not whole").hexdigest() in text.replace(" ", "")


def test_photos_in_folders_beside_a_chat_of_telegram_are_told_by_hash(tmp_path: Path) -> None:
    message = {"id": 1, "type": "message", "date": "2024-03-15T14:05:33", "from": "A", "text": "x"}
    messages = [message, message | {"id": 2, "photo": "photos/1.jpg"}, message | {"id": 3, "photo": "2.jpg"}]
    chat = {"name": "A", "type": "personal_chat", "id": 1, "messages": messages}
    (tmp_path / "photos").mkdir()
    photo = b"\xff\xd8\xff photo"
    (tmp_path / "photos" / "1.jpg").write_bytes(photo)
    (tmp_path / "result.json").write_text(json.dumps(chat), encoding="utf-8")
    spec = tmp_path / "bundle.toml"
    spec.write_text(
        'title = "B"\n[[section]]\ntitle = "All"\n[[section.item]]\nfile = "result.json"\ntitle = "Chat"\n',
        encoding="utf-8",
    )
    text = " ".join(bundled(spec).split())
    assert hashlib.sha256(photo).hexdigest()[:24] in text
    assert text.count("Named in the export;") == 1
    assert "The file as received: Chat (application/x-telegram-chat), 1 kB." in text


def test_areas_are_found_and_redacted_on_the_pages_that_are_shown(
    session: Session, documents: tuple[Document, ...], tmp_path: Path
) -> None:
    suggested = run_in_line(suggest(session, documents[0], RedactionQuery(words="Monday")))
    assert [area.page for area in suggested] == [1]
    was = redaction.of_document(session, documents[0])
    redaction.keep(session, was.decided(suggested, "accepted"), was)
    text = built(session, documents[:1], "service", tmp_path / "out.pdf")
    assert "Monday" not in text
    assert "Nothing else" in text


def test_a_letter_is_shown_by_the_pages_it_has_in_a_dossier(
    session: Session, documents: tuple[Document, ...]
) -> None:
    assert is_shown(documents[0])
    with run_in_line(open_preview(session, documents[0], "de")) as shown:
        assert len(shown.pages) == 1
        text = shown.text(0).text
        (german,) = shown.text(0).find("Monday")
    assert "exhibit K-2" not in text
    assert "K-2" in text
    with run_in_line(open_preview(session, documents[0])) as shown:
        (english,) = shown.text(0).find("Monday")
    assert german == english


@pytest.mark.confined
@pytest.mark.parametrize(
    ("name", "word"),
    sampled(
        (
            ("mail-outlook-within.msg", "2026-03-02 09:15:00 +00:00"),
            ("mail-gb2312.eml", "延期审理通知"),
            ("mail-outlook.msg", "crocodile"),
            ("mail-apple.emlx", "jujube"),
            ("mail-box.mbox", "court.example"),
        ),
        kept=2,
    ),
)
def test_a_real_file_is_an_exhibit(tmp_path: Path, name: str, word: str) -> None:
    (tmp_path / name).write_bytes((REAL_FILES / name).read_bytes())
    spec = tmp_path / "SPEC.toml"
    item = f'[[section.item]]\nfile = "{name}"\ntitle = "File"\n'
    spec.write_text(f'title = "Bundle"\n[[section]]\ntitle = "All"\n{item}', encoding="utf-8")
    assert word in bundled(spec)


CAPTURED = (
    "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://news.example/uyghur \n "
    "saved date: Mon Mar 02 2026 09:15:00 GMT+0200 (EET) \n--><title>Notice</title><p>The hearing</p></html>"
)


def test_address_and_time_of_a_captured_page_are_recorded_listed_and_found(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    (row,) = run_in_line(take_in(session, opened.id, [from_bytes("a.html", CAPTURED.encode())], Receipt()))
    assert row.document is not None
    page = row.document
    assert (page.web_address, page.captured_at[:16]) == ("https://news.example/uyghur", "2026-03-02T09:15")
    corrected = record.change(session, replace(page, web_address="https://news.example/corrected"))
    assert page.id in {hit.id for hit in search.find(session, "corrected")}
    text = built(session, (corrected,), "filing", tmp_path / "out.pdf").replace("\n", " ")
    assert "Web page: https://news.example/corrected, captured 2 March 2026, 09:15 UTC+2" in text
    hidden = built(session, (corrected,), "pseudonymised", tmp_path / "hidden.pdf")
    assert "corrected" not in hidden


def test_a_word_file_of_pictures_alone_has_them_as_pages(tmp_path: Path) -> None:
    out = tmp_path / "bundle.pdf"
    bundle_from_spec(spec_of(tmp_path, "photographs.docx"), out)
    with pypdfium2.PdfDocument(out.read_bytes()) as document:
        drawn = [sum(1 for _ in page.get_objects(filter=[3])) for page in document]
    assert drawn == [0, 1, 1, 0, 0, 0]  # index, two pictures, how they were made, the notice
    assert "Pictures only" in text_of(out.read_bytes())


def test_pictures_of_a_word_file_without_text_are_imported(session: Session, opened: Case) -> None:
    rows = run_in_line(
        take_in(session, opened.id, [from_bytes("photographs.docx", document_of_pictures(2))], Receipt())
    )
    kinds = [row.document.media_type for row in rows if row.document]
    assert kinds[1:] == ["image/png", "image/png"]
    assert any("pictures and no text" in str(remark) for remark in rows[0].remarks)


def test_pictures_of_a_word_file_stay_out_of_a_pseudonymised_copy(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    """They may show whom the copy hides, and nobody has looked at them."""
    rows = run_in_line(
        take_in(session, opened.id, [from_bytes("photographs.docx", document_of_pictures(1))], Receipt())
    )
    assert rows[0].document is not None
    document = record.change(session, replace(rows[0].document, exhibit_mark="K-1"))
    draft = dossier.draft(session, opened.id, "Dossier")
    record.change(session, replace(draft, sections=(), exhibit_ids=(document.id,)))
    out = tmp_path / "out.pdf"
    run_in_line(builds.build(session, BuildRequest(dossier_id=draft.id, copy_kind="pseudonymised"), out))
    with pypdfium2.PdfDocument(out.read_bytes()) as copy:
        drawn = [page.render(scale=0.5).to_pil().convert("RGB").getcolors(1 << 24) for page in copy]
    assert not [colour for page in drawn for _, colour in page if colour[0] > 2 * colour[1] + 99]


def test_a_line_that_begins_with_an_em_space_is_no_row_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>One</p><p>&emsp;Two</p>", encoding="utf-8")
    document = docx.Document()
    document.add_paragraph("One\n\u2003Two")
    document.save(str(tmp_path / "two.docx"))
    spec = tmp_path / "bundle.toml"
    items = "".join(f'[[section.item]]\nfile = "{name}"\ntitle = "T"\n' for name in ("page.html", "two.docx"))
    spec.write_text(f'title = "B"\n[[section]]\ntitle = "All"\n{items}', encoding="utf-8")
    bundle_from_spec(spec, tmp_path / "out.pdf")
    assert "row of a table" not in " ".join(text_of((tmp_path / "out.pdf").read_bytes()).split())


def test_further_lines_of_a_row_are_indented_and_the_page_says_so(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for at, cells in enumerate((("3 May 2017\n4 May 2017", "He was detained."), ("5 May 2017", "Released."))):
        for place, text in enumerate(cells):
            first, *others = text.split("\n")
            table.cell(at, place).text = first
            for other in others:
                table.cell(at, place).add_paragraph(other)
    document.save(str(tmp_path / "table.docx"))
    spec = tmp_path / "bundle.toml"
    item = '[[section.item]]\nfile = "table.docx"\ntitle = "T"\n'
    spec.write_text(f'title = "B"\n[[section]]\ntitle = "All"\n{item}', encoding="utf-8")
    bundle_from_spec(spec, tmp_path / "out.pdf")
    text = text_of((tmp_path / "out.pdf").read_bytes())
    assert "its further lines are indented" in " ".join(text.split())
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as pages:
        places = [pages[at].get_textpage() for at in range(len(pages))]
        lefts = {
            word: place.get_charbox(found[0])[0]
            for place in places
            for word in ("3 May 2017", "4 May 2017", "5 May 2017")
            if (found := place.search(word).get_next())
        }
    assert abs(lefts["3 May 2017"] - lefts["5 May 2017"]) < 1
    assert lefts["4 May 2017"] - lefts["3 May 2017"] > 5
