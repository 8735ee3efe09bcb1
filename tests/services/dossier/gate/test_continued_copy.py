"""A service copy that continues a filed one says what the dossier has that was not filed."""

from __future__ import annotations

from datetime import UTC, datetime

from casebook.domain.dossier.build import Build, BuildRequest, BuiltNumbers
from casebook.domain.dossier.pdf_result import BundleFile
from casebook.services.dossier.continuation import moved_problems


def told(*begins: tuple[str, str]) -> list[str]:
    """What is said of a service copy with these headings and paragraphs, each with its page."""
    filed = Build(
        id="b",
        dossier_id="d",
        case_id="c",
        built_at=datetime(2026, 3, 2, tzinfo=UTC),
        copy_kind="filing",
        sha256="0" * 64,
        pages=9,
        numbers=(
            BuiltNumbers(key="part:a", numbers=("3", "4"), begins=(("A", "3"), ("1", "3"), ("2", "4"))),
        ),
    )
    request = BuildRequest(dossier_id="d", copy_kind="service", continues="b")
    file = BundleFile(page_count=9, items=(), problems=(), begins=begins)
    return [str(one.what) for one in moved_problems(filed, request, [file])]


def test_the_first_paragraph_that_was_not_filed_is_named() -> None:
    assert told(("A", "3"), ("1", "3"), ("2", "4")) == []
    assert told(("A", "3"), ("2", "4")) == [], "what is left out says nothing of a change"
    assert told(("A", "3"), ("1", "3"), ("2", "4"), ("3", "4"), ("4", "4")) == [
        "The dossier has changed since it was filed: the filed copy has no 3."
    ]
