from __future__ import annotations

from pikepdf import Pdf

from casebook.pdf.page.page_labels import label_tree, page_labels


def test_pages_are_counted_from_one() -> None:
    assert page_labels([("cover", 1), ("index", 2), ("a", 3)], {}) == ["1", "2", "3", "4", "5", "6"]


def test_what_is_inserted_moves_nothing() -> None:
    former = {"cover": ("1",), "a": ("2", "3"), "b": ("4",)}
    segments = [("cover", 1), ("a", 2), ("late", 3), ("b", 1), ("later", 2)]
    assert page_labels(segments, former) == ["1", "2", "3", "3A", "3B", "3C", "4", "5", "6"]


def test_what_has_grown_keeps_its_first_numbers() -> None:
    former = {"cover": ("1",), "index": ("2",), "a": ("3", "4")}
    assert page_labels([("cover", 1), ("index", 2), ("a", 1)], former) == ["1", "2", "2A", "3"]


def test_no_number_is_given_twice() -> None:
    former = {"a": ("1", "1A"), "b": ("2",)}
    labels = page_labels([("a", 3), ("c", 1), ("b", 2), ("d", 1)], former)
    assert labels == ["1", "1A", "1B", "1C", "2", "2A", "3"]
    assert len(set(labels)) == len(labels)


def test_more_than_26_go_on_as_page_labels_do() -> None:
    labels = page_labels([("a", 1), ("late", 28), ("b", 1)], {"a": ("1",), "b": ("2",)})
    assert labels[26:30] == ["1Z", "1AA", "1BB", "2"]


def test_a_viewer_shows_the_same_numbers() -> None:
    for labels in (
        ["1", "2", "3", "3A", "3B", "4"],
        ["305", "306"],
        ["1", "1Y", "1Z", "1AA", "2", "9"],
        ["1C", "2"],
    ):
        with Pdf.new() as pdf:
            for _ in labels:
                pdf.add_blank_page()
            pdf.Root.PageLabels = label_tree(labels)
            assert [page.label for page in pdf.pages] == labels
