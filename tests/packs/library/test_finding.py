from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.base.reader import read_pack
from casebook.packs.library.finding import read_findings
from tests.packs.written import change


def test_a_finding_points_at_its_source_topic_and_place(packs: Path) -> None:
    (finding,) = read_findings(read_pack(packs / "findings.toml"))
    assert (finding.source_id, finding.topic_id, finding.pinpoint) == ("report-2020", "exit-bans", "p. 4")
    assert (finding.is_adverse, finding.reading_level, finding.reported_in) == (False, "document", "")


def test_an_adverse_finding_read_at_second_hand_says_both(packs: Path) -> None:
    change(packs / "findings.toml", "adverse = false", "adverse = true")
    change(
        packs / "findings.toml",
        'reading_level = "document"',
        'reading_level = "secondary"\nreported_in = "A Newspaper"',
    )
    (finding,) = read_findings(read_pack(packs / "findings.toml"))
    assert (finding.is_adverse, finding.reading_level, finding.reported_in) == (
        True,
        "secondary",
        "A Newspaper",
    )


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("adverse = false\n", "", "adverse"),
        ('reading_level = "document"\n', "", "reading_level"),
        ('strength = "reported"', 'strength = "certain"', "strength"),
        ('kind = "fact"\n', "", "kind"),
        ('kind = "fact"', 'kind = "rumour"', "kind"),
        ('pinpoint = "p. 4"', 'pinpiont = "p. 4"', "pinpiont"),
        ('groups = ["families"]', "groups = [1]", "groups"),
        ("adverse = false", 'adverse = false\nchecked = "yesterday"', "checked"),
    ],
)
def test_a_finding_that_breaks_its_schema_names_the_field(
    packs: Path, old: str, new: str, field: str
) -> None:
    change(packs / "findings.toml", old, new)
    with pytest.raises(PackInvalid) as caught:
        read_findings(read_pack(packs / "findings.toml"))
    assert caught.value.field == f"findings.toml · finding report-ban · {field}"
