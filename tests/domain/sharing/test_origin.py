"""Two records of one ID are told apart by how they began."""

from __future__ import annotations

import pytest

from casebook.domain.sharing.origin import is_one_record
from casebook.domain.sharing.stamp import implied_stamp, stamp
from casebook.domain.sharing.version import BINNED, RecordVersion

AT, LATER = stamp(5, b"line-one"), stamp(9, b"line-two")


def _version(began: bytes = AT, **values: object) -> RecordVersion:
    entries = {key: {began or implied_stamp("note", "n", key, value): value} for key, value in values.items()}
    return RecordVersion(noun="note", id="n", is_begun=True, began=began, entries=entries)


def _is_one(known: RecordVersion, other: RecordVersion) -> bool:
    return is_one_record(known, other, may_lack=lambda value: value == "names another")


@pytest.mark.parametrize("began", [AT, b""])
def test_a_copy_that_was_changed_since_is_the_same_record(began: bytes) -> None:
    known = _version(began, text="one", title="two")
    (first,) = known.entries["text"]
    known.entries["text"] = {LATER: "three"}
    known.spent = {("text", first)}
    assert _is_one(known, _version(began, text="one", title="two", link="names another"))


@pytest.mark.parametrize("began", [AT, b""])
def test_who_does_not_know_a_value_of_the_beginning_did_not_begin_it(began: bytes) -> None:
    forged = _version(began, **{BINNED: None})
    assert not _is_one(forged, _version(began, text="one", **{BINNED: None}))


def test_another_beginning_is_another_record() -> None:
    assert not _is_one(_version(AT, text="one"), _version(LATER, text="one"))


def test_empty_values_prove_nothing_of_what_is_older_than_stamps() -> None:
    assert not _is_one(_version(b"", text=""), _version(b"", text=""))
