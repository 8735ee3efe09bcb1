"""Requests for information that follow from a review, without a vault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.base.errors import DiskProblem, Refused
from casebook.base.i18n import Translator
from casebook.domain.library.cooperation.review import printable
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
    made = tmp_path / "made" / "here"
    assert len(write_letters(review.reviews(["CY"]), made)) == 2
    with pytest.raises(DiskProblem):
        write_letters(review.reviews(["CY"]), written[0][0])
    with pytest.raises(Refused):
        write_letters(review.reviews(["CY"]), tmp_path / "office.casebook" / "letters")
    assert not (tmp_path / "office.casebook").exists()


@pytest.mark.parametrize("code", ["CY", "TH", "US", "IT", "AL"])
def test_what_was_not_looked_for_is_not_said_to_be_missing(code: str) -> None:
    (_, questions) = letters_of(review.review(code))
    text = "\n".join(questions.lines)
    found, _, unread = text.partition("On these questions I have read nothing")
    assert "could not be found" not in text
    assert "What I found in published sources leaves these questions open" in found
    for said in ("Not looked for here.", "No record of", "No figures on", "Its articles were not read"):
        assert said not in found
    assert "Not looked for here." in unread
    numbers = [int(line[1:].partition(")")[0]) for line in questions.lines if re.match(r"\(\d+\) ", line)]
    assert numbers == list(range(1, len(printable(review.review(code)).questions) + 1))
