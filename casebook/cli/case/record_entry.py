"""``add`` and ``edit`` for the nouns of a case: fields are given, or read from a JSON document."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.cli.base.answer import answer
from casebook.cli.base.noun import kind_of
from casebook.cli.base.session import unlocked
from casebook.cli.base.typed import values
from casebook.cli.case.record import id_typed
from casebook.domain.base.field import hints
from casebook.domain.base.tag import tags_in
from casebook.services.base import form, tag
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.person import date_before_birth, duplicate


def add(
    *,
    noun: str,
    vault: Path,
    document: str,
    in_case: str,
    set_: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    kind = kind_of(noun)
    fields = values(kind, document, set_)
    if in_case and "case_id" not in hints(kind):
        raise InvalidInput(
            Message("A {noun} does not belong to one case.", noun=noun),
            field="case",
            remedy="Leave out --case; see `person join`.",
        )
    with unlocked(vault, passphrase_file) as session:
        if in_case:
            fields = {"case_id": case.named(session, in_case).id, **fields}
        added = form.create(session, kind, _spelled(session, fields))
        alike = duplicate.like(session, added)
        remark = date_before_birth.remark_on(session, added)
    for one in alike:
        sys.stderr.write(f"Possible duplicate: {one.noun} {one.id} has the {one.reason}.\n")
    _tell(remark)
    answer(added, f"Added the {noun} {added.id}.", json_wanted=json)


def edit(
    *,
    noun: str,
    vault: Path,
    record_id: str,
    document: str,
    set_: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    kind = kind_of(noun)
    fields = values(kind, document, set_)
    with unlocked(vault, passphrase_file) as session:
        changed = form.edit(session, kind, id_typed(session, noun, record_id), _spelled(session, fields))
        remark = date_before_birth.remark_on(session, changed)
    _tell(remark)
    answer(changed, f"Changed the {noun} {changed.id}.", json_wanted=json)


def _spelled(session: Session, fields: Mapping[str, object]) -> Mapping[str, object]:
    """Return the fields with each tag spelled as it is in use, as the window does; what is no tag stays."""
    tags = fields.get("tags")
    typed = tags_in(tags) if isinstance(tags, str) else tags
    if not isinstance(typed, list | tuple) or not all(isinstance(one, str) for one in typed):
        return fields
    return {**fields, "tags": tag.spelled(session, typed)}


def _tell(remark: Message | None) -> None:
    """Say on standard error what is odd about a record that was kept all the same."""
    if remark is not None:
        sys.stderr.write(f"{remark!s}\n")
