from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Pdf

from casebook.base.clock import fixed_clock
from casebook.base.errors import InvalidInput, NotFound
from casebook.base.ids import seeded_ids
from casebook.domain.dossier.build import Build, BuildRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.output_layout import additions_of, shape_of
from casebook.domain.dossier.volume import file_names
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.dossier import build as builds
from casebook.services.dossier import profile
from casebook.services.dossier.build import BuildReport
from tests.pdf.corpus import exhibit, typed
from tests.pdf.read import bookmarks
from tests.vaults import SAMPLE_AT, MasterVault


@pytest.fixture(scope="module")
def session(sample_vault: MasterVault, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The sample, its dossier cut to its last eight exhibits, each with a tab sheet."""
    path = sample_vault.copied_to(tmp_path_factory.mktemp("volumes") / "sample.casebook")
    clock, ids = fixed_clock(SAMPLE_AT), seeded_ids(1)
    with open_session(path, sample_vault.code, clock=clock, ids=ids) as vault_session:
        whole = record.every(vault_session, Dossier)[0]
        record.change(
            vault_session,
            replace(
                whole,
                sections=tuple(part for part in whole.sections if part.kind == "exhibit-custody"),
                exhibit_ids=whole.exhibit_ids[-8:],
                has_dividers=True,
            ),
        )
        yield vault_session


def built(session: Session, out: Path, **asked: object) -> BuildReport:
    chosen = record.every(session, Dossier)[0]
    request = BuildRequest(dossier_id=chosen.id, **asked)  # type: ignore[arg-type]
    return run_in_line(builds.build(session, request, out))


@pytest.fixture(scope="module")
def first(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A build of it as one file."""
    return built(session, tmp_path_factory.mktemp("first") / "first.pdf").build


@pytest.mark.parametrize(
    ("forum", "kind", "most"),
    [
        ("gb-ew-court-ebundle", "one", 0),
        ("fr-telerecours", "exhibits", 0),
        ("es-lexnet", "exhibits", 0),
        ("echr-rule39", "parts", 50_000_000),
        ("us-eoir-immigration-court", "parts", 25_000_000),
        ("de-erv", "parts", 200_000_000),
    ],
)
def test_each_forum_gets_the_files_it_takes(forum: str, kind: str, most: int) -> None:
    shape = shape_of(profile.profile_of(forum))
    assert (shape.kind, shape.most_bytes) == (kind, most)
    assert shape_of(None).kind == "one"


def test_france_gets_a_file_for_each_exhibit_named_by_the_inventory(session: Session, tmp_path: Path) -> None:
    report = built(session, tmp_path / "memoire.pdf", profile_id="fr-telerecours")
    files = sorted((tmp_path / "memoire").iterdir())
    assert {file.name for file in files} == {file.name for file in report.build.files}
    assert (tmp_path / "memoire" / "memoire.pdf").exists()
    assert len(files) == 9
    assert all(len(file.name) <= 80 and re.fullmatch(r"[A-Za-z0-9_-]+\.pdf", file.name) for file in files)
    marks = [part.mark for part in report.build.contents if part.mark]
    named = [part.file for part in report.build.contents if part.mark]
    assert all(name.startswith(f"{mark}_") for mark, name in zip(marks, named, strict=True))
    for volume in report.build.files:
        data = (tmp_path / "memoire" / volume.name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == volume.sha256
        with Pdf.open(io.BytesIO(data)) as pdf:
            assert len(pdf.pages) == volume.pages
            assert [page.label for page in pdf.pages] == [str(at) for at in range(1, volume.pages + 1)]
            assert list(bookmarks(pdf))
    listing = "".join(f"{volume.sha256}  {volume.name}\n" for volume in report.build.files)
    assert report.build.sha256 == hashlib.sha256(listing.encode()).hexdigest()
    assert report.build.is_ready
    assert record.find(session, type(report.build), report.build.id) == report.build


def test_parts_go_into_one_file_to_be_carried(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "dossier.zip"
    report = built(session, out, shape="parts", part_mb=1)
    names = [file.name for file in report.build.files]
    assert names == [f"dossier_Part{number}.pdf" for number in range(1, len(names) + 1)]
    assert len(names) > 1
    assert all(file.size_bytes <= 1_000_000 for file in report.build.files)
    with zipfile.ZipFile(out) as package:
        assert package.namelist() == names
        assert hashlib.sha256(package.read(names[1])).hexdigest() == report.build.files[1].sha256
    again = built(session, tmp_path / "again.zip", shape="parts", part_mb=1)
    assert [file.sha256 for file in again.build.files] == [file.sha256 for file in report.build.files]
    assert report.build.is_ready


def test_a_forum_with_a_limit_gets_one_file_where_all_fits(session: Session, tmp_path: Path) -> None:
    report = built(session, tmp_path / "dossier.pdf", profile_id="echr-rule39")
    assert report.build.files == ()
    assert hashlib.sha256((tmp_path / "dossier.pdf").read_bytes()).hexdigest() == report.build.sha256


def test_parts_without_a_limit_need_one(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        built(session, tmp_path / "dossier.pdf", shape="parts")
    assert refused.value.field == "part_mb"


def test_names_of_files_are_plain_and_told_apart() -> None:
    exhibits = [
        replace(exhibit(typed(1), "a"), mark="1", title="Pièce n° 1 : passeport / копия"),
        replace(exhibit(typed(1), "b"), mark="2", title="护照"),
        replace(exhibit(typed(1), "c"), mark="2", title="護照"),
    ]
    assert file_names("memoire.pdf", "exhibits", exhibits, 4, None) == [
        "memoire.pdf",
        "1_Piece_n_1_passeport.pdf",
        "2.pdf",
        "2_2.pdf",
    ]


def _numbers(data: bytes) -> list[str]:
    with Pdf.open(io.BytesIO(data)) as pdf:
        return [page.label for page in pdf.pages]


def _last_lines(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range().split()[-1] for page in document]


def test_late_exhibits_move_no_page_that_was_cited(session: Session, tmp_path: Path) -> None:
    chosen = record.every(session, Dossier)[0]
    short = replace(chosen, exhibit_ids=chosen.exhibit_ids[:2] + chosen.exhibit_ids[3:5])
    record.change(session, short)
    first = built(session, tmp_path / "first.pdf")
    record.change(session, chosen)
    before = {entry.key: entry.numbers for entry in first.build.numbers}
    for additions in ("inserted", "end"):
        out = tmp_path / f"{additions}.pdf"
        later = built(session, out, continues=first.build.id, additions=additions)
        after = {entry.key: entry.numbers for entry in later.build.numbers}
        for key, numbers in before.items():
            assert after[key][: len(numbers)] == numbers
        printed = _last_lines(out.read_bytes())
        assert printed == _numbers(out.read_bytes())
        late = after[chosen.exhibit_ids[2]]
        if additions == "inserted":
            assert late[0] == f"{before[chosen.exhibit_ids[1]][-1]}A"
            assert set(late) < set(printed)
        else:
            assert all(number.isdecimal() for number in late)
        assert not [problem for problem in later.problems if problem.is_blocking]


def test_a_build_of_another_copy_is_not_continued(session: Session, first: Build, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        built(session, tmp_path / "second.pdf", continues=first.id, copy_kind="pseudonymised")
    assert refused.value.field == "continues"


def test_the_rule_of_the_forum_says_where_late_exhibits_go() -> None:
    assert additions_of(profile.profile_of("gb-admin-court-jr")) == "inserted"
    assert additions_of(profile.profile_of("gb-ew-court-ebundle")) == "end"
    assert additions_of(None) == "end"


def test_an_exhibit_left_out_has_a_page_and_is_told(session: Session, first: Build, tmp_path: Path) -> None:
    mark = first.contents[-1].mark
    report = built(session, tmp_path / "copy.pdf", placeholders=frozenset({mark}))
    problems = [problem for problem in report.problems if problem.check == "placeholder"]
    assert [str(problem.what) for problem in problems] == [
        f"Exhibit {mark} is replaced by a placeholder page stating that it was left out."
    ]
    last = report.build.contents[-1]
    assert last.last_page == last.first_page + 1
    with pypdfium2.PdfDocument(tmp_path / "copy.pdf") as document:
        said = document[last.last_page - 1].get_textpage().get_text_range()
    assert "This exhibit is left out of this copy." in said
    assert last.digest[:12] not in said, "by choice: its hash would say who holds the same file"
    with pytest.raises(NotFound):
        built(session, tmp_path / "none.pdf", placeholders=frozenset({"Z-99"}))
