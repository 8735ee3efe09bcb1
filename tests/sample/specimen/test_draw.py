from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from io import BytesIO
from itertools import accumulate, pairwise
from math import atan2, degrees
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from casebook.sample.book.book import Sample
from casebook.sample.book.version import read_version, version_words
from casebook.sample.specimen.draw import draw
from casebook.sample.specimen.marks import INKS, seal

SCANS = {"custody", "seizure"}
PICTURES = {"chat", "photograph"}


def _text(data: bytes, page: int = 0) -> str:
    """What poppler reads, every blank taken as a space."""
    which = ["-f", str(page), "-l", str(page)] if page else []
    run = subprocess.run(["pdftotext", *which, "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(run.stdout.decode().split())


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _pdfs(drawn: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in drawn.items() if name not in PICTURES}


def test_each_exhibit_has_the_pages_its_entry_promises(sample: Sample, drawn: Mapping[str, bytes]) -> None:
    pages = {name: len(pikepdf.open(BytesIO(data)).pages) for name, data in _pdfs(drawn).items()}
    pages |= dict.fromkeys(PICTURES, 1)
    versions = (entry for word in version_words() for entry in read_version(word).documents)
    assert pages == {entry.specimen_id: entry.page_count for entry in (*sample.documents, *versions)}


def test_the_same_text_gives_the_same_bytes(sample: Sample, drawn: Mapping[str, bytes]) -> None:
    assert {name: draw(specimen) for name, specimen in sample.specimens.items()} == drawn


def test_every_pdf_is_sound(drawn: Mapping[str, bytes], tmp_path: Path) -> None:
    for name, data in _pdfs(drawn).items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(data)
        subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)


def test_every_page_but_a_scan_has_text_and_says_that_it_is_invented(drawn: Mapping[str, bytes]) -> None:
    for name, data in _pdfs(drawn).items():
        for page in range(1, len(pikepdf.open(BytesIO(data)).pages) + 1):
            found = _text(data, page)
            assert ("Specimen — invented" in found) is (name not in SCANS), (name, page)


def test_a_scan_is_one_picture_a_page_and_no_text(drawn: Mapping[str, bytes]) -> None:
    for name in SCANS:
        pdf = pikepdf.open(BytesIO(drawn[name]))
        assert _text(drawn[name]) == ""
        for page in pdf.pages:
            assert len(page.get_images()) == 1
            assert "/Font" not in page.obj.Resources


def test_a_seal_covers_no_word_of_the_note_below_it(drawn: Mapping[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "note-verbale.pdf"
    path.write_bytes(drawn["note-verbale"])
    drawing = ["pdftoppm", "-r", "72", "-f", "2", "-l", "2", "-singlefile", str(path), str(tmp_path / "page")]
    subprocess.run(drawing, check=True)
    red, green, _ = Image.open(tmp_path / "page.ppm").convert("RGB").split()
    seal = ImageChops.subtract(red, green).point(lambda one: 255 if one > 60 else 0).getbbox()
    asked = ["pdftotext", "-bbox", "-f", "2", "-l", "2", str(path), "-"]
    words = subprocess.run(asked, capture_output=True, check=True).stdout.decode()
    first = re.search(r'yMin="([\d.]+)"[^>]*>Endorsement', words)
    assert seal
    assert first
    assert float(first[1]) > seal[3]


def test_no_letter_on_the_edge_of_a_seal_covers_another(sample: Sample) -> None:
    pieces = (piece for specimen in sample.specimens.values() for piece in specimen.pieces)
    rings = [(piece.cells[0], piece.cells[1]) for piece in pieces if piece.kind == "seal"]
    assert rings
    for colour, ring in rings:
        drawn = seal((0, 0), INKS[colour], ring, "SPECIMEN")
        _, *letters = re.findall(r"q\n(\S+) (\S+) \S+ \S+ 0.00 0.00 cm", drawn)
        turns = [degrees(atan2(float(sine), float(cosine))) for cosine, sine in letters]
        assert len(turns) == len(ring)
        assert 0 < sum((one - other) % 360 for one, other in pairwise(turns)) < 340, ring


def test_the_landscape_pages_are_wide_by_their_media_box(drawn: Mapping[str, bytes]) -> None:
    pdf = pikepdf.open(BytesIO(drawn["transfers"]))
    for page in pdf.pages:
        _, _, width, height = (float(edge) for edge in page.mediabox.as_list())
        assert width > height
        assert int(page.obj.get("/Rotate", 0)) == 0


def test_the_register_is_upright_paper_turned_by_the_viewer(drawn: Mapping[str, bytes]) -> None:
    pdf = pikepdf.open(BytesIO(drawn["register"]))
    (page,) = pdf.pages
    _, _, width, height = (float(edge) for edge in page.mediabox.as_list())
    assert width < height
    assert page.obj.Rotate == 90
    assert "Ms Kallimanou, advocate" in _text(drawn["register"])


def test_the_newspaper_is_cropped_to_less_than_its_paper(drawn: Mapping[str, bytes]) -> None:
    pdf = pikepdf.open(BytesIO(drawn["newspaper"]))
    (page,) = pdf.pages
    assert [float(edge) for edge in page.mediabox.as_list()][:2] == [0, 0]
    assert [float(edge) for edge in page.cropbox.as_list()][:2] == [54, 54]
    assert page.cropbox != page.mediabox


def test_the_photograph_lies_on_its_side_until_its_orientation_is_heeded(drawn: Mapping[str, bytes]) -> None:
    with Image.open(BytesIO(drawn["photograph"])) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (1600, 1200)
        exif = picture.getexif()
        assert exif[0x0112] == 6
        assert exif.get_ifd(0x8769)[0x9003] == "2026:01:20 19:58:00"


def test_the_messages_are_a_picture_of_a_screen(drawn: Mapping[str, bytes]) -> None:
    with Image.open(BytesIO(drawn["chat"])) as picture:
        assert picture.format == "PNG"
        assert picture.height > picture.width


def test_the_form_is_filled_and_each_entry_has_its_picture(drawn: Mapping[str, bytes]) -> None:
    pdf = pikepdf.open(BytesIO(drawn["asylum-form"]))
    fields = list(pdf.Root.AcroForm.Fields)
    values = {str(field.TU): str(field.V) for field in fields if field.FT == "/Tx"}
    assert values["Name in own script"] == "林志远"
    assert values["Given name(s)"] == "ZHI YUAN"
    ticked = [str(field.TU) for field in fields if field.FT == "/Btn" and field.V == "/Yes"]
    assert "Political opinion" in ticked
    assert "Religion" not in ticked
    assert all("/N" in field.AP for field in fields)
    assert len(pdf.pages) == 2


@pytest.mark.parametrize("name", ["request", "expert"])
def test_contents_and_bookmarks_lead_to_the_headings(drawn: Mapping[str, bytes], name: str) -> None:
    pdf = pikepdf.open(BytesIO(drawn[name]))
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    links = [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", [])]
    assert [str(link.Dest) for link in links] == [f"section.{n}" for n in range(1, len(links) + 1)]
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert len(titles) == len(links) >= 6
    for place, title in enumerate(titles, start=1):
        assert title in _text(drawn[name], pages[names[f"section.{place}"][0].objgen])


def test_every_font_is_embedded(drawn: Mapping[str, bytes], tmp_path: Path) -> None:
    for name, data in _pdfs(drawn).items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(data)
        run = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True, text=True)
        rows = run.stdout.splitlines()[2:]
        assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows), run.stdout
        assert bool(rows) is (name not in SCANS)


def test_names_are_found_as_text_in_every_script(drawn: Mapping[str, bytes]) -> None:
    assert "林志远" in _text(drawn["statement"])
    assert "林志遠" in _text(drawn["statement"])
    assert "Lín Zhìyuǎn" in _text(drawn["expert"])
    assert "ཚེ་རིང་ལྷ་སྒྲོན།" in _bare(_text(drawn["tsering"]))
    assert "Айгүл Серікқызы" in _text(drawn["summons-graz"])
    assert "ئابلىمىت" in _text(drawn["ablimit"])
    assert "劝说林志远回国" in _bare(_text(drawn["notice"]))


def test_what_an_account_quotes_stands_on_the_page_it_points_at(
    sample: Sample, drawn: Mapping[str, bytes]
) -> None:
    files = {
        entry.document.id: drawn[entry.specimen_id]
        for entry in sample.documents
        if entry.specimen_id not in SCANS | PICTURES
    }
    checked = 0
    for fact in sample.facts:
        for account in fact.accounts:
            if account.pinpoint is None or account.pinpoint.document_id not in files:
                continue
            words = _bare(_text(files[account.pinpoint.document_id], account.pinpoint.page))
            for sentence in account.words.split(". "):
                assert _bare(sentence).strip("….") in words, (fact.statement, sentence)
                checked += 1
    assert checked > 30


def test_the_amounts_add_up_to_what_the_statements_say(sample: Sample, drawn: Mapping[str, bytes]) -> None:
    rows = [piece.cells for piece in sample.specimens["transfers"].pieces if piece.kind == "row"]
    entries = [cells for cells in rows if cells[0].isdecimal()]
    amounts = [float(cells[3].replace(",", "")) for cells in entries]
    assert (len(amounts), sum(amounts), max(amounts)) == (34, 214_300, 13_050)
    named = [amount for amount, cells in zip(amounts, entries, strict=True) if "Register" in cells[5]]
    assert min(cells[1] for cells in entries if "Register" in cells[5]) >= "2021-03", "printed in that month"
    assert [cells[1] for cells in entries] == sorted(cells[1] for cells in entries)
    totals = [float(cells[4].replace(",", "")) for cells in entries]
    assert totals == list(accumulate(amounts))
    text = _text(drawn["transfers"], 2)
    assert f"{len(named)} transfers ({sum(named):,.2f} yuan)" in text
    assert text.count("214,300.00") == 3
