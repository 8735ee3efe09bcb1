"""The supplied kinds of letter: one TOML file each, with its provisions, blanks and text."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from casebook.base.resources import resource
from casebook.domain.dossier.letter import (
    LetterBlank,
    LetterForm,
    LetterKind,
    LetterParty,
    LetterProvision,
    LetterRecipient,
    LetterTreaty,
)
from casebook.domain.library.reading_level import ReadingLevel
from casebook.domain.person.person import Purpose
from casebook.domain.person.role import RoleKind
from casebook.packs.base.entry import OnDefect, PackEntry, refuse
from casebook.packs.base.reader import read_file

FOLDER = "letters"
FORMS: tuple[LetterForm, ...] = get_args(LetterForm)
_RECIPIENTS: tuple[LetterRecipient, ...] = get_args(LetterRecipient)
TREATIES: tuple[LetterTreaty, ...] = get_args(LetterTreaty)
PARTIES: tuple[LetterParty, ...] = get_args(LetterParty)
LEVELS: tuple[ReadingLevel, ...] = get_args(ReadingLevel)
ROLES: tuple[RoleKind, ...] = get_args(RoleKind)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


def read_letters(folder: Path | None = None, on_defect: OnDefect = refuse) -> tuple[LetterKind, ...]:
    """Every supplied kind of letter, in the order of the numbers that lead their files.

    Raises:
        NotFound: the program's own folder is missing.
        PackInvalid: a file breaks its schema, unless `on_defect` collects.
    """
    paths = sorted((folder or resource(FOLDER)).glob("*.toml"))
    return tuple(_letter(read_file(path, on_defect)) for path in paths)


def _letter(entry: PackEntry) -> LetterKind:
    purpose = entry.text("purpose", default="")
    if purpose and purpose not in PURPOSES:
        entry.complain("purpose", "is not a purpose that clients consent to")
    to = entry.text("to", default="")
    if to and to not in ROLES:
        entry.complain("to", "is not a role of a contact")
    treaty = entry.text("treaty", default="")
    if treaty and treaty not in TREATIES:
        entry.complain("treaty", "is not a treaty that letters know")
    party = entry.text("party", default="")
    if party and party not in PARTIES:
        entry.complain("party", "is not what a body calls a client")
    makers = entry.choices("makers", ROLES) if "makers" in entry.unread() else ()
    kind = LetterKind(
        id=entry.text("id"),
        title=entry.text("title"),
        form=entry.choice("form", FORMS),
        reader=entry.choice("reader", _RECIPIENTS),
        purpose=next((known for known in PURPOSES if known == purpose), ""),
        addressee=entry.text("addressee", default=""),
        to=next((known for known in ROLES if known == to), ""),
        proceeding=entry.texts("proceeding", default=()),
        provisions=tuple(_provision(table) for table in entry.tables("provision")),
        blanks=tuple(_blank(table) for table in entry.tables("blank")),
        body=entry.text("body"),
        treaty=next((known for known in TREATIES if known == treaty), ""),
        party=next((known for known in PARTIES if known == party), ""),
        makers=makers,
        forum=entry.text("forum", default=""),
        short_forums=entry.texts("short_forums", default=()),
    )
    entry.close()
    return kind


def _provision(entry: PackEntry) -> LetterProvision:
    provision = LetterProvision(
        cite=entry.text("cite"),
        read=entry.choice("read", LEVELS),
        basis=entry.texts("basis", default=()),
        how=entry.text("how"),
    )
    if provision.is_cited and not provision.basis:
        entry.complain("basis", "must name where the reference data hold what was read")
    entry.close()
    return provision


def _blank(entry: PackEntry) -> LetterBlank:
    blank = LetterBlank(
        name=entry.text("name"),
        label=entry.text("label"),
        text=entry.text("text", default=""),
        lines=entry.integer("lines", default=1, least=1),
    )
    entry.close()
    return blank
