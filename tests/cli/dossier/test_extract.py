"""Pages of a build for one witness: their numbers stay, and nothing of the other pages is carried along."""

from __future__ import annotations

import hashlib
import io
from functools import partial
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Pdf, Stream, String
from pikepdf import Name as PdfName
from reportlab.pdfgen.canvas import Canvas

from casebook.domain.dossier.build import Build, BuiltNumbers, BuiltPart
from casebook.domain.dossier.composition import Composition, Cover, Exhibit
from casebook.domain.dossier.dossier import Dossier
from casebook.pdf.bundle.bundle import build_bundle
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case.case import open_case
from tests.cli.said import Say
from tests.pdf.corpus import changed
from tests.pdf.read import bookmarks
from tests.vaults import PHRASE

SAID = ("The first exhibit.", "What the witness signed.", "A secret of another.")


def paper(said: str) -> bytes:
    """Two pages in a layer, the second of which leads back to the first."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    canvas.bookmarkPage("start")
    canvas.drawString(100, 700, said)
    canvas.showPage()
    canvas.drawString(100, 700, f"{said} Again.")
    canvas.linkRect("", "start", (100, 690, 200, 710))
    canvas.save()

    def in_layer(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=PdfName.OCG, Name=String(said)))
        for page in pdf.pages:
            page.obj.Resources.Properties = Dictionary(L=layer)
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))

    return changed(out.getvalue(), in_layer)


@pytest.fixture
def built(plain_office: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A vault with a build `b` of three exhibits, and its file."""
    exhibits = tuple(
        Exhibit(
            key=f"d{at}",
            mark=str(at),
            title=f"Paper {at}",
            media_type="",
            open=partial(io.BytesIO, paper(said)),
        )
        for at, said in enumerate(SAID, start=1)
    )
    out = io.BytesIO()
    whole = Composition(title="Appeal", language="en", cover=Cover(title="Appeal"), exhibits=exhibits)
    bundle = build_bundle(whole, out)
    file = tmp_path / "bundle.pdf"
    file.write_bytes(out.getvalue())
    with open_session(plain_office, PHRASE) as session:
        case = open_case(session, reference="R-2", title="", jurisdiction="CY")
        record.add(session, Dossier(id="d", case_id=case.id, title="Appeal"))
        past = Build(
            id="b",
            dossier_id="d",
            case_id=case.id,
            built_at=session.clock(),
            copy_kind="filing",
            sha256=hashlib.sha256(out.getvalue()).hexdigest(),
            pages=bundle.page_count,
            contents=tuple(
                BuiltPart(key=one.key, title=one.title, mark=one.mark, digest="") for one in exhibits
            ),
            numbers=tuple(BuiltNumbers(key=key, numbers=numbers) for key, numbers in bundle.numbers.items()),
        )
        record.add(session, past)
    return plain_office, file


def test_exhibits_and_pages_keep_their_numbers_and_nothing_else_is_carried(
    built: tuple[Path, Path], say: Say, tmp_path: Path
) -> None:
    vault, file = built
    out = tmp_path / "witness.pdf"
    verb = ("dossier", "extract", vault, "b", file, "--exhibit", "2", "--pages", "5", "--out", out)
    answer = say(*verb, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["numbers"] == ["5", "6", "7", "8"]
    with Pdf.open(out) as pdf:
        assert [page.label for page in pdf.pages] == ["5", "6", "7", "8"]
        pages = {page.obj.unparse() for page in pdf.pages}
        links = [note.Dest[0].unparse() for page in pdf.pages for note in page.get("/Annots", [])]
        assert links
        assert set(links) <= pages
        assert all("Paper 3" not in title for _, title, _ in bookmarks(pdf))
        assert [str(layer.Name) for layer in pdf.Root.OCProperties.OCGs] == ["Layer 1", "Layer 2"]
        layers = [
            one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == PdfName.OCG
        ]
        assert len(layers) == 2, "the third is of a page left out"
        streams = b"".join(one.read_bytes() for one in pdf.objects if isinstance(one, Stream))
    assert b"What the witness signed." in streams
    assert b"A secret of another." not in streams


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (("--exhibit", "9"), "no exhibit 9"),
        (("--pages", "3-99"), "99"),
        ((), "No pages were chosen"),
    ],
)
def test_what_is_not_in_the_build_is_refused_and_nothing_written(
    built: tuple[Path, Path], say: Say, tmp_path: Path, chosen: tuple[str, ...], said: str
) -> None:
    vault, file = built
    out = tmp_path / "witness.pdf"
    answer = say("dossier", "extract", vault, "b", file, *chosen, "--out", out)
    assert answer.code != 0
    assert said in answer.err
    assert not out.exists()


def test_another_file_than_the_build_is_refused(built: tuple[Path, Path], say: Say, tmp_path: Path) -> None:
    vault, file = built
    file.write_bytes(file.read_bytes() + b"%")
    answer = say("dossier", "extract", vault, "b", file, "--exhibit", "2", "--out", tmp_path / "witness.pdf")
    assert "its hash is another" in answer.err
