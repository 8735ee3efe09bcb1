"""What office files hold beside what is printed: it is kept apart, counted and findable."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.chart import BarChart, Reference

from casebook.formats.media_type import DOCX, ODT
from casebook.formats.office import read_flat, read_package
from casebook.formats.older.compound import read_compound
from casebook.formats.older.rich_text import read_rich_text
from casebook.formats.read import Read
from tests.paths import KINDS_OF_FILES

READERS = {"doc": read_compound, "xls": read_compound, "ppt": read_compound, "rtf": read_rich_text}


def read(name: str) -> Read:
    reader = READERS.get(name.rpartition(".")[2], read_package)
    return reader((KINDS_OF_FILES / name).read_bytes())


def beside(found: Read) -> dict[str, tuple[int, str]]:
    return {one.kind: (one.count, one.text) for one in found.unprinted}


@pytest.mark.parametrize("ending", ["docx", "doc", "odt", "rtf"])
def test_deleted_and_hidden_text_is_not_printed(ending: str) -> None:
    found = read(f"tracked.{ending}")
    assert found.pages == ("The witness denies every charge before the court.",)
    assert beside(found) == {
        "deleted": (1, "admits that he took the money"),
        "hidden": (1, "PRIVATE NOTE source lives at Larnaca."),
        "inserted": (1, ""),
    }


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_hidden_rows_columns_and_sheets_are_not_printed(ending: str) -> None:
    found = read(f"hidden.{ending}")
    assert found.titles == ("Sheet",)
    assert [line.split() for line in found.pages[0].splitlines()] == [["Name", "Note"], ["Lin", "x"]]
    apart = beside(found)
    assert {kind: count for kind, (count, _) in apart.items()} == {"row": 1, "column": 1, "sheet": 1}
    assert "Hidden row Wang" in apart["row"][1]
    assert "Hidden column street 5" in apart["column"][1]
    assert apart["sheet"][1].split("\n") == ["secret", "very hidden sheet text"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("comments.docx", "comment"),
        ("comments.xlsx", "comment"),
        ("comments.xls", "comment"),
        ("comments.ppt", "comment"),
        ("talk.pptx", "notes"),
    ],
)
def test_comments_and_speaker_notes_are_kept_apart(name: str, kind: str) -> None:
    found = read(name)
    count, text = beside(found)[kind]
    assert count
    assert text
    assert text.splitlines()[0] not in "\n".join(found.pages)


def test_text_is_hidden_by_its_style_and_shown_again_by_its_run() -> None:
    document = docx.Document()
    base = document.styles.add_style("Secret", 1)
    base.font.hidden = True
    derived = document.styles.add_style("Derived", 1)
    derived.base_style = base
    paragraph = document.add_paragraph("kept from view", style=derived)
    paragraph.add_run(" but for this").font.hidden = False
    document.add_paragraph("open")
    written = io.BytesIO()
    document.save(written)
    found = read_package(written.getvalue())
    assert found.pages[0].split() == ["but", "for", "this", "open"]
    assert beside(found)["hidden"] == (1, "kept from view")


def test_a_deleted_row_and_moved_text_are_printed_where_they_stand() -> None:
    document = docx.Document()
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "struck row", "standing row"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    for tag in ("w:moveFrom", "w:moveTo"):
        paragraph = document.add_paragraph()
        moved = OxmlElement(tag)
        paragraph._p.append(moved)
        run = paragraph.add_run("the moved words")._r
        moved.append(run)
    assert document.element.body.find(f".//{qn('w:moveFrom')}") is not None
    written = io.BytesIO()
    document.save(written)
    found = read_package(written.getvalue())
    assert [line for line in found.pages[0].split("\n") if line.strip()] == [
        "standing row|",
        "the moved words",
    ]
    assert beside(found)["deleted"][1].split("\n")[0] == "struck row"


def test_deleted_paragraphs_stay_lines_of_their_own() -> None:
    document = docx.Document()
    for words in ("first gone", "second gone"):
        deletion = OxmlElement("w:del")
        paragraph = document.add_paragraph()
        deletion.append(paragraph.add_run(words)._r)
        paragraph._p.append(deletion)
    written = io.BytesIO()
    document.save(written)
    assert beside(read_package(written.getvalue()))["deleted"] == (1, "first gone\nsecond gone")


@pytest.mark.parametrize("name", ["chart.pptx", "smartart.pptx", "talk.pptx"])
def test_a_hidden_slide_is_not_printed(name: str) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(KINDS_OF_FILES / name) as deck, zipfile.ZipFile(written, "w") as changed:
        for member in deck.namelist():
            content = deck.read(member)
            if member.startswith("ppt/slides/slide"):
                content = content.replace(b"<p:sld ", b'<p:sld show="0" ')
            changed.writestr(member, content)
    shown, found = read(name), read_package(written.getvalue())
    assert shown.pages[0]
    assert found.pages == ("",)
    assert set(shown.pages[0].split()) <= set(beside(found)["slide"][1].split())


def test_a_chart_of_a_hidden_sheet_is_not_printed() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("first", 0).append(["open"])
    del book["Sheet"]
    sheet = book.create_sheet("ledger")
    sheet.append(["amount", 7])
    chart = BarChart()
    chart.title = "Payments withheld"
    chart.add_data(Reference(sheet, min_col=2, min_row=1))
    sheet.add_chart(chart)
    sheet.sheet_state = "hidden"
    written = io.BytesIO()
    book.save(written)
    found = read_package(written.getvalue())
    assert found.pages == ("open",)
    assert "Payments withheld" in beside(found)["sheet"][1]


def test_a_flat_open_document_hides_what_its_package_hides() -> None:
    with zipfile.ZipFile(KINDS_OF_FILES / "tracked.odt") as package:
        content = package.read("content.xml")
    found = read_flat(content, "application/vnd.oasis.opendocument.text-flat-xml")
    assert found.pages == ("The witness denies every charge before the court.",)


def test_spaces_and_breaks_of_an_open_document_part_words() -> None:
    content = (
        b"<text:p>Lin<text:s/>fled<text:s text:c='2'/>to<text:tab/>Almaty<text:line-break/>once</text:p>"
    )
    assert read_flat(content, ODT).pages == ("Lin fled  to\tAlmaty\nonce",)


def test_rich_text_without_its_last_brace_is_read_and_said_to_be_cut() -> None:
    found = read_rich_text(rb"{\rtf1\ansi the guard beat")
    assert found.pages == ("the guard beat",)
    assert found.losses == ("cut",)


def test_word_2003_xml_tells_its_changes_and_hidden_text_apart() -> None:
    found = read_flat((KINDS_OF_FILES / "letter-2003.doc").read_bytes(), f"{DOCX}-flat-xml")
    assert found.pages == ("Hearing in Larnaca on Tuesday",)
    assert beside(found) == {
        "deleted": (1, "on Monday"),
        "hidden": (1, "kept from view"),
        "inserted": (1, ""),
    }


def test_a_main_part_of_another_name_is_found_by_the_types_of_the_parts() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(KINDS_OF_FILES / "letter.docx") as package, zipfile.ZipFile(written, "w") as changed:
        for member in package.namelist():
            content = package.read(member).replace(b"word/document.xml", b"word/document2.xml")
            changed.writestr(member.replace("word/document.xml", "word/document2.xml"), content)
    found = read_package(written.getvalue())
    assert (found.media_type, found.pages) == (DOCX, read("letter.docx").pages)


def test_days_stay_days_in_a_workbook_whose_looks_break_the_rules() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("first", 0).append([date(2026, 3, 2), "text"])
    written, broken = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as package, zipfile.ZipFile(broken, "w") as changed:
        for member in package.namelist():
            content = package.read(member).replace(b"<fill>", b"<fill><nothing/>")
            changed.writestr(member, content)
    assert read_package(broken.getvalue()).pages[0] == "2026-03-02\ttext"


def test_rich_text_switches_end_with_their_group_and_comments_are_apart() -> None:
    found = read_rich_text(
        rb"{\rtf1\ansi{\fonttbl{\f0\fcharset204 Arial;}}\f0 open {\v \'f2\'e0\u1081? {\v0 shown} } \v gone"
        rb"\plain  end{\*\annotation remark}}"
    )
    assert found.pages[0].split() == ["open", "shown", "end"]
    assert beside(found)["hidden"] == (2, "\u0442\u0430\u0439  gone")
    assert beside(found)["comment"] == (1, "remark")


def test_the_master_slides_of_a_flat_presentation_are_no_words() -> None:
    content = (
        b"<office:document xmlns:office='o' xmlns:text='t' xmlns:draw='d' xmlns:style='s'>"
        b"<office:master-styles><style:master-page><text:p>Click to edit</text:p></style:master-page>"
        b"</office:master-styles><office:body><draw:page><text:p>Gate</text:p></draw:page></office:body>"
        b"</office:document>"
    )
    assert read_flat(content, "application/vnd.oasis.opendocument.presentation-flat-xml").pages == ("Gate",)


def test_a_style_amid_a_group_hides_no_words() -> None:
    """As StarOffice and early OpenOffice write it."""
    read = read_rich_text(rb"{\rtf1 {\f2\i0\b0\*\cs7\cf0 They came at night.}{\*\unknown not this}}")
    assert read.pages == ("They came at night.",)
