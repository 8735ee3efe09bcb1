from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from casebook.base.errors import DamagedSource, NotFound
from casebook.base.message import Message
from casebook.domain.case.case import Case
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.transcript import is_recording
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier.build import build, try_out
from casebook.services.dossier.exhibit_check import unfit
from casebook.services.dossier.precheck import precheck
from casebook.services.processes import bundle_worker
from tests.pdf.corpus import changed, locked, picture, typed
from tests.worker.documents import swelling_pdf

pytestmark = pytest.mark.confined  # what the worker makes of files is shown here

FILES = {
    "1": (picture(), "image/png"),
    "2": (locked(user="secret"), "application/pdf"),
    "3": (typed(1), "application/pdf"),
    "4": (b"ID3\x04sound", "audio/mpeg"),
}


def _exhibit(session: Session, case: Case, mark: str, data: bytes, media_type: str) -> str:
    sealed = session.vault.attachments.seal(io.BytesIO(data), session.ids())
    document = Document(
        id=session.ids(),
        case_id=case.id,
        title=f"Exhibit {mark}",
        kind="other",
        attachment_id=sealed.id,
        sha256=sealed.sha256,
        size_bytes=len(data),
        media_type=media_type,
        exhibit_mark=mark,
        has_text=not is_recording(media_type),
    )
    record.add(session, sealed, document)
    return document.id


@pytest.fixture
def dossier(session: Session) -> Dossier:
    """A dossier with a good exhibit, a locked one, one without its font, and a recording."""
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    ids = tuple(_exhibit(session, case, mark, *file) for mark, file in FILES.items())
    made = Dossier(id="d", case_id=case.id, title="Bundle", exhibit_ids=ids)
    record.add(session, made)
    return made


def test_hidden_and_unarchivable_exhibits_are_reported_before_building(
    session: Session, dossier: Dossier
) -> None:
    request = BuildRequest(dossier_id=dossier.id, is_archived=True)
    misfits = {misfit.document.exhibit_mark: misfit for misfit in run_in_line(unfit(session, request))}
    assert set(misfits) == {"2", "3"}
    assert str(misfits["2"].unshown) == "Exhibit 2 is protected by a password."
    assert not misfits["3"].unshown
    assert Message("a font is not embedded in the file") in misfits["3"].against
    eased = replace(request, is_archived=False, placeholders=frozenset({"2"}))
    assert run_in_line(unfit(session, eased)) == ()


def test_recordings_and_files_without_pages_are_foreseen(session: Session, dossier: Dossier) -> None:
    case = record.find(session, Case, dossier.case_id)
    archive = _exhibit(session, case, "5", b"words", "application/zip")
    record.change(session, replace(dossier, exhibit_ids=(*dossier.exhibit_ids, archive)))

    def told(request: BuildRequest) -> list[tuple[str, bool]]:
        warnings = precheck(session, request).foreseen
        return [
            (str(each.problem.what), each.problem.is_blocking)
            for each in warnings
            if each.problem.check == "placeholder"
        ]

    stands = ("Exhibit 4 is replaced by a placeholder page stating that it was left out.", False)
    assert told(BuildRequest(dossier_id="d")) == [("Exhibit 5: its file has no pages.", True), stands]
    eased = BuildRequest(dossier_id="d", placeholders=frozenset({"5"}))
    assert told(eased) == [
        stands,
        ("Exhibit 5 is replaced by a placeholder page stating that it was left out.", False),
    ]


def test_exhibits_without_a_number_are_named_by_their_place(
    session: Session, dossier: Dossier, tmp_path: Path
) -> None:
    case = record.find(session, Case, dossier.case_id)
    files = ((typed(3)[:900], "application/pdf"), (b"", "application/pdf"), (b"words", "application/zip"))
    cut, empty, archive = (_exhibit(session, case, "", *file) for file in files)
    good = dossier.exhibit_ids[0]
    request = BuildRequest(dossier_id=dossier.id)
    record.change(session, replace(dossier, exhibit_ids=(good, cut, archive)))
    told = [str(one.problem.what) for one in precheck(session, request).foreseen]
    assert "Exhibit no. 3 of the list: its file has no pages." in told
    latest = record.find(session, Dossier, dossier.id)
    record.change(session, replace(latest, exhibit_ids=(good, cut, empty)))
    misfits = run_in_line(unfit(session, request))
    assert [str(misfit.unshown) for misfit in misfits] == [
        "Exhibit no. 2 of the list is damaged or incomplete.",
        "Exhibit no. 3 of the list is an empty file.",
    ]
    with pytest.raises(DamagedSource) as error:
        run_in_line(build(session, replace(request, copy_kind="filing"), tmp_path / "out.pdf"))
    assert str(error.value.title) == (
        "Exhibit no. 2 of the list is damaged or incomplete. Also faulty: no. 3 of the list."
    )
    report = run_in_line(build(session, request, tmp_path / "out.pdf"))
    left_out = [str(problem.what) for problem in report.problems if problem.check == "placeholder"]
    assert left_out == [
        "Exhibit no. 2 of the list is damaged or incomplete. A placeholder page takes its place.",
        "Exhibit no. 3 of the list is an empty file. A placeholder page takes its place.",
    ]
    assert [part.mark for part in report.build.contents][-3:] == ["1", "", ""]


def shown_in(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


@pytest.mark.parametrize(("mark", "copy_kind"), [("", "pseudonymised"), ("7", "draft")])
def test_a_faulty_file_takes_no_good_one_with_it(
    mark: str, copy_kind: CopyKind, session: Session, dossier: Dossier, tmp_path: Path
) -> None:
    """Several have no number, or the same one; text recognition draws the pages of a pseudonymised copy."""
    case = record.find(session, Case, dossier.case_id)
    files = (FILES["3"], FILES["4"], (typed(3)[:900], "application/pdf"), (b"", "application/pdf"))
    ids = tuple(_exhibit(session, case, mark, *file) for file in files)
    record.change(session, replace(dossier, sections=(), exhibit_ids=ids))
    request, out = BuildRequest(dossier_id=dossier.id, copy_kind=copy_kind), tmp_path / "out.pdf"
    report = run_in_line(build(session, request, out, leaves_out=True))
    stood_in = [str(one.what).partition(" is")[0] for one in report.problems if one.check == "placeholder"]
    assert stood_in == [f"Exhibit {mark or f'no. {place} of the list'}" for place in (2, 3, 4)]
    assert [shown_in(out).count(words) for words in ("cold that winter", "This exhibit is")] == [1, 3]


@pytest.mark.proof
def test_a_file_that_ends_the_process_drawing_it_takes_no_other_with_it(
    session: Session, dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_worker, "MEMORY_BYTES", 300 << 20)
    swelling = changed(swelling_pdf(), lambda _: None)  # so that it is let through when it is opened
    case = record.find(session, Case, dossier.case_id)
    ids = tuple(_exhibit(session, case, "", file, "application/pdf") for file in (FILES["3"][0], swelling))
    record.change(session, replace(dossier, sections=(), exhibit_ids=ids))
    request, out = BuildRequest(dossier_id=dossier.id, copy_kind="pseudonymised"), tmp_path / "out.pdf"
    run_in_line(build(session, request, out, leaves_out=True))
    assert [shown_in(out).count(words) for words in ("cold that winter", "This exhibit is")] == [1, 1]


def test_a_build_goes_on_without_the_exhibits_that_stop_it(
    session: Session, dossier: Dossier, tmp_path: Path
) -> None:
    case = record.find(session, Case, dossier.case_id)
    cut = _exhibit(session, case, "5", typed(3)[:900], "application/pdf")
    record.change(session, replace(dossier, exhibit_ids=(*dossier.exhibit_ids, cut)))
    request, out = BuildRequest(dossier_id=dossier.id, copy_kind="filing"), tmp_path / "out.pdf"
    with pytest.raises(DamagedSource, match="Exhibit 2 is protected"):
        run_in_line(build(session, request, out))
    assert not list(tmp_path.glob("*out*"))
    report = run_in_line(build(session, request, out, leaves_out=True))
    left_out = [str(problem.what)[:9] for problem in report.problems if problem.check == "placeholder"]
    assert left_out == ["Exhibit 2", "Exhibit 4", "Exhibit 5"]
    assert [part.mark for part in report.build.contents if part.mark] == ["1", "2", "3", "4", "5"]
    assert out.read_bytes().startswith(b"%PDF-")


def test_an_archive_without_a_number_stops_a_filing_copy_and_no_draft(
    session: Session, dossier: Dossier, tmp_path: Path
) -> None:
    case = record.find(session, Case, dossier.case_id)
    archive = _exhibit(session, case, "", b"PK\x03\x04words", "application/zip")
    record.change(session, replace(dossier, sections=(), exhibit_ids=(dossier.exhibit_ids[0], archive)))
    draft, out = BuildRequest(dossier_id=dossier.id), tmp_path / "out.pdf"
    filing = replace(draft, copy_kind="filing")
    with pytest.raises(DamagedSource, match=r"no\. 2 of the list") as error:
        run_in_line(build(session, filing, out))
    assert "placeholder page" in str(error.value.remedy)
    run_in_line(build(session, draft, out))
    assert "of a kind that cannot be shown on pages" in shown_in(out)
    assert run_in_line(try_out(session, draft)).problems
    for name in ("no.2", archive):
        run_in_line(build(session, replace(filing, placeholders=frozenset({name})), out))
        assert "Exhibit no. 2 of the list" in shown_in(out)
    for name in ("no.1", "2"):
        with pytest.raises(NotFound, match=name):
            run_in_line(build(session, replace(filing, placeholders=frozenset({name})), out))
