"""Requests for information that follow from a review, without a vault."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.services.dossier.letters.review_letter import letters_of, write_letters
from casebook.services.library.cooperation import review, review_text


def test_the_letters_ask_for_practice_and_for_each_open_question() -> None:
    shown = review.review("CY")
    general, questions = letters_of(shown)
    assert "co-operation between Cyprus and the People’s Republic of China" in "\n".join(general.lines)
    text = "\n".join(questions.lines)
    for asked in shown.questions:
        assert review_text.question(asked, Translator("en")) in text


def test_no_statute_is_named_that_nobody_read() -> None:
    for letter in letters_of(review.review("IT")):
        assert [one.read for one in letter.unread] == ["none"]
        assert not any("Provision" in line for line in letter.lines)
        assert "letter.date" in letter.open_places


def test_they_are_written_into_a_folder(tmp_path: Path) -> None:
    written = write_letters(review.reviews(["CY", "IT"]), tmp_path)
    assert sorted(path.name for path, _ in written) == [
        "cy-cooperation-questions.docx",
        "cy-freedom-of-information.docx",
        "it-cooperation-questions.docx",
        "it-freedom-of-information.docx",
    ]
    with pytest.raises(InvalidInput):
        write_letters(review.reviews(["CY"]), tmp_path / "none")
