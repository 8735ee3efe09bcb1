from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, DamagedSource, DiskProblem, FileMissing, InvalidInput, NotFound
from casebook.vault.sharing import carrier_listing
from casebook.vault.sharing.carrier_folder import (
    CarrierEmptied,
    CarrierFolder,
    CarrierGone,
    CarrierReplaced,
)
from casebook.vault.sharing.carrier_listing import PassedOver
from tests.vault.sharing.carriers import BODY, laid, sealed


@pytest.fixture
def folder(tmp_path: Path) -> CarrierFolder:
    return CarrierFolder.create(tmp_path / "office.casebook-share")


def names_below(folder: CarrierFolder) -> list[str]:
    return sorted(
        path.relative_to(folder.path).as_posix() for path in folder.path.rglob("*") if path.is_file()
    )


def test_a_file_is_laid_whole_under_a_random_name(folder: CarrierFolder) -> None:
    files = [laid(folder) for _ in range(3)]
    assert names_below(folder) == sorted(f"{file.name[:2]}/{file.name}" for file in files)
    for file in files:
        with folder.open(file.name) as stream:
            data = stream.read()
        assert (len(data), hashlib.sha256(data).digest()) == (file.size_bytes, file.sha256)
        assert folder.laid(file.name) == file
    scan = folder.scan(())
    assert scan.new == tuple(sorted(file.name for file in files))
    assert (scan.missing, scan.passed_over) == ((), {})


def test_names_are_random_and_of_the_alphabet() -> None:
    names = {CarrierFolder.new_name() for _ in range(100)}
    assert len(names) == 100
    assert all(carrier_listing.NAME.fullmatch(name) for name in names)


def test_no_file_is_ever_changed(folder: CarrierFolder) -> None:
    file = laid(folder)
    with pytest.raises(Conflict):
        laid(folder, b"other", file.name)
    assert folder.laid(file.name) == file


def test_a_failure_leaves_nothing(folder: CarrierFolder) -> None:
    def broken(_: object) -> None:
        raise OSError(28, "")

    name = folder.new_name()
    with pytest.raises(DiskProblem, match="writing to the shared folder"):
        folder.put(name, broken)
    assert names_below(folder) == []
    assert folder.laid(name) is None
    assert laid(folder, name=name).name == name


def test_known_files_are_not_new_and_lost_ones_are_named(folder: CarrierFolder) -> None:
    first, second, third = sorted(laid(folder).name for _ in range(3))
    folder.unlink_own([second])
    scan = folder.scan([first, second])
    assert (scan.new, scan.missing) == ((third,), (second,))
    folder.unlink_own([second, third])
    assert folder.scan([first]).new == ()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("0123456789abcdefghjkmnpqrs.sync-conflict-20260302-101010-ABCDEFG", PassedOver.COPY),
        ("0123456789abcdefghjkmnpqrs (conflicted copy 2026-03-02)", PassedOver.COPY),
        ("0123456789abcdefghjkmnpqrs (Anna's Conflicted Copy)", PassedOver.COPY),
        ("0123456789abcdefghjkmnpqrs (conflicted copy 2026-03-02 101010)", PassedOver.COPY),
        ("0123456789abcdefghjkmnpqrs_conflict-20260302", PassedOver.COPY),
        ("0123456789abcdefghjkmnpqrs.new", PassedOver.UNFINISHED),
        (".syncthing.0123456789abcdefghjkmnpqrs.tmp", PassedOver.UNFINISHED),
        ("~syncthing~0123456789abcdefghjkmnpqrs", PassedOver.UNFINISHED),
        ("0123456789abcdefghjkmnpqrs.part", PassedOver.UNFINISHED),
        ("0123456789abcdefghjkmnpqrs.1f2e3d4c.partial", PassedOver.UNFINISHED),
        (".0123456789abcdefghjkmnpqrs.~1f2e3d4c", PassedOver.UNFINISHED),
        ("1123456789abcdefghjkmnpqrs", PassedOver.OTHER),
        ("0123456789abcdefghjkmnpqr", PassedOver.OTHER),
        ("0123456789ABCDEFGHJKMNPQRs", PassedOver.OTHER),
        ("0123456789abcdefghjkmnpqrs.", PassedOver.OTHER),
        ("desktop.ini", PassedOver.OTHER),
    ],
)
def test_files_of_other_names_are_passed_over(folder: CarrierFolder, name: str, why: PassedOver) -> None:
    (folder.path / "01").mkdir()
    (folder.path / "01" / name).write_bytes(sealed())
    (folder.path / name).write_bytes(sealed())
    file = laid(folder)
    scan = folder.scan(())
    assert scan.new == (file.name,)
    assert scan.passed_over == {why: 2}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", PassedOver.EMPTY),
        (b"x", PassedOver.CUT),
        (sealed()[:-1], PassedOver.CUT),
        (bytes(168), PassedOver.CUT),
    ],
    ids=["empty", "short", "cut", "header alone"],
)
def test_placeholders_and_parts_are_passed_over(folder: CarrierFolder, data: bytes, why: PassedOver) -> None:
    laid(folder, data)
    assert folder.scan(()).passed_over == {why: 1}


def test_too_large_and_too_many_are_passed_over(
    folder: CarrierFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = folder.path / "01" / "0123456789abcdefghjkmnpqrs"
    place.parent.mkdir()
    place.touch()
    os.truncate(place, carrier_listing.MAX_FILE_BYTES + 1)
    assert folder.scan(()).passed_over == {PassedOver.TOO_LARGE: 1}
    monkeypatch.setattr(carrier_listing, "MAX_ENTRIES", 3)
    for _ in range(5):
        laid(folder)
    scan = folder.scan(())
    assert len(scan.new) + scan.passed_over.total() == 4


def test_folders_and_links_are_not_followed(folder: CarrierFolder, tmp_path: Path) -> None:
    elsewhere = CarrierFolder.create(tmp_path / "elsewhere.casebook-share")
    file = laid(elsewhere)
    inner = folder.path / "01"
    inner.mkdir()
    (inner / "0123456789abcdefghjkmnpqrs").mkdir()
    (folder.path / "0z").write_bytes(b"")
    (inner / "0123456789abcdefghjkmnpqrt").symlink_to(elsewhere.path / file.name[:2] / file.name)
    (folder.path / "zz").symlink_to(elsewhere.path / file.name[:2], target_is_directory=True)
    scan = folder.scan(())
    assert scan.new == ()
    assert scan.passed_over == {PassedOver.OBSTACLE: 2, PassedOver.LINK: 2}
    assert scan.obstacles == ("01/0123456789abcdefghjkmnpqrs", "01/0123456789abcdefghjkmnpqrt", "0z", "zz")
    with pytest.raises(DamagedSource, match="shared folder"):
        folder.open("0123456789abcdefghjkmnpqrt")
    with pytest.raises(DamagedSource, match="shared folder"):
        folder.open("0123456789abcdefghjkmnpqrs")
    with pytest.raises(NotFound):
        folder.open("zz" + file.name[2:])
    folder.unlink_own(["zz" + file.name[2:]])
    assert elsewhere.laid(file.name) == file


@pytest.mark.parametrize("what", ["file", "link"])
def test_what_is_in_the_place_of_a_folder_is_moved_aside(
    folder: CarrierFolder, tmp_path: Path, what: str
) -> None:
    parent = folder.path / "01"
    if what == "file":
        parent.write_bytes(b"theirs")
    else:
        (tmp_path / "theirs").write_bytes(b"theirs")
        parent.symlink_to(tmp_path / "theirs")
    file = laid(folder, name="0123456789abcdefghjkmnpqrs")
    assert folder.laid(file.name) == file
    (moved,) = folder.scan([file.name]).obstacles
    assert (folder.path / moved).read_bytes() == b"theirs"


def test_a_folder_in_the_place_of_a_file_is_moved_aside(folder: CarrierFolder) -> None:
    name = "0123456789abcdefghjkmnpqrs"
    for place in (folder.path / "01" / name, folder.path / "01" / f"{name}.new"):
        place.mkdir(parents=True)
        (place / "theirs").touch()
    file = laid(folder, name=name)
    assert folder.laid(name) == file
    (moved,) = folder.scan([name]).obstacles
    assert (folder.path / moved / "theirs").exists()
    assert (folder.path / "01" / f"{name}.new" / "theirs").exists()


def test_names_that_come_back_in_capitals_are_known(folder: CarrierFolder) -> None:
    file = laid(folder, name="ab23456789abcdefghjkmnpqrs")
    (folder.path / "ab").rename(folder.path / "AB")
    (folder.path / "AB" / file.name).rename(folder.path / "AB" / file.name.upper())
    assert folder.scan([file.name]).missing == ()
    assert folder.laid(file.name) == file
    folder.unlink_own([file.name])
    assert folder.scan(()).new == ()


def test_a_link_in_the_place_of_the_folder_is_refused(folder: CarrierFolder, tmp_path: Path) -> None:
    link = tmp_path / "link.casebook-share"
    link.symlink_to(folder.path, target_is_directory=True)
    with pytest.raises(InvalidInput, match="link"):
        CarrierFolder.existing(link)


def test_absence_is_never_removal(folder: CarrierFolder, tmp_path: Path) -> None:
    known = [laid(folder).name for _ in range(3)]
    kept = tmp_path / "kept"
    folder.path.rename(kept)
    for ask in (lambda: folder.scan(known), lambda: laid(folder), lambda: folder.unlink_own(known)):
        with pytest.raises(CarrierGone, match="Nothing was removed"):
            ask()
    with pytest.raises(CarrierGone):
        CarrierFolder.existing(folder.path)
    other = CarrierFolder.create(folder.path)
    with pytest.raises(CarrierEmptied, match="Nothing was removed"):
        other.scan(known)
    assert other.scan(()).new == ()
    laid(other)
    with pytest.raises(CarrierReplaced, match="another shared folder"):
        other.scan(known)
    shutil.rmtree(folder.path)
    kept.rename(folder.path)
    assert folder.scan(known).missing == ()


def test_what_is_in_the_way_of_all_files_is_named(folder: CarrierFolder) -> None:
    known = [laid(folder).name]
    place = folder.path / known[0][:2]
    shutil.rmtree(place)
    place.write_text("file")
    with pytest.raises(
        CarrierEmptied, match=f"1 entry of the shared folder stands where all files belong: {place.name}"
    ):
        folder.scan(known)


def test_a_folder_is_named_and_made_once(tmp_path: Path) -> None:
    for name in ("office", ".casebook-share", "a:b.casebook-share", "office.casebook"):
        with pytest.raises(InvalidInput):
            CarrierFolder.create(tmp_path / name)
    folder = CarrierFolder.create(tmp_path / "office.casebook-share")
    assert CarrierFolder.existing(folder.path).scan(()).new == ()
    with pytest.raises(Conflict):
        CarrierFolder.create(folder.path)
    with pytest.raises(InvalidInput):
        CarrierFolder.existing(tmp_path)
    (tmp_path / "file.casebook-share").write_bytes(BODY)
    with pytest.raises(InvalidInput):
        CarrierFolder.existing(tmp_path / "file.casebook-share")


@pytest.mark.parametrize(
    "name", ["", "../x", "0123456789abcdefghjkmnpqr", "0123456789abcdefghjkmnpqrs.new", "I" * 26]
)
def test_no_other_name_is_opened_laid_or_removed(folder: CarrierFolder, name: str) -> None:
    for ask in (
        folder.open,
        folder.laid,
        lambda one: folder.unlink_own([one]),
        lambda one: laid(folder, b"", one or "x"),
    ):
        with pytest.raises(ValueError, match="26 characters"):
            ask(name)


def test_a_file_that_is_gone_is_told(folder: CarrierFolder) -> None:
    with pytest.raises(NotFound, match="not there any more"):
        folder.open(folder.new_name())


def test_a_shared_folder_in_a_folder_that_is_not_there_is_refused_as_that(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="does not exist") as refused:
        CarrierFolder.create(tmp_path / "gone" / "team.casebook-share")
    assert "space" not in str(refused.value.remedy)
    assert not (tmp_path / "gone").exists()
