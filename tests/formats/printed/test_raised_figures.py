"""Raised figures of office files, and notes of open documents: neither joins the figure before it."""

from __future__ import annotations

import io
import struct
import zipfile

import docx
import pytest

from casebook.formats.media_type import ODT
from casebook.formats.office import read_flat, read_package
from casebook.formats.older.rich_text import read_rich_text
from casebook.formats.older.word_binary import word_text
from casebook.formats.printed.unprinted import UnprintedCollector


def word_page(body: str, styles: str = "") -> str:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("word/document.xml", f"<w:document xmlns:w='w'>{body}</w:document>")
        package.writestr("word/styles.xml", f"<w:styles xmlns:w='w'>{styles}</w:styles>")
    return read_package(written.getvalue()).pages[0]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


_STYLE = (
    '<w:style w:styleId="Note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:styleId="Level"><w:basedOn w:val="Note"/><w:rPr><w:vertAlign w:val="baseline"/></w:rPr>'
    "</w:style>"
)


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ('<w:vertAlign w:val="superscript"/>', "14 [1] days"),
        ('<w:vertAlign w:val="subscript"/>', "14 [1] days"),
        ('<w:position w:val="6"/>', "14 [1] days"),
        ('<w:rStyle w:val="Note"/>', "14 [1] days"),
        ('<w:rStyle w:val="Level"/>', "141 days"),
        ('<w:rStyle w:val="Note"/><w:vertAlign w:val="baseline"/>', "141 days"),
        ('<w:position w:val="0"/>', "141 days"),
        ("", "141 days"),
    ],
)
def test_a_raised_figure_of_a_word_file_stands_in_brackets(properties: str, shown: str) -> None:
    assert word_page(f"<w:p>{run('14')}{run('1', properties)}{run(' days')}</w:p>", _STYLE) == shown


def test_raised_letters_are_words_and_raised_figures_are_one_number() -> None:
    up = '<w:vertAlign w:val="superscript"/>'
    row = (
        f"<w:tr><w:tc><w:p>{run('1')}{run('2', up)}</w:p></w:tc><w:tc><w:p>{run('3', up)}</w:p></w:tc></w:tr>"
    )
    body = (
        f"<w:p>{run('the 1')}{run('st', up)}{run(' May, 9')}{run('3', up)}{run('0 ', up)}{run('Uhr')}</w:p>"
        f"<w:p>{run('3', up)}{run('14')}{run('7', up)}</w:p><w:p>{run('8')}</w:p><w:tbl>{row}</w:tbl>"
        f"<w:p>{run('14', '<w:strike/>')}{run('1', f'<w:strike/>{up}')}{run(' days', '<w:strike/>')}</w:p>"
    )
    assert word_page(body) == ("the 1st May, 9 [30] Uhr\n[3]14 [7]\n8\n1 [2]|[3]|\n[struck: 14 [1] days]")


def test_a_raised_figure_that_word_writes_is_read() -> None:
    made, written = docx.Document(), io.BytesIO()
    paragraph = made.add_paragraph("Appeal within 14")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(" days, m")
    paragraph.add_run("2").font.subscript = True
    made.save(written)
    assert read_package(written.getvalue()).pages[0] == "Appeal within 14 [1] days, m [2]"


def test_a_raised_figure_of_a_slide_stands_in_brackets() -> None:
    words = "".join(
        f'<a:r><a:rPr baseline="{baseline}"/><a:t>{text}</a:t></a:r>'
        for text, baseline in (("1", "0"), ("2", "30000"), (" December ", "0%"), ("3", "-25%"))
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("ppt/presentation.xml", "<p:presentation xmlns:p='p'/>")
        slide = f"<p:sld xmlns:p='p' xmlns:a='a'><a:p>{words}</a:p></p:sld>"
        package.writestr("ppt/slides/slide1.xml", slide)
    assert read_package(written.getvalue()).pages == ("1 [2] December [3]",)


def open_text(body: str) -> str:
    style = '<style:style style:family="text" style:name="{}"><style:text-properties{}/></style:style>'
    styles = (
        style.format("Up", ' style:text-position="super 58%"')
        + style.format("Down", ' style:text-position="-33% 58%"')
        + style.format("Level", ' style:text-position="0% 100%"')
        + style.format("Gone", ' style:text-line-through-style="solid"')
    )
    names = " ".join(f"xmlns:{one}='{one}'" for one in ("style", "text", "table", "office"))
    return read_flat(f"<d {names}>{styles}{body}</d>".encode(), f"{ODT}-flat-xml").pages[0]


@pytest.mark.parametrize(("style", "shown"), [("Up", "14 [1] d"), ("Down", "14 [1] d"), ("Level", "141 d")])
def test_a_raised_figure_of_an_open_document_stands_in_brackets(style: str, shown: str) -> None:
    assert open_text(f'<text:p>14<text:span text:style-name="{style}">1</text:span> d</text:p>') == shown


def note(number: str, *words: str) -> str:
    body = "".join(f"<text:p>{one}</text:p>" for one in words)
    return (
        f'<text:note text:id="n{number}">\n<text:note-citation>{number}</text:note-citation>\n'
        f"<text:note-body>\n{body}</text:note-body></text:note>"
    )


def test_notes_of_an_open_document_follow_its_text() -> None:
    cell = f"<table:table-cell><text:p>15 May{note('3', 'three')}</text:p></table:table-cell>"
    body = (
        f"<text:p>Appeal within 14{note('1', 'From service.', 'Not from the date.')} days.</text:p>"
        f'<text:p><text:span text:style-name="Gone">2026{note("2", "two")}</text:span></text:p>'
        f"<table:table><table:table-row>{cell}{cell.replace('three', 'four')}</table:table-row></table:table>"
    )
    assert open_text(body) == (
        "Appeal within 14 days.\n[struck: 2026]\n15 May|15 May|\n\n"
        "From service.\nNot from the date.\ntwo\nthree\nfour"
    )


def test_a_deleted_note_of_an_open_document_keeps_from_the_words_before_it() -> None:
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"<text:p>within 14{note('1', 'gone')} days</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes><text:p>kept</text:p>"
    )
    xml = f"<d xmlns:text='text'>{deleted}</d>"
    read = read_flat(xml.encode(), f"{ODT}-flat-xml")
    assert read.pages == ("kept",)
    assert [one.text for one in read.unprinted] == ["within 14\ngone\n days"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (rb"14{\super 1} days", "14 [1] days"),
        (rb"14{\sub\f1 1 }days", "14 [1] days"),
        (rb"9{\up6\fs16 3}{\up6 0} Uhr", "9 [30] Uhr"),
        (rb"14\super 1\nosupersub  days", "14 [1] days"),
        (rb"1{\super st} May 14{\up0 1}", "1st May 141"),
        (rb"14{\super {\field{\*\fldinst NOTEREF _Ref1 \\h}{\fldrslt 1}}} days", "14 [1] days"),
        (rb"14\super 1\plain 5\super 2\par\plain 3", "14 [1]5 [2]\n3"),
        (rb"{\strike 14{\super 1} days}", "[struck: 14 [1] days]"),
    ],
)
def test_a_raised_figure_of_rich_text_stands_in_brackets(written: bytes, shown: str) -> None:
    assert read_rich_text(rb"{\rtf1 " + written + b"}").pages == (shown,)


@pytest.mark.parametrize(
    ("properties", "raised", "shown"),
    [
        ("482a01", "1", "14 [1] days"),
        ("482a02", "1", "14 [1] days"),
        ("45480600", "1", "14 [1] days"),
        ("482a00", "1", "141 days"),
        ("482a01", "st", "14st days"),
        ("482a01", "1\r", "14 [1]\n days"),
        ("482a01", "\x13 NOTEREF a \x141\x15", "14 [1] days"),
    ],
)
def test_a_raised_figure_of_an_older_word_file_stands_in_brackets(
    properties: str, raised: str, shown: str
) -> None:
    body, stated = f"14{raised} days", bytes.fromhex(properties)
    page = bytearray(512)
    struct.pack_into("<4I", page, 0, *(1536 + at for at in (0, 2, 2 + len(raised), len(body))))
    page[16:19] = bytes((0, 240, 0))
    page[480 : 481 + len(stated)] = bytes((len(stated),)) + stated
    page[511] = 3
    main = bytearray(1536) + body.encode()
    main[1024:1536] = page
    struct.pack_into("<H", main, 2, 193)
    index = struct.pack("<3I", 1536, 1536 + len(body), 2)
    clx = b"\x02" + struct.pack("<I2IHIH", 16, 0, len(body), 0, 2 * 1536 | 0x4000_0000, 0)
    struct.pack_into("<II", main, 0xFA, 0, len(index))
    struct.pack_into("<II", main, 0x01A2, len(index), len(clx))
    assert word_text(bytes(main), (index + clx, b""), UnprintedCollector()) == shown
