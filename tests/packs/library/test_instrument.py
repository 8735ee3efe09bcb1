from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.base.reader import read_pack
from casebook.packs.library.instrument import read_instruments
from casebook.packs.library.registry import read_registry
from tests.packs.written import change

FILE = "instruments.toml"


def test_each_act_says_whose_it_was_and_whether_it_was_seen(packs: Path) -> None:
    (instrument,) = read_instruments(read_pack(packs / FILE))
    assert [(act.kind, act.on.edtf, act.by, act.is_seen) for act in instrument.acts] == [
        ("signed", "2001-02-03", "parties", True),
        ("ratified", "2002", "china", True),
        ("in-force", "2003-04", "parties", False),
        ("suspended", "2020-05-06", "one-party", True),
    ]


def test_what_is_not_known_is_none_never_nought(packs: Path) -> None:
    change(packs / FILE, "provisional_arrest_days = 30\n", "")
    (instrument,) = read_instruments(read_pack(packs / FILE))
    assert instrument.terms.provisional_arrest_days is None
    assert instrument.terms.provisional_arrest_extension_days is None
    assert instrument.published == "unknown"
    assert instrument.status_as_of is None


def test_no_act_of_an_instrument_nobody_read_is_seen(packs: Path) -> None:
    change(packs / FILE, 'seen = true\nconfidence = "high"', 'seen = false\nconfidence = "low"')
    (instrument,) = read_instruments(read_pack(packs / FILE))
    assert not any(act.is_seen for act in instrument.acts)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("provisional_arrest_days = 30", "provisional_arrest_days = 0", "provisional_arrest_days"),
        ('unconfirmed = ["in_force"]', 'unconfirmed = ["terminated"]', "unconfirmed"),
        ('unconfirmed = ["in_force"]', 'unconfirmed = ["date"]', "unconfirmed"),
        ('"humanitarian-optional"', '"kindness-optional"', "refusal_grounds"),
        ('country = "XX"\n', "", "country"),
        ('status = "suspended"', 'status = "asleep"', "status"),
        ('signed = "2001-02-03"', 'signed = "2001-02-30"', "signed"),
        ('title = "A treaty"', 'title = "A treaty"\nratified_china = "2002"', "ratified_china"),
    ],
)
def test_an_instrument_that_breaks_its_schema_names_the_field(
    packs: Path, old: str, new: str, field: str
) -> None:
    change(packs / FILE, old, new)
    with pytest.raises(PackInvalid) as caught:
        read_instruments(read_pack(packs / FILE))
    assert caught.value.field == f"{FILE} · instrument prc-xx-extradition · {field}"


def test_a_status_stood_on_a_page_that_was_read() -> None:
    """What is known from general knowledge alone is no status: a treaty read of as signed is signed."""
    tells = {
        "in-force": {"in_force", "in_force-month", "in_force-year"},
        "ratified": {"ratified", "ratified-year"},
        "signed": {"signed", "signed-year", "status-signed"},
        "suspended": {"suspended"},
        "suspended-or-terminated": set(),
        "terminated": {"terminated"},
        "expired": {"terminated"},
        "withdrawn": set(),
        "negotiating": set(),
    }
    unread = [
        one.id
        for one in read_registry().instruments
        if one.is_seen
        and not (tells[one.status] | {"status"}) & {*one.seen_fields}
        and not (one.status == "signed" and one.terms.articles_read)
    ]
    assert unread == []
