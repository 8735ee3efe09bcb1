"""What the picker hands over open: the file that was chosen, and never what a link leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.evidence.intake_source import from_paths
from casebook.ui.lock.picker import open_chosen


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
