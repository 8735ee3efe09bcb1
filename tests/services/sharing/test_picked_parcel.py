"""Parcels in files that the picker opened: a confined session has no path to write to or read from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from casebook.base.errors import DiskProblem, Refused
from casebook.domain.case.case import Case
from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.process.picked_place import GrowingFile
from casebook.host.protocol.picker_protocol import OpenedFile, PickerMessage, SaveTarget
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.parcels import register
from casebook.services.sharing.parcels.parcel_look import look, needs_phrase
from casebook.services.sharing.parcels.parcel_seal import seal
from casebook.services.sharing.parcels.parcel_take import take
from casebook.services.sharing.parcels.recall import recall_view, seal_recall
from tests.services.sharing.conftest import Opener, introduce
from tests.services.sharing.matters import matter, order_for

Asked = tuple[SaveTarget, GrowingFile, Channel]


@pytest.fixture
def anna(casebook_of: Opener) -> Session:
    return casebook_of("anna")


@pytest.fixture
def ben(casebook_of: Opener, anna: Session) -> Session:
    opened = casebook_of("ben")
    introduce(anna, opened)
    return opened


def asked_for(folder: Path, name: str) -> Asked:
    ours, its = Channel.pair()
    growing = GrowingFile.beside(folder / name)
    return SaveTarget(name, os.dup(growing.descriptor), ours), growing, its


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    """A place a person chose in the picker, and the picker's side of it."""
    place = asked_for(tmp_path, "p")
    yield place
    place[2].close()


def named(growing: GrowingFile, its: Channel) -> None:
    assert its.receive().kind == PickerMessage.KEEP
    growing.take_name()
    its.send(PickerMessage.KEPT)


def opened(path: Path) -> OpenedFile:
    return OpenedFile(path.name, "", os.open(path, os.O_RDONLY))


def test_a_parcel_and_its_recall_go_by_the_picker(
    anna: Session, ben: Session, asked: Asked, tmp_path: Path
) -> None:
    of = matter(anna)
    target, growing, its = asked
    with ThreadPoolExecutor(1) as picker:
        picker.submit(named, growing, its)
        done = run_in_line(seal(anna, order_for(anna, of.case, ben), target))
    assert done.handover.state == "sealed"
    assert not needs_phrase(opened(tmp_path / "p"))
    view = run_in_line(look(ben, opened(tmp_path / "p")))
    run_in_line(take(ben, opened(tmp_path / "p"), view, view.ticked()))
    assert record.find(ben, Case, of.case.id) == of.case
    target, growing, its = asked_for(tmp_path, "r")
    with ThreadPoolExecutor(1) as picker:
        picker.submit(named, growing, its)
        run_in_line(seal_recall(anna, [done.handover.id], target))
    its.close()
    asking = recall_view(ben, run_in_line(look(ben, opened(tmp_path / "r"))))
    assert ("case", of.case.id) in asking.records


def test_nothing_is_left_where_a_parcel_is_refused(
    anna: Session, casebook_of: Opener, asked: Asked, tmp_path: Path
) -> None:
    of, carl = matter(anna), casebook_of("carl")
    target, growing, its = asked
    with pytest.raises(Refused, match="not compared"):
        run_in_line(seal(anna, order_for(anna, of.case, carl), target))
    with pytest.raises(PeerClosed):
        its.receive()
    growing.drop()
    assert not (tmp_path / "p").exists()
    assert register.rows(anna) == []


def test_a_picker_that_is_gone_leaves_neither_file_nor_entry(
    anna: Session, ben: Session, asked: Asked
) -> None:
    of = matter(anna)
    target, growing, its = asked
    its.close()
    with pytest.raises(DiskProblem):
        run_in_line(seal(anna, order_for(anna, of.case, ben), target))
    growing.drop()
    assert register.rows(anna) == []
