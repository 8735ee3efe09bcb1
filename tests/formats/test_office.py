"""Office documents that need a password."""

from __future__ import annotations

import io
import zipfile

import pytest

from casebook.formats.fault import PasswordProtected
from casebook.formats.office import read_package


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
