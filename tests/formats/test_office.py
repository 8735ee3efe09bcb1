"""Office documents that need a password."""

from __future__ import annotations

import io
import zipfile

import pytest

from casebook.formats.fault import PasswordProtected
from casebook.formats.media_type import OFFICE_PACKAGE, SXC, SXD, SXI, SXW
from casebook.formats.office import read_package
from casebook.formats.printed.frozen import frozen


def test_a_locked_open_document_is_not_called_damaged() -> None:
    """As LibreOffice 7 writes it: the members are encrypted, the manifest says how."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", bytes(range(256)))
        package.writestr(
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
            "<manifest:file-entry manifest:full-path='content.xml' manifest:size='9'>"
            "<manifest:encryption-data manifest:checksum='x'/></manifest:file-entry></manifest:manifest>",
        )
    with pytest.raises(PasswordProtected):
        read_package(out.getvalue())


_DOCTYPE = (
    '<!DOCTYPE office:document-content PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "office.dtd">'
)
_NAMES = " ".join(
    f'xmlns:{name}="http://openoffice.org/2000/{name}"' for name in ("office", "style", "text", "table")
)
_NAMES += ' xmlns:draw="http://openoffice.org/2000/drawing"'


def an_older_document(kind: str, body: str, styles: str = "", *, has_mimetype: bool = True) -> bytes:
    """As OpenOffice.org 1.x writes it; StarOffice 6 wrote no mimetype."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        if has_mimetype:
            package.writestr("mimetype", kind)
        package.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>\n{_DOCTYPE}<office:document-content {_NAMES}>'
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body>{body}</office:body></office:document-content>",
        )
        package.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">'
            '<manifest:file-entry manifest:media-type="text/xml" manifest:full-path="content.xml"/>'
            f'<manifest:file-entry manifest:media-type="{kind}" manifest:full-path="/"/>'
            "</manifest:manifest>",
        )
    return out.getvalue()


@pytest.mark.parametrize("has_mimetype", [True, False])
@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        *((kind, kind) for kind in (SXW, SXC, SXI, SXD)),
        *((f"{kind}.template", kind) for kind in (SXW, SXC, SXI, SXD)),
        ("application/vnd.sun.xml.math", OFFICE_PACKAGE),
    ],
)
def test_documents_before_open_document_are_told(stated: str, kind: str, *, has_mimetype: bool) -> None:
    assert read_package(an_older_document(stated, "", has_mimetype=has_mimetype)).media_type == kind


def test_a_letter_before_open_document_is_read_as_one() -> None:
    styles = (
        '<style:style style:name="S" style:family="text"><style:properties '
        'style:text-crossing-out="single-line"/></style:style>'
        '<style:style style:name="H" style:family="paragraph"><style:properties '
        'text:display="none"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:h>Notice</text:h><text:p>to<text:tab-stop/>the "
        "<text:span text:style-name='S'>old</text:span> gate"
        "<text:footnote><text:footnote-citation>7</text:footnote-citation><text:footnote-body>"
        "<text:p>Below.</text:p></text:footnote-body></text:footnote>.</text:p>"
        "<text:p text:style-name='H'>secret</text:p>"
    )
    read = read_package(an_older_document(SXW, body, styles))
    assert read.pages == ("Notice\nto\tthe [struck: old] gate.\n\nBelow.",)
    assert {one.kind for one in read.unprinted} == {"deleted", "hidden"}


_FORMULA, _VALUE = 'table:formula="=1+1"', 'table:value-type="float" table:value="2"'


def test_the_sheets_of_a_workbook_before_open_document_are_pages() -> None:
    styles = '<style:style style:name="T" style:family="table"><style:properties table:display="false"/>'
    row = "<table:table-row><table:table-cell {}><text:p>{}</text:p></table:table-cell></table:table-row>"
    body = (
        f'<table:table table:name="Rent">{row.format(_FORMULA, "#REF!")}'
        f"{row.format(f'{_FORMULA} {_VALUE}', 2)}</table:table>"
        f'<table:table table:name="Kept" table:style-name="T">{row.format("", "hidden")}</table:table>'
    )
    data = an_older_document(SXC, body, f"{styles}</style:style>")
    read = read_package(data)
    assert read.pages == ("#REF!\n2",)
    assert {one.kind for one in read.unprinted} == {"sheet"}
    kept = frozen(data)
    assert kept is not None
    with zipfile.ZipFile(io.BytesIO(kept)) as package:
        cells = package.read("content.xml").decode()
    assert "table:formula" not in cells
    assert "office:value-type" not in cells
    assert '<table:table-cell table:value-type="string" table:string-value="=1+1">' in cells
