"""What the letters of a Word file alone do not say: struck words, ticked boxes, numbers of paragraphs."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from casebook.formats.media_type import ODS, ODT
from casebook.formats.office import read_flat, read_package
from casebook.formats.older.rich_text import read_rich_text
from casebook.formats.older.word_binary import word_text
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.formats.read import UNKNOWN_NUMBERS
from casebook.pdf.typeset.fonts.substitution import settable

_FORM = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
)


def words_of(body: str, *, numbering: str = "", styles: str = "") -> str:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("word/document.xml", f"<w:document xmlns:w='w'>{body}</w:document>")
        package.writestr("word/numbering.xml", f"<w:numbering xmlns:w='w'>{numbering}</w:numbering>")
        package.writestr("word/styles.xml", f"<w:styles xmlns:w='w'>{styles}</w:styles>")
    return read_package(written.getvalue()).pages[0]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def numbered(text: str, level: int = 0, list_id: int = 1) -> str:
    own = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{own}</w:pPr>{run(text)}</w:p>"


def level(number: int, kind: str, text: str, start: int = 1, style: str = "") -> str:
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{own}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    defined = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return f'{defined}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'


@pytest.mark.parametrize("property_", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="Gone"/>'])
def test_struck_words_are_marked_as_struck(property_: str) -> None:
    styles = '<w:style w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'
    body = run("He is ") + run("not ", property_) + run("even ", property_) + run("at risk")
    assert words_of(f"<w:p>{body}</w:p>", styles=styles) == "He is [struck: not even] at risk"
    assert words_of(f"<w:p>{run('x', property_)}</w:p><w:p>{run('y')}</w:p>", styles=styles) == (
        "[struck: x]\ny"
    )
    assert words_of(run("x", '<w:strike w:val="0"/>')) == "x"


@pytest.mark.parametrize(
    "properties",
    [
        '<w:strike/><w:dstrike w:val="0"/>',
        '<w:strike w:val="false"/><w:dstrike/>',
        '<w:rStyle w:val="Gone"/><w:dstrike w:val="0"/>',
    ],
)
def test_either_line_strikes_words_also_where_the_other_is_off(properties: str) -> None:
    styles = (
        '<w:style w:styleId="Gone"><w:rPr><w:strike/><w:dstrike w:val="0"/></w:rPr></w:style>'
        '<w:style w:styleId="Twice"><w:rPr><w:strike w:val="0"/><w:dstrike/></w:rPr></w:style>'
    )
    assert words_of(f"<w:p>{run('x', properties)}</w:p>", styles=styles) == "[struck: x]"
    off = run("x", '<w:rStyle w:val="Twice"/><w:dstrike w:val="0"/>')
    assert words_of(f"<w:p>{off}</w:p>", styles=styles) == "x"
    data = rb"{\rtf1 \strike\striked0 x}"
    assert read_rich_text(data).pages == ("[struck: x]",)


def test_boxes_of_forms_are_printed_ticked_or_empty() -> None:
    ticked, empty = _FORM.format("<w:default w:val='0'/><w:checked/>"), _FORM.format("<w:default w:val='0'/>")
    sign = '<w:r><w:sym w:font="Wingdings" w:char="{}"/></w:r>'
    body = ticked + run("a") + empty + run("b") + sign.format("F0FE") + run("c") + sign.format("F0A8")
    assert words_of(f"<w:p>{body}</w:p>") == "☒a☐b☒c☐"
    assert settable("☒ a ☐ b") == "[x] a [ ] b"


def test_paragraphs_have_the_numbers_that_word_prints() -> None:
    numbering = lists(
        level(0, "upperRoman", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "decimal", "%1.%3")
    )
    body = "".join(map(numbered, "abcdef", (0, 1, 1, 2, 0, 1)))
    assert words_of(body, numbering=numbering) == "I. a\n(a) b\n(b) c\nI.1 d\nII. e\n(a) f"


def test_a_list_that_begins_anew_a_style_and_chinese_numbers_are_counted() -> None:
    anew = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbering = lists(level(0, "chineseCountingThousand", "第%1条", start=11, style="Ground"), more=anew)
    styles = '<w:style w:styleId="Ground"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    styled = f'<w:p><w:pPr><w:pStyle w:val="Ground"/></w:pPr>{run("a")}</w:p>'
    body = styled + styled + numbered("b", list_id=2) + numbered("c", list_id=0)
    assert words_of(body, numbering=numbering, styles=styles) == "第十一条 a\n第十二条 a\n第一条 b\nc"


def test_files_that_a_document_takes_in_whole_are_read_in_their_place() -> None:
    page = "<html><body><p>a page</p></body></html>"
    chunks = {
        "a.html": page,
        "b.mht": f"MIME-Version: 1.0\nContent-Type: text/html\n\n{page}",
        "c.rtf": r"{\rtf1 rich}",
        "d.docx": "PK\x03\x04",
    }
    links = "".join(f'<Relationship Id="{name[0]}" Target="{name}"/>' for name in chunks)
    body = "".join(f'<w:altChunk r:id="{name[0]}"/>{numbered("own")}' for name in chunks)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("word/document.xml", f"<w:document xmlns:w='w' xmlns:r='r'>{body}</w:document>")
        package.writestr("word/_rels/document.xml.rels", f"<Relationships>{links}</Relationships>")
        for name, content in chunks.items():
            package.writestr(f"word/{name}", content)
    read = read_package(written.getvalue())
    assert read.pages[0].split() == ["a", "page", "own", "a", "page", "own", "rich", "own", "own"]
    assert [(one.kind, one.count) for one in read.unprinted] == [("embedded", 1)]


def taking_in(name: str, data: bytes, words: str) -> bytes:
    """A Word file with some words that takes in a file."""
    written = io.BytesIO()
    body = f'{numbered(words)}<w:altChunk r:id="c"/>{numbered("own")}'
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("word/document.xml", f"<w:document xmlns:w='w' xmlns:r='r'>{body}</w:document>")
        link = f'<Relationships><Relationship Id="c" Target="{name}"/></Relationships>'
        package.writestr("word/_rels/document.xml.rels", link)
        package.writestr(f"word/{name}", data)
    return written.getvalue()


def test_word_files_within_a_word_file_are_read_three_deep() -> None:
    data = b"PK\x03\x04"
    for words in ("fifth", "fourth", "third", "second", "first"):
        data = taking_in("inner.docx", data, words)
    read = read_package(data)
    assert read.pages[0].split() == ["first", "second", "third", "fourth", *["own"] * 4]
    assert [(one.kind, one.count) for one in read.unprinted] == [("embedded", 1)]


def test_what_was_in_force_before_a_tracked_change_counts_for_nothing() -> None:
    former = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
    changed = '<w:pPrChange w:id="1">{}</w:pPrChange>'
    off = f"<w:p><w:pPr>{changed.format(former.format(1))}</w:pPr>{run('quoted')}</w:p>"
    own = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    moved = f"<w:p><w:pPr>{own}{changed.format(former.format(0))}</w:pPr>{run('moved')}</w:p>"
    bare = f"<w:p><w:pPr>{own}{changed.format('<w:pPr/>')}</w:pPr>{run('bare')}</w:p>"
    hidden = '<w:pPr><w:pPrChange><w:pPr><w:pStyle w:val="Off"/></w:pPr></w:pPrChange></w:pPr>'
    shown = f"<w:p>{hidden}{run('shown', '<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>')}</w:p>"
    styles = '<w:style w:styleId="Off"><w:rPr><w:vanish/></w:rPr></w:style>'
    text = words_of(
        numbered("a") + off + moved + bare + shown,
        numbering=lists(level(0, "decimal", "%1.")),
        styles=styles,
    )
    assert text == "1. a\nquoted\n2. moved\n3. bare\nshown"


@pytest.mark.parametrize("strike", ["", "<w:strike/>"])
def test_a_text_box_counts_once_and_follows_its_paragraph(strike: str) -> None:
    box = f"<w:txbxContent>{numbered('boxed')}</w:txbxContent>"
    drawn = (
        f"<mc:AlternateContent xmlns:mc='m'><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    anchor = (
        f"<w:p>{run('He is ')}<w:r><w:rPr>{strike}</w:rPr><w:t>not </w:t>{drawn}</w:r>{run('at risk')}</w:p>"
    )
    text = words_of(numbered("a") + anchor + numbered("b"), numbering=lists(level(0, "decimal", "%1.")))
    words = "[struck: not] " if strike else "not "
    assert text == f"1. a\nHe is {words}at risk\n2. boxed\n3. b"


def test_legal_levels_are_decimal_and_numbers_of_unknown_kinds_are_named() -> None:
    legal = level(1, "decimal", "%1.%2").replace("<w:lvlText", "<w:isLgl/><w:lvlText")
    numbering = lists(level(0, "upperRoman", "%1."), legal)
    body = numbered("a") + numbered("b", 1)
    assert words_of(body, numbering=numbering) == "I. a\n1.1 b"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("word/document.xml", f"<w:document xmlns:w='w'>{body}</w:document>")
        package.writestr(
            "word/numbering.xml", f"<w:numbering xmlns:w='w'>{lists(level(0, 'ordinal', '%1'))}</w:numbering>"
        )
    read = read_package(written.getvalue())
    assert (read.pages[0], read.losses) == ("a\nb", (UNKNOWN_NUMBERS,))


def test_struck_words_of_open_documents_are_marked_also_by_style() -> None:
    style = '<style:style style:family="{}" style:name="{}"{}><style:text-properties{}/></style:style>'
    through = ' style:text-line-through-style="{}"'
    styles = (
        style.format("text", "S", "", through.format("solid"))
        + style.format("text", "N", "", through.format("none"))
        + style.format("paragraph", "P", "", through.format("solid"))
        + style.format("paragraph", "C", ' style:parent-style-name="P"', "")
    )
    body = (
        '<text:p>He is <text:span text:style-name="S">not </text:span>at risk</text:p>'
        '<text:p text:style-name="C">all <text:span text:style-name="N">but</text:span></text:p>'
    )
    cell = "<table:table-cell><text:p{}>x</text:p></table:table-cell>"
    struck = cell.format(' text:style-name="P"')
    row = f"<table:table-row>{struck}{cell.format('')}</table:table-row>"
    sheet = (
        f"<d xmlns:style='s' xmlns:text='t' xmlns:table='b'>{styles}<table:table>{2 * row}</table:table></d>"
    )
    marked = "[struck: x]\tx"
    assert read_flat(sheet.encode(), f"{ODS}-flat-xml").pages == (f"{marked}\n{marked}",)
    xml = f"<d xmlns:style='s' xmlns:text='t'>{styles}{body}</d>"
    assert read_flat(xml.encode(), f"{ODT}-flat-xml").pages == (
        "He is [struck: not] at risk\n[struck: all] but",
    )


def test_struck_words_of_rich_text_are_marked_line_by_line() -> None:
    data = rb"{\rtf1 He is {\strike not \b even }at risk\par\striked1 a\par b\striked0 c}"
    assert read_rich_text(data).pages == ("He is [struck: not even] at risk\n[struck: a]\n[struck: b]c",)


def test_phonetic_guides_of_word_files_are_read() -> None:
    instruction = r'EQ \* jc2 \* "Font:SimSun" \* hps11 \o\ad(\s\up 10(Lín),林)'
    begin, end, result = (
        f'<w:r><w:fldChar w:fldCharType="{place}"/></w:r>' for place in ("begin", "end", "separate")
    )
    told = f"<w:r><w:instrText>{instruction[:20]}</w:instrText></w:r>"
    told += f"<w:r><w:instrText>{instruction[20:]}</w:instrText></w:r>"
    of_page = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    body = (
        f"<w:p>{run('Mr ')}{begin}{told}{end}{begin}{of_page}{end}{begin}{told}{result}{run('!')}{end}</w:p>"
    )
    assert words_of(body) == "Mr 林(Lín)!"
    older = f"Mr \x13{instruction}\x15 on \x13PAGE\x14" + "7\x15, \x13 EQ a\x14!\x15\r"
    main = bytearray(1536) + older.encode("utf-16-le")
    struct.pack_into("<H", main, 2, 193)
    clx = b"\x02" + struct.pack("<I2IHIH", 16, 0, len(older), 0, 1536, 0)
    struct.pack_into("<II", main, 0x01A2, 0, len(clx))
    assert word_text(bytes(main), (clx, b""), UnprintedCollector()) == "Mr 林(Lín) on 7, !"


def test_struck_words_of_older_word_files_are_marked() -> None:
    body = "He is not here"
    properties = bytes.fromhex("370801")
    page = bytearray(512)
    struct.pack_into("<4I", page, 0, *(1536 + at for at in (0, 6, 9, 14)))
    page[16:19] = bytes((0, 250, 0))
    page[500:504] = bytes((3,)) + properties
    page[511] = 3
    main = bytearray(1536) + body.encode()
    main[1024:1536] = page
    struct.pack_into("<H", main, 2, 193)
    index = struct.pack("<3I", 1536, 1550, 2)
    clx = b"\x02" + struct.pack("<I2IHIH", 16, 0, len(body), 0, 2 * 1536 | 0x4000_0000, 0)
    struct.pack_into("<II", main, 0xFA, 0, len(index))
    struct.pack_into("<II", main, 0x01A2, len(index), len(clx))
    text = word_text(bytes(main), (index + clx, b""), UnprintedCollector())
    assert text == "He is [struck: not] here"


def formatted(bounds: tuple[int, ...], properties: tuple[bytes, ...], size: int) -> bytes:
    """A page of formatted runs of an older Word file, each with `size` bytes of place."""
    page, at = bytearray(512), 510
    struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
    for number, one in enumerate(properties):
        at -= len(one) + len(one) % 2
        page[at : at + len(one)] = one
        page[4 * len(bounds) + size * number] = at // 2
    page[511] = len(properties)
    return bytes(page)


def test_rows_of_a_table_of_an_older_word_file_are_lines() -> None:
    pieces = (
        "before\r",
        "a\r",
        "b\x07",
        "\x07",
        "\r",
        "c\x07",
        "\x07",
        "d\x07",
        "\x07",
        "e\x07",
        "\x07",
        "after\r",
    )
    ends = [sum(map(len, pieces[:at])) for at in range(len(pieces) + 1)]
    definition = bytes.fromhex("08D6 0600 02 0000 0000")
    within, row_end = bytes.fromhex("1624 01"), definition + bytes.fromhex("1624 01 1724 01")
    grpprls = [row_end if at in {6, 10} else within if 0 < at < 11 else b"" for at in range(12)]
    stated = [b"\x00\x00" + one for one in grpprls]
    papx = tuple(
        bytes((0, len(one) // 2)) + one if len(one) % 2 == 0 else bytes(((len(one) + 1) // 2,)) + one
        for one in stated
    )
    text = "".join(pieces).encode("cp1252")
    bounds = tuple(1536 + end for end in ends)
    main = bytearray(1536) + text
    main[1024:1536] = formatted(bounds, papx, 13)
    struct.pack_into("<H", main, 2, 193)
    index = struct.pack("<3I", 1536, 1536 + len(text), 2)
    clx = b"\x02" + struct.pack("<I2IHIH", 16, 0, len(text), 0, 2 * 1536 | 0x4000_0000, 0)
    struct.pack_into("<II", main, 0x102, 0, len(index))
    struct.pack_into("<II", main, 0x01A2, len(index), len(clx))
    words = word_text(bytes(main), (index + clx, b""), UnprintedCollector())
    assert words == "before\na\n\u2003b||c|\nd||e|\nafter"


def test_a_row_of_a_table_of_word_is_one_line_with_every_cell_in_its_place() -> None:
    cell, wide = (
        "<w:tc><w:p>{}</w:p></w:tc>",
        '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p>{}</w:p></w:tc>',
    )
    two = f"<w:tc><w:p>{run('c')}</w:p><w:p/><w:p>{run('d', '<w:strike/>')}</w:p></w:tc>"
    inner = f"<w:tc><w:tbl><w:tr>{cell.format(run('i'))}{cell.format(run('j'))}</w:tr></w:tbl><w:p/></w:tc>"
    rows = (
        cell.format(run("a")) + cell.format("") + two,
        wide.format(run("e")) + cell.format(run("f")),
        cell.format("") + inner + cell.format(run("g", "<w:vanish/>")),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    body = f"<w:p>{run('before')}</w:p><w:tbl>{table}</w:tbl><w:p>{run('after')}</w:p>"
    assert words_of(body) == "before\na||c\n\u2003[struck: d]|\ne||f|\n|i|j|||\nafter"


def test_a_row_of_a_table_of_an_open_document_is_one_line() -> None:
    cell = "<table:table-cell><text:p>%s</text:p></table:table-cell>"
    rows = (
        f"{cell % 'a'}<table:table-cell table:number-columns-repeated='2'/>{cell % 'b</text:p><text:p>c'}",
        f"{cell % 'd'}<table:covered-table-cell/>{cell % ''}{cell % 'e'}",
    )
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    flat = f"<d><text:p>before</text:p><table:table>{table}</table:table><text:p>after</text:p></d>".encode()
    assert read_flat(flat, f"{ODT}-flat-xml").pages == ("before\na|||b\n\u2003c|\nd|||e|\nafter",)


def test_paragraphs_of_a_cell_are_lines_with_their_numbers() -> None:
    numbering = lists(level(0, "decimal", "%1."))
    anchored = f"<w:p><w:r><w:txbxContent><w:p>{run('boxed')}</w:p></w:txbxContent></w:r></w:p>"
    hidden = run("gone", "<w:vanish/>")
    inner = "".join(f"<w:tr><w:tc><w:p>{run(text)}</w:p></w:tc></w:tr>" for text in "ij")
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run('gone')}</w:p></w:tc></w:tr>"
    cells = (
        f"{numbered('a')}{numbered('b')}<w:p/>",
        f"{anchored}<w:p>{run('c')}<w:r><w:br/></w:r>{run('d')}</w:p><w:p>{hidden}</w:p>",
        f"<w:tbl>{inner}</w:tbl><w:p>{run('e')}</w:p>",
        f"<w:tbl>{deleted}</w:tbl><w:p/>",
    )
    rows = "".join(f"<w:tr><w:tc>{cell}</w:tc></w:tr>" for cell in cells)
    text = words_of(f"<w:tbl>{rows}</w:tbl>", numbering=numbering)
    assert text == "1. a\n\u20032. b|\nboxed\n\u2003c\n\u2003d|\ni|\n\u2003j|\n\u2003e|\n|"


def test_levels_that_a_list_states_itself_are_counted() -> None:
    def other(list_id: int, *overrides: str) -> str:
        own = "".join(
            f'<w:lvlOverride w:ilvl="{at}">{one}</w:lvlOverride>' for at, one in enumerate(overrides)
        )
        return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="0"/>{own}</w:num>'

    starts = (f'<w:startOverride w:val="{start}"/>' for start in (7, 4))
    more = other(2, level(0, "upperLetter", "%1)", 5)) + other(3, *starts)
    numbering = lists(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), more=more)
    body = "".join(map(numbered, "abcdefgh", (0, 0, 0, 0, 1, 1, 0, 1), (1, 2, 1, 3, 3, 3, 3, 3)))
    assert words_of(body, numbering=numbering) == "1. a\nB) b\n3. c\n7. d\n7.4 e\n7.5 f\n8. g\n8.4 h"


def test_a_list_linked_to_a_style_counts_with_the_list_of_the_style() -> None:
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Art"/></w:abstractNum>'
    more = '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    styles = '<w:style w:styleId="Art"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = linked + lists(level(0, "decimal", "Article %1"), more=more)
    body = numbered("a") + numbered("b", list_id=2) + numbered("c")
    assert words_of(body, numbering=numbering, styles=styles) == "Article 1 a\nArticle 2 b\nArticle 3 c"


def test_a_hidden_paragraph_has_no_number_and_is_not_counted() -> None:
    numbering = lists(level(0, "decimal", "%1."))
    hidden = "<w:rPr><w:vanish/></w:rPr></w:pPr>"
    gone = (
        numbered("gone").replace("<w:rPr></w:rPr>", "<w:rPr><w:vanish/></w:rPr>").replace("</w:pPr>", hidden)
    )
    empty = numbered("gone").replace("<w:rPr></w:rPr>", "<w:rPr><w:vanish/></w:rPr>")
    joined = numbered("c").replace("</w:pPr>", hidden)
    body = numbered("a") + gone + numbered("b") + empty + joined + numbered("d") + numbered("e")
    assert words_of(body, numbering=numbering) == "1. a\n\n2. b\n3. \n4. c\nd\n5. e"


def test_a_level_that_never_begins_anew_goes_on() -> None:
    inner = level(1, "decimal", "[%2]").replace("<w:lvlText", '<w:lvlRestart w:val="0"/><w:lvlText')
    body = "".join(map(numbered, "abcd", (0, 1, 0, 1)))
    numbering = lists(level(0, "decimal", "%1."), inner)
    assert words_of(body, numbering=numbering) == "1. a\n[1] b\n2. c\n[2] d"


@pytest.mark.parametrize(("flags", "encoding"), [(0x0004, "cp1252"), (0x1004, "utf-16-le")])
def test_a_word_95_file_that_was_saved_fast_shows_its_last_text(flags: int, encoding: str) -> None:
    old, new = ("He was freed. ".encode(encoding), "He was not freed. ".encode(encoding))
    main = bytearray(0x200)
    struct.pack_into("<HHHHH", main, 0, 0xA5DC, 104, 0, 0x0409, 0)
    struct.pack_into("<H", main, 0x06, 0x0409)
    struct.pack_into("<H", main, 0x0A, flags)
    struct.pack_into("<II", main, 0x18, 0x200, 0x200 + len(old))
    size = len(old) // 14
    cuts = [(0, 7, 0x200), (7, 11, 0x200 + len(old) + 7 * size), (11, 18, 0x200 + 7 * size)]
    pieces = struct.pack("<4I", 0, 7, 11, 18) + b"".join(struct.pack("<HIH", 0, at, 0) for _, _, at in cuts)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x160, 0x200 + len(old + new), len(clx))
    text = word_text(bytes(main) + old + new + clx, (b"", b""), UnprintedCollector())
    assert text == "He was not freed. "
