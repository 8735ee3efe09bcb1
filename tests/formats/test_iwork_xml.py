"""Pages, Numbers and Keynote of 2008 and 2009, in one file or as the index of a folder."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from casebook.formats.archive.archive_file import read_archive
from casebook.formats.media_type import KEYNOTE, NUMBERS, PAGES, ZIP, media_type
from casebook.formats.office import read_package

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
TABLE = index("ls:document", '<sf:t><sf:ct sfa:s="Li"/></sf:t><sf:n sf:v="1980"/><sf:p>Note</sf:p>')
SLIDES = index(
    "key:presentation",
    "<key:theme><sf:p>Click</sf:p></key:theme><key:slide><sf:p>Title</sf:p></key:slide>"
    "<key:notes><sf:p>quietly</sf:p></key:notes>",
)


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (package(index_xml=LETTER, buildVersionHistory_plist=b"x"), PAGES, "Ürümqi and Kashgar"),
        (package(index_xml_gz=gzip.compress(TABLE), buildVersionHistory_plist=b"x"), NUMBERS, "Li 1980 Note"),
        (package(index_apxl_gz=gzip.compress(SLIDES)), KEYNOTE, "Title"),
        (package(index_apxl=SLIDES), KEYNOTE, "Title"),
    ],
)
def test_a_document_in_one_file_is_read(data: bytes, kind: str, words: str) -> None:
    read = read_package(data)
    assert (read.media_type, " ".join(read.pages[0].split())) == (kind, words)
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
