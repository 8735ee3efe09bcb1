"""Pages, Numbers and Keynote of 2008 and 2009, in one file or as the index of a folder."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from casebook.formats.archive.archive_file import read_archive
from casebook.formats.fault import PasswordProtected
from casebook.formats.media_type import KEYNOTE, NUMBERS, PAGES, ZIP, media_type
from casebook.formats.office import read_package
from casebook.formats.read import LOST_DIGITS, UNREAD_CELLS, Read

_NAMES = (
    'xmlns:sl="http://developer.apple.com/namespaces/sl" xmlns:ls="http://developer.apple.com/namespaces/ls" '
    'xmlns:sf="http://developer.apple.com/namespaces/sf" '
    'xmlns:sfa="http://developer.apple.com/namespaces/sfa" '
    'xmlns:key="http://developer.apple.com/namespaces/keynote2"'
)


def index(root: str, content: str) -> bytes:
    return f'<?xml version="1.0"?>\n<{root} {_NAMES}>{content}</{root}>'.encode()


def package(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return written.getvalue()


LETTER = index("sl:document", "<sf:p>Ürümqi<sf:br/>and <sf:span>Kashgar</sf:span></sf:p><sl:x>no</sl:x>")


def grid(cells: str, columns: int = 3) -> str:
    """A table as these programs write it."""
    return (
        '<sf:tabular-model sf:name="Debts">'
        f'<sf:grid sf:numcols="{columns}"><sf:datasource>{cells}</sf:datasource></sf:grid></sf:tabular-model>'
    )


def sheet(content: str, name: str = "Loans") -> str:
    within = f'<ls:workspace ls:workspace-name="{name}">{content}</ls:workspace>'
    return f"<ls:workspace-array>{within}</ls:workspace-array>"


TABLE = index(
    "ls:document", sheet(grid('<sf:t><sf:ct sfa:s="Li"/></sf:t><sf:n sf:v="1980"/>') + "<sf:p>Note</sf:p>")
)
SLIDES = index(
    "key:presentation",
    "<key:theme><sf:p>Click</sf:p></key:theme><key:slide><sf:p>Title</sf:p></key:slide>"
    "<key:notes><sf:p>quietly</sf:p></key:notes>",
)


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (package(index_xml=LETTER, buildVersionHistory_plist=b"x"), PAGES, "Ürümqi and Kashgar"),
        (package(index_xml_gz=gzip.compress(TABLE), buildVersionHistory_plist=b"x"), NUMBERS, "Note Li 1980"),
        (package(index_apxl_gz=gzip.compress(SLIDES)), KEYNOTE, "Title"),
        (package(index_apxl=SLIDES), KEYNOTE, "Title"),
    ],
)
def test_a_document_in_one_file_is_read(data: bytes, kind: str, words: str) -> None:
    read = read_package(data)
    assert (read.media_type, " ".join(" ".join(read.pages).split())) == (kind, words)
    unprinted = [(one.kind, one.text) for one in read.unprinted]
    assert unprinted == ([("notes", "quietly")] if kind == KEYNOTE else [])


@pytest.mark.parametrize(("data", "kind"), [(LETTER, PAGES), (TABLE, NUMBERS), (SLIDES, KEYNOTE)])
def test_the_index_of_a_folder_is_known_by_its_content(data: bytes, kind: str) -> None:
    assert media_type(data) == kind
    read = read_archive(data)
    assert read.media_type == kind
    assert read.pages[0]


def test_what_a_template_proposes_is_no_text_of_the_document() -> None:
    prototypes = (
        "<sl:section-prototypes><sl:prototype><sf:p>Proposed</sf:p></sl:prototype></sl:section-prototypes>"
    )
    styles = "<sl:stylesheet><sf:stylesheet><sf:p>Style</sf:p></sf:stylesheet></sl:stylesheet>"
    body = "<sf:p>Dear <sf:ghost-text>[Recipient]</sf:ghost-text>Wen</sf:p>"
    read = read_package(
        package(index_xml=index("sl:document", prototypes + styles + body), buildVersionHistory_plist=b"x")
    )
    assert read.pages == ("Dear Wen",)


def test_an_archive_with_another_index_stays_an_archive() -> None:
    assert read_package(package(index_xml=b"<a/>")).media_type == ZIP


MENU = (
    '<sf:pm><sf:menu-choices><sf:t sfa:ID="c-{0}0"><sf:ct sfa:s="Rent"/></sf:t><sf:t sfa:ID="c-{0}1">'
    '<sf:ct sfa:s="Food"/></sf:t></sf:menu-choices><sf:proxied-cell-ref sfa:IDREF="c-{0}1"/></sf:pm>'
)


def table(cells: str, columns: int = 3) -> Read:
    """What is read of a sheet that holds one table."""
    xml = index("ls:document", sheet(grid(cells, columns)))
    return read_package(package(index_xml=xml, buildVersionHistory_plist=b"x"))


def test_values_of_cells_stand_in_their_places() -> None:
    read = table(
        '<sf:g sf:ct="0"/><sf:t sf:ct="2"><sf:ct sfa:s="Balance"/></sf:t>'
        '<sf:d sf:ct="254" sf:cell-date="276048000"/><sf:n sf:v="-97.400000000000006"/>'
        '<sf:f><sf:fo sf:fs="=SUM(B)"/><sf:r><sf:rn sf:v="0.59999999999999998"/></sf:r></sf:f>'
        f'{MENU.format("a")}<sf:cb sf:v="true" sf:ct="512"/><sf:du sf:du="5400"/><sf:n/>'
    )
    assert read.titles == ("Loans – Debts",)
    assert read.pages[0].split("\n") == [
        "\t\tBalance",
        "2009-10-01\t-97.4\t0.6",
        "Food",
        "",
        "TRUE\t1h 30m\t0",
    ]
    assert read.losses == ()


def test_cells_may_state_row_and_column_and_hold_paragraphs() -> None:
    read = table(
        '<sf:number-cell sf:row="1" sf:col="2" sf:value="12000"/>'
        '<sf:date-cell sf:row="0" sf:col="1" sf:cell-date="2009-10-01T14:30:00+0000"/>'
        '<sf:t sf:row="2" sf:col="0"><sf:ct><sf:so><sf:p>Ürümqi<sf:br/>east</sf:p></sf:so></sf:ct></sf:t>'
    )
    assert read.pages[0].split("\n") == ["\t2009-10-01 14:30", "\t\t12000", "Ürümqi east"]


@pytest.mark.parametrize(
    "cell",
    [
        '<sf:pm><sf:proxied-cell-ref sfa:IDREF="unknown"/></sf:pm>',
        '<sf:grouping sf:group-formula-value="12"/>',
        '<sf:f><sf:fo sf:fs="=1/0"/></sf:f>',
        '<sf:n sf:v="many"/>',
        '<sf:d sf:cell-date="1e300"/>',
        '<sf:n sf:ct="999999999" sf:v="1"/>',
    ],
)
def test_a_cell_that_cannot_be_read_is_a_loss(cell: str) -> None:
    assert UNREAD_CELLS in table(f'{cell}<sf:t><sf:ct sfa:s="Rent"/></sf:t>').losses


def test_numbers_beyond_exact_digits_are_a_loss() -> None:
    read = table('<sf:n sf:v="4.4010319800101126e+17"/>')
    assert (read.pages, read.losses) == (("440103198001011260",), (LOST_DIGITS,))


def test_tables_of_a_letter_stand_in_its_text() -> None:
    rows = grid('<sf:n sf:v="3"/><sf:g/><sf:n sf:v="4"/>')
    xml = index("sl:document", f"<sf:p>Before</sf:p>{rows}<sf:p>After</sf:p>")
    read = read_package(package(index_xml=xml, buildVersionHistory_plist=b"x"))
    assert "\n3||4|\n" in read.pages[0]
    assert not read.titles


def test_tables_that_a_template_offers_are_not_read() -> None:
    offered = grid('<sf:n sf:v="9"/>')
    offers = f"<ls:tabular-prototypes>{offered}</ls:tabular-prototypes>"
    xml = index("ls:document", sheet("<sf:p>Note</sf:p>") + offers)
    read = read_package(package(index_xml=xml, buildVersionHistory_plist=b"x"))
    assert (read.titles, read.pages) == (("Loans",), ("Note",))


def test_a_document_with_a_password_is_locked() -> None:
    data = bytearray(package(index_xml=LETTER, buildVersionHistory_plist=b"x"))
    at = data.index(b"PK\x01\x02") + 10
    data[at : at + 2] = (0x636B).to_bytes(2, "little")
    with pytest.raises(PasswordProtected):
        read_package(bytes(data))
