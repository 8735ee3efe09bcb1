"""``dossier extract``: exhibits and pages of a build for one witness, under their numbers."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.answer import answer, counted
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading
from casebook.services.base.flow import run_in_line
from casebook.services.dossier.bundles import witness_pack
from casebook.services.dossier.bundles.witness_pack import ExtractRequest, span_of


def extract(
    *,
    vault: Path,
    build: str,
    file: Path,
    exhibit: tuple[str, ...],
    pages: tuple[str, ...],
    out: Path,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    request = ExtractRequest(
        build_id=build, exhibits=tuple(exhibit or ()), pages=tuple(map(span_of, pages or ()))
    )
    with reading(vault, passphrase_file) as session:
        report = run_in_line(witness_pack.extract(session, request, file, out, progress=Counter()))
    document = {"out": out, "sha256": report.sha256, "numbers": report.numbers}
    length = counted(len(report.numbers), "page", "pages")
    words = f"{out}: {length}, SHA-256 {report.sha256}"
    answer(document, words, json_wanted=json)
