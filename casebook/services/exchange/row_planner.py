"""The outcome of each row of a list, one after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.base.field import sound
from casebook.domain.base.grid import GridRow
from casebook.domain.case.note import Note
from casebook.domain.exchange.import_plan import WRITTEN, Decision, ImportField, PlannedRow, joined
from casebook.domain.exchange.list_import import Listed
from casebook.services.base import record
from casebook.services.base.form import refuse_own_contradiction
from casebook.services.base.session import Session
from casebook.services.exchange import import_contact, import_event, import_fact, import_person, import_task
from casebook.services.exchange.cell_words import is_sum
from casebook.services.exchange.known_records import BuiltRow, KnownRecords, Likeness, Settled
from casebook.services.exchange.name_parts import with_whole_name
from casebook.services.exchange.row_cells import undecidable

ENTRY = "entry"
"""The column that says whether an entry of a calendar is an event or a task."""
_TITLES = ("title", "name", "step", "statement")
"""The fields by which a row is shown before it is a record."""
_OTHER_ENTRY = {
    "task": Message("This is a task, not an event. Import it with the tasks."),
    "event": Message("This is an event, not a task. Import it with the events."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedKind:
    """Import settings of a noun.

    Attributes:
        fields: what its columns can mean.
        build: makes a record of the cells of a row by field, with words of its own in a language.
        standing: those that are there already, which settle what becomes of a record beside all rows.
        likeness: finds those that may be there under another spelling.
        compared: the rows with what is to be said of records that none of them has.
        dropped: what becomes, by id, of records that a row, by place, implies to be no more.
    """

    fields: tuple[ImportField, ...]
    build: Callable[[Session, Mapping[str, str], str, Translator], BuiltRow[Any]]
    standing: Callable[[Session, str, Sequence[Mapping[str, str]]], KnownRecords[Any]]
    title: Callable[[Any], str]
    likeness: Callable[[Session], Likeness[Any] | None]
    compared: Callable[[Session, str, list[PlannedRow]], list[PlannedRow]]
    dropped: Callable[[Session, str, Sequence[Mapping[str, str]]], Mapping[str, tuple[int, Settled[Any]]]]


def _kind(module: Any) -> ListedKind:  # noqa: ANN401 - one of the modules of nouns
    return ListedKind(
        fields=module.FIELDS,
        build=module.build,
        standing=getattr(
            module, "standing_beside", lambda session, case_id, _: module.standing(session, case_id)
        ),
        title=module.title,
        likeness=getattr(module, "likeness", lambda _: None),
        compared=getattr(module, "compared", lambda _session, _case, rows: rows),
        dropped=getattr(module, "dropped", lambda *_: {}),
    )


KINDS: dict[Listed, ListedKind] = {
    "person": _kind(import_person),
    "contact": _kind(import_contact),
    "event": _kind(import_event),
    "task": _kind(import_task),
    "fact": _kind(import_fact),
}


class RowPlanner:
    """Plans the rows of a list one after another."""

    def __init__(
        self,
        session: Session,
        noun: Listed,
        case_id: str,
        decisions: Mapping[int, Decision],
        rows: Sequence[Mapping[str, str]],
        words: Translator,
    ) -> None:
        self._session, self._noun, self._case_id = session, noun, case_id
        self._kind, self._words = KINDS[noun], words
        self._known = self._kind.standing(session, case_id, rows)
        self._likeness = self._kind.likeness(session)
        self._decisions = dict(decisions)
        self._notes: set[tuple[str, str]] | None = None

    def row(self, cells: Mapping[str, str], row: GridRow, notes: Sequence[Message]) -> PlannedRow:
        """Return the outcome of a row."""
        cells = with_whole_name(cells)
        stated = stated_title(cells)
        planned = PlannedRow(id=str(row.line), line=row.line, fate="refused", title=stated)
        if why := self._fault(cells):
            return replace(planned, why=why)
        if self._is_sum(stated, cells) and row.line not in self._decisions:
            return replace(planned, fate="skipped", why=_SUM, can_be_decided=True)
        try:
            for key, cell in cells.items():
                sound(cell, key)
            built = self._kind.build(self._session, cells, self._case_id, self._words)
            refuse_own_contradiction(built.record)
        except CasebookError as error:
            return replace(planned, why=error.message)
        settled = self._settled(built, row)
        lost = self._lost_remarks(built, settled)
        is_noted = settled.record or (built.is_doubtful and settled.fate == "duplicate")
        is_noted = is_noted and not settled.is_certain
        notes = [settled.why, lost, row.doubt, *((built.why, *notes, row.note) if is_noted else ())]
        if row.formulas and settled.record:
            notes.append(Message("Some values were calculated by a formula when the file was last saved."))
        return replace(
            planned,
            fate=settled.fate,
            title=self._kind.title(built.record),
            why=joined([note for note in notes if note]),
            record=settled.record,
            former=settled.former,
            beside=built.beside if settled.fate == "new" else (),
            known_id=settled.known_id,
            standing=built.standing,
            can_be_decided=True,
        )

    def require_decided(self) -> None:
        """Require that every decision was about a row that can be decided.

        Raises:
            InvalidInput: one was not.
        """
        if self._decisions:
            raise undecidable(min(self._decisions))

    def _is_sum(self, stated: str, cells: Mapping[str, str]) -> bool:
        """Whether a row is of a sum and of nobody: who has a date of birth or a document is somebody."""
        if self._noun not in {"person", "contact"} or not is_sum(stated):
            return False
        return not import_person.states_somebody(cells)

    def _fault(self, cells: Mapping[str, str]) -> Message:
        entry = cells.get(ENTRY, "")
        if entry in _OTHER_ENTRY and entry != self._noun:
            return _OTHER_ENTRY[entry]
        missing = next((field for field in self._kind.fields if not is_filled(field, cells)), None)
        return Message("Missing: {field}.", field=Message(missing.title)) if missing else NO_MESSAGE

    def _lost_remarks(self, built: BuiltRow[Any], settled: Settled[Any]) -> Message:
        """What a row says beside a record that is there already, and no note of that record says."""
        if settled.fate in {"new", "skipped"} or not settled.known_id:
            return NO_MESSAGE
        texts = [note.text for note in built.beside if isinstance(note, Note)]
        if self._notes is None and texts:
            self._notes = {(note.about_id, note.text) for note in record.every(self._session, Note)}
        lost = [text for text in texts if (settled.known_id, text) not in (self._notes or ())]
        return Message(_REMARKS_LEFT, remarks="; ".join(lost)) if lost else NO_MESSAGE

    def _settled(self, built: BuiltRow[Any], row: GridRow) -> Settled[Any]:
        settled = self._known.settle(built)
        if settled.fate == "new" and self._likeness:
            settled = self._likeness.alike(built.record, row.line) or settled
        is_doubtful = built.is_doubtful or bool(row.doubt)
        is_off = bool(row.doubt) and settled.fate == "duplicate" and bool(settled.known_id)
        if (is_doubtful and settled.fate in {"new", "changed"}) or is_off:
            settled = replace(settled, fate="ask")
        decided = self._decided(settled, built, row.line)
        if decided.former and decided.record and decided.fate in WRITTEN:
            self._known.take(decided.former, decided.record)
        return decided

    def _decided(self, settled: Settled[Any], built: BuiltRow[Any], line: int) -> Settled[Any]:
        """The outcome of a row as somebody decided it, or as it is."""
        decision = self._decisions.pop(line, "")
        if decision == "skip":
            return Settled(fate="skipped", why=_SKIPPED)
        if decision == "new":
            return Settled(fate="new", record=built.record)
        if decision == "change" and settled.former is None:
            raise InvalidInput(
                Message("Line {line} changes no record that is present.", line=line), field="decide"
            )
        if decision == "change":
            return settled if settled.fate in WRITTEN else replace(settled, fate="changed")
        if decision == "same" and not settled.known_id:
            raise InvalidInput(
                Message("No record is known that line {line} could be.", line=line), field="decide"
            )
        return Settled(fate="duplicate", known_id=settled.known_id) if decision == "same" else settled


_REMARKS_LEFT = gettext_noop("Remarks about a person already present are not imported: “{remarks}”.")
_SUM = Message("It is a number or a sum, not a name.")
_SKIPPED = Message("You decided not to import it.")


def stated_title(cells: Mapping[str, str]) -> str:
    """By what a row is shown before it is a record."""
    return next((cells[key] for key in _TITLES if key in cells), "")


def is_filled(field: ImportField, cells: Mapping[str, str]) -> bool:
    """Whether a row, or a mapping, has what a needed field needs."""
    return not field.is_needed or any(cells.get(key) for key in (field.key, *field.instead))
