"""Two records of one ID are told apart by who signed how they began."""

from __future__ import annotations

import pytest

from casebook.domain.sharing.origin import Beginning, is_vouched
from casebook.domain.sharing.stamp import implied_stamp, stamp
from casebook.domain.sharing.version import BINNED, RecordVersion

AT, LATER = stamp(5, b"line-one"), stamp(9, b"line-two")
READERS = frozenset({"reader"})


def _version(began: bytes = AT, **values: object) -> RecordVersion:
    entries = {key: {began or implied_stamp("note", "n", key, value): value} for key, value in values.items()}
    return RecordVersion(noun="note", id="n", is_begun=True, began=began, entries=entries)


def _replaced(version: RecordVersion, **values: object) -> RecordVersion:
    for key, value in values.items():
        version.spent |= {(key, each) for each in version.entries.get(key, {})}
        version.entries[key] = {LATER: value}
    return version


def _is_vouched(one: RecordVersion, other: RecordVersion, *, author: str, owner: str = "") -> bool:
    return is_vouched(
        Beginning(version=one, author=frozenset({author})),
        Beginning(version=other, author=frozenset({"somebody"})),
        readers=READERS,
        line_owner=owner,
        may_lack=lambda value: value == "names another",
    )


def test_who_reads_where_the_other_lies_vouches_whatever_was_changed() -> None:
    assert _is_vouched(_replaced(_version(text="one"), text="two"), _version(text="one"), author="reader")


def test_who_began_a_record_vouches_with_all_that_stands_of_its_beginning() -> None:
    known = _version(AT, text="one", title="two", **{BINNED: None})
    assert _is_vouched(known, _version(text="one", link="names another"), author="author", owner="author")
    assert not _is_vouched(known, _version(text="one", more="three"), author="author", owner="author")
    assert not _is_vouched(known, _version(text="other"), author="author", owner="author")


@pytest.mark.parametrize("owner", ["", "another"])
def test_stamps_and_values_alone_vouch_for_nothing(owner: str) -> None:
    assert not _is_vouched(_version(text="one"), _version(text="one"), author="stranger", owner=owner)


def test_to_declare_all_replaced_is_no_knowledge() -> None:
    forged = _replaced(_version(text="guessed"), text="FORGED")
    assert not _is_vouched(forged, _version(text="one"), author="author", owner="author")


def test_what_is_older_than_stamps_is_on_nobodys_line() -> None:
    assert not _is_vouched(_version(b"", text="one"), _version(b"", text="one"), author="a", owner="a")
    assert _is_vouched(_version(b"", text="one"), _version(b"", text="one"), author="reader")
