from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from casebook.domain.dossier.build import Build, BuiltNumbers, BuiltPart, differences, one_before


def built(*contents: BuiltPart) -> Build:
    return Build(
        id="b",
        dossier_id="d",
        case_id="c",
        built_at=datetime(2026, 3, 2, tzinfo=UTC),
        copy_kind="filing",
        sha256="",
        pages=9,
        contents=contents,
    )


def exhibit(key: str, first: int = 3, digest: str = "x", title: str = "A letter") -> BuiltPart:
    return BuiltPart(key=key, title=title, mark=key, digest=digest, first_page=first, last_page=first + 1)


def states(old: Build, new: Build) -> list[tuple[str, str]]:
    return [(difference.key, difference.state) for difference in differences(old, new)]


def test_parts_are_listed_in_the_newer_order_with_removed_ones_last() -> None:
    old = built(exhibit("1"), exhibit("2", 5), exhibit("3", 7), exhibit("4", 9))
    new = built(exhibit("1"), exhibit("5", 5), exhibit("3", 7, "y"), exhibit("4", 10))
    assert states(old, new) == [
        ("1", "same"),
        ("5", "added"),
        ("3", "changed"),
        ("4", "moved"),
        ("2", "removed"),
    ]


def test_a_new_title_is_a_change_though_the_bytes_are_the_same() -> None:
    assert states(built(exhibit("1")), built(exhibit("1", title="Another"))) == [("1", "changed")]


def test_moved_parts_of_the_text_are_listed_by_the_fewest_moves() -> None:
    facts, law, annex, note = (BuiltPart(key=f"part:{one}", title=one, digest="x") for one in "abcd")
    assert states(built(facts, law, annex), built(note, annex, facts, law)) == [
        ("part:d", "added"),
        ("part:c", "moved"),
        ("part:a", "same"),
        ("part:b", "same"),
    ]


def test_what_keeps_its_printed_number_has_not_moved() -> None:
    old = replace(
        built(exhibit("1", 3), exhibit("2", 5)),
        numbers=(BuiltNumbers(key="1", numbers=("3", "4")), BuiltNumbers(key="2", numbers=("5", "6"))),
    )
    new = replace(
        built(exhibit("1", 3), exhibit("3", 5), exhibit("2", 7)),
        numbers=(*old.numbers, BuiltNumbers(key="3", numbers=("4A", "4B"))),
    )
    assert states(old, new) == [("1", "same"), ("3", "added"), ("2", "same")]
    added = differences(old, new)[1]
    assert (added.old_numbers, added.new_numbers) == (("", ""), ("4A", "4B"))


def test_the_same_page_of_the_file_with_another_number_has_moved() -> None:
    old = replace(built(exhibit("1")), numbers=(BuiltNumbers(key="1", numbers=("3", "4")),))
    new = replace(built(exhibit("1")), numbers=(BuiltNumbers(key="1", numbers=("45", "46")),))
    assert states(old, new) == [("1", "moved")]


def test_the_pages_of_both_builds_are_told() -> None:
    (difference,) = differences(built(exhibit("1", 3)), built(exhibit("1", 8)))
    assert (difference.old_pages, difference.new_pages) == ((3, 4), (8, 9))


def test_a_build_is_compared_with_the_last_of_the_same_copy_and_format() -> None:
    first = replace(built(), id="1")
    service = replace(first, id="2", copy_kind="service")
    word = replace(first, id="3", file_format="docx")
    latest = replace(first, id="4")
    newest_first = [latest, word, service, first]
    assert one_before(newest_first, latest) == first
    assert one_before(newest_first, word) is None
