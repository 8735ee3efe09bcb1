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
    Exhibit,
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
from casebook.domain.dossier.letters.word_style import WordStyle
from casebook.domain.dossier.profile import Margins
from casebook.domain.dossier.typesetting import Typesetting
from casebook.formats.docx import write_docx
from casebook.formats.docx_styles import read_styles

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


def _member(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(f"word/{name}.xml").decode()


def test_headings_numbers_references_and_tables_stand_in_it() -> None:
    word = Document(io.BytesIO(write_docx(COMPOSITION)))
    styled = [(str(each.style and each.style.name), each.text) for each in word.paragraphs]
    headings = [(style, text) for style, text in styled if style.startswith("Heading")]
    assert headings == [("Heading 1", "First"), ("Heading 2", "Heading"), ("Heading 1", "Sources")]
    assert ("Numbered Paragraph", "One") in styled
    assert ("Source Line", "Source, p. 4") in styled
    assert ("Numbered Paragraph", "See S1 林志遠 ئالىمexhibit 5, page 2") in styled
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == [["A", "B"], ["1", "2"]]
    assert [cell.text for cell in word.tables[2].rows[0].cells] == ["2012", "12,362"]
    assert [cell.text for cell in word.tables[3].rows[0].cells] == ["asylum", "Interview", "2 May 2026"]
    assert word.sections[0].header.paragraphs[0].text == "Review · 1/2026"


def test_the_index_is_not_blank_where_no_program_fills_its_field() -> None:
    word = Document(io.BytesIO(write_docx(COMPOSITION)))
    first = next(at for at, each in enumerate(word.paragraphs) if "First" in each.text)
    lines = [each.text for each in word.paragraphs[first : first + 3]]
    assert lines == ["A\tFirst\t", "A.1\tHeading\t", "B\tSources\t"]
    body = _member(write_docx(COMPOSITION), "document")
    codes = re.findall("<w:instrText[^>]*> ([^<]*) <", body)
    assert codes[0] == r'TOC \o "1-3" \h \z \u'
    assert [code.split()[0] for code in codes[1:4]] == ["PAGEREF"] * 3
    assert all(f'w:name="{code.split()[1]}"/>' in body for code in codes[1:4])


def test_the_exhibits_are_listed_behind_the_contents_under_their_groups() -> None:
    def exhibit(mark: str, title: str, section: str) -> Exhibit:
        return Exhibit(
            key=mark,
            mark=mark,
            title=title,
            dated="2 May 2026",
            section=section,
            media_type="application/pdf",
            open=io.BytesIO,
        )

    exhibits = (exhibit("1", "Warrant", "Decision"), exhibit("2", "Letter", "Letters"))
    word = Document(io.BytesIO(write_docx(replace(COMPOSITION, exhibits=exhibits))))
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == [
        ["Exhibit", "Document", "Date"],
        ["", "Decision", ""],
        ["1", "Warrant", "2 May 2026"],
        ["", "Letters", ""],
        ["2", "Letter", "2 May 2026"],
    ]


def test_links_lead_to_bookmarks_and_scripts_have_their_language() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(COMPOSITION))) as file:
        body = file.read("word/document.xml").decode()
        assert "TOC" in body
    links = re.findall('<w:hyperlink w:anchor="([^"]+)"', body)
    assert len(links) == 4
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
    assert ("Lettered Paragraph", "One") in paragraphs
    assert ("List Bullet", "p") in paragraphs
    assert ("Quote", "quoted") in paragraphs
    assert paragraphs[-1] == ("Normal", "See paragraph\u00a01")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        body, notes = (file.read(f"word/{name}.xml").decode() for name in ("document", "footnotes"))
        assert b"/word/footnotes.xml" in file.read("[Content_Types].xml")
    assert r" REF _at2 \w \h <" in body
    assert body.count("<w:footnoteReference ") == 2
    assert notes.count("<w:footnoteRef/>") == 2
    assert "Said by " in notes
    assert "{page}" not in notes


def _list_of(styles: str, style: str) -> tuple[str, str]:
    """Number and level of the list that a style is tied to."""
    (found,) = re.findall(rf'<w:name w:val="{style}"/>.*?</w:style>', styles, re.DOTALL)
    (number,) = re.findall('<w:numId w:val="([0-9]+)"/>', found)
    return number, next(iter(re.findall('<w:ilvl w:val="([0-9]+)"/>', found)), "0")


def test_numbers_belong_to_styles_so_that_word_keeps_them() -> None:
    data = write_docx(COMPOSITION)
    styles, lists = _member(data, "styles"), _member(data, "numbering")
    headings = [_list_of(styles, f"heading {level}") for level in (1, 2, 3)]
    paragraphs = [_list_of(styles, name) for name in ("Numbered Paragraph", "Lettered Paragraph")]
    assert [level for _, level in headings] == ["0", "1", "2"]
    assert [level for _, level in paragraphs] == ["0", "1"]
    assert {number for number, _ in headings}.isdisjoint(number for number, _ in paragraphs)
    assert re.findall('<w:lvlText w:val="([^"]*)"/>', lists)[-5:] == [
        "%1.",
        "(%2)",
        "%1",
        "%1.%2",
        "%1.%2.%3",
    ]
    first_number = lists.index("<w:num ")
    assert "<w:abstractNum " not in lists[first_number:]


def test_letters_begin_anew_where_only_a_heading_came_between() -> None:
    lettered = TextParagraph(line=(Span("x"),), style="sub")
    blocks = (lettered, lettered, Heading(text="H"), lettered)
    data = write_docx(replace(COMPOSITION, parts=(DossierPart(title="P", anchor="p", blocks=blocks),)))
    body = _member(data, "document")
    assert re.findall('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="([0-9]+)"/>', body) == ["92"]
    restart = '<w:num w:numId="92"><w:abstractNumId w:val="91"/><w:lvlOverride w:ilvl="1"><w:startOverride'
    assert restart in _member(data, "numbering")


def test_pages_are_numbered_and_the_cover_is_not() -> None:
    data = write_docx(COMPOSITION)
    foot = next(text for name in ("footer1", "footer2") if "PAGE" in (text := _member(data, name)))
    assert re.findall("<w:instrText[^>]*> ([^<]*) <", foot) == ["PAGE", "NUMPAGES"]
    assert "<w:titlePg/>" in _member(data, "document")
    assert "<w:titlePg" not in _member(write_docx(replace(COMPOSITION, cover=None)), "document")


def test_an_office_sets_styles_and_a_court_its_least_size() -> None:
    own = (
        WordStyle(name="heading 1", colour="00338D"),
        WordStyle(name="Normal", font="Garamond", size_pt=10),
    )
    ordered = Typesetting(
        least_pt=12, spacing=1.5, margins=Margins(top_mm=20, bottom_mm=20, left_mm=35, right_mm=35)
    )
    data = write_docx(replace(COMPOSITION, typesetting=ordered), own)
    word = Document(io.BytesIO(data))
    section = word.sections[0]
    assert section.left_margin
    assert section.top_margin
    assert [round(section.left_margin.mm), round(section.top_margin.mm)] == [35, 25]
    normal, heading = word.styles["Normal"], word.styles["Heading 1"]
    assert (normal.font.name, normal.font.size.pt, normal.paragraph_format.line_spacing) == (
        "Garamond",
        12,
        1.5,
    )
    assert str(heading.font.color.rgb) == "00338D"
    assert {style.name: style for style in read_styles(word)}["Normal"].font == "Garamond"


def test_every_style_used_is_there_and_properties_stand_in_order() -> None:
    data = write_docx(COMPOSITION)
    body, styles = _member(data, "document"), _member(data, "styles")
    used = set(re.findall('<w:pStyle w:val="([^"]+)"', body + _member(data, "numbering")))
    assert used <= set(re.findall('w:styleId="([^"]+)"', styles))
    order = ["pStyle", "keepNext", "keepLines", "numPr", "tabs", "spacing", "ind", "jc", "outlineLvl"]
    for text in re.findall("<w:pPr>(.*?)</w:pPr>", styles, re.DOTALL):
        ranks = [order.index(tag) for tag in re.findall(r"<w:(\w+)", text) if tag in order]
        assert ranks == sorted(ranks), text
