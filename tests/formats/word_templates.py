"""Word files made to be templates, sound ones and others."""

from __future__ import annotations

import io
import zipfile

from docx import Document

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_file(*paragraphs: str, header: str = "") -> bytes:
    """A Word file with these paragraphs."""
    word, out = Document(), io.BytesIO()
    for text in paragraphs:
        word.add_paragraph(text)
    if header:
        word.sections[0].header.paragraphs[0].text = header
    word.save(out)
    return out.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """The file with a member more, or another in its place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, "w") as file:
        for member in read.infolist():
            if member.filename != name:
                file.writestr(member, read.read(member.filename))
        file.writestr(name, content)
    return out.getvalue()


def with_relation(data: bytes, kind: str, target: str, mode: str = "Internal") -> bytes:
    """The file with a relationship of its main part more."""
    name = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        relations = file.read(name).decode()
    one = f'<Relationship Id="rX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return with_member(data, name, relations.replace("</Relationships>", f"{one}</Relationships>").encode())


def with_code(data: bytes, code: str) -> bytes:
    """The file with a field code in its last paragraph, cut into two runs as Word cuts it."""
    name = "word/document.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        body = file.read(name).decode()
    half = len(code) // 2
    runs = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (code[:half], code[half:]))
    return with_member(data, name, body.replace("<w:sectPr", f"<w:p>{runs}</w:p><w:sectPr", 1).encode())
