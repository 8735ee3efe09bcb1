from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import DiskProblem, NotFound
from casebook.services.base.chosen_file import opened


@pytest.mark.parametrize(("name", "error"), [("absent.pdf", NotFound), ("folder", DiskProblem)])
def test_a_file_that_cannot_be_opened_is_named(
    tmp_path: Path, name: str, error: type[NotFound | DiskProblem]
) -> None:
    (tmp_path / "folder").mkdir()
    for field, shown in (("", name), ("pack", "pack")):
        with pytest.raises(error, match=name) as caught, opened(tmp_path / name, field):
            pass
        assert caught.value.field == shown
