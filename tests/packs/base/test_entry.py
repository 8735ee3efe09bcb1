from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from casebook.base.errors import PackInvalid
from casebook.domain.base.date import StatedDate
from casebook.packs.base.entry import NO_DATE, PackEntry
from tests.packs.written import EntryOf


def test_each_type_of_field_is_read_as_it_is_written(entry_of: EntryOf) -> None:
    entry = entry_of('a = "x"\nb = ["y", "z"]\nc = 2026-11-24\nd = true\ne = 3\nf = "two"\ng = "2016-05~"')
    assert entry.text("a") == "x"
    assert entry.texts("b") == ("y", "z")
    assert entry.day("c") == date(2026, 11, 24)
    assert entry.flag("d") is True
    assert entry.integer("e") == 3
    assert entry.choice("f", ("one", "two")) == "two"
    assert entry.stated("g") == StatedDate(edtf="2016-05~")
    entry.close()


def test_what_is_left_out_takes_its_default(entry_of: EntryOf) -> None:
    entry = entry_of("")
    assert entry.text("a", default="") == ""
    assert entry.texts("b", default=()) == ()
    assert entry.day("c", default=date(2026, 1, 2)) == date(2026, 1, 2)
    assert entry.flag("d", default=False) is False
    assert entry.integer("e", default=7) == 7
    assert entry.choice("f", ("one", "two"), default="two") == "two"
    assert entry.choices("f", ("one", "two")) == ()
    assert entry.stated("g") is None
    assert entry.value("h") is None
    assert entry.tables("i") == ()
    assert entry.table("j").unread() == ()


@pytest.mark.parametrize(
    ("text", "read", "what"),
    [
        ("", lambda entry: entry.text("a"), "is missing"),
        ('a = ""', lambda entry: entry.text("a"), "not empty"),
        ('a = " x"', lambda entry: entry.text("a"), "without spaces"),
        ("a = 1", lambda entry: entry.text("a", default=""), "must be text"),
        ('a = ["x", ""]', lambda entry: entry.texts("a"), "none of them empty"),
        ('a = ["x", "x"]', lambda entry: entry.texts("a"), "twice"),
        ('a = "2026-11-24"', lambda entry: entry.day("a"), "without quotation marks"),
        ("a = 2026-11-24T10:00:00", lambda entry: entry.day("a"), "without quotation marks"),
        ('a = "spring"', lambda entry: entry.stated("a"), "not an EDTF date"),
        ('a = "three"', lambda entry: entry.choice("a", ("one", "two")), "one of: one, two"),
        ('a = ["one", "three"]', lambda entry: entry.choices("a", ("one", "two")), "contain only: one, two"),
        ('a = "true"', lambda entry: entry.flag("a"), "true or false"),
        ("a = true", lambda entry: entry.integer("a"), "whole number"),
        ("a = 0", lambda entry: entry.integer("a", least=1), "at least 1"),
        ("a = 1", lambda entry: entry.table("a"), "must be a table"),
        ("a = [1]", lambda entry: entry.tables("a"), "list of tables"),
    ],
)
def test_a_field_of_the_wrong_kind_names_file_field_and_fault(
    entry_of: EntryOf, text: str, read: Callable[[PackEntry], object], what: str
) -> None:
    with pytest.raises(PackInvalid, match=what) as caught:
        read(entry_of(text))
    assert caught.value.field == "pack.toml · a"


def test_a_field_nobody_reads_is_a_defect(entry_of: EntryOf) -> None:
    entry = entry_of('statement = "x"\npinpiont = "p. 4"')
    entry.text("statement")
    with pytest.raises(PackInvalid, match="not a field of this type") as caught:
        entry.close()
    assert caught.value.field == "pack.toml · pinpiont"


def test_entries_inside_entries_say_where_they_stand(entry_of: EntryOf) -> None:
    entry = entry_of('[[section]]\nid = "a"\n[[section.item]]\nfile = 1')
    (item,) = entry.tables("section")[0].tables("item")
    with pytest.raises(PackInvalid) as caught:
        item.text("file")
    assert caught.value.field == "pack.toml · section a · item 1 · file"


def test_collecting_reads_on_with_stand_ins() -> None:
    defects: list[PackInvalid] = []
    entry = PackEntry({"d": 1}, file="x.toml", name="rule 1", on_defect=defects.append)
    assert entry.text("a") == ""
    assert entry.day("b") == NO_DATE
    assert entry.choice("c", ("one", "two")) == "one"
    assert entry.flag("d") is False
    assert entry.integer("e", least=1) == 1
    assert entry.texts("f") == ()
    assert [defect.field for defect in defects] == [f"x.toml · rule 1 · {field}" for field in "abcdef"]
