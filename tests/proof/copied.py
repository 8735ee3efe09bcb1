"""A case with one protected client, a copy of one exhibit, and a hostile reading of that copy."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pypdfium2

from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.dossier.build import BuildRequest, CopyDecision, CopyKind
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier import build as builds
from casebook.services.dossier import dossier
from casebook.services.evidence import redaction
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_paths
from tests.pdf import leaky


@dataclass(frozen=True)
class Exhibited:
    """One exhibit of a dossier."""

    session: Session
    dossier_id: str
    folder: Path

    def copy(self, name: str, copy_kind: CopyKind = "pseudonymised", reason: str = "") -> Path:
        """Build a copy; with a reason the exhibit is not redrawn."""
        out = self.folder / name
        decisions = (CopyDecision(kind="not-redrawn", subject="1", reason=reason),) if reason else ()
        request = BuildRequest(dossier_id=self.dossier_id, copy_kind=copy_kind, decisions=decisions)
        run_in_line(builds.build(self.session, request, out))
        return out


def exhibited(
    session: Session,
    data: bytes,
    folder: Path,
    *,
    name: str = leaky.NAME,
    file_name: str = "received.pdf",
    is_reviewed: bool = False,
) -> Exhibited:
    """Take an exhibit into a case of the client it names."""
    consent = Consent(purpose="court", given_on=session.clock().date())
    client = Person(id=session.ids(), names=(Name(text=name, script="Latn"),), consents=(consent,))
    record.add(session, client)
    opened = case.open_case(session, reference=session.ids(), title="", jurisdiction="GB")
    record.change(session, replace(opened, parties=(Party(person_id=client.id),)))
    path = folder / file_name
    path.write_bytes(data)
    (row,) = run_in_line(take_in(session, opened.id, from_paths([path]), Receipt()))
    assert row.document is not None, row
    document = record.change(session, replace(row.document, exhibit_mark="1"))
    if is_reviewed:
        redaction.review(session, document, [1], shows_no_one=True)
    draft = dossier.draft(session, opened.id, "Dossier")
    record.change(session, replace(draft, sections=(), exhibit_ids=(document.id,)))
    return Exhibited(session, draft.id, folder)


def leaks(path: Path, *, are_read: bool = True) -> set[str]:
    """Where a finished copy gives the name: its text, its bytes or, if they are read, its pages as drawn."""
    places = {"text": text_of(path), "bytes": _bytes(path), "picture": _pictures(path) if are_read else ""}
    return {place for place, said in places.items() if any(part.casefold() in said for part in leaky.PARTS)}


def text_of(path: Path) -> str:
    """Return the text of a copy as two programs read it, without capitals."""
    poppler = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return "\n".join([poppler.decode(), *pages]).casefold()


def _bytes(path: Path) -> str:
    """Every object as text, streams decoded, in one and in two bytes a letter."""
    with pikepdf.Pdf.open(path) as pdf:
        plain = io.BytesIO()
        pdf.save(
            plain,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            compress_streams=False,
        )
    data = plain.getvalue()
    both = data.decode("latin-1"), data.replace(b"\0", b"").decode("latin-1")
    return "\n".join(both).casefold()


def _pictures(path: Path) -> str:
    read = []
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            written = io.BytesIO()
            page.render(scale=150 / 72, grayscale=True).to_pil().save(written, "PNG", compress_level=1)
            command = ["tesseract", "stdin", "stdout"]
            done = subprocess.run(command, input=written.getvalue(), capture_output=True, check=True)
            read.append(done.stdout.decode())
    return "\n".join(read).casefold()
