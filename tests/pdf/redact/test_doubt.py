"""Pages that show more than their text says wait for a person; those that show what they say do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casebook.domain.evidence.recognition import RecognisedPage, SeenWord
from casebook.pdf.raster.page_picture import as_pdf
from casebook.pdf.redact.doubt import pages_in_doubt
from tests.pdf import corpus, leaky


def in_doubt(data: bytes, *words: SeenWord) -> list[int]:
    drawn = {1: RecognisedPage(number=1, words=words)} if words else {}
    return list(pages_in_doubt(as_pdf(corpus.exhibit(data)), drawn))


def read(text: str, *, down: float = 0.1, confidence: int = 95) -> SeenWord:
    return SeenWord(
        text=text, left=0.12, top=down - 0.01, right=0.3, bottom=down + 0.01, confidence=confidence
    )


@pytest.mark.parametrize("made", leaky.SHOWN.values(), ids=leaky.SHOWN.keys())
def test_what_only_an_eye_can_read_waits_for_a_person(made: Callable[[], bytes]) -> None:
    assert in_doubt(made()) == [1]


def test_a_typed_page_in_a_standard_font_waits_for_nobody() -> None:
    assert in_doubt(corpus.typed(2)) == []


def test_a_page_on_which_other_words_are_read_than_it_says_waits() -> None:
    page = corpus.typed(1, "Statement")
    down = 80 / 842
    assert in_doubt(page, read("Statement, ", down=down)) == []
    assert in_doubt(page, read("Weiming ", down=0.5)) == [1]
    assert in_doubt(page, read("Weiming ", down=0.5, confidence=20)) == []


def test_recognition_of_the_text_makes_up_for_a_font_that_proves_nothing() -> None:
    page = leaky.name_of_a_resource_and_a_font()
    said = (
        read("The weather was cold that winter ", down=(842 - 764) / 842),
        read("Letters", down=(842 - 603) / 842),
    )
    assert in_doubt(page) == [1]
    assert in_doubt(page, *said) == []
