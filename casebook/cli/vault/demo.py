"""``demo``: a sample casebook and its dossier, in a folder of their own."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.answer import answer
from casebook.cli.base.progress import Counter
from casebook.cli.base.verb import WindowRequest
from casebook.sample.demo import make


def demo(*, folder: Path, every: bool, show: bool, json: bool) -> WindowRequest | None:
    sample = make(folder, with_versions=every, progress=Counter())
    words = (
        f"Sample casebook: {sample.vault}\nIts passphrase:  {sample.passphrase_file}\n"
        f"Its dossier:     {sample.dossier} ({sample.pages} pages)\n"
        f"A release pack:  {sample.declaration}\nA review:        {sample.review}"
    )
    words += "".join(f"\nVersion:         {version}" for version in sample.versions)
    answer(sample, words, json_wanted=json)
    return WindowRequest(sample.vault) if show else None
