"""A composition as Word: what stands in it, in which style, and that nothing of the machine leaks."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

from docx import Document

from casebook.domain.dossier.composition import (
    BarChart,
    ChartBar,
    ChartLane,
    ChartSpan,
    Composition,
    Cover,
    DossierPart,
    FormField,
    FormFields,
    Heading,
    Pairs,
    ReferenceTarget,
    Span,
    TextParagraph,
    TextTable,
    TimeChart,
)
from casebook.formats.docx import write_docx

COMPOSITION = Composition(
    title="Review",
    language="en",
    running_head="Review · 1/2026",
    cover=Cover(title="Review", court="A Court", number="1/2026"),
    parts=(
        DossierPart(
            title="First",
            anchor="part:1",
            blocks=(
                Heading(text="Heading"),
                TextParagraph(line=(Span("One"),), is_numbered=True, reference=(Span("Source, p. 4"),)),
                TextParagraph(
                    line=(
                        Span("See "),
                        Span("S1", "bold", ReferenceTarget(anchor="source:s1")),
                        Span(" 林志遠", language="zh-Hant"),
                        Span(" ئالىم", language="ug"),
                        Span(
                            "exhibit 5, p. {page}",
                            to=ReferenceTarget(anchor="exhibit:d1", page=2),
                            alone="exhibit 5, page 2",
                        ),
                    ),
                    is_numbered=True,
                ),
                TextTable(head=("A", "B"), rows=(((Span("1"),), (Span("2"),)),), widths=(0.5, 0.5)),
                Pairs(rows=(("Label", (Span("Value"),)),)),
                BarChart(rows=(ChartBar(label="2012", said="12,362", least=0.1, most=0.1),)),
                TimeChart(
                    lanes=(
                        ChartLane(
                            title="asylum",
                            stretches=(
                                ChartSpan(title="Interview", said="2 May 2026", begins=0.2, ends=0.2),
                            ),
                        ),
                    ),
                    ticks=(),
                ),
            ),
        ),
        DossierPart(
            title="Sources",
            anchor="part:2",
            blocks=(TextParagraph(line=(Span("S1 A source"),), anchor="source:s1"),),
        ),
    ),
)


def test_headings_numbers_references_and_tables_stand_in_it() -> None:
    word = Document(io.BytesIO(write_docx(COMPOSITION)))
    styled = [(str(each.style and each.style.name), each.text) for each in word.paragraphs]
    headings = [(style, text) for style, text in styled if style.startswith("Heading")]
    assert headings == [("Heading 1", "A  First"), ("Heading 2", "A.1  Heading"), ("Heading 1", "B  Sources")]
    texts = [each.text for each in word.paragraphs]
    assert "1.\tOne" in texts
    assert "Source, p. 4" in texts
    assert any(
        text.startswith("2.\tSee S1 林志遠 ئالىم") and text.endswith("exhibit 5, page 2") for text in texts
    )
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == [["A", "B"], ["1", "2"]]
    assert [cell.text for cell in word.tables[2].rows[0].cells] == ["2012", "12,362"]
    assert [cell.text for cell in word.tables[3].rows[0].cells] == ["asylum", "Interview", "2 May 2026"]
    assert word.sections[0].header.paragraphs[0].text == "Review · 1/2026"


def test_the_index_is_not_blank_where_no_program_fills_its_field() -> None:
    word = Document(io.BytesIO(write_docx(COMPOSITION)))
    first = next(at for at, each in enumerate(word.paragraphs) if "First" in each.text)
    assert [each.text for each in word.paragraphs[first : first + 2]] == ["A  First", "B  Sources"]
    with zipfile.ZipFile(io.BytesIO(write_docx(COMPOSITION))) as file:
        body = file.read("word/document.xml").decode()
    begins, ends = body.index('fldCharType="separate"'), body.index('fldCharType="end"')
    assert body[begins:ends].count("<w:hyperlink") == 2


def test_links_lead_to_bookmarks_and_scripts_have_their_language() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(COMPOSITION))) as file:
        body = file.read("word/document.xml").decode()
        assert "TOC" in body
    links = re.findall('<w:hyperlink w:anchor="([^"]+)">', body)
    assert len(links) == 3
    assert all(f'w:name="{link}"/>' in body for link in links)
    assert '<w:lang w:eastAsia="zh-Hant"/>' in body
    assert "<w:rtl/>" in body
    assert "source:s1" not in body
    assert "<w:bookmarkStart" not in re.findall("<w:p>(.*?)<w:pPr>", body)


def test_the_same_composition_gives_the_same_bytes_and_names_nobody() -> None:
    data = write_docx(COMPOSITION)
    assert data == write_docx(COMPOSITION)
    properties = Document(io.BytesIO(data)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")


def test_a_blank_is_a_place_to_type_and_a_signature_a_line() -> None:
    blanks = FormFields(
        rows=(FormField(label="Address", name="address", lines=2), FormField(label="Signature"))
    )
    part = DossierPart(title="Certificate", anchor="certificate", blocks=(blanks,))
    data = write_docx(Composition(title="Certificate", language="en", parts=(part,), has_index=False))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        said = file.read("word/document.xml").decode()
    assert said.count("<w:sdt>") == 1
    assert '<w:tag w:val="address"/><w:showingPlcHdr/><w:text w:multiLine="1"/>' in said
    (table,) = Document(io.BytesIO(data)).tables
    assert [row.cells[0].text for row in table.rows] == ["Address", "Signature"]
    assert table.rows[1].cells[1].text.startswith("____")


def test_notes_are_real_footnotes_and_references_keep_their_numbers() -> None:
    note = Span(
        "", note=(Span("Said by "), Span("him", "italic"), Span("exhibit 5, p. {page}", alone="exhibit 5"))
    )
    blocks = (
        TextParagraph(line=(Span("Held."), note), is_numbered=True, anchor="label:x"),
        TextParagraph(line=(Span("One"),), style="sub"),
        TextParagraph(line=(Span("p"),), style="bullet"),
        TextParagraph(line=(Span("quoted"), note), style="quotation"),
        TextParagraph(line=(Span("See "), Span("paragraph {number}", to=ReferenceTarget(anchor="label:x")))),
    )
    part = DossierPart(title="Only", anchor="part:1", blocks=blocks)
    data = write_docx(replace(COMPOSITION, parts=(part,)))
    assert data == write_docx(replace(COMPOSITION, parts=(part,)))
    word = Document(io.BytesIO(data))
    paragraphs = [(str(each.style and each.style.name), each.text) for each in word.paragraphs]
    assert ("Normal", "(a)\tOne") in paragraphs
    assert ("List Bullet", "p") in paragraphs
    assert ("Quote", "quoted") in paragraphs
    assert paragraphs[-1] == ("Normal", "See paragraph\u00a01")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        body, notes = (file.read(f"word/{name}.xml").decode() for name in ("document", "footnotes"))
        assert b"/word/footnotes.xml" in file.read("[Content_Types].xml")
    assert body.count("<w:footnoteReference ") == 2
    assert notes.count("<w:footnoteRef/>") == 2
    assert "Said by " in notes
    assert "{page}" not in notes
