"""B2, exhibits: every way in which a pseudonymised copy gave a name away, through the whole build.

Each attack is made once with the mends and refused, and once with its mend switched off, in this process, and
breaks: a proof that never fails proves nothing.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from casebook.base.clock import Clock
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.redaction import Redaction
from casebook.pdf.page import pdf_reading
from casebook.pdf.page.leaves import copy_leaves
from casebook.pdf.raster.page_picture import page_picture
from casebook.pdf.redact import covered_run, doubt, hide, redact
from casebook.pdf.redact.drawn_text import DrawnText
from casebook.pdf.redact.page_traits import PageTraits
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.dossier import build
from casebook.services.evidence import redaction
from casebook.services.processes import bundle_worker
from tests.pdf import leaky, out_of_sight
from tests.pdf.corpus import picture
from tests.pdf.redact.test_text_run import LONG, SHORT, letter
from tests.proof.copied import Exhibited, exhibited, leaks
from tests.proof.ground import say
from tests.vaults import MasterVault

pytestmark = pytest.mark.proof
REASON = "large plan"
COURT = {"informer", "Karel", "Vondra"}
TRANSLUCENT = {
    **{name: (out_of_sight.FAINT[name], COURT) for name in ("a black box of 80 %", "a black image of 84 %")},
    "words of one letter or two": (out_of_sight.short_words(0.9), {"X", "Wu"}),
}


@pytest.fixture
def session(empty_vault: MasterVault, tmp_path: Path, clock: Clock) -> Iterator[Session]:
    """A vault with nothing in it."""
    opened = open_session(empty_vault.copied_to(tmp_path / "copies.casebook"), empty_vault.code, clock=clock)
    yield opened
    opened.close()


def bind_here(off: pytest.MonkeyPatch) -> None:
    """Bind in this process, as where there is no other, so that a mend can be switched off."""
    off.setattr(bundle_worker, "CAN_START", False)


def trust_pages(off: pytest.MonkeyPatch) -> None:
    """Detection as it was: no picture is seen in depth, no font is doubted, nothing is read by a machine."""
    off.setattr(doubt, "traits_of", lambda _: PageTraits())
    off.setattr(doubt, "vouch", lambda _: True)
    off.setattr(build, "drawn_pages", lambda *_: {})


def keep_objects(off: pytest.MonkeyPatch) -> None:
    """Pages as they were: whatever names nobody in its text goes out as it came."""

    class Copying:
        def __init__(self, pdf: pikepdf.Pdf) -> None:
            self._pdf = pdf

        def page(self, old: pikepdf.Object) -> pikepdf.Object:
            return copy_leaves(self._pdf, [old])[0]

    off.setattr(redact, "PageRewriter", Copying)
    off.setattr(hide, "as_pdf", lambda exhibit, *_: exhibit.open().read())
    off.setattr(pdf_reading, "take_hidden_parts", lambda _: ())


@pytest.mark.parametrize("attack", leaky.SHOWN)
def test_what_shows_a_name_to_the_eye_alone(
    attack: str, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = exhibited(session, leaky.SHOWN[attack](), tmp_path)
    assert leaks(given.copy("mended.pdf")) == set()
    say(f"B2 {attack}: refused")
    bind_here(monkeypatch)
    trust_pages(monkeypatch)
    assert leaks(given.copy("unmended.pdf")) == {"picture"}
    say(f"B2 {attack}, mend off: broke")


@pytest.mark.parametrize("attack", leaky.SAID)
def test_what_says_a_name_and_shows_it_to_nobody(
    attack: str, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = exhibited(session, leaky.SAID[attack](), tmp_path, is_reviewed=True)
    assert leaks(given.copy("redrawn.pdf")) == set()
    assert leaks(given.copy("rewritten.pdf", reason=REASON)) == set()
    say(f"B2 {attack}: refused, redrawn and rewritten")
    bind_here(monkeypatch)
    keep_objects(monkeypatch)
    assert leaks(given.copy("unmended.pdf", reason=REASON)) == {"bytes"}
    say(f"B2 {attack}, mend off: broke")


def test_two_exhibits_without_a_number(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person looked at one, which names nobody; the other shows the name, and nobody looked at it."""
    given = exhibited(session, leaky.scan_two_forms_deep(), tmp_path)
    (named,) = record.every(session, Document)
    record.change(session, replace(named, exhibit_mark=""))
    sealed = session.vault.attachments.seal(io.BytesIO(picture()), session.ids())
    blank = replace(
        named,
        id="blank",
        attachment_id=sealed.id,
        sha256=sealed.sha256,
        media_type="image/png",
        exhibit_mark="",
    )
    record.add(session, sealed, blank)
    redaction.review(session, blank, [1], shows_no_one=True)
    made = record.find(session, Dossier, given.dossier_id)
    record.change(session, replace(made, exhibit_ids=(named.id, blank.id)))
    assert leaks(given.copy("mended.pdf")) == set()
    say("B2 two exhibits without a number, one reviewed: refused")
    bind_here(monkeypatch)
    monkeypatch.setattr(redaction, "reviewed", reviewed_by_number)
    assert leaks(given.copy("unmended.pdf")) == {"picture"}
    say("B2 two exhibits without a number, one reviewed, mend off: broke")


def reviewed_by_number(
    marked: Mapping[str, Redaction], exhibits: Iterable[Document], pages: Mapping[str, frozenset[int]]
) -> dict[str, frozenset[int]]:
    """As it was: the last exhibit of each number speaks for all that bear it."""
    listed = list(exhibits)
    by_number = {
        one.exhibit_mark: frozenset(marked[one.id].reviewed) for one in listed if one.id in marked
    } | dict(pages)
    return {one.id: by_number.get(one.exhibit_mark, frozenset()) for one in listed}


@pytest.mark.parametrize("cover", TRANSLUCENT)
def test_words_under_a_translucent_cover(
    cover: str, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A filing copy with them is not ready, and a pseudonymised one does not say them after a review."""
    change, words = TRANSLUCENT[cover]
    given = exhibited(session, out_of_sight.page(change), tmp_path, is_reviewed=True)
    assert not words & said_in(given.copy("mended.pdf"))
    assert not is_ready(given)
    say(f"B2 words under a translucent cover, {cover}: refused")
    bind_here(monkeypatch)
    monkeypatch.setattr(DrawnText, "is_faint", lambda *_: False)
    monkeypatch.setattr(DrawnText, "faint", DrawnText.missing)
    assert words <= said_in(given.copy("unmended.pdf"))
    assert is_ready(given)
    say(f"B2 words under a translucent cover, {cover}, mend off: broke")


def is_ready(given: Exhibited) -> bool:
    """Whether a filing copy may go out, as the register says."""
    before = {one.id for one in build.of_dossier(given.session, given.dossier_id)}
    given.copy("filing.pdf", "filing")
    (made,) = (one for one in build.of_dossier(given.session, given.dossier_id) if one.id not in before)
    return made.is_ready


def said_in(path: Path) -> set[str]:
    """The words of a finished copy."""
    with pypdfium2.PdfDocument(path) as pdf:
        return set(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def test_the_width_of_the_box(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two names of very different length leave pages that do not differ."""
    given = [exhibited(session, letter(name), tmp_path, name=name) for name in (LONG, SHORT)]
    assert last_page(given[0].copy("long.pdf")) == last_page(given[1].copy("short.pdf"))
    say("B2 the width of the box names the person: refused")
    bind_here(monkeypatch)
    monkeypatch.setattr(covered_run, "cover_of", lambda run, *_: run.box)
    assert last_page(given[0].copy("long.pdf")) != last_page(given[1].copy("short.pdf"))
    say("B2 the width of the box names the person, mend off: broke")


def last_page(path: Path) -> bytes:
    with pikepdf.Pdf.open(path) as pdf:
        count = len(pdf.pages)
    return page_picture(path.read_bytes(), count, 100)
