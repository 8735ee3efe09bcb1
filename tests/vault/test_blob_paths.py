from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import VaultDamaged
from casebook.vault.blob_paths import BlobPaths

ID = "0123456789abcdef"


def test_a_file_lies_on_the_shelf_of_its_beginning(tmp_path: Path) -> None:
    assert BlobPaths(tmp_path).place(ID) == tmp_path / "01" / ID


@pytest.mark.parametrize("name", ["", "../../../../etc/x", "0123456789abcde", "0123456789ABCDEF", f"{ID}\n"])
def test_no_other_name_has_a_place(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="id alphabet"):
        BlobPaths(tmp_path).place(name)


def test_only_files_of_ours_are_counted(tmp_path: Path) -> None:
    blob_paths = BlobPaths(tmp_path / "att")
    assert blob_paths.sizes() == (0, 0)
    place = blob_paths.place(ID)
    blob_paths.make_room(place)
    place.write_bytes(b"12345")
    (place.parent / "notes.txt").write_text("someone else's")
    (tmp_path / "att" / "stray").write_text("someone else's")
    (tmp_path / "att" / "zz").symlink_to(place.parent)
    assert list(blob_paths.files()) == [place]
    assert blob_paths.sizes() == (1, 5)


def test_behind_a_link_nothing_is_looked_through_or_put(tmp_path: Path) -> None:
    other = BlobPaths(tmp_path / "other")
    place = other.place(ID)
    other.make_room(place)
    place.write_bytes(b"another vault's")
    (tmp_path / "att").symlink_to(other.folder)
    blob_paths = BlobPaths(tmp_path / "att")
    with pytest.raises(VaultDamaged, match="link"):
        list(blob_paths.files())
    with pytest.raises(VaultDamaged, match="link"):
        blob_paths.make_room(blob_paths.place(ID))
    with pytest.raises(VaultDamaged, match="link"):
        blob_paths.open(ID)
    (tmp_path / "att").unlink()
    (tmp_path / "att").mkdir()
    (tmp_path / "att" / ID[:2]).symlink_to(place.parent)
    with pytest.raises(VaultDamaged, match="link"):
        blob_paths.make_room(blob_paths.place(ID))
    with pytest.raises(VaultDamaged, match="link"):
        blob_paths.open(ID)
    assert list(blob_paths.files()) == []
