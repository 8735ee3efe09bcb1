"""Exhibits of pseudonymised copies: redrawn, kept with a reason that is recorded, read by a machine once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from casebook.base.errors import InvalidInput
from casebook.base.progress import silent
from casebook.domain.dossier.build import BuildRequest, CopyDecision, CopyKind
from casebook.domain.evidence.document import Document
from casebook.host.process import recogniser
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier import build, copy_review
from casebook.services.evidence import redaction
from casebook.services.evidence.document import exhibit_of, sealed_file
from casebook.services.evidence.drawn_words import drawn_words, known_words
from tests.pdf import corpus, leaky, setting
from tests.proof.copied import exhibited, leaks
from tests.sampled import sampled


def images(path: Path) -> list[str]:
    """What the last page draws."""
    with pikepdf.Pdf.open(path) as pdf:
        drawn = pdf.pages[-1].obj.Resources.get("/XObject")
        return list(drawn.keys()) if drawn is not None else []


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def test_an_exhibit_is_redrawn_unless_a_reason_is_recorded(session: Session, tmp_path: Path) -> None:
    given = exhibited(session, leaky.name_of_a_tag_and_a_comment(), tmp_path)
    redrawn, kept = given.copy("redrawn.pdf"), given.copy("kept.pdf", reason="large plan")
    assert images(redrawn) == ["/Im0"]
    assert images(kept) != ["/Im0"]
    assert not leaks(redrawn, are_read=False) | leaks(kept, are_read=False)
    builds = build.of_dossier(session, given.dossier_id)
    assert sorted([one.reason for one in entry.decisions] for entry in builds) == [[], ["large plan"]]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (corpus.typed(1), "was not redrawn"),
        (leaky.type_3_glyphs(), "redrawn as images anyway"),
    ],
    ids=["typed", "glyphs nobody vouches for"],
)
def test_an_exception_says_what_became_of_the_pages(
    session: Session, tmp_path: Path, data: bytes, told: str
) -> None:
    given = exhibited(session, data, tmp_path, is_reviewed=True)
    decisions = (CopyDecision(kind="not-redrawn", subject="1", reason="plan"),)
    request = BuildRequest(dossier_id=given.dossier_id, copy_kind="pseudonymised", decisions=decisions)
    report = run_in_line(build.build(session, request, tmp_path / "copy.pdf"))
    assert [told in str(one.what) for one in report.problems if "redrawn" in str(one.what)] == [True]


@pytest.mark.parametrize(
    ("mark", "reason", "refused"), [("9", "plan", "not an exhibit"), ("1", " ", "needs a reason")]
)
def test_an_exception_without_exhibit_or_reason_is_refused(
    mark: str, reason: str, refused: str, session: Session, tmp_path: Path
) -> None:
    given = exhibited(session, corpus.typed(1), tmp_path)
    decision = CopyDecision(kind="not-redrawn", subject=mark, reason=reason)
    request = BuildRequest(dossier_id=given.dossier_id, copy_kind="pseudonymised", decisions=(decision,))
    with pytest.raises(InvalidInput, match=refused):
        run_in_line(build.build(session, request, tmp_path / "out.pdf"))
    assert not (tmp_path / "out.pdf").exists()


def test_pages_in_the_place_of_an_exhibit_need_no_review(session: Session, tmp_path: Path) -> None:
    given = exhibited(session, corpus.typed(2), tmp_path)
    request = BuildRequest(dossier_id=given.dossier_id, copy_kind="pseudonymised")
    out = tmp_path / "out.pdf"
    run_in_line(build.build(session, replace(request, placeholders=frozenset({"1"})), out))
    assert "Page left out" not in text_of(out)
    (document,) = record.every(session, Document)
    record.change(session, replace(document, is_privileged=True, privilege="legal advice"))
    run_in_line(build.build(session, request, out))
    assert text_of(out).count("Exhibit 1 is withheld") == 2
    assert "Page left out" not in text_of(out)


@pytest.mark.parametrize("copy_kind", sampled(("service", "pseudonymised", "filing"), kept=2))
def test_what_belongs_to_a_privileged_paper_needs_a_decision_of_its_own(
    copy_kind: CopyKind, session: Session, tmp_path: Path
) -> None:
    given = exhibited(session, corpus.typed(1, "advice in confidence"), tmp_path)
    (attached,) = record.every(session, Document)
    mail = replace(
        attached, id=session.ids(), sha256="", exhibit_mark="", is_privileged=True, privilege="advice"
    )
    record.add(session, mail)
    record.change(session, replace(attached, part_of=mail.id))
    request = BuildRequest(dossier_id=given.dossier_id, copy_kind=copy_kind, for_whom="the registry")
    out = tmp_path / "out.pdf"
    run_in_line(build.build(session, request, out))
    assert "Exhibit 1 is withheld" in text_of(out)
    assert "in confidence" not in text_of(out)
    disclosed = (CopyDecision(kind="disclose", subject="1", reason="waived"),)
    if copy_kind != "pseudonymised":
        run_in_line(build.build(session, replace(request, decisions=disclosed), out))
        assert "in confidence" in text_of(out)


def test_an_exception_in_a_copy_that_redraws_nothing_is_refused(session: Session, tmp_path: Path) -> None:
    given = exhibited(session, corpus.typed(1), tmp_path)
    with pytest.raises(InvalidInput, match="pseudonymised copies only"):
        given.copy("out.pdf", copy_kind="filing", reason="large plan")


def test_typed_pages_are_read_once_and_reviewed_ones_never(session: Session, tmp_path: Path) -> None:
    exhibited(session, corpus.typed(3), tmp_path)
    (document,) = record.every(session, Document)
    sealed = sealed_file(session, document)
    shown = [(document, exhibit_of(document, lambda: session.vault.attachments.open(sealed)))]
    read = drawn_words(session, shown, {document.id: frozenset({2})}, silent)
    assert [page.number for page in read[document.id]] == [1, 3]
    assert "winter" in read[document.id][0].text
    assert known_words(session, shown) == read
    again = drawn_words(session, shown, {}, silent)
    assert again[document.id][0] is read[document.id][0]
    assert {page.number for page in again[document.id]} == {1, 2, 3}
    session.lock()
    assert session.drawn_pages == {}


def test_a_page_found_to_lie_is_listed_for_review_from_then_on(session: Session, tmp_path: Path) -> None:
    given = exhibited(session, leaky.wrong_to_unicode(), tmp_path)
    (document,) = record.every(session, Document)
    assert run_in_line(copy_review.pages_to_review_of(session, document.id)) == {}
    assert "Page left out" in text_of(given.copy("out.pdf"))
    assert run_in_line(copy_review.pages_to_review_of(session, document.id)) == {1: "unproved"}


@pytest.mark.confined
@pytest.mark.parametrize("words", ["Letters of a Latin face", "中文字體"])
def test_fonts_of_every_kind_are_rewritten_in_the_process_without_files(
    words: str, session: Session, tmp_path: Path
) -> None:
    data = setting.front(setting.one_part(*setting.saying(words))).pdf
    given = exhibited(session, data, tmp_path)
    (document,) = record.every(session, Document)
    redaction.review(session, document, [1, 2], shows_no_one=True)
    listed = run_in_line(copy_review.pages_to_review(session, given.dossier_id))
    unread = ((1, "unproved"), (2, "unproved"))  # where no text recognition is installed
    assert [one.doubts for one in listed] == ([] if recogniser.languages() else [unread])
    kept = given.copy("kept.pdf", reason="large plan")
    with pikepdf.Pdf.open(kept) as pdf:
        fonts = {str(font.BaseFont) for font in pdf.pages[-1].obj.Resources.Font.values()}
    assert "/CBAAAA+F" in fonts
