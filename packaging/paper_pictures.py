"""Pictures of the papers that leave an office: a letter, a filled form, a statement and a service copy.

All are made from the sample casebook as a person makes them. The letter is set by LibreOffice, as whoever
opens the Word file sees it; without LibreOffice its picture stays as it is.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.domain.case.case import Case
from casebook.domain.dossier.build import BuildRequest, CopyDecision
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.form_check import FormRequest
from casebook.domain.dossier.official_form import FieldEntry
from casebook.domain.evidence.statement import Statement
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier import build as builds
from casebook.services.dossier.forms import form_filling, official_form
from casebook.services.dossier.letters import letter as letters
from casebook.services.dossier.letters.letter_draft import LetterRequest
from casebook.services.dossier.precheck import precheck
from casebook.services.evidence.statements import statement_print

if TYPE_CHECKING:
    from PIL import Image

WAIT = 120
"""Seconds that LibreOffice may take."""
SCALE = 0.8
LETTER = "echr-rule39-request"
REASON, HEARD = "It shows who in China speaks with the client.", "A witness in open court."
FIELDS = (
    ("name", "Applicant", "client.name"),
    ("chinese", "Name in Chinese", "client.name.chinese"),
    ("born", "Date of birth", "client.born"),
    ("court", "Court", "proceeding.forum"),
    ("number", "Number", "proceeding.number"),
    ("counsel", "Represented by", "counsel.name"),
)
"""Of the invented form: name, label and the value of the case that goes in."""


def take(session: Session, work: Path, out: Path) -> None:
    """Write `letter.png`, `form.png`, `statement.png` and `dossier-service.png`.

    Args:
        session: the sample, open.
        work: a folder for the papers.
        out: where the pictures go.
    """
    case = record.every(session, Case)[0]
    shots = {
        "letter": (_letter(session, case, work), (0, 2)),
        "form": (_form(session, case, work), (0,)),
        "statement": (_statement(session, case, work), (0, -1)),
        "dossier-service": (_service_copy(session, case, work), (0, 6)),
    }
    for name, (paper, pages) in shots.items():
        if paper:
            _picture(paper, pages).quantize(16).save(out / f"{name}.png", optimize=True)


def _letter(session: Session, case: Case, work: Path) -> Path | None:
    office = shutil.which("soffice")
    if not office:
        return None
    file = work / "letter.docx"
    run_in_line(letters.write(session, LetterRequest(case_id=case.id, kind=LETTER), file))
    home = f"-env:UserInstallation={(work / 'office').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(work), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=WAIT)
    return file.with_suffix(".pdf")


def _form(session: Session, case: Case, work: Path) -> Path:
    blank, filled = work / "form.pdf", work / "form-filled.pdf"
    blank.write_bytes(_blank_form())
    form = run_in_line(official_form.add(session, blank, title="Application form (invented)"))
    official_form.enter(
        session, form.id, [FieldEntry(field=name, source=source) for name, _, source in FIELDS]
    )
    run_in_line(form_filling.fill(session, FormRequest(form_id=form.id, case_id=case.id), filled))
    return filled


def _blank_form() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 420))
    canvas.setFont("Times-Bold", 16)
    canvas.drawString(50, 370, "Application form (SPECIMEN; no court's)")
    canvas.setFont("Times-Roman", 12)
    for place, (name, label, _) in enumerate(FIELDS):
        top = 320 - 45 * place
        canvas.drawString(50, top + 5, label)
        canvas.acroForm.textfield(name=name, tooltip=label, x=180, y=top, width=360, height=20, maxlen=200)
    canvas.save()
    return out.getvalue()


def _statement(session: Session, case: Case, work: Path) -> Path:
    (statement,) = record.of_case(session, Statement, case.id)
    file = work / "statement.pdf"
    run_in_line(statement_print.write(session, statement.id, file))
    return file


def _service_copy(session: Session, case: Case, work: Path) -> Path:
    """The copy for the requesting State without what may not reach it: as the check lists it, left out."""
    dossier = next(one for one in record.of_case(session, Dossier, case.id) if one.kind == "hearing-dossier")
    request = BuildRequest(dossier_id=dossier.id, copy_kind="service", for_whom="Law Office of the Republic")
    checked = precheck(session, request)
    request = replace(request, placeholders=frozenset(checked.exposed))
    named = tuple(CopyDecision(kind="name-person", subject=one.id, reason=HEARD) for one in checked.others)
    checked = precheck(session, replace(request, decisions=named))
    left_out = (one.passage.name for one in checked.passages if one.why)
    silent = tuple(CopyDecision(kind="leave-out", subject=name, reason=REASON) for name in left_out)
    file = work / "service.pdf"
    run_in_line(builds.build(session, replace(request, decisions=(*named, *silent)), file))
    return file


def _picture(paper: Path, pages: tuple[int, ...]) -> Image.Image:
    """Pages beside each other, in grey; a number from the end where it is negative."""
    import pypdfium2
    from PIL import Image

    with pypdfium2.PdfDocument(paper) as pdf:
        pdf.init_forms()  # else a form shows no value
        count = len(pdf)
        places = dict.fromkeys(min(page % count, count - 1) for page in pages)
        shots = [pdf[at].render(scale=SCALE, may_draw_forms=True).to_pil().convert("L") for at in places]
    gap = 12
    width = sum(one.width for one in shots) + gap * (len(shots) - 1)
    whole = Image.new("L", (width, max(one.height for one in shots)), 200)
    left = 0
    for one in shots:
        whole.paste(one, (left, 0))
        left += one.width + gap
    return whole
