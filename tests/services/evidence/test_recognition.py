from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from casebook.base.errors import Conflict, InvalidInput, Refused
from casebook.base.resources import resource
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recognition import Recognition
from casebook.host.process import recogniser
from casebook.services.base import record, search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier.hiding.protected_names import name_forms
from casebook.services.evidence import recognition
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_paths
from tests.pdf.corpus import typed

TABLE = """level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t
5\t1\t1\t1\t1\t1\t100\t200\t300\t40\t96.4\tSummons
5\t1\t1\t1\t1\t2\t500\t200\t50\t40\t61\t传
5\t1\t1\t1\t1\t3\t560\t200\t50\t40\t58.2\t唤
5\t1\t1\t1\t1\t4\t700\t200\t50\t40\t58.2\t  """


def scan(words: str) -> bytes:
    image = Image.new("L", (1240, 1754), 255)
    font = ImageFont.truetype(str(resource("fonts", "NotoSerif-Regular.ttf")), 48)
    ImageDraw.Draw(image).text((120, 200), words, font=font, fill=0)
    written = io.BytesIO()
    image.save(written, "PNG", dpi=(150, 150))
    return written.getvalue()


def taken(session: Session, folder: Path, data: bytes) -> Document:
    path = folder / "file"
    path.write_bytes(data)
    opened = case.open_case(session, reference="R-1", title="", jurisdiction="CY")
    (row,) = run_in_line(take_in(session, opened.id, from_paths([path]), Receipt()))
    assert row.document is not None
    return row.document


def test_words_come_with_their_place_and_blanks_where_written() -> None:
    words = list(recognition.words_of(TABLE))
    assert "".join(word.text for word in words) == "Summons 传唤 "
    assert (words[0].left, words[0].top, words[0].right, words[0].bottom) == (0.1, 0.1, 0.4, 0.12)
    assert words[0].confidence == 96


@pytest.mark.parametrize("surname", ["He", "An", "Long", "Song", "You", "She", "Can", "Man", "Sun", "Young"])
@pytest.mark.parametrize("end", ["clinic@example.org", "https://example.org", "the clinic"])
def test_a_line_that_begins_with_a_surname_begins_a_sentence(surname: str, end: str) -> None:
    lines = (f"Write to {end}", f"{surname} paid RMB 4,820,000 under Article 224.")
    rows = [
        f"5\t1\t1\t1\t{line}\t{place}\t{100 * place}\t{200 * line}\t90\t40\t96\t{word}"
        for line, words in enumerate(lines, start=1)
        for place, word in enumerate(words.split(), start=1)
    ]
    head = TABLE.splitlines()[:2]
    read = "".join(word.text for word in recognition.words_of("\n".join((*head, *rows))))
    assert read.splitlines() == [lines[0], f"{lines[1]} "]
    mother = NameReplacer([*name_forms([f"{surname} Xiuzhen"], "Person D")])
    assert mother.apply(read).rstrip() == mother.apply("\n".join(lines)), "as in the text of the page"
    assert mother.find(read) == mother.find("\n".join(lines))


def test_a_scan_is_read_and_found_by_its_words(session: Session, tmp_path: Path) -> None:
    document = taken(session, tmp_path, scan("Summons to the police station"))
    read = run_in_line(recognition.recognise(session, document.id))
    assert "police" in read.pages[0].text
    assert read.pages[0].confidence > 50
    assert read.engine.startswith("tesseract")
    assert [hit.id for hit in search.find(session, "police station")] == [document.id]
    again = run_in_line(recognition.recognise(session, document.id))
    assert recognition.of_document(session, document.id) == again


def test_a_reading_made_anew_since_is_not_undone(session: Session, tmp_path: Path) -> None:
    document = taken(session, tmp_path, scan("Summons"))
    (change,) = run_in_line(recognition.recognise_all(session, [document.id], ["eng"]))
    newer = replace(change.now, engine="another engine")
    record.change(session, newer)
    with pytest.raises(Conflict):
        recognition.withdraw(session, [change])
    assert record.every(session, Recognition) == [newer]


def test_a_language_without_data_is_refused_with_those_that_are_there(
    session: Session, tmp_path: Path
) -> None:
    document = taken(session, tmp_path, scan("x"))
    with pytest.raises(Refused) as caught:
        run_in_line(recognition.recognise(session, document.id, ["klingon"]))
    assert "eng" in str(caught.value.remedy)


def test_a_document_with_text_needs_no_reading(session: Session, tmp_path: Path) -> None:
    document = taken(session, tmp_path, typed(1))
    with pytest.raises(InvalidInput):
        run_in_line(recognition.recognise(session, document.id))


def test_what_is_installed_is_told() -> None:
    readiness = recognition.readiness()
    assert bool(readiness.engine) == bool(recogniser.program())
    assert bool(readiness.remedy) != bool(readiness.engine)


def test_scans_are_those_with_pages_and_no_text_but_photographs(session: Session) -> None:
    scanned = Document(
        id="s",
        case_id="c",
        title="",
        kind="other",
        attachment_id="",
        sha256="",
        size_bytes=0,
        media_type="",
        page_count=2,
        has_text=False,
    )
    others = (
        replace(scanned, id="t", has_text=True),
        replace(scanned, id="p", kind="photograph"),
        replace(scanned, id="n", page_count=0),
    )
    report = recognition.scans_among(session, (scanned, *others))
    assert report.scans == ((scanned, None),)
    assert report.ready == recognition.readiness()
