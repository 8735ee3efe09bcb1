from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casebook.base.errors import DiskProblem, NotFound, PackInvalid, Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.packs.base.reader import collect, read_file, read_pack

GOOD = """
[pack]
id = "letters"
version = "2026.1"
compiled = 2026-01-02
checked = 2026-01-03
source = "the alphabet"
counts = { letter = 2 }
[[letter]]
id = "a"
[[letter]]
id = "b"
"""


def written(folder: Path, text: str, name: str = "letters.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_pack_says_what_it_is_and_gives_its_entries_in_order(tmp_path: Path) -> None:
    pack = read_pack(written(tmp_path, GOOD))
    assert (pack.head.id, pack.head.version, pack.head.source) == ("letters", "2026.1", "the alphabet")
    assert (pack.head.compiled_on, pack.head.checked_on) == (date(2026, 1, 2), date(2026, 1, 3))
    assert [entry.text("id") for entry in pack.entries("letter")] == ["a", "b"]
    pack.close()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("letter = 2", "letter = 3", "has 2 entries, but its head states 3"),
        ('id = "b"', 'id = "a"', "occurs more than once"),
        ('id = "letters"', 'id = "words"', "is words, but the file is named letters"),
        ("checked = 2026-01-03\n", "", "is missing"),
        ('source = "the alphabet"\n', "", "is missing"),
        ('[[letter]]\nid = "b"', '[[leter]]\nid = "b"', "has 1 entries"),
    ],
)
def test_a_pack_that_lost_something_is_refused(tmp_path: Path, old: str, new: str, what: str) -> None:
    path = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(PackInvalid, match=what):
        read_pack(path).entries("letter")


def test_a_kind_nobody_asked_for_is_a_defect(tmp_path: Path) -> None:
    pack = read_pack(written(tmp_path, GOOD + '[[digit]]\nid = "1"\n'))
    pack.entries("letter")
    with pytest.raises(PackInvalid, match="digit"):
        pack.close()


def test_a_file_that_is_no_toml_says_where(tmp_path: Path) -> None:
    with pytest.raises(PackInvalid, match=r"is not valid TOML.*line 2"):
        read_file(written(tmp_path, "a = 1\nb = ]\n"))
    bad = tmp_path / "bytes.toml"
    bad.write_bytes(b'a = "\xff"')
    with pytest.raises(PackInvalid, match="is not valid TOML"):
        read_file(bad)


def test_a_missing_or_unreadable_file_has_its_own_error(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_file(tmp_path / "none.toml")
    with pytest.raises(DiskProblem):
        read_file(tmp_path)


def test_collecting_notes_every_defect_with_its_place(tmp_path: Path) -> None:
    problems: list[Problem] = []
    pack = read_pack(written(tmp_path, GOOD.replace("letter = 2", "letter = 1")), collect(problems))
    for entry in pack.entries("letter"):
        entry.text("sound")
        entry.close()
    assert problems == [
        Problem(
            where="letters.toml · letter",
            what=Message("has {count} entries, but its head states {stated}", count=2, stated=1),
        ),
        Problem(where="letters.toml · letter a · sound", what=Message("is missing")),
        Problem(where="letters.toml · letter a · id", what=Message("is not a field of this type of entry")),
        Problem(where="letters.toml · letter b · sound", what=Message("is missing")),
        Problem(where="letters.toml · letter b · id", what=Message("is not a field of this type of entry")),
    ]


class _Truncated(type(Path())):  # type: ignore[misc]  # the class of this system's paths
    """A file that ships with the program, half of it lost."""

    def read_bytes(self) -> bytes:
        whole = super().read_bytes()
        return bytes(whole[: len(whole) // 2])


def test_a_truncated_file_of_the_program_is_to_be_installed_again(tmp_path: Path) -> None:
    with pytest.raises(PackInvalid) as shipped:
        read_pack(_Truncated(resource("packs", "synonyms.toml")))
    assert shipped.value.remedy == Message("Reinstall Casebook.")
    with pytest.raises(PackInvalid) as own:
        read_pack(written(tmp_path, GOOD + "[["))
    assert own.value.remedy == Message("Correct the entry in the pack file.")
