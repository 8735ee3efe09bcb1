"""Code names: read with the names they stand for, proposed where none is kept, and kept in the vault."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from casebook.domain.case.case import Case
from casebook.domain.person.code_name import CodeNamed, code_key, proposed_code_name
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.role import Role
from casebook.services.base import record, row_undo, setting
from casebook.services.base.session import Session
from casebook.services.person import case_people
from casebook.services.vault import guardian
from casebook.store.person import code_name as code_names
from casebook.store.registry import table_for

BEGINS_HIDDEN = "names.begin-hidden"
KEPT_AT_ONCE = 200
"""Proposals that are kept in one write, so that pages can be read between two."""
PROPOSE = "code-name.propose"
Named = Person | Contact | Case
Kept = tuple[tuple[Named, Named], ...]
"""Records as they were and as they are now."""
_BODIES = frozenset({"authority", "embassy", "ngo"})
"""Contacts that are no people: their names stay on the screen."""
_KINDS: dict[str, type[Named]] = {"person": Person, "contact": Contact, "case": Case}


def every(session: Session) -> list[CodeNamed]:
    """Return all people and cases outside the bin and all guardians; who has no code name gets a proposal."""
    return [*_named(_rows(session), set()), *guardian.code_named(session)]


def some(session: Session, ids: Collection[str]) -> list[CodeNamed]:
    """Return those of some people and cases that are outside the bin, as `every` does."""
    with session.store.reading() as connection:
        others = {*map(code_key, code_names.every_code_name(connection))}
    return _named(_rows(session, ids), others)


def hidden_at_start(session: Session) -> list[CodeNamed] | None:
    """Return all people and cases if the window begins with names hidden, else None."""
    return every(session) if begins_hidden(session) else None


def _rows(session: Session, ids: Collection[str] | None = None) -> list[code_names.Row]:
    with session.store.reading() as connection:
        rows = [row for row, kind in code_names.people(connection, ids) if kind not in _BODIES]
        return [*rows, *code_names.cases(connection, ids)]


def _named(rows: Sequence[code_names.Row], others: set[str]) -> list[CodeNamed]:
    taken = others | {code_key(row[2]) for row in rows}
    taken |= {word for row in rows for name in row[3] for word in code_key(name).split()}
    named = []
    for noun, record_id, code_name, names, spellings in sorted(rows, key=lambda row: row[1]):
        shown = code_name or proposed_code_name(record_id, taken)
        taken.add(code_key(shown))
        named.append(
            CodeNamed(
                id=record_id,
                noun=noun,
                names=names,
                spellings=spellings,
                code_name=shown,
                is_kept=bool(code_name),
            )
        )
    return named


def of_case(session: Session, case_id: str) -> list[CodeNamed]:
    """Return the code names of a case, its people, those close to them and its contacts, the case first.

    Raises:
        NotFound: there is no such case.
    """
    ids = {case_id, *(row.id for row in case_people.of_case(session, case_id).rows)}
    ids |= {role.contact_id for role in record.of_case(session, Role, case_id)}
    named = [one for one in every(session) if one.id in ids]
    return sorted(named, key=lambda one: (one.noun != "case", one.noun != "person", one.names))


def keep(session: Session, named: Sequence[CodeNamed]) -> Kept:
    """Keep proposals in one write, where nobody has entered a code name since; returns what changed.

    Raises:
        ReadOnly: the vault was opened to be read.
    """
    kept: list[tuple[Named, Named]] = []
    with session.store.write(PROPOSE) as transaction:
        for noun, kind in _KINDS.items():
            proposals = {one.id: one.code_name for one in named if one.noun == noun and not one.is_kept}
            there = table_for(kind).some(transaction.connection, proposals)
            pairs = [(was, replace(was, code_name=proposals[was.id])) for was in there.values()]
            new = [(was, now) for was, now in pairs if not was.code_name]
            transaction.replace_all([now for _, now in new])
            kept += new
    return tuple(kept)


def take_back(session: Session, kept: Kept) -> None:
    """Undo that proposals were kept, in one write; what others changed beside them stays.

    Raises:
        Conflict: some were changed since, or removed; nothing was undone.
    """
    with session.store.write("code-name.undo") as transaction:
        changed = 0
        for kind in _KINDS.values():
            pairs = [(was, now) for was, now in kept if isinstance(was, kind)]
            there = table_for(kind).some(transaction.connection, [was.id for was, _ in pairs])
            standing = [there[now.id] for _, now in pairs if now.id in there]
            codes = {now.id: now.code_name for _, now in pairs}
            same = [one for one in standing if one.code_name == codes[one.id]]
            changed += len(pairs) - len(same)
            transaction.replace_all([replace(one, code_name="") for one in same])
        row_undo.require_unchanged(changed)


def begins_hidden(session: Session) -> bool:
    """Return whether the window begins with names hidden."""
    return setting.value(session, BEGINS_HIDDEN) is True


def keep_begins_hidden(session: Session, *, is_hidden: bool) -> None:
    """Set whether the window begins with names hidden.

    Raises:
        DiskProblem: the disk refuses.
    """
    setting.keep(session, BEGINS_HIDDEN, is_hidden or None)
