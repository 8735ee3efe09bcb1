from __future__ import annotations

import hashlib
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from casebook.base.errors import Cancelled, Conflict, DamagedSource, InvalidInput, NotFound
from casebook.base.message import Message
from casebook.domain.evidence.transcript import transcript_lines
from casebook.packs.dossier.bundle_spec import read_spec
from casebook.packs.dossier.profile import read_profiles
from casebook.services.dossier.bundle import bundle_from_spec
from tests.paths import KINDS_OF_FILES, ROOT
from tests.pdf.corpus import locked, picture, typed
from tests.sampled import sampled
from tests.services.dossier.test_set_exhibits import text_of

pytestmark = pytest.mark.confined  # what the worker makes of files is shown here

DOC = ROOT / "docs" / "bundles.md"
SPEC = """
title = "Hearing bundle"
[cover]
court = "High Court"
[[section]]
title = "Statements"
[[section.item]]
file = "first.pdf"
title = "First statement"
mark = "A"
[[section.item]]
file = "pictures/door.png"
title = "The door"
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "first.pdf").write_bytes(typed(3))
    (tmp_path / "pictures" / "door.png").write_bytes(picture())
    path = tmp_path / "SPEC.toml"
    path.write_text(SPEC, encoding="utf-8")
    return path


def _files(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*")}


def test_files_on_disk_become_a_bundle(spec: Path) -> None:
    out = spec.parent / "out.pdf"
    report = bundle_from_spec(spec, out)
    assert report.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert report.pages == 8  # cover, index, two dividers, three sheets, a picture
    assert [(item.mark, item.first_page, item.last_page) for item in report.items] == [
        ("A", 3, 6),
        ("2", 7, 8),
    ]
    assert not any(problem.is_blocking for problem in report.problems)
    assert _files(spec.parent) == {"SPEC.toml", "first.pdf", "pictures", "door.png", "out.pdf"}


def test_the_same_files_give_the_same_bytes(spec: Path) -> None:
    first = bundle_from_spec(spec, spec.parent / "one.pdf")
    assert bundle_from_spec(spec, spec.parent / "two.pdf").sha256 == first.sha256


def test_the_forums_own_rules_are_held_against_the_finished_bundle(spec: Path) -> None:
    spec.write_text(f'profile = "es-lexnet"\n{SPEC}', encoding="utf-8")
    problems = bundle_from_spec(spec, spec.parent / "out.pdf").problems
    archive = next(problem for problem in problems if "PDF/A" in str(problem.what))
    assert archive.is_blocking
    assert archive.source


def test_a_profile_handed_in_takes_the_place_of_the_specs(spec: Path) -> None:
    spec.write_text(f'profile = "es-lexnet"\n{SPEC}', encoding="utf-8")
    problems = bundle_from_spec(spec, spec.parent / "out.pdf", profile_id="interpol-ccf").problems
    assert not any("PDF/A" in str(problem.what) for problem in problems)


def test_the_paper_is_the_forums_where_the_spec_names_none(spec: Path) -> None:
    out = spec.parent / "out.pdf"
    bundle_from_spec(spec, out, profile_id="ca-irb-rpd")
    with pikepdf.Pdf.open(out) as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]


def test_a_photograph_needs_no_words(spec: Path) -> None:
    (spec.parent / "pictures" / "door.png").write_bytes(picture(size=(1600, 1200)))
    item = '[[section.item]]\nfile = "pictures/door.png"\ntitle = "The door"\n'
    out = spec.parent / "out.pdf"
    for lines, is_asked in ((item, True), (f"{item}photograph = true\n", False)):
        spec.write_text(f'title = "Bundle"\n[[section]]\ntitle = "A"\n{lines}', encoding="utf-8")
        problems = bundle_from_spec(spec, out, profile_id="gb-ew-court-ebundle").problems
        assert any(problem.check == "text" for problem in problems) == is_asked
        problems = bundle_from_spec(spec, out).problems
        assert any(problem.check == "scans" for problem in problems) == is_asked


@pytest.mark.parametrize(("written", "handed_in"), [("", "nowhere"), ('profile = "nowhere"\n', "")])
def test_an_unknown_profile_is_refused_and_the_known_ones_are_listed(
    spec: Path, written: str, handed_in: str
) -> None:
    spec.write_text(written + SPEC, encoding="utf-8")
    with pytest.raises(NotFound) as error:
        bundle_from_spec(spec, spec.parent / "out.pdf", profile_id=handed_in)
    assert (error.value.field, error.value.exit_code) == ("profile", 3)
    assert "gb-ew-court-ebundle" in str(error.value.remedy)
    assert not (spec.parent / "out.pdf").exists()


@pytest.mark.parametrize(
    ("file", "data", "words"),
    sampled(
        (
            ("first.pdf", typed(3)[:1500], "Exhibit A (first.pdf) is damaged or incomplete"),
            ("first.pdf", locked(user="x"), "Exhibit A (first.pdf) is protected by a password"),
            ("pictures/door.png", picture()[:300], "Exhibit 2 (pictures/door.png)"),
            ("first.pdf", b"", "Exhibit A (first.pdf) is an empty file"),
            ("pictures/door.png", b"", "Exhibit 2 (pictures/door.png) is an empty file"),
            ("first.pdf", b"words", "Exhibit A (first.pdf) is neither"),
        ),
        kept=3,
    ),
)
def test_a_bad_file_stops_it_and_leaves_nothing(spec: Path, file: str, data: bytes, words: str) -> None:
    (spec.parent / file).write_bytes(data)
    before = _files(spec.parent)
    out = spec.parent / "out.pdf"
    with pytest.raises(DamagedSource) as caught:
        bundle_from_spec(spec, out)
    assert str(caught.value.title).startswith(words)
    assert caught.value.remedy
    assert caught.value.exit_code == 3
    assert _files(spec.parent) == before


def test_files_of_every_kind_that_cannot_go_in_are_named_at_once(spec: Path) -> None:
    (spec.parent / "half.docx").write_bytes(b"PK\x03\x04cut short")
    (spec.parent / "pictures/door.png").write_bytes(b"")
    spec.write_text(SPEC.replace("first.pdf", "half.docx"), encoding="utf-8")
    before = _files(spec.parent)
    with pytest.raises(DamagedSource) as caught:
        bundle_from_spec(spec, spec.parent / "out.pdf")
    assert str(caught.value.title).startswith("Exhibit A (half.docx) ")
    assert str(caught.value.title).endswith("Also faulty: 2.")
    assert _files(spec.parent) == before


def test_a_file_already_there_stays_when_it_fails(spec: Path) -> None:
    out = spec.parent / "out.pdf"
    out.write_bytes(b"what was filed before")
    (spec.parent / "first.pdf").write_bytes(b"")
    with pytest.raises(DamagedSource):
        bundle_from_spec(spec, out)
    assert out.read_bytes() == b"what was filed before"


def test_a_missing_file_is_named_as_typed(spec: Path) -> None:
    (spec.parent / "pictures" / "door.png").unlink()
    with pytest.raises(NotFound) as error:
        bundle_from_spec(spec, spec.parent / "out.pdf")
    assert error.value.field == "pictures/door.png"


def test_a_folder_is_no_item(spec: Path) -> None:
    spec.write_text(SPEC.replace("pictures/door.png", "pictures"), encoding="utf-8")
    with pytest.raises(InvalidInput):
        bundle_from_spec(spec, spec.parent / "out.pdf")


@pytest.mark.parametrize("out", ["first.pdf", "pictures/../first.pdf", "SPEC.toml"])
def test_no_source_is_overwritten(spec: Path, out: str) -> None:
    with pytest.raises(Conflict):
        bundle_from_spec(spec, spec.parent / out)
    assert (spec.parent / "first.pdf").read_bytes() == typed(3)


def test_it_can_be_stopped_and_leaves_nothing(spec: Path) -> None:
    def progress(done: int, total: int, step: Message) -> None:
        if str(step) == "checking pages":
            raise Cancelled(f"Stopped at {done} of {total}.")

    before = _files(spec.parent)
    with pytest.raises(Cancelled):
        bundle_from_spec(spec, spec.parent / "out.pdf", progress=progress)
    assert _files(spec.parent) == before


def test_the_example_of_the_document_becomes_a_bundle(tmp_path: Path) -> None:
    example = DOC.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    path = tmp_path / "hearing.toml"
    path.write_text(example, encoding="utf-8")
    for item in read_spec(path).items:
        file = tmp_path / item.file
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(picture() if file.suffix == ".png" else typed(2))
    report = bundle_from_spec(path, tmp_path / "bundle.pdf")
    assert [item.mark for item in report.items] == ["A-1", "A-2", "3"]
    assert not any(problem.is_blocking for problem in report.problems)


def test_the_document_lists_every_profile() -> None:
    listed = re.findall(
        r"^\| `([a-z0-9-]+)` \|", DOC.read_text("utf-8").split("## Profiles")[1], re.MULTILINE
    )
    assert listed == [profile.id for profile in read_profiles().profiles]


@pytest.mark.parametrize(
    ("keys", "labels"),
    [
        ('prefix = "LIN"\ndigits = 4', [f"LIN{number:04}" for number in range(1, 9)]),
        ('prefix = "X-"\ndigits = 1', [f"X-{number}" for number in range(1, 9)]),
        ('numbers = "exhibit"', ["1", "2", "A-0", "A-1", "A-2", "A-3", "2-0", "2-1"]),
    ],
)
def test_pages_bear_the_numbers_asked_for(spec: Path, keys: str, labels: list[str]) -> None:
    spec.write_text(f"{keys}\n{SPEC}", encoding="utf-8")
    out = spec.parent / "out.pdf"
    report = bundle_from_spec(spec, out)
    assert not any(problem.is_blocking for problem in report.problems)
    with pikepdf.open(out) as pdf:
        assert [page.label for page in pdf.pages] == labels
    command = ["pdftotext", "-layout", str(out), "-"]
    pages = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")
    assert [page.split()[-1] for page in pages if page.strip()] == labels
    assert f"{labels[2]}–{labels[5]}" in pages[1]


def test_a_forum_that_wants_the_number_of_the_page_is_told_of_another(spec: Path) -> None:
    spec.write_text(f'prefix = "LIN"\n{SPEC}', encoding="utf-8")
    report = bundle_from_spec(spec, spec.parent / "out.pdf", profile_id="gb-ew-court-ebundle")
    assert any(problem.check == "numbers" and problem.is_blocking for problem in report.problems)


def test_the_files_stand_before_the_bundle_as_they_came(spec: Path) -> None:
    spec.write_text(f"manifest = true\n{SPEC}", encoding="utf-8")
    out = spec.parent / "out.pdf"
    assert not any(problem.is_blocking for problem in bundle_from_spec(spec, out).problems)
    command = ["pdftotext", "-f", "3", "-l", "3", str(out), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for name in ("first.pdf", "pictures/door.png"):
        assert name in text
        assert hashlib.sha256((spec.parent / name).read_bytes()).hexdigest() in "".join(text.split())


@pytest.mark.parametrize("transcript", ["transcript.vtt", "transcript.srt"])
def test_a_recording_has_a_sheet_with_the_transcript_beside_it(spec: Path, transcript: str) -> None:
    recording = (KINDS_OF_FILES / "sound.mp3").read_bytes()
    (spec.parent / "call.mp3").write_bytes(recording)
    written = (KINDS_OF_FILES / transcript).read_bytes()
    (spec.parent / f"call{Path(transcript).suffix}").write_bytes(written)
    spec.write_text(SPEC.replace("first.pdf", "call.mp3"), encoding="utf-8")
    out = spec.parent / "out.pdf"
    report = bundle_from_spec(spec, out)
    assert not any(problem.is_blocking for problem in report.problems)
    text = "".join(text_of(out.read_bytes()).split())
    assert hashlib.sha256(recording).hexdigest() in text
    assert "Therecordingitselfissubmittedasaseparatefile." in text
    first, last = (transcript_lines(written.decode())[place] for place in (0, -1))
    for line in (first, last):
        assert f"{line.time}{''.join(line.words.split())}" in text


def test_a_recording_without_a_transcript_has_a_page_that_names_it(spec: Path) -> None:
    recording = (KINDS_OF_FILES / "sound.mp3").read_bytes()
    (spec.parent / "call.mp3").write_bytes(recording)
    spec.write_text(SPEC.replace("first.pdf", "call.mp3"), encoding="utf-8")
    report = bundle_from_spec(spec, spec.parent / "out.pdf")
    assert not any(problem.is_blocking for problem in report.problems)
    text = "".join(text_of((spec.parent / "out.pdf").read_bytes()).split())
    assert "Thisexhibitisarecordingandcannotbeshownonapage." in text
    assert hashlib.sha256(recording).hexdigest() in text


def test_a_transcript_that_cannot_be_read_is_named(spec: Path) -> None:
    (spec.parent / "call.mp3").write_bytes((KINDS_OF_FILES / "sound.mp3").read_bytes())
    (spec.parent / "call.vtt").write_bytes(b"WEBVTT\n\n\xff\xfe")
    spec.write_text(SPEC.replace("first.pdf", "call.mp3"), encoding="utf-8")
    with pytest.raises(DamagedSource, match=r"call\.mp3.*call\.vtt"):
        bundle_from_spec(spec, spec.parent / "out.pdf")
    report = bundle_from_spec(spec, spec.parent / "out.pdf", leaves_out=True)
    assert any(problem.check == "placeholder" for problem in report.problems)
