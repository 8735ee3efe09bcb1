"""Names in which text recognition took letters for others that look like them."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer

REPLACER = NameReplacer(
    Hidden(form=name, label="Person A") for name in ("Annegret Pichlmayer", "Hemayat Wolkow", "Ilham Lodo")
)


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("Dr PichImayer", "Dr Person A"),
        ("Dr Pich1mayer, Dr PICHIMAYER", "Dr Person A, Dr Person A"),
        ("Hernayat, Volkow, VVolkow, W0lkow", "Person A, Volkow, Person A, Person A"),
        ("llham and lIham, 1lham", "Person A and Person A, Person A"),
        ("Modern Bremen", "Modern Bremen"),
    ],
)
def test_a_misread_name_is_replaced(read: str, shown: str) -> None:
    assert REPLACER.apply(read) == shown
