"""``packs``: checks of the reference data, and updates of a vault, reviewed before acceptance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from casebook.base.errors import Refused
from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.session import reading, unlocked
from casebook.services.library.packs import packs

if TYPE_CHECKING:
    from casebook.services.library.packs.pack_update import UpdateOffer


def check(*, json: bool) -> int:
    report = packs.check()
    document = {"counts": report.counts, "problems": report.problems}
    words = table(["pack", "entries"], list(report.counts.items()))
    for problem in report.problems:
        words += f"\n{problem.where}: {problem.what!s}"
    words += f"\n{counted(len(report.problems), 'problem', 'problems')}."
    answer(document, words, json_wanted=json)
    return 3 if report.problems else 0


def diff(
    *,
    vault: Path,
    new: str,
    file: Path | None,
    of_vault: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    if new:
        from casebook.cli.library.pack_versions import diff_versions

        diff_versions(vault, Path(new), of_vault, passphrase_file, json=json)
        return
    from casebook.services.library.packs import pack_update

    with reading(vault, passphrase_file) as session:
        offered = pack_update.offer(session, file)
    answer(_offer_json(offered), _offer_text(offered), json_wanted=json)


def accept(
    *, vault: Path, file: Path | None, publisher: str, passphrase_file: Path | None, json: bool
) -> None:
    from casebook.services.library.packs import pack_update

    with unlocked(vault, passphrase_file) as session:
        offered = pack_update.offer(session, file)
        if offered.key_words and offered.key_words != " ".join(publisher.split()):
            raise Refused(
                "The words do not match the key that signed this file.",
                field="publisher",
                remedy="Ask the publisher for the words of their key; `packs diff` shows those of the file.",
            )
        marked = pack_update.accept(session, offered)
    words = f"{_offer_text(offered)}\nApplied; {counted(marked, 'dossier was', 'dossiers were')} marked."
    answer({**_offer_json(offered), "marked_dossiers": marked}, words, json_wanted=json)


def _offer_json(offered: UpdateOffer) -> dict[str, object]:
    return {
        "publisher": offered.key_words or None,
        "from_version": offered.from_version or None,
        "to_version": offered.to_version,
        "added": [{"noun": _noun(entry), "id": entry.id} for entry in offered.added],
        "changed": [
            {"noun": _noun(change.new), "id": change.new.id, "fields": change.fields}
            for change in offered.changed
        ],
        "withdrawn": [{"noun": _noun(entry), "id": entry.id} for entry in offered.withdrawn],
        "dossiers": [
            {"id": dossier_id, "cites": [entry.id for entry in cited]}
            for dossier_id, cited in offered.marks.items()
        ],
    }


def _offer_text(offered: UpdateOffer) -> str:
    rows = [
        *(["added", _noun(each), each.id, ""] for each in offered.added),
        *(["changed", _noun(each.new), each.new.id, ", ".join(each.fields)] for each in offered.changed),
        *(["withdrawn", _noun(each), each.id, ""] for each in offered.withdrawn),
    ]
    head = f"From {offered.from_version or 'nothing'} to {offered.to_version}."
    signed = f" Signed with the key: {offered.key_words}." if offered.key_words else ""
    listed = table(["change", "type", "id", "fields"], rows) if rows else "Nothing differs."
    return f"{head}{signed}\n{listed}"


def _noun(entry: object) -> str:
    return type(entry).__name__.lower()
