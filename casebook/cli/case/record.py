"""``list``, ``show``, ``remove`` and ``restore`` for the nouns of a case."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from casebook.base.i18n import Translator
from casebook.cli.base.absent_line import absent_line
from casebook.cli.base.answer import answer, pairs, table
from casebook.cli.base.noun import NOUNS, kind_of
from casebook.cli.base.session import reading, unlocked
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.base.tag import Tagged, tag_key
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case

if TYPE_CHECKING:
    from casebook.domain.evidence.document import Document

T = TypeVar("T", bound=Tagged)


def list_(*, noun: str, vault: Path, of_case: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        rows = _rows(session, noun, of_case)
    answer_rows(noun, rows, is_filtered=bool(of_case), json_wanted=json)


def list_tagged(
    *,
    noun: str,
    vault: Path,
    of_case: str,
    tags: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with reading(vault, passphrase_file) as session:
        rows = _rows(session, noun, of_case)
    answer_rows(noun, tagged(rows, tags), is_filtered=bool(of_case or tags), json_wanted=json)


def tagged(rows: Sequence[T], typed: Sequence[str]) -> Sequence[T]:
    """Return the rows that have each of the tags given; ``-`` is a line of standard input."""
    keys = {tag_key(sys.stdin.readline() if one == "-" else one) for one in typed}
    return [row for row in rows if keys <= set(map(tag_key, row.tags))] if keys else rows


def _rows(session: Session, noun: str, of_case: str) -> list[Any]:
    if noun == "case":
        wanted = case.named(session, of_case).id if of_case else ""
        return [row for row in case.rows(session) if wanted in {"", row.id}]
    kind = kind_of(noun)
    if not of_case:
        return record.every(session, kind)
    return record.of_case(session, kind, case.named(session, of_case).id)


def answer_rows(noun: str, rows: Sequence[object], *, is_filtered: bool, json_wanted: bool) -> None:
    """Print a list of records, by the columns of their noun; where there are none, say why."""
    heads = NOUNS[noun].heads

    def words() -> str:
        cells = [[_short(getattr(row, head)) for head in heads] for row in rows]
        columns = [head.replace("_", " ") for head in heads]
        return table(columns, cells) if rows else nothing_in(NOUNS[noun].many, is_filtered=is_filtered)

    answer({"rows": rows}, words, json_wanted=json_wanted)


def nothing_in(many: str, *, is_filtered: bool) -> str:
    """Return what is said of an empty list of these records: with a filter, the casebook may have others."""
    return f"No matching {many}." if is_filtered else f"No {many} yet."


def show(*, noun: str, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        shown = record.find_in_sight(session, kind_of(noun), id_typed(session, noun, record_id))
        values = asdict(shown) | (_letters_of(session, shown) if noun == "document" else {})
        missing = absent_line(session, shown)
    answer(values, pairs(values) + missing, json_wanted=json)


def _letters_of(session: Session, document: Document) -> dict[str, object]:
    """Return the letters before and after a document in their order, and those that it came with."""
    from casebook.services.evidence.correspondence import correspondence_of

    around = correspondence_of(document, record.of_case(session, type(document), document.case_id))
    return {
        name: [
            {"id": one.id, "title": one.title, "sent_at": one.mail.sent_at if one.mail else ""}
            for one in letters
        ]
        for name, letters in (
            ("answers", around.before),
            ("answered_by", around.after),
            ("came_with", around.came_with),
        )
    }


def remove(*, noun: str, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        id_ = id_typed(session, noun, record_id)
        record.move_to_bin(session, kind_of(noun), id_)
        from casebook.services.vault import record_bin  # which loads the deadline rules, and no list needs

        sealed = record_bin.sealed_with(session, [(kind_of(noun), id_)])
    going = " ".join(map(str, sealed))
    with_it = {"with_it": going} if going else {}
    answer({"id": id_, "removed": True, **with_it}, f"Moved to bin. {going}".rstrip(), json_wanted=json)


def restore(*, noun: str, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        record.restore(session, kind_of(noun), record_id)
    answer({"id": record_id, "restored": True}, "Restored.", json_wanted=json)


def id_typed(session: Session, noun: str, typed: str) -> str:
    """Return the given ID; a case may be given by its reference."""
    return case.named(session, typed).id if noun == "case" else typed


def _short(value: object) -> str:
    """Return a cell that fits a line."""
    if isinstance(value, tuple):
        return f"{len(value)}" if value and not isinstance(value[0], str) else ", ".join(value)
    if isinstance(value, StatedDate) and "X" in value.edtf:
        value = in_words(value, Translator())
    text = str(getattr(value, "words", "") or getattr(value, "edtf", "" if value is None else value))
    return text if len(text) <= 48 else text[:47] + "…"  # noqa: PLR2004 - a third of a wide terminal
