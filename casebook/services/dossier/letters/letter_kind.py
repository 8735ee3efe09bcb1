"""The kinds of letter there are: those supplied, and the templates of the office."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from casebook.base.errors import InvalidInput, NotFound
from casebook.domain.dossier.letter import LetterForm, LetterKind
from casebook.domain.dossier.letter_template import LetterTemplate
from casebook.domain.dossier.letters.letter_file import TemplateReport, Values
from casebook.domain.dossier.letters.word_style import WordStyle
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.packs.dossier.letter import read_letters
from casebook.services.base import record
from casebook.services.base.export import put
from casebook.services.base.session import Session
from casebook.services.processes.letter_worker import require_libraries

OWN = "own-"
"""Leads the id of a template of the office."""


@cache
def supplied() -> tuple[LetterKind, ...]:
    """The kinds of letter that ship with the program."""
    return read_letters()


def kinds(session: Session) -> tuple[LetterKind, ...]:
    """Every kind of letter: the supplied ones, then the templates of the office."""
    return (*supplied(), *map(_own_kind, record.every(session, LetterTemplate)))


def kind_named(session: Session, kind_id: str) -> LetterKind:
    """A kind of letter by its id.

    Raises:
        NotFound: there is none.
    """
    kind = next((one for one in kinds(session) if one.id == kind_id), None)
    if kind is None:
        raise NotFound(
            "There is no letter with this ID.",
            field="letter",
            remedy="Run “casebook letter list” to list the letters.",
        )
    return kind


def _own_kind(template: LetterTemplate) -> LetterKind:
    return LetterKind(
        id=f"{OWN}{template.id}",
        title=template.title,
        form="letter",
        reader=template.reader,
        purpose=template.purpose,
        attachment_id=template.attachment_id,
    )


def export_template(kind: LetterKind, out: Path | SaveTarget) -> None:
    """Write a supplied letter as a template to change in Word and add as one's own.

    Raises:
        InvalidInput: it is an own template, or the file cannot be written there.
        Refused: the target lies inside a vault.
        DiskProblem: the disk refuses.
    """
    from casebook.formats.letter_source import letter_template

    if kind.is_own:
        raise InvalidInput(
            "This is a template of your own.", field="letter", remedy="Choose a supplied letter."
        )
    data = letter_template(kind.body, kind.form)
    put(data, out)


@lru_cache(maxsize=32)
def supplied_template(
    body: str, form: LetterForm, styles: tuple[WordStyle, ...]
) -> tuple[bytes, tuple[str, ...]]:
    """The template of a supplied letter and its fields; all are kept, as each word typed shows one."""
    from casebook.formats.letter_source import letter_template
    from casebook.formats.letter_template import fields_of_supplied

    require_libraries()
    template = letter_template(body, form, styles=styles)
    return template, fields_of_supplied(template)


def filled_supplied(
    kind: LetterKind, styles: tuple[WordStyle, ...], values: Values, *, packs: bool
) -> tuple[TemplateReport, bytes]:
    """Return what a supplied letter says, and its file where it is to be packed."""
    from casebook.formats.letter_template import filled, previewed

    template, fields = supplied_template(kind.body, kind.form, styles)
    if packs:
        return filled(template, values, fields)
    return previewed(template, values, fields), b""
