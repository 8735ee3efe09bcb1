"""A dossier for Word, opened and saved by LibreOffice, keeps its text, numbers, references and notes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from casebook.domain.dossier.composition import (
    Composition,
    Cover,
    DossierPart,
    Heading,
    ReferenceTarget,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.formats.docx import write_docx
from casebook.formats.letter_source import letter_template
from casebook.formats.letter_template import fill
from casebook.packs.dossier.letter import read_letters

pytestmark = pytest.mark.proof


def _composition() -> Composition:
    note = Span("", note=(Span("Said elsewhere, p. 4"),))
    see = (Span("See "), Span("paragraph {number}", to=ReferenceTarget(anchor="label:second")))
    issues = DossierPart(
        title="Issues",
        anchor="part:1",
        blocks=(
            Heading(text="Return"),
            TextParagraph(line=(Span("The first point"), note), is_numbered=True),
            TextParagraph(line=(Span("under it"),), style="sub"),
            TextParagraph(line=(Span("The second point"),), is_numbered=True, anchor="label:second"),
            TextTable(head=("A", "B"), rows=(((Span("1"),), (Span("2"),)),), widths=(0.5, 0.5)),
        ),
    )
    law = DossierPart(
        title="Law",
        anchor="part:2",
        blocks=(TextParagraph(line=see, is_numbered=True), Heading(text="Treaty")),
    )
    return Composition(
        title="Dossier", language="en", running_head="Head", cover=Cover(title="Cover"), parts=(issues, law)
    )


def _converted(scratch: Path, kind: str, data: bytes = b"") -> bytes:
    """What LibreOffice makes of a file; the machine that proves this has it (make proof says so if not)."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: install libreoffice-writer-nogui"
    source = scratch / "dossier.docx"
    source.write_bytes(data or write_docx(_composition()))
    out = scratch / kind
    home = f"-env:UserInstallation=file://{scratch / 'profile'}"
    command = [program, home, "--headless", "--convert-to", kind, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / f"dossier.{kind}").read_bytes()


def _member(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(f"word/{name}.xml").decode()


def test_libreoffice_saves_what_it_was_given(scratch: Path) -> None:
    ours, theirs = write_docx(_composition()), _converted(scratch, "docx")
    assert _words(_member(theirs, "document")) == _words(_member(ours, "document"))
    assert {"TOC", "REF"} <= set(_codes(_member(theirs, "document")))
    assert "Said elsewhere, p. 4" in _words(_member(theirs, "footnotes"))
    assert _member(theirs, "document").count("<w:footnoteReference ") == 1
    assert "lowerLetter" in _member(theirs, "numbering")


def test_libreoffice_numbers_headings_paragraphs_and_pages_itself(scratch: Path) -> None:
    (scratch / "shown.pdf").write_bytes(_converted(scratch, "pdf"))
    shown = subprocess.run(
        ["pdftotext", "-layout", str(scratch / "shown.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    text = " ".join(shown.split())
    for numbered in ("A Issues", "A.1 Return", "1. The first point", "(a) under it", "2. The second point"):
        assert numbered in text
    assert "3. See paragraph 2" in text
    assert "B.1 Treaty" in text
    assert re.search("3 ?/ ?3", text)


def test_libreoffice_numbers_a_letter_and_its_pages(scratch: Path) -> None:
    (rule39,) = (kind for kind in read_letters() if kind.id == "echr-rule39-request")
    facts = [{"date": f"{day} May 2026", "text": f"Event {day}", "proof": ""} for day in range(1, 31)]
    _, data = fill(
        letter_template(rule39.body, rule39.form), {"harm_facts": facts, "client.name": "Wen Shuyun"}
    )
    (scratch / "shown.pdf").write_bytes(_converted(scratch, "pdf", data))
    shown = subprocess.run(
        ["pdftotext", "-layout", str(scratch / "shown.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    text = " ".join(shown.split())
    pages = shown.count("\f")
    assert pages > 1
    assert all(re.search(f"{page} ?/ ?{pages}", text) for page in range(1, pages + 1))
    assert re.search(r"[0-9]+\. 30 May 2026: Event 30", text)


def _words(body: str) -> str:
    """The text, without what stands in instructions of fields."""
    return " ".join(" ".join(re.findall("<w:t(?: [^>]*)?>([^<]*)</w:t>", body)).split())


def _codes(body: str) -> list[str]:
    return [code.split()[0] for code in re.findall("<w:instrText[^>]*>([^<]+)<", body) if code.split()]
