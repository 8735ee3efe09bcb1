"""The cooperation of one State with China, arranged for a government or parliament that decides on it.

What nobody read stays in the office, as does what nobody looked up: `printable` leaves it out, and names an
instrument of which nothing was read as not seen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from casebook.domain.base.entity import entity
from casebook.domain.library.channel import ChannelKind, ChannelState
from casebook.domain.library.claim import Claim, ClaimResult
from casebook.domain.library.clause import Clause, ClauseSubject
from casebook.domain.library.cooperation.cooperation_note import CooperationNote, CooperationNotes, NoteAbout
from casebook.domain.library.cooperation.fate import Fate
from casebook.domain.library.cooperation.open_question import (
    ENDED,
    KnownOfInstruments,
    QuestionKind,
    ReviewQuestion,
    open_questions,
)
from casebook.domain.library.cooperation.read_text import as_read
from casebook.domain.library.cooperation.returned import ReportedOutcome, ReturnedPeople, returned_people
from casebook.domain.library.decision import Decision
from casebook.domain.library.history import may_be_cited
from casebook.domain.library.instrument import Instrument, InstrumentStatus
from casebook.domain.library.public_incident import PublicIncident
from casebook.domain.library.sheet import CountrySheet, DecidedCase

ENDING_SUBJECTS: tuple[ClauseSubject, ...] = ("termination", "suspension")
"""What clauses say on how an instrument ends."""
_RUNNING: frozenset[InstrumentStatus] = frozenset(["signed", "ratified", "in-force"])
"""How an instrument stands of which no end is recorded."""
_FAILED: tuple[ClaimResult, ...] = ("does not hold", "not found as stated", "not fulfilled")
"""Results of claims that did not hold: they come first, since the other side will name them."""


@entity
class InstrumentReview:
    """An instrument with all that bears on keeping it.

    Attributes:
        channel: the way of handing over that it belongs to.
        endings: its clauses on suspension and termination.
        notes: on its term, its end, its approval and its use.
        has_unread_ending: a note on its term or end was not read again, and is left out of what is printed.
    """

    channel: ChannelKind
    instrument: Instrument
    endings: tuple[Clause, ...]
    notes: tuple[CooperationNote, ...]
    has_unread_ending: bool = False

    def about(self, *about: NoteAbout) -> tuple[CooperationNote, ...]:
        """Return the notes on these matters."""
        return tuple(note for note in self.notes if note.about in about)

    @property
    def says_how_it_ends(self) -> bool:
        """Return whether a clause or a note says how it ends, or a page that was read how it ended."""
        instrument = self.instrument
        has_ended = instrument.status in ENDED and any(
            act.kind in {"terminated", "withdrawn"} and act.is_seen for act in instrument.acts
        )
        return has_ended or self.has_terms_of_end

    @property
    def has_terms_of_end(self) -> bool:
        """Return whether a clause or a note says on what terms it ends."""
        noted = any(not note.leaves_open and note.may_be_printed for note in self.about("term", "ending"))
        return noted or bool(self.endings)


@entity
class CooperationReview:
    """The review of one State.

    Attributes:
        sheet: its country sheet.
        instruments: of every channel, the one that binds most first in each.
        returned: people handed over, or allowed to be, and what became of them.
        questions: to ask of a minister, each from something that is not known or was not read.
        repeated: incidents about people of another record, of which alone is asked.
        left_out: how many decisions and incidents a printed review does not show, since nobody read them.
        notes_version: of the pack of notes.
    """

    sheet: CountrySheet
    instruments: tuple[InstrumentReview, ...]
    returned: tuple[ReturnedPeople, ...]
    questions: tuple[ReviewQuestion, ...]
    notes_version: str
    repeated: frozenset[str] = frozenset()
    left_out: int = 0

    @property
    def seen(self) -> tuple[InstrumentReview, ...]:
        """Return the instruments of which something was read."""
        return tuple(one for one in self.instruments if one.instrument.is_seen)

    @property
    def not_seen(self) -> tuple[InstrumentReview, ...]:
        """Return the instruments that are known by name alone."""
        return tuple(one for one in self.instruments if not one.instrument.is_seen)

    @property
    def handed_over(self) -> tuple[ReturnedPeople, ...]:
        """Return the people of whom it was read that they were handed over."""
        return tuple(one for one in self.returned if one.was_handed_over)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Return the checked claims on the State, those that did not hold first."""
        return tuple(sorted(self.sheet.claims, key=lambda claim: claim.result not in _FAILED))


def review_of(
    sheet: CountrySheet, notes: CooperationNotes, ledger: Iterable[ReportedOutcome] = ()
) -> CooperationReview:
    """Return the review of a State, with all that is known, read or not.

    Args:
        sheet: of the State.
        notes: of the pack.
        ledger: outcomes after return, where one is kept; those of other States are left aside.
    """
    instruments = tuple(
        _of_instrument(state, instrument, sheet, notes)
        for state in sheet.channels
        for instrument in state.instruments
    )
    returned = returned_people(sheet, notes.fates, ledger)
    fates = frozenset(one.record_id for one in returned if one.fate)
    repeated = frozenset(_repeated(sheet, notes.fates))
    return CooperationReview(
        sheet=sheet,
        instruments=instruments,
        returned=returned,
        questions=tuple(
            open_questions(
                sheet,
                fates=fates,
                known=_known(instruments),
                repeated=repeated,
            )
        ),
        repeated=repeated,
        notes_version=notes.version,
    )


def _repeated(sheet: CountrySheet, fates: Iterable[Fate]) -> Iterator[str]:
    """Yield the incidents that are about the people of another record of the sheet that was read."""
    read = {("decision", one.id) for one in sheet.decisions if one.is_seen}
    read |= {("incident", one.id) for one in sheet.incidents if one.is_seen}
    for fate in fates:
        records = [one for one in fate.records if one in read]
        yield from (record_id for kind, record_id in records[1:] if kind == "incident")


def printable(review: CooperationReview) -> CooperationReview:
    """Return the review as it may leave the office.

    Left out are notes, clauses, decisions, incidents and outcomes that nobody read, clauses quoted by nobody
    who is named, decisions that must not be cited, days that no page gave, remedies that nobody looked up,
    the office's own remarks, what rests on general knowledge (`as_read`) and the names of people in
    incidents. Instruments that nobody saw keep their title alone.
    """
    names = tuple(name for one in review.sheet.incidents for name in one.named_persons)
    shown = read_sheet(review.sheet, names)
    kept = {("incident", one.id) for one in shown.incidents} | {
        ("decision", one.id) for one in shown.decisions
    }
    every = len(review.sheet.incidents) + len(review.sheet.decisions)
    bare = replace(
        review,
        sheet=shown,
        instruments=tuple(map(_bare_review, review.instruments)),
        returned=tuple(
            _bare_people(one, names)
            for one in review.returned
            if one.reading_level != "none" and (one.kind == "ledger" or (one.kind, one.record_id) in kept)
        ),
        questions=tuple(
            _bare_question(one, names)
            for one in review.questions
            if one.kind != "remedy" and not one.is_published and _is_kept(one, kept)
        ),
        left_out=every - len(kept),
    )
    whole = as_read(bare)
    return replace(
        whole,
        sheet=without_blanks(whole.sheet),
        instruments=tuple(
            replace(one, endings=tuple(clause for clause in one.endings if clause.text))
            for one in whole.instruments
        ),
        returned=tuple(one for one in whole.returned if one.text),
        questions=tuple(
            one for one in whole.questions if one.kind not in {"accounts", "incident"} or one.detail
        ),
    )


def office_questions(review: CooperationReview) -> tuple[ReviewQuestion, ...]:
    """Return the questions that a printed review leaves out, since they rest on what nobody read."""
    kept = {(one.kind, one.record_id, one.on) for one in printable(review).questions}
    return tuple(one for one in review.questions if (one.kind, one.record_id, one.on) not in kept)


def _is_kept(wanted: ReviewQuestion, kept: Collection[tuple[str, str]]) -> bool:
    kinds = {"decision": "decision", "public-incident": "incident"}
    return wanted.noun not in kinds or (kinds[wanted.noun], wanted.record_id) in kept


def _bare_people(one: ReturnedPeople, names: Collection[str]) -> ReturnedPeople:
    if one.kind != "incident":
        return one
    return replace(
        one,
        text=_nameless(one.text, names),
        fate=_nameless(one.fate, names),
        weak_points=_nameless(one.weak_points, names),
    )


def without_blanks(sheet: CountrySheet) -> CountrySheet:
    """Return a sheet without clauses, accounts and incidents of which no read word is left."""
    return replace(
        sheet,
        clauses=tuple(clause for clause in sheet.clauses if clause.text),
        conflicts=tuple(conflict for conflict in sheet.conflicts if conflict.text),
        incidents=tuple(incident for incident in sheet.incidents if incident.summary),
    )


def read_sheet(sheet: CountrySheet, names: Collection[str] = ()) -> CountrySheet:
    """Return a sheet without what nobody read and without the office's own remarks.

    Args:
        sheet: of the State.
        names: of people in incidents, to be withheld.
    """
    return replace(
        sheet,
        incidents=tuple(_bare_incident(one, names) for one in sheet.incidents if one.is_seen),
        matters=tuple(DecidedCase(decisions=kept) for kept in map(_citable, sheet.matters) if kept),
        channels=tuple(_bare_channel(state) for state in sheet.channels),
        clauses=tuple(clause for clause in sheet.clauses if clause.may_be_printed),
        claims=tuple(
            replace(one, claim=_nameless(one.claim, names), notes=_nameless(one.notes, names))
            for one in sheet.claims
        ),
        conflicts=tuple(
            replace(one, title=_nameless(one.title, names), text=_nameless(one.text, names))
            for one in sheet.conflicts
        ),
    )


def _bare_question(wanted: ReviewQuestion, names: Collection[str]) -> ReviewQuestion:
    """Return a question without the names of people in incidents; a decision keeps its published title."""
    if wanted.noun == "decision":
        return wanted
    return replace(wanted, subject=_nameless(wanted.subject, names), detail=_nameless(wanted.detail, names))


def _of_instrument(
    state: ChannelState, instrument: Instrument, sheet: CountrySheet, notes: CooperationNotes
) -> InstrumentReview:
    clauses = sheet.clauses_of(instrument.id)
    return InstrumentReview(
        channel=state.kind,
        instrument=instrument,
        endings=tuple(clause for clause in clauses if clause.subject in ENDING_SUBJECTS),
        notes=notes.of([instrument.id]),
    )


def _known(instruments: Collection[InstrumentReview]) -> KnownOfInstruments:
    """Return what notes and clauses say of the instruments, and which notes were not read again."""
    kinds: dict[NoteAbout, tuple[QuestionKind, ...]] = {
        "term": ("ending",),
        "ending": ("ending",),
        "approval": ("approval", "vote", "ratification"),
        "use": ("use",),
    }
    return KnownOfInstruments(
        ends=frozenset(one.instrument.id for one in instruments if one.says_how_it_ends),
        maybe_ended=frozenset(
            one.instrument.id
            for one in instruments
            if one.instrument.status in _RUNNING
            and any(note.leaves_open and note.may_be_printed for note in one.about("ending"))
        ),
        approved=_answered(instruments, "approval"),
        used=_answered(instruments, "use"),
        applied=frozenset(
            one.instrument.id for one in instruments if any(note.is_applied for note in one.notes)
        ),
        noted=frozenset(
            (kind, one.instrument.id)
            for one in instruments
            for note in one.notes
            if not note.may_be_printed and not note.leaves_open
            for kind in kinds[note.about]
        ),
    )


def _answered(instruments: Iterable[InstrumentReview], about: NoteAbout) -> frozenset[str]:
    """Return the instruments of which a note on this matter leaves nothing open."""
    return frozenset(
        one.instrument.id
        for one in instruments
        if any(not note.leaves_open and note.may_be_printed for note in one.about(about))
    )


def _citable(matter: DecidedCase) -> tuple[Decision, ...]:
    """Return the decisions of a matter that may be cited, without what their compilers noted beside them."""
    return tuple(replace(one, notes="") for one in matter.decisions if one.is_seen and may_be_cited(one))


def _bare_review(one: InstrumentReview) -> InstrumentReview:
    return replace(
        one,
        instrument=_bare(one.instrument),
        endings=tuple(clause for clause in one.endings if clause.may_be_printed),
        notes=tuple(note for note in one.notes if note.may_be_printed),
        has_unread_ending=any(not note.may_be_printed for note in one.about("term", "ending")),
    )


def _bare_channel(state: ChannelState) -> ChannelState:
    return replace(
        state,
        acts=tuple(act for act in state.acts if act.is_seen),
        instruments=tuple(map(_bare, state.instruments)),
    )


def _bare(instrument: Instrument) -> Instrument:
    """Return an instrument without remarks of the office and without days that nobody saw."""
    acts = tuple(act for act in instrument.acts if act.is_seen and instrument.is_seen)
    return replace(instrument, notes="", acts=acts)


def _bare_incident(incident: PublicIncident, names: Collection[str]) -> PublicIncident:
    return replace(
        incident,
        named_persons=(),
        summary=_nameless(incident.summary, names),
        notes=_nameless(incident.notes, names),
        conflict=_nameless(incident.conflict, names),
    )


def _nameless(text: str, names: Iterable[str]) -> str:
    """Return a text without the names of people of incidents: a review of a State needs none of them."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "[name withheld]")
    return text
