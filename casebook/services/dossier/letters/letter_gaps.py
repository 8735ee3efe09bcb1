"""What a letter leaves to a person: its blanks, and the values that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casebook.base.message import Message
from casebook.domain.base.absence import kinds_of
from casebook.domain.case.case import Case
from casebook.domain.case.ground import Ground
from casebook.domain.dossier.letter import LetterBlank, LetterKind
from casebook.domain.dossier.letters.letter_field import BLANK, FIELDS
from casebook.domain.dossier.letters.letter_file import TemplateReport, Values
from casebook.services.base.absence import absent_of, settled_records, shared_reference
from casebook.services.base.session import Session
from casebook.services.dossier.letters.letter_draft import LetterGap
from casebook.services.dossier.letters.letter_text import has_open_place, to_rewrite
from casebook.services.dossier.letters.letter_values import LetterRecords

_STATED = "statement.language"
"""A letter that names this prints the client's statement."""
_TELLING = frozenset({"facts", "harm_facts", "incidents", "grounds", "harms"})
"""Lists in which a letter may tell of people in China."""


def blanks_of(
    kind: LetterKind, written: Mapping[str, str], report: TemplateReport
) -> tuple[LetterBlank, ...]:
    """Return what a person may write; an own template names its blanks itself.

    Args:
        kind: of the letter.
        written: what stands in each blank, as it was typed.
        report: of filling it.
    """
    known = {blank.name: blank for blank in kind.blanks}
    names = [name.partition(".")[2] for name in report.fields if name.startswith(f"{BLANK}.")]
    return tuple(
        LetterBlank(
            name=name,
            label=known[name].label if name in known else name.replace("_", " ").capitalize(),
            text=written.get(name, ""),
            lines=known[name].lines if name in known else 1,
        )
        for name in names
    )


def gaps_of(
    kind: LetterKind, records: LetterRecords, values: Values, report: TemplateReport, ids: Mapping[str, str]
) -> tuple[LetterGap, ...]:
    """Return what is missing, with the record in which it is completed.

    Args:
        kind: of the letter.
        records: of the case.
        values: of its fields, by name.
        report: of filling it.
        ids: of the records that a field may be completed in, by noun.
    """
    rewritten = to_rewrite(records.grounds, values, report.lines)
    return (
        *(_gap(name, kind, ids) for name in report.missing),
        *map(_rewriting, rewritten),
        *map(_open_blank, (one for one in kind.blanks if has_open_place(str(values[f"{BLANK}.{one.name}"])))),
        *(_not_read_back(records) if _STATED in report.fields else ()),
    )


def _gap(name: str, kind: LetterKind, ids: Mapping[str, str]) -> LetterGap:
    group, _, part = name.partition(".")
    if group == BLANK:
        labels = {blank.name: blank.label for blank in kind.blanks}
        return LetterGap(field=name, title=labels.get(part, part.replace("_", " ")))
    known = FIELDS[name]
    return LetterGap(
        field=name, title=Message(known.title), noun=known.noun, record_id=ids.get(known.noun, "")
    )


def _rewriting(ground: Ground) -> LetterGap:
    title = Message("a sentence of the ground “{ground}” to be rewritten", ground=ground.title)
    return LetterGap(field="ground.text", title=title, noun="ground", record_id=ground.id)


def _open_blank(blank: LetterBlank) -> LetterGap:
    title = Message("an exhibit that “{blank}” refers to and that is not enclosed", blank=blank.label)
    return LetterGap(field=f"{BLANK}.{blank.name}", title=title)


def _not_read_back(records: LetterRecords) -> Iterator[LetterGap]:
    """Yield the reading back of a statement that is to be signed: it holds for its words as they stand."""
    statement = records.statement
    if statement and statement.paragraphs and not statement.is_read_back:
        title = Message("reading back of the statement as it stands now")
        yield LetterGap(field="statement.read_back", title=title, noun="statement", record_id=statement.id)


def absences_of(session: Session, case: Case) -> list[LetterGap]:
    """Return what a case refers to that is not here yet, and its reference where another case has it."""
    absent = absent_of(session, [case, *settled_records(session, case.id)])
    titles = [Message("not here yet: {kinds}", kinds=kinds_of(absent))] if absent else []
    titles += [shared] if (shared := shared_reference(session, case)) else []
    return [LetterGap(field="case", title=title, noun="case", record_id=case.id) for title in titles]


def tells(report: TemplateReport) -> bool:
    """Return whether a letter goes through facts, incidents or grounds."""
    return any(name.partition(".")[0] in _TELLING for name in report.fields)
