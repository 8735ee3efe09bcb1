"""Whatever a served copy prints was searched for a claim: with one in every field, each is listed first."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from docx import Document as WordDocument

from casebook.base.clock import fixed_clock
from casebook.base.errors import Refused
from casebook.base.ids import seeded_ids
from casebook.domain.dossier.build import BuildRequest, CopyDecision
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.dossier import build as builds
from casebook.services.dossier.precheck import Precheck, precheck
from tests.sampled import sampled
from tests.services.dossier.planted_claims import CODE, Planting
from tests.vaults import SAMPLE_AT, MasterVault

_ON_EVERY_PAGE = {"Dossier.court", "Dossier.number", "Dossier.page_mark", "Dossier.title"}


@pytest.fixture
def session(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    clock, ids = fixed_clock(SAMPLE_AT), seeded_ids(1)
    with open_session(path, sample_vault.code, clock=clock, ids=ids) as vault_session:
        yield vault_session


def served(session: Session) -> tuple[Dossier, BuildRequest]:
    """The hearing dossier, which is drawn, and a copy of it for the other side."""
    dossier = next(one for one in record.every(session, Dossier) if one.kind == "hearing-dossier")
    drawn = tuple(replace(one, is_drawn=one.kind == "chronology") for one in dossier.sections)
    dossier = record.change(session, replace(dossier, sections=drawn), seen=dossier)
    consent = Consent(purpose="court", given_on=SAMPLE_AT.date())
    for one in record.every(session, Person):
        record.change(session, replace(one, consents=(*one.consents, consent)), seen=one)
    return dossier, BuildRequest(dossier_id=dossier.id, copy_kind="service", for_whom="Law Office")


def listed(check: Precheck) -> set[str]:
    """The words of the claims that somebody reads before deciding."""
    texts = [one.excerpt for one in check.foreseen]
    texts += [one.sentence for one in check.held_back]
    texts += [sentence for one in check.passages for sentence in one.of_claim]
    return {word.lower() for word in CODE.findall(" ".join(texts))}


def released(session: Session, request: BuildRequest) -> BuildRequest:
    """The copy with every decision that the check asks for."""
    named = tuple(decision("name-person", one.id) for one in precheck(session, request).others)
    request = replace(request, decisions=named)
    check = precheck(session, request)
    disclosed = tuple(decision("disclose", mark) for mark in check.exposed)
    passages = tuple(decision("confirm", one.passage.name) for one in check.passages if one.why)
    held = tuple(decision("confirm", one.name) for one in check.held_back)
    request = replace(request, decisions=(*named, *disclosed, *passages, *held))
    shown = {one.subject for one in (*passages, *held)}
    again = precheck(session, request).passages  # rows of the facts that were released
    more = (decision("confirm", one.passage.name) for one in again if one.why)
    return replace(
        request, decisions=(*request.decisions, *(one for one in more if one.subject not in shown))
    )


def decision(kind: str, subject: str) -> CopyDecision:
    return CopyDecision(kind=kind, subject=subject, reason="Known to them.")  # type: ignore[arg-type] # of the list


def printed(data: bytes, ending: str) -> set[str]:
    """The words of the claims in a finished file, over ends of lines."""
    if ending == ".docx":
        text = "".join(one.text or "" for one in WordDocument(io.BytesIO(data)).element.iter() if one.text)
    else:
        with pypdfium2.PdfDocument(data) as pdf:
            text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
            text += pdf.get_metadata_value("Title")
    return {word.lower() for word in CODE.findall("".join(text.replace("\ufffe", "").split()))}


@pytest.mark.parametrize("ending", sampled((".pdf", ".docx")))
def test_no_claim_is_printed_that_was_not_listed(session: Session, tmp_path: Path, ending: str) -> None:
    dossier, request = served(session)
    planting = Planting(session, dossier.case_id)
    planting.plant()
    request = replace(request, file_format="docx" if ending == ".docx" else "pdf")
    out = tmp_path / f"served{ending}"
    with pytest.raises(Refused, match="cannot be built yet"):
        run_in_line(builds.build(session, request, out))
    decided = released(session, request)
    known = listed(precheck(session, request)) | listed(precheck(session, decided))
    run_in_line(builds.build(session, decided, out))
    found = printed(out.read_bytes(), ending)
    assert {planting.fields[one] for one in found - known} == set()
    paths = {planting.fields[one] for one in found}
    assert _ON_EVERY_PAGE & paths
    assert "Proceeding.stages.title" in paths
