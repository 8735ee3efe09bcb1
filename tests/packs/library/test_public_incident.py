from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.base.reader import read_pack
from casebook.packs.library.public_incident import read_incidents
from tests.packs.written import change

FILE = "incidents.toml"


def test_an_incident_says_that_nobody_read_of_it(packs: Path) -> None:
    (incident,) = read_incidents(read_pack(packs / FILE))
    assert (incident.kind, incident.actor, incident.is_seen) == ("family-threats", "PRC", False)
    assert incident.named_persons == ()
    assert incident.on is not None
    assert incident.on.edtf == "2021-06"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('kind = "family-threats"', 'kind = "rudeness"', "kind"),
        ('confidence = "low"', 'confidence = "none"', "confidence"),
        ('country = "XX"', "country = 1", "country"),
    ],
)
def test_an_incident_that_breaks_its_schema_names_the_field(
    packs: Path, old: str, new: str, field: str
) -> None:
    change(packs / FILE, old, new)
    with pytest.raises(PackInvalid) as caught:
        read_incidents(read_pack(packs / FILE))
    assert caught.value.field == f"{FILE} · incident xx-threat-2021 · {field}"
