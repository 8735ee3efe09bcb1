"""What a court finds its way by: persons, abbreviations and terms, essential reading, and the signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.dossier.composition import (
    Block,
    FormField,
    FormFields,
    Line,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.domain.dossier.dossier import Section
from casebook.domain.dossier.term_list import term_list
from casebook.domain.person.role import RoleKind
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import prose
from casebook.services.person.role import CaseRole

ROLES: Mapping[RoleKind, str] = {
    "judge": gettext_noop("Judge"),
    "decision-maker": gettext_noop("Decision-maker"),
    "prosecutor": gettext_noop("Prosecutor"),
    "opposing-counsel": gettext_noop("Opposing counsel"),
    "counsel": gettext_noop("Counsel"),
    "co-counsel": gettext_noop("Co-counsel"),
    "expert": gettext_noop("Expert"),
    "doctor": gettext_noop("Doctor"),
    "interpreter": gettext_noop("Interpreter"),
    "translator": gettext_noop("Translator"),
}
"""The roles a list of persons shows, in its order.

SECURITY: relatives, witnesses, helpers and journalists are named only where they are written into the list.
"""
_OFFICIAL: frozenset[RoleKind] = frozenset({"judge", "decision-maker", "prosecutor", "opposing-counsel"})
"""Whom the court and the other party know anyway, whatever the office thinks of them."""
_WITH_BODY: frozenset[RoleKind] = _OFFICIAL | {"counsel", "co-counsel", "expert"}
"""Whose court, authority or firm is printed; what is noted there of others is for the office."""
_DATED = re.compile(
    r"\d{1,2}(?:er|\.)? (?:de )?[^\W\d]{3,} (?:de )?(?:19|20)\d\d\b|[^\W\d]{3,} \d{1,2}, (?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d(?:-\d\d-\d\d\b|年)|\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b"
)
_NEEDS_VETTING: frozenset[RoleKind] = frozenset({"interpreter", "translator"})
"""Who works with relatives and sources: nobody is named as such before the office is sure of them."""


def persons(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """Return the clients, those who act in the case by role, and whom the text adds.

    Raises:
        InvalidInput: a line of the text is not a name and who that is.
    """
    words = dossier_data.words
    rows: list[tuple[Line, Line]] = [
        (
            (Span(client.leading_name, rests_on=(f"person:{client.id}",)),),
            (Span(words("Person concerned")),),
        )
        for client in dossier_data.clients
    ]
    order, is_pseudonymised = list(ROLES), dossier_data.copy_kind == "pseudonymised"
    acting = sorted(
        (part for part in dossier_data.roles if part.role.kind in ROLES and _is_listed(dossier_data, part)),
        key=lambda part: order.index(part.role.kind),
    )
    for part in acting:
        what = part.role.title or words(ROLES[part.role.kind])
        shows_body = part.role.kind in _WITH_BODY and not is_pseudonymised
        body = part.contact.body if shows_body else ""
        name = words("[withheld]") if is_pseudonymised else part.contact.name
        spans = (Span(name, rests_on=(f"role:{part.role.id}",)),)
        rows.append((spans, (Span(", ".join(filter(None, (what, body)))),)))
    if not is_pseudonymised:  # SECURITY: whom a person wrote in is often in no record, and not replaced
        rows += _listed(dossier_data, term_list(section.text))
    return _table(rows, (words("Name"), words("Who this is")))


def _is_listed(dossier_data: DossierData, part: CaseRole) -> bool:
    """Return whether a copy lists somebody who acts in the case.

    SECURITY: a service copy reaches the other party, to whom an interpreter leads to relatives and sources:
    there an expert is listed only as the author of an exhibit, and no doctor, interpreter or translator.
    """
    kind = part.role.kind
    if kind in _OFFICIAL or dossier_data.copy_kind == "draft":
        return True
    if part.vetting == "do-not-use" or (kind in _NEEDS_VETTING and part.vetting != "vetted"):
        return False
    if dossier_data.copy_kind != "service" or kind in {"counsel", "co-counsel"}:
        return True
    names = {part.contact.name, *part.contact.other_names}
    return kind == "expert" and any(document.author in names for document in dossier_data.exhibits)


def terms(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """Return abbreviations and terms with their meaning, in alphabetical order, Chinese ones last.

    Raises:
        InvalidInput: a line of the text is not a term and its meaning.
    """
    pairs = sorted(term_list(section.text), key=lambda pair: pair[0].casefold())
    return _table(_listed(dossier_data, pairs), (dossier_data.words("Term"), dossier_data.words("Meaning")))


def essential_reading(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """Return what to read first, in the order written, each with minutes, and their sum.

    Raises:
        InvalidInput: a line of the text is not a passage and minutes, or refers to what is not there.
    """
    words, total = dossier_data.words, 0
    rows: list[tuple[Line, Line]] = []
    for what, minutes in term_list(section.text):
        if not (minutes.isascii() and minutes.isdigit()):
            raise InvalidInput(
                Message("The time of reading {number} is not in minutes.", number=len(rows) + 1),
                field="text",
                remedy="End each line with a colon and a whole number of minutes.",
            )
        total += int(minutes)
        rows.append((prose.line(dossier_data, what), (Span(minutes),)))
    if rows:
        rows.append(((Span(words("Total"), emphasis="bold"),), (Span(str(total), emphasis="bold"),)))
    return _table(rows, (words("To be read"), words("Minutes")), (0.84, 0.16))


def signature(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """Return the lines of who signs, with name, capacity and address for service, and room for it.

    A date is asked for only where the lines bear none.
    """
    words = dossier_data.words
    lines = [line for line in section.text.splitlines() if line.strip()]
    fields = [FormField(label=words("Signature"))]
    if not any(_DATED.search(line) for line in lines):
        fields.append(FormField(label=words("Date")))
    return (
        FormFields(rows=tuple(fields)),
        *(TextParagraph(line=prose.line(dossier_data, line)) for line in lines),
    )


def _listed(dossier_data: DossierData, pairs: Iterable[tuple[str, str]]) -> list[tuple[Line, Line]]:
    return [(prose.line(dossier_data, left), prose.line(dossier_data, right)) for left, right in pairs]


def _table(
    rows: list[tuple[Line, Line]], head: tuple[str, str], widths: tuple[float, float] = (0.34, 0.66)
) -> tuple[Block, ...]:
    return (TextTable(head=head, rows=tuple(rows), widths=widths),) if rows else ()
