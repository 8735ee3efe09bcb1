"""Where the files that ship with the program are: packs, fonts, icons, theme, texts, sample."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from casebook.base.errors import NotFound
from casebook.base.message import Message


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent.parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


@cache
def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, such as ``resource("fonts", "NotoSerif-Regular.ttf")``.

    Raises:
        NotFound: the installation is incomplete.
    """
    path = _root().joinpath(*parts)
    if not path.exists():
        raise NotFound(
            Message("The program's own file {path} is missing.", path="/".join(parts)),
            field="/".join(parts),
            remedy="Reinstall Casebook.",
        )
    return path
