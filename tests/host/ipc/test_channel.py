from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from casebook.host.ipc.channel import MAX_BYTES, MAX_FILES, Channel, PeerClosed
from casebook.host.protocol.picker_protocol import in_parts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the processes that it joins")


def test_words_and_open_files_arrive_as_they_were_sent(tmp_path: Path) -> None:
    here, there = Channel.pair()
    (tmp_path / "given").write_bytes(b"what it says")
    with (tmp_path / "given").open("rb") as file:
        here.send(7, "Lin Zhiyuan · 林志远", "", "caf\udce9", files=[file.fileno()] * 3)
        here.send(0, "")
    here.send(8)
    message = there.receive()
    assert (message.kind, message.words) == (7, ("Lin Zhiyuan · 林志远", "", "caf\udce9"))
    assert "林" not in repr(message)
    with os.fdopen(message.files[0], "rb") as file:
        assert file.read() == b"what it says"
    for descriptor in message.files[1:]:
        assert not os.get_inheritable(descriptor)
        os.close(descriptor)
    assert there.receive().words == ("",)
    assert there.receive().words == ()
    here.close()
    with pytest.raises(PeerClosed):
        there.receive()
    with pytest.raises(PeerClosed):
        there.send(1)
    there.close()
    there.close()


def test_as_many_files_as_one_message_takes(tmp_path: Path) -> None:
    here, there = Channel.pair()
    (tmp_path / "given").touch()
    with (tmp_path / "given").open("rb") as file:
        here.send(1, files=[file.fileno()] * MAX_FILES)
        got = there.receive().files
        assert len(got) == MAX_FILES
        for descriptor in got:
            os.close(descriptor)
    here.close()
    there.close()


def test_what_is_too_long_is_refused_and_never_cut() -> None:
    here, there = Channel.pair()
    with pytest.raises(OSError, match="too long"):
        here.send(1, "x" * MAX_BYTES)
    here.send(1, "x" * (MAX_BYTES - 2))
    assert there.receive().words == ("x" * (MAX_BYTES - 2),)
    here.close()
    there.close()


def test_thousands_of_paths_go_in_parts_that_fit() -> None:
    paths = [f"/home/anna/{'证据' * 40}/{number}.pdf" for number in range(3000)]
    here, there = Channel.pair()
    got: list[str] = []
    for part in in_parts(paths):
        here.send(1, *part)
        got += there.receive().words
    assert got == paths
    here.close()
    there.close()
