"""What the picker hands over open: the file that was chosen, and never what a link leads to."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from casebook.base.errors import Cancelled, DiskProblem, InvalidInput
from casebook.base.message import Message
from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.protocol.picker_protocol import LookedFolder, OpenedFile, PickerMessage
from casebook.services.evidence.intake_source import from_paths
from casebook.services.sharing.travel.travel_check import check
from casebook.ui.lock.picker import open_chosen, tell_what_is_carried


def test_a_file_that_was_chosen_is_read_and_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "private.txt").write_text("private")
    (tmp_path / "linked.txt").symlink_to(tmp_path / "private.txt")
    plain, linked = from_paths(
        [OpenedFile(name, "", open_chosen(str(tmp_path / name))) for name in ("private.txt", "linked.txt")]
    )
    with plain.open() as stream:
        assert stream.read() == b"private"
    with pytest.raises(InvalidInput, match="a link"):
        linked.open()


def looked_through(folder: Path, picker: ThreadPoolExecutor) -> tuple[LookedFolder, Future[None]]:
    """A folder as a confined session has it, and the picker at work."""
    ours, its = Channel.pair()

    def serve() -> None:
        assert its.receive().kind == PickerMessage.KEEP
        tell_what_is_carried(its, folder)

    return LookedFolder(folder, ours), picker.submit(serve)


def test_a_session_is_told_what_a_folder_holds(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "photo.jpg").write_bytes(b"CASEBOOK and the rest of a header")
    (tmp_path / "letter.txt").write_text("Dear colleague")
    with ThreadPoolExecutor(1) as picker:
        folder, serving = looked_through(tmp_path, picker)
        report = check(folder)
        serving.result(10)
    assert report == check(tmp_path)
    (item,) = report.items
    assert (item.kind.value, item.path) == ("header-copy", tmp_path / "deep" / "photo.jpg")


def test_looking_stops_and_a_folder_may_be_gone(tmp_path: Path) -> None:
    for number in range(3_000):
        (tmp_path / f"{number}").touch()

    def stop(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - as `Progress` is
        raise Cancelled("stopped")

    with ThreadPoolExecutor(1) as picker:
        folder, serving = looked_through(tmp_path, picker)
        with pytest.raises(Cancelled):
            check(folder, progress=stop)
        assert isinstance(serving.exception(10), PeerClosed | None)  # what it said last may have gone in time
        gone, serving = looked_through(tmp_path / "gone", picker)
        with pytest.raises(DiskProblem):
            check(gone)
        serving.result(10)
