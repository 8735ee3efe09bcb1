from __future__ import annotations

from dataclasses import replace

from casebook.domain.evidence.document import Document, by_mark
from casebook.services.evidence.document import translation_of

LETTER = Document(
    id="d1",
    case_id="c1",
    title="Letter",
    kind="other",
    attachment_id="a",
    sha256="00ff",
    size_bytes=1,
    media_type="",
    language="zh-Hans",
)
TRANSLATION = replace(LETTER, id="d2", title="Letter, translated", language="en", translation_of="d1")


def test_what_stands_in_another_language_needs_a_translation() -> None:
    assert translation_of(LETTER, [LETTER]).state == "missing"
    assert translation_of(replace(LETTER, language="en-GB"), []).state == "not-needed"
    assert translation_of(replace(LETTER, language=""), []).state == "not-needed"


def test_original_and_translation_know_one_another() -> None:
    documents = [LETTER, TRANSLATION]
    assert translation_of(LETTER, documents).other is TRANSLATION
    assert translation_of(TRANSLATION, documents).other is LETTER
    assert translation_of(TRANSLATION, [TRANSLATION]).state == "is-one", "its original lies in the bin"


def test_evidence_is_ordered_by_the_number_in_its_mark_unnumbered_last() -> None:
    marks = ["1", "2", "10", "A1", "A2", "A10", "B1", "MKZ-2", "MKZ-2a", "MKZ-10", "MKZ-²", ""]
    documents = [replace(LETTER, exhibit_mark=mark) for mark in sorted(marks)]
    assert [document.exhibit_mark for document in sorted(documents, key=by_mark)] == marks
