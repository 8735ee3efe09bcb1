"""Every index entry, bookmark, link and reference of the sample, followed: in one file and in parts."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Pdf

from casebook.domain.dossier.build import Build, BuildRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.dossier import build as builds
from tests.journeys.conftest import Demo
from tests.pdf.read import Aim, bookmarks, clicks

NUMBER = re.compile(r"\d+[A-Z]*(?=\D*$)")


@pytest.fixture(scope="module")
def session(demo: Demo) -> Iterator[Session]:
    with open_session(demo.vault, demo.code) as vault_session:
        yield vault_session


class Read:
    """A file as a reader has it: its labels, its words, and what can be clicked on in it."""

    def __init__(self, data: bytes) -> None:
        with Pdf.open(io.BytesIO(data)) as pdf:
            self.labels = [page.label for page in pdf.pages]
            self.bookmarks = [(title, to.page) for _, title, to in bookmarks(pdf)]
            self.clicks = [clicks(pdf, page) for page in range(1, len(pdf.pages) + 1)]
            rects = [
                [tuple(float(side) for side in note.Rect) for note in page.obj.get("/Annots", ())]
                for page in pdf.pages
            ]
        with pypdfium2.PdfDocument(data) as document:
            pages = [page.get_textpage() for page in document]
            self.texts = [page.get_text_range() for page in pages]
            self.clicked = [
                [page.get_text_bounded(*rect) for rect in on_page]
                for page, on_page in zip(pages, rects, strict=True)
            ]


def followed(read: Read, ours: int) -> int:
    """Follow everything; of our own pages, the first `ours`, each link must print the number it leads to."""
    count = 0
    for title, page in read.bookmarks:
        assert NUMBER.findall(title)[-1] == read.labels[page - 1], title
        count += 1
    for at, on_page in enumerate(read.clicks):
        texts: dict[int, str] = defaultdict(str)
        for click, text in zip(on_page, read.clicked[at], strict=True):
            assert isinstance(click, Aim) or str(click).startswith(("https:", "http:", "mailto:"))
            if isinstance(click, Aim):
                texts[click.page] += f" {text}"
                count += 1
        for page, words in texts.items() if at < ours else ():
            sources, places = (
                re.findall(r"S\d+", words),
                re.findall(r"(?:paragraph|heading|Section) ([A-Z\d.]+)", words),
            )
            is_numbered = re.search(rf"(?<![\dS]){read.labels[page - 1]}(?!\d)", words)
            is_note = page == at + 1 and _of_notes(re.sub(r"paragraph \d+", "", words))
            assert is_numbered or sources or places or is_note, (at + 1, page, words)
            begun = re.findall(r"(?m)^([A-Z\d.]+)\s", read.texts[page - 1])
            assert set(places) <= set(begun), (at + 1, page, words)
            assert all(source in read.texts[page - 1] for source in sources), (at + 1, page, words)
    assert [text.split()[-1] for text in read.texts] == read.labels
    return count


def _of_notes(words: str) -> bool:
    """Whether these are the calls of footnotes and the numbers of the notes, which lead to each other."""
    digits = Counter(unicodedata.digit(sign, -1) for sign in words if not sign.isspace())
    return bool(digits) and -1 not in digits and all(count == 2 for count in digits.values())


def test_everything_in_the_dossier_leads_where_it_says(session: Session, demo: Demo) -> None:
    data = demo.pdf.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    build = next(build for build in record.every(session, Build) if build.sha256 == digest)
    read = Read(data)
    first = min(part.first_page for part in build.contents if part.mark)
    assert followed(read, first - 1) > 300
    index = read.texts[1] + read.texts[2]
    for part in build.contents:
        if part.mark:
            assert re.search(rf"(?m)^{part.mark}\s", index)
    for part in build.contents:
        assert part.title.split()[0] in index
        if part.mark:
            span = f"{part.first_page}–{part.last_page}"
            assert (span if part.last_page > part.first_page else str(part.first_page)) in index


@pytest.mark.proof
def test_everything_in_its_parts_leads_where_it_says(session: Session, tmp_path: Path) -> None:
    dossier = next(candidate for candidate in record.every(session, Dossier) if candidate.exhibit_ids)
    request = BuildRequest(dossier_id=dossier.id, shape="parts", part_mb=1)
    build = run_in_line(builds.build(session, request, tmp_path / "dossier.zip")).build
    with zipfile.ZipFile(tmp_path / "dossier.zip") as package:
        reads = [Read(package.read(file.name)) for file in build.files]
    assert len(reads) > 1
    ours = sum(
        len(entry.numbers) for entry in build.numbers if entry.key.startswith(("cover", "index", "part:"))
    )
    counts = [followed(read, ours if at == 0 else 0) for at, read in enumerate(reads)]
    assert sum(counts) > 100
    labels = [label for read in reads for label in read.labels]
    assert labels == [str(number) for number in range(1, len(labels) + 1)]
    marks = {part.mark: (part.key, part.file) for part in build.contents if part.mark}
    numbers = {entry.key: entry.numbers for entry in build.numbers}
    printed = re.findall(r"exhibit\s+(\w+),\s+p\.\s+(\d+)\s+\(part\s+(\d)\)", " ".join(reads[0].texts))
    assert len(printed) > 20
    for mark, number, part in printed:
        key, _ = marks[mark]
        assert number in numbers[key]
        assert number in reads[int(part) - 1].labels
