"""Which plain texts are read in another way: the quick looks beforehand must let none of them pass."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.readings.text_reading import other_readings


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("KaYan wrote", "Ka Yan wrote"),
        ("the PDFHesen", "the PDF Hesen"),
        ("at roomB2", "at room B2"),
        ("L i n z", "Linz"),
        ("x. L.i.n.z.", "x Linz."),
        ("L. i_n -z", "Linz"),
        ("a\nL i n z\nb", "a\nLinz\nb"),
    ],
)
def test_capitals_within_words_and_letters_apart_are_read_in_another_way(text: str, reading: str) -> None:
    assert reading in [one.text for one in other_readings(text)]


@pytest.mark.parametrize("text", ["McLeod", "Ka Yan", "PDF", "J. R. R. Lin", "a b Lin", "L i n", "UN HRC"])
def test_initials_and_plain_names_are_read_as_they_are(text: str) -> None:
    assert not [*other_readings(text)]
