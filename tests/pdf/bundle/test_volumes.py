from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from pikepdf import Pdf

from casebook.base.errors import InvalidInput
from casebook.domain.dossier.composition import Composition, DossierPart, ReferenceTarget, Span, TextParagraph
from casebook.pdf.bundle.volumes import Volume, build_volumes, by_exhibit, by_size
from tests.pdf.corpus import bookmarked, composition, exhibit, layered, linked, picture, typed
from tests.pdf.read import Aim, bookmarks, clicks, last_number


def story(**changes: object) -> Composition:
    lines = [
        TextParagraph(
            line=(
                Span(
                    f"See exhibit {key.upper()}, p. {{page}}",
                    to=ReferenceTarget(anchor=f"exhibit:{key}", page=2),
                ),
            )
        )
        for key in "abc"
    ]
    part = DossierPart(title="Statement", anchor="statement", blocks=tuple(lines))
    exhibits = (
        exhibit(linked("One"), "a"),
        exhibit(bookmarked(), "b"),
        exhibit(typed(3), "c"),
        exhibit(layered(), "d"),
    )
    return composition(*exhibits, parts=(part,), **changes)


def said(volume: Volume) -> list[str]:
    with pypdfium2.PdfDocument(volume.file) as document:
        return [page.get_textpage().get_text_range() for page in document]


def every_target_is_right(volumes: tuple[Volume, ...]) -> int:
    """Follow every label, number, link and bookmark of every file; gives how many were followed."""
    followed = 0
    for volume in volumes:
        texts = said(volume)
        with Pdf.open(volume.file) as pdf:
            labels = [page.label for page in pdf.pages]
            assert [re.findall(r"\d+[A-Z]*", text)[-1] for text in texts] == labels
            for _, title, to in bookmarks(pdf):
                assert re.findall(r"\d+[A-Z]*", title)[-1] == labels[to.page - 1]
                followed += 1
            for page in range(1, len(pdf.pages) + 1):
                for click in clicks(pdf, page):
                    assert isinstance(click, Aim) or str(click).startswith("https:")
                    followed += 1
    return followed


def test_each_exhibit_is_a_file_numbered_from_one() -> None:
    volumes = build_volumes(story(has_dividers=False), by_exhibit)
    assert [volume.bundle.page_count for volume in volumes] == [3, 3, 3, 3, 1]
    assert every_target_is_right(volumes) > 12
    front = said(volumes[0])
    assert "See exhibit B, p. 2" in front[2]
    assert front[1].count("3 pages") == 3
    with Pdf.open(volumes[2].file) as pdf:
        assert pdf.docinfo["/Title"] == "B File b"
        assert [title for _, title, _ in bookmarks(pdf)] == [
            "B File b, page 1",
            "Account, page 1",
            "The arrest, page 3",
        ]
    with Pdf.open(volumes[4].file) as pdf:
        assert len(pdf.Root.OCProperties.D.OFF) == 1
    assert not any(problem.is_blocking for volume in volumes for problem in volume.bundle.problems)


def test_parts_keep_within_their_size_and_their_numbers_run_on() -> None:
    whole = build_volumes(story(), by_size(10_000_000))
    assert len(whole) == 1
    size = len(whole[0].file.getvalue())
    volumes = build_volumes(story(), by_size(size * 2 // 3))
    assert len(volumes) > 1
    assert all(len(volume.file.getvalue()) <= size * 2 // 3 for volume in volumes)
    assert sum(volume.bundle.page_count for volume in volumes) == whole[0].bundle.page_count
    assert every_target_is_right(volumes) > 12
    labels = [planned.label for volume in volumes for planned in volume.bundle.plan.pages]
    assert labels == [str(number) for number in range(1, len(labels) + 1)]
    printed = re.findall(r"exhibit (\w), p. (\d+) \(part (\d)\)", " ".join(said(volumes[0])))
    assert [mark for mark, _, _ in printed] == ["A", "B", "C"]
    for _, number, file in printed:
        pages = {
            page.label: text
            for page, text in zip(
                volumes[int(file) - 1].bundle.plan.pages, said(volumes[int(file) - 1]), strict=True
            )
        }
        assert "sheet 2" in pages[number]
    with Pdf.open(volumes[1].file) as pdf:
        assert str(pdf.docinfo["/Title"]).endswith(f"part 2 of {len(volumes)}")
    assert not any(problem.is_blocking for volume in volumes for problem in volume.bundle.problems)


def noisy(pages: int) -> bytes:
    """A scan whose pages can hardly be packed."""
    import random

    from PIL import Image

    written = io.BytesIO()
    dice = random.Random(3)  # noqa: S311 - the same each time
    sheets = [Image.frombytes("L", (200, 280), dice.randbytes(56_000)) for _ in range(pages)]
    sheets[0].save(written, "TIFF", save_all=True, append_images=sheets[1:])
    return written.getvalue()


def test_an_exhibit_too_large_for_a_part_is_cut_between_its_pages() -> None:
    bundle_plan = composition(exhibit(noisy(6)), exhibit(picture(), "b"))
    volumes = build_volumes(bundle_plan, by_size(200_000))
    assert all(len(volume.file.getvalue()) <= 200_000 for volume in volumes)
    assert sum(volume.bundle.page_count for volume in volumes) == 2 + 1 + 6 + 2
    assert every_target_is_right(volumes) > 0
    assert not any(problem.is_blocking for volume in volumes for problem in volume.bundle.problems)


def test_a_page_larger_than_a_part_is_refused() -> None:
    with pytest.raises(InvalidInput, match="A single page of exhibit A"):
        build_volumes(composition(exhibit(noisy(2))), by_size(50_000))


def test_the_same_input_gives_the_same_files() -> None:
    one, two = (build_volumes(story(), by_size(40_000)) for _ in range(2))
    assert [volume.file.getvalue() for volume in one] == [volume.file.getvalue() for volume in two]
    assert last_number(said(one[-1])[-1]) == sum(volume.bundle.page_count for volume in one)
