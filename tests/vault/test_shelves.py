from __future__ import annotations

from pathlib import Path

import pytest

from casebook.vault.shelves import Shelves

ID = "0123456789abcdef"


def test_a_file_lies_on_the_shelf_of_its_beginning(tmp_path: Path) -> None:
    assert Shelves(tmp_path).place(ID) == tmp_path / "01" / ID


@pytest.mark.parametrize("name", ["", "../../../../etc/x", "0123456789abcde", "0123456789ABCDEF", f"{ID}\n"])
def test_no_other_name_has_a_place(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="id alphabet"):
        Shelves(tmp_path).place(name)


def test_only_files_of_ours_are_counted(tmp_path: Path) -> None:
    shelves = Shelves(tmp_path / "att")
    assert shelves.sizes() == (0, 0)
    place = shelves.place(ID)
    shelves.make_room(place)
    place.write_bytes(b"12345")
    (place.parent / "notes.txt").write_text("someone else's")
    (tmp_path / "att" / "stray").write_text("someone else's")
    (tmp_path / "att" / "zz").symlink_to(place.parent)
    assert list(shelves.files()) == [place]
    assert shelves.sizes() == (1, 5)
