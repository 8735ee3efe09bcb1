"""The bundle of authorities from the command line: what is missing, marked, or not found in a copy."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Pdf
from reportlab.pdfgen.canvas import Canvas

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.library.reading import Quotation
from casebook.domain.library.source import Source
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import open_session
from casebook.services.case.case import open_case
from casebook.services.library.reading import have_read
from tests.cli.said import Say
from tests.vaults import PHRASE

RULING = Source(
    id="ruling",
    title="Alpha v. Ruritania",
    author="A court",
    body="A court",
    type="judgment",
    csl_type="legal_case",
    number="[2021] RTSC 14; [2022] 1 RLR 9",
    issued=StatedDate(edtf="2021-05-04"),
)
LAW = Source(
    id="law", title="Surrender Act 1999", author="A parliament", body="A parliament", type="legislation"
)
COPY = ("1.  The first question.", "2.  Nobody is sent where", "torture is general.", "3.  It follows.")


@pytest.fixture
def dossier(plain_office: Path, tmp_path: Path) -> Path:
    """The vault with a dossier `d` that cites two authorities, one of which has a copy."""
    copy = tmp_path / "ruling.pdf"
    canvas = Canvas(str(copy))
    for at, line in enumerate(COPY):
        canvas.drawString(100, 700 - 20 * at, line)
    canvas.save()
    text = "So says Alpha v Ruritania, and section 3 of the Surrender Act 1999."
    with open_session(plain_office, PHRASE) as session:
        consent = Consent(purpose="court", given_on=session.clock().date())
        names = (Name(text="Wen Shuyun", script="Latn"),)
        record.add(session, Person(id="p", names=names, consents=(consent,)))
        parties = (Party(person_id="p"),)
        case = open_case(session, reference="R-2", title="", jurisdiction="CY", parties=parties)
        record.add(session, RULING)
        record.add(session, LAW)
        section = Section(id="s", kind="free-text", text=text)
        record.add(session, Dossier(id="d", case_id=case.id, title="Appeal", sections=(section,)))
        run_in_line(have_read(session, "source", "ruling", pinpoint="paras. 2 and 9", copy=copy))
        quote = Quotation(words="sent where torture")
        run_in_line(have_read(session, "source", "ruling", pinpoint="para. 2", quote=quote))
    return plain_office


def test_what_is_cited_is_listed_with_what_has_no_copy(dossier: Path, say: Say) -> None:
    answer = say("dossier", "authorities", dossier, "d", "--json")
    assert answer.code == 0, answer.err
    ruling, law = answer.json["authorities"]
    assert (ruling["neutral"], ruling["report"]) == ("[2021] RTSC 14", "[2022] 1 RLR 9")
    assert (ruling["has_copy"], set(ruling["relied_on"])) == (True, {"paras. 2 and 9", "para. 2"})
    assert (law["title"], law["group"], law["has_copy"]) == ("Surrender Act 1999", "legislation", False)
    listed = say("dossier", "authorities", dossier, "d").out
    assert "missing" in listed
    assert "1 of 2 have no copy. Attach your own with" in listed


def test_the_copies_are_bound_with_table_bookmarks_labels_and_marks(
    dossier: Path, say: Say, tmp_path: Path
) -> None:
    out = tmp_path / "authorities.pdf"
    verb = ("dossier", "authorities", dossier, "d", "--out", out)
    refused = say(*verb)
    assert refused.code != 0
    assert "Surrender Act 1999" in refused.err
    assert not out.exists()
    answer = say(*verb, "--leave-out-missing", "--json")
    assert answer.code == 0, answer.err
    with Pdf.open(out) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert any("Alpha v. Ruritania" in title for title in titles)
        assert [page.label for page in pdf.pages] == [str(n) for n in range(1, answer.json["pages"] + 1)]
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(out)]
    (table,) = (page for page in pages if "Relied on" in page)
    assert "not in this bundle" in table
    problems = [problem for problem in answer.json["problems"] if problem["check"] == "passages"]
    assert len(problems) == 1  # paragraph 9, which the copy does not have
    assert is_marked(out, pages.index(next(page for page in pages if "torture is general" in page)))


def is_marked(path: Path, at: int) -> bool:
    """Whether the margin beside the second line of the copy is black."""
    picture = pypdfium2.PdfDocument(path)[at].render(scale=1).to_pil().convert("L")
    down = picture.height - 700 + 20 - 3
    return bool(picture.crop((84, down, 97, down + 1)).getextrema()[0] < 100)
