"""The registers: who keeps each and what it can prove; no level above what was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.library.register import FILE, read_registers
from tests.packs.written import change


def test_every_register_says_what_it_can_and_cannot_prove() -> None:
    pack = read_registers()
    assert len(pack.registers) == 18
    assert all(one.reliability and one.use and one.access for one in pack.registers)
    assert {one.id for one in pack.registers if one.reading_level == "none"} == {"fidh"}
    assert {one.kind for one in pack.registers if not one.has_people} == {
        "judgments",
        "incidents",
        "statistics",
    }


def test_a_column_that_was_seen_is_not_said_to_be_all() -> None:
    by_id = {one.id: one for one in read_registers().registers}
    assert not by_id["cecc-ppd"].is_every_column
    assert by_id["hundred-red"].is_every_column


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('read = "excerpt"', 'read = "unread"', "reading_level"),
        ('reading_level = "summary"', 'reading_level = "document"', "reading_level"),
        ('url = "https://example.org/list"', "is_site_only = true", "is_site_only"),
        ('reliability = "Invented."\n', "", "reliability"),
        ('kind = "political-prisoners"', 'kind = "list"', "kind"),
    ],
)
def test_an_entry_that_claims_or_lacks_too_much_is_named(packs: Path, old: str, new: str, field: str) -> None:
    change(packs / FILE, old, new)
    with pytest.raises(PackInvalid) as raised:
        read_registers(packs)
    assert raised.value.field.endswith(field)
