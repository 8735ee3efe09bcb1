from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.base.reader import read_pack
from casebook.packs.library.country import read_countries
from tests.packs.written import change

FILE = "countries.toml"


def test_a_country_tells_each_remedy_with_how_it_is_known(packs: Path) -> None:
    (country,) = read_countries(read_pack(packs / FILE))
    assert [(remedy.kind, remedy.state, remedy.basis) for remedy in country.remedies] == [
        ("echr", "former", "known"),
        ("eu", "no", "known"),
        ("cat", "yes", "seen"),
        ("cat-art-22", "unknown", "unknown"),
        ("iccpr-op1", "denounced", "seen"),
        ("refugee-convention", "protocol-only", "known"),
    ]
    assert (country.extradition_id, country.surrender_id) == ("prc-xx-extradition", "")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('id = "XX"', 'id = "Xland"', "two capital letters"),
        ('cat = { state = "yes", basis = "seen" }\n', "", "is missing"),
        (
            '{ state = "unknown", basis = "unknown" }',
            '{ state = "unknown", basis = "seen" }',
            "is unknown where",
        ),
        (
            '{ state = "former", basis = "known" }',
            '{ state = "former", basis = "unknown" }',
            "is unknown where",
        ),
        ("[country.remedies]", '[country.remedies]\nicc = { state = "yes" }', "not a field of this type"),
    ],
)
def test_a_country_that_breaks_its_schema_is_refused(packs: Path, old: str, new: str, what: str) -> None:
    change(packs / FILE, old, new)
    with pytest.raises(PackInvalid, match=what):
        read_countries(read_pack(packs / FILE))
