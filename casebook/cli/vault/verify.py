"""``verify``: whether a file of a release is what the maintainers signed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from casebook.cli.base.answer import answer, pairs
from casebook.services.vault import release


def verify(*, file: Path, key: str, json: bool) -> None:
    verified = asdict(release.verify(file, key or release.RELEASE_KEY))
    answer(verified, pairs(verified), json_wanted=json)
