"""Copies of the sample's dossier: what a service copy leaves out, whom a pseudonymised one cannot betray."""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from casebook.domain.dossier.build import BuildRequest, CopyDecision, DecisionKind
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.pdf.raster.page_picture import page_picture
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.dossier.build import build
from casebook.services.dossier.gate.copy_material import review
from casebook.services.evidence import redaction
from tests.journeys.conftest import Demo, answer, casebook, tried

Built = tuple[Path, dict[str, Any]]


@pytest.fixture(scope="module")
def office(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The sample for this module alone: builds are written into its register."""
    vault = tmp_path_factory.mktemp("copies") / "sample.casebook"
    shutil.copytree(demo.vault, vault)
    with open_session(vault, demo.code) as session:
        typed = [document for document in record.every(session, Document) if document.has_text]
        for document in sorted(typed, key=lambda each: each.page_count)[1:]:
            # the shortest is left to text recognition
            redaction.review(session, document, range(1, document.page_count + 1), shows_no_one=True)
    return replace(demo, vault=vault)


@pytest.fixture(scope="module", params=[3, pytest.param(None, marks=pytest.mark.proof)], ids=["some", "all"])
def built(office: Demo, request: pytest.FixtureRequest) -> Built:
    """A pseudonymised copy of the sample's dossier: of its first exhibits, and of all with the proofs."""
    office = office if request.param is None else with_exhibits(office, request.param)
    out = office.vault.parent / f"copy-{request.param}.pdf"
    done = casebook(
        "dossier",
        "build",
        office.vault,
        dossier_id(office),
        *pseudonymised(office),
        "--for",
        "a journalist",
        "--purpose",
        "court",
        "--out",
        out,
        "--json",
        key=office.key,
    )
    assert done.returncode == 0, done.stderr
    return out, json.loads(done.stdout)


@pytest.fixture(scope="module")
def short(office: Demo) -> Demo:
    """The same with a dossier of four exhibits, none cited: for what does not hang on how many there are."""
    vault = office.vault.parent / "short.casebook"
    shutil.copytree(office.vault, vault)
    with open_session(vault, office.code) as session:
        dossier = record.every(session, Dossier)[0]
        kinds = {"chronology", "incidents"}
        sections = tuple(section for section in dossier.sections if section.kind in kinds)
        record.change(session, replace(dossier, exhibit_ids=dossier.exhibit_ids[:4], sections=sections))
    return replace(office, vault=vault)


def with_exhibits(office: Demo, number: int) -> Demo:
    """The same with the first exhibits and what is said of the client only, without references."""
    vault = office.vault.parent / f"{number}-exhibits.casebook"
    shutil.copytree(office.vault, vault)
    with open_session(vault, office.code) as session:
        dossier = record.every(session, Dossier)[0]
        sections = tuple(
            replace(each, text=re.sub(r"\[\[[^]]*]]", "", each.text))
            for each in dossier.sections
            if each.kind in {"statement-of-case", "chronology", "incidents"}
        )
        record.change(session, replace(dossier, exhibit_ids=dossier.exhibit_ids[:number], sections=sections))
    return replace(office, vault=vault)


@cache
def dossier_id(office: Demo) -> str:
    rows = answer("dossier", "list", office.vault, key=office.key)["rows"]
    return str(rows[0]["id"])


@cache
def pseudonymised(office: Demo) -> tuple[str, ...]:
    """The options of a pseudonymised copy, the words that it leaves being reviewed."""
    listed = answer("dossier", "replacements", office.vault, dossier_id(office), key=office.key)
    return "--copy", "pseudonymised", "--words-reviewed", listed["code"]


def copied(office: Demo, *options: object) -> tuple[int, Any]:
    """The exit code and answer of a build."""
    return tried("dossier", "build", office.vault, dossier_id(office), *options, key=office.key)


@pytest.fixture(scope="module")
def pseudonyms(office: Demo) -> NameReplacer:
    with open_session(office.vault, office.code) as session:
        people = record.every(session, Person)
    return NameReplacer(Hidden(form=name.text, label="*") for person in people for name in person.names)


def test_no_name_is_left_in_text_bookmarks_properties_or_file_name(
    built: Built, pseudonyms: NameReplacer
) -> None:
    path, _ = built
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    assert [number for number, page in enumerate(pages, start=1) if pseudonyms.hides(page)] == []
    assert any("Person A" in page for page in pages)
    read = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    assert not pseudonyms.hides(read)
    with pikepdf.Pdf.open(path) as opened:
        assert not any(pseudonyms.hides(item) for item in titles(opened))
        assert not any(pseudonyms.hides(str(value)) for value in opened.docinfo.values())


KNOWN = (
    *("Yunlan", "云澜", "Three Bridges Print", "三桥印务", "Water Register", "水册", "SPECIMEN-E00417"),
    *("10 January 1984", "8 December 1983", "1983-12-08", "SPECIMEN 41/2026", "SPECIMEN 3/2026", "Nicosia"),
    *("Zhiyuan", "Qīngyá", "青崖", "Through counsel only", "wing B"),
)
"""What the sample knows of its client."""
INSIDE_A_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]-?Person [A-Z]\b|\bPerson [A-Z][a-z]|\bPerson [A-Z]-[a-z]")
JOINED_TO_A_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]-?Person$|Person[A-Z]")


def test_nothing_known_of_the_client_is_left(built: Built) -> None:
    path, _ = built
    with pypdfium2.PdfDocument(path) as pdf:
        said = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    read = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    written = path.with_name("plain.pdf")
    with pikepdf.Pdf.open(path) as opened:
        assert str(opened.docinfo["/Title"]) == "Pseudonymised dossier"
        opened.save(written, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = written.read_bytes()
    everything = said + " ".join(read.split())
    assert [fact for fact in KNOWN if fact.casefold() in everything.casefold()] == []
    assert [fact for fact in KNOWN if fact.encode() in data or fact.encode("utf-16-be") in data] == []
    assert INSIDE_A_WORD.findall(said) == []
    assert [word for word in words_of(path) if JOINED_TO_A_WORD.search(word)] == []


def words_of(path: Path) -> list[str]:
    """Each word by itself, as poppler parts them, or pdfium where poppler is not there.

    Poppler's running text sorts by columns, and puts side by side what no reader sees together.
    """
    if shutil.which("pdftotext"):
        read = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True)
        return [html.unescape(word) for word in re.findall(r"<word [^>]*>(.*?)</word>", read.stdout.decode())]
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf).split()


def titles(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            yield item.title
            waiting += item.children


@pytest.mark.parametrize("place", [0, pytest.param(1, marks=pytest.mark.proof)], ids=["first", "second"])
def test_a_machine_that_reads_the_picture_of_a_covered_page_finds_nobody(
    built: Built, pseudonyms: NameReplacer, place: int
) -> None:
    data = built[0].read_bytes()
    with pikepdf.Pdf.open(built[0]) as pdf:
        covered = [
            number
            for number, page in enumerate(pdf.pages, start=1)
            if any(
                "Unseen" in str(font.get("/BaseFont")) for font in page.resources.get("/Font", {}).values()
            )
        ]
    assert len(covered) > 5
    picture = page_picture(data, covered[place], 200)
    command = ["tesseract", "stdin", "stdout"]
    read = subprocess.run(command, input=picture, capture_output=True, check=True).stdout.decode()
    assert not pseudonyms.hides(read)


def test_pages_nobody_could_read_are_left_out_and_told(built: Built) -> None:
    messages = [problem["what"] for problem in built[1]["problems"] if problem["check"] == "redaction"]
    assert any(
        re.fullmatch(r"Exhibit 3: pages that a person must review were left out: 1-3 \(picture\)\.", what)
        for what in messages
    )
    assert any("handwriting, signatures, stamps, seals or faces" in what for what in messages)


def test_the_register_says_which_copy_went_to_whom_and_on_what_consent(
    built: Built,
) -> None:
    entry = built[1]["build"]
    assert (entry["copy_kind"], entry["for_whom"], entry["purpose"]) == (
        "pseudonymised",
        "a journalist",
        "court",
    )


@pytest.mark.proof
def test_labels_stay_the_same_in_the_next_copy(short: Demo) -> None:
    out = short.vault.parent / "again.pdf"
    code, first = copied(short, *pseudonymised(short), "--out", out)
    assert code == 0, first
    with open_session(short.vault, short.code) as session:
        request = BuildRequest(dossier_id=dossier_id(short), copy_kind="pseudonymised")
        again = run_in_line(build(session, request, out))
    assert again.build.sha256 == first["build"]["sha256"]


def test_a_file_name_that_names_the_person_is_refused(short: Demo) -> None:
    out = short.vault.parent / "for-Lin-Zhiyuan.pdf"
    code, refused = copied(short, *pseudonymised(short), "--out", out)
    error = refused["error"]
    assert (code, error["field"]) == (3, "out")
    assert "Zhiyuan" not in error["title"] + error["remedy"]
    assert not out.exists()


def test_no_copy_is_made_for_a_use_nobody_consented_to(office: Demo) -> None:
    out = office.vault.parent / "media.pdf"
    code, refused = copied(office, "--purpose", "media", "--out", out)
    assert (code, refused["error"]["field"]) == (6, "consent")
    assert not out.exists()


def _decided(session: Session, request: BuildRequest) -> Iterator[CopyDecision]:
    """Leave out what rests on relatives; keep the reference to what is withheld."""
    for one in review(session, request):
        if one.why:
            kind: DecisionKind = "confirm" if one.passage.section_id == "text" else "leave-out"
            yield CopyDecision(kind=kind, subject=one.passage.name, reason="Read by counsel.")


def test_a_service_copy_omits_privileged_papers_and_says_so_where_cited(
    short: Demo,
) -> None:
    vault = short.vault.parent / "privileged.casebook"
    shutil.copytree(short.vault, vault)
    out = vault.parent / "service.pdf"
    with open_session(vault, short.code) as session:
        dossier = record.every(session, Dossier)[0]
        document = record.find(session, Document, dossier.exhibit_ids[3])
        # The ruling, the first of them, tells of the asylum claim, for which a service copy is stopped.
        dossier = replace(dossier, exhibit_ids=dossier.exhibit_ids[1:], challenged_id="")
        record.change(session, replace(document, is_privileged=True))
        text = Section(id="text", kind="free-text", title="Note", text=f"See [[{document.exhibit_mark}]].")
        record.change(session, replace(dossier, sections=(*dossier.sections, text)))
        (witness,) = (one for one in record.every(session, Person) if one.leading_name == "Ablimit Tursunjan")
        named = CopyDecision(kind="name-person", subject=witness.id, reason="A witness in open court.")
        request = BuildRequest(dossier_id=dossier.id, copy_kind="service", decisions=(named,))
        request = replace(request, decisions=(named, *_decided(session, request)))
        report = run_in_line(build(session, request, out))
    withheld = report.build.decisions[-1]
    assert (withheld.kind, withheld.subject) == ("withhold", document.exhibit_mark)
    with pypdfium2.PdfDocument(out) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    said = " ".join(" ".join(pages).split())
    assert f"exhibit {document.exhibit_mark} [not in this copy]" in said
    assert document.title not in said
    stated = [page for page in pages if f"Exhibit {document.exhibit_mark} is withheld" in page]
    assert len(stated) == document.page_count


def test_what_is_new_between_two_builds_is_told_part_by_part(short: Demo) -> None:
    vault = short.vault.parent / "two.casebook"
    shutil.copytree(short.vault, vault)
    with open_session(vault, short.code) as session:
        dossier = record.every(session, Dossier)[0]
        request = BuildRequest(dossier_id=dossier.id)
        old = run_in_line(build(session, request, vault.parent / "old.pdf")).build
        text = Section(id="text", kind="free-text", title="Late note", text="Filed after the hearing.")
        first, second, *others = dossier.exhibit_ids
        swapped = (second, first, *others)
        later = replace(dossier, sections=(*dossier.sections, text), exhibit_ids=swapped)
        record.change(session, later)
        new = run_in_line(build(session, request, vault.parent / "new.pdf")).build
    rows = answer("dossier", "diff", vault, old.id, new.id, key=short.key)["rows"]
    states = {row["mark"] or row["title"]: row["state"] for row in rows}
    assert states["Late note"] == "added"
    assert {states["16"], states["2"]} & {"moved"}
    assert states["Transnational repression"] == "same"


@pytest.mark.parametrize("which", ["short", pytest.param("office", marks=pytest.mark.proof)])
def test_the_text_goes_on_in_word_and_a_pseudonymised_one_names_nobody(
    request: pytest.FixtureRequest, which: str, pseudonyms: NameReplacer
) -> None:
    office: Demo = request.getfixturevalue(which)
    out = office.vault.parent / f"{which}.docx"
    code, done = copied(office, *pseudonymised(office), "--format", "docx", "--out", out)
    assert code == 0, done
    with zipfile.ZipFile(out) as word:
        said = re.sub(r"<[^>]+>", " ", word.read("word/document.xml").decode())
    assert "Person A" in said
    assert not pseudonyms.hides(said)


def test_a_locked_copy_opens_with_its_passphrase_alone(
    short: Demo, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = short.vault.parent / "secret.txt"
    secret.write_text("for the recipient alone\n", encoding="utf-8")
    out = short.vault.parent / "locked.pdf"
    code, done = copied(short, "--lock-file", secret, "--out", out)
    assert code == 0, done
    assert "this one can be guessed" in capsys.readouterr().err
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.Pdf.open(out)
    with pikepdf.Pdf.open(out, password="for the recipient alone") as pdf:
        assert pdf.encryption.R == 6  # AES-256
    assert done["build"]["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
