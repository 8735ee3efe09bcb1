"""A register compared with the people of a casebook; only rows that may be about one of them are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from types import MappingProxyType

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.base.grid import Grid
from casebook.domain.exchange.registers.register_row import NAMING, guessed, require_mapping, row_of
from casebook.domain.library.register_match import (
    RegisterMatch,
    check_register_match,
    check_retrieved,
    digest_of,
)
from casebook.domain.library.registers.register import OWN_LIST, MatchingAdvice, PublicRegister
from casebook.packs.library.register import read_registers
from casebook.services.base.flow import Flow, off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence.intake_source import OfferedFile
from casebook.services.exchange.registers.comparison import Candidate, PeopleIndex
from casebook.services.exchange.registers.known_people import KnownPerson, known_people
from casebook.services.exchange.registers.register_file import RegisterFile
from casebook.store.library import register_match as stored

MAX_MATCHES = 2_000
"""Matches that are kept of one file, those with the highest score."""
_SAMPLE_ROWS = 5
_NO_MAPPING: Mapping[str, str] = MappingProxyType({})


@entity
class RegisterPreview:
    """The beginning of a file: what its columns seem to mean.

    Attributes:
        head: its headings.
        mapping: heading -> field; headings that mean nothing are absent.
        rows: the first rows as cells.
        form: "csv", "xlsx" or "json".
        encoding: of a text file.
        is_guessed: the file does not say its encoding.
        has_headings: whether its first line was read as such.
    """

    head: tuple[str, ...]
    mapping: Mapping[str, str]
    rows: tuple[tuple[str, ...], ...]
    form: str
    encoding: str
    is_guessed: bool
    has_headings: bool = True

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return the headings that no field holds; they go with a matched row all the same."""
        return tuple(heading for heading in self.head if heading not in self.mapping)


@entity
class RegisterRun:
    """What came of comparing a file.

    Attributes:
        register: which.
        title: its title, or what the office calls its own list.
        mapping: heading -> field, as used.
        left_out: headings that no field holds.
        matches: the rows that may be about somebody and were not met before, the highest score first.
        rows, bad_rows: how many were compared, and could not be read.
        people: how many people were compared.
        not_found: how many of them no row is like, not even in a spelling. It proves nothing.
        alike: names of the people for whom no row is shown though one bears a like name.
        open_before: rows met again that are still to be decided.
        decided: rows met again that somebody had decided.
        spelled: pairs that agree in a spelling of the name alone.
        born_otherwise: pairs of one name with another birth or sex.
        unnamed: rows without a name.
        unread_dates: rows with a date of birth or detention that could not be read.
        unread_lines: where the first ten of these begin in the file.
        left: matches beyond the most that are kept.
        sha256: of the file, hex.
        file_name: of the file, for the person who chose it alone; it is kept nowhere.
        on: the day of the comparison.
        retrieved_on: the day the file was got, of which its absences are; None where it is not stated.
    """

    register: PublicRegister
    title: str
    mapping: Mapping[str, str]
    left_out: tuple[str, ...]
    matches: tuple[RegisterMatch, ...]
    rows: int
    bad_rows: int
    people: int
    not_found: int
    alike: tuple[str, ...]
    open_before: int
    decided: int
    spelled: int
    born_otherwise: int
    unnamed: int
    unread_dates: int
    unread_lines: tuple[int, ...]
    left: int
    sha256: str
    file_name: str
    on: date
    retrieved_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RegisterQuestion:
    """What is to be compared.

    Attributes:
        offer: the file.
        register_id: of the pack, or `OWN_LIST`.
        title: what the office calls its own list; "" of a register of the pack.
        case_id: only the people of this case, or "" for all.
        mapping: heading -> field, where a person says so; "" leaves a column out.
        encoding: of the file, or "" to find out.
        has_headings: False of a table whose first line is a row.
        retrieved_on: the day the file was got, or None.
    """

    offer: OfferedFile
    register_id: str = OWN_LIST
    title: str = ""
    case_id: str = ""
    mapping: Mapping[str, str] = field(default_factory=lambda: _NO_MAPPING)
    encoding: str = ""
    has_headings: bool = True
    retrieved_on: date | None = None


def advice() -> tuple[MatchingAdvice, ...]:
    """Return how matches are to be judged."""
    return read_registers().advice


def registers() -> tuple[PublicRegister, ...]:
    """Return every register of the pack."""
    return read_registers().registers


def register_of(register_id: str) -> PublicRegister:
    """Return a register of the pack, or what stands for a list of the office's own.

    Raises:
        NotFound: there is no such register.
        InvalidInput: its rows name nobody.
    """
    if register_id == OWN_LIST:
        return _OWN
    register = next((one for one in registers() if one.id == register_id), None)
    if register is None:
        raise NotFound(
            Message("There is no register {id}.", id=register_id),
            field="register",
            remedy=Message(
                "Choose from {names}.",
                names=(OWN_LIST, *(one.id for one in registers() if one.has_people)),
            ),
        )
    if not register.has_people:
        raise InvalidInput(
            "This register does not list people, so that nobody can be compared with it.",
            field="register",
            remedy="Choose another register, or compare the file as a list of your own.",
        )
    return register


_OWN = PublicRegister(
    id=OWN_LIST,
    title="List of the office",
    publisher="the office",
    kind="own",
    has_people=True,
    languages=(),
    access="held by the office",
    reliability="As good as its sources: name them.",
    use="Bears out what a person says.",
    reading_level="document",
    read="article",
    confidence="low",
)


async def look(
    offer: OfferedFile, *, encoding: str = "", has_headings: bool = True, progress: Progress = silent
) -> RegisterPreview:
    """Return the beginning of a file without comparing anything.

    Raises:
        DamagedSource, InvalidInput, Refused, Cancelled: as `RegisterFile.pieces` says.
    """
    file = RegisterFile(offer, encoding, has_headings=has_headings, progress=progress)
    return await off_thread(partial(_looked, file))


def _looked(file: RegisterFile) -> RegisterPreview:
    grid = next(file.pieces(), None)
    if grid is None or not grid.head:
        raise InvalidInput(
            "The file has no rows.", field="file", remedy="Choose the file that the register exported."
        )
    return RegisterPreview(
        head=grid.head,
        mapping=guessed(grid.head),
        rows=tuple(row.cells for row in grid.rows[:_SAMPLE_ROWS]),
        form=grid.form,
        encoding=grid.encoding,
        is_guessed=grid.is_guessed,
        has_headings=file.has_headings,
    )


def match(session: Session, question: RegisterQuestion, progress: Progress = silent) -> Flow[RegisterRun]:
    """Compare a file with the people of the casebook without writing anything.

    Raises:
        NotFound: there is no such register or case.
        InvalidInput: its columns name nobody, it is of another kind, or too large.
        DamagedSource, Refused, Cancelled: as `RegisterFile.pieces` says.
    """
    return _matching(session, question, progress)


async def _matching(session: Session, question: RegisterQuestion, progress: Progress) -> RegisterRun:
    register = register_of(question.register_id)
    people, today = await on_vault(partial(_asked, session, question))
    comparison = _Comparison(question, register, people, today)
    await off_thread(partial(comparison.run, progress))
    return await on_vault(partial(comparison.settled, session))


def _asked(session: Session, question: RegisterQuestion) -> tuple[list[KnownPerson], date]:
    """Return who is compared, and the day.

    Raises:
        InvalidInput: the file was retrieved after it.
    """
    today = session.clock().date()
    check_retrieved(question.retrieved_on, today)
    return known_people(session, question.case_id), today


class _Comparison:
    """The rows of a file, one after another; holds no more than the best of what is like somebody."""

    def __init__(
        self,
        question: RegisterQuestion,
        register: PublicRegister,
        people: list[KnownPerson],
        today: date,
    ) -> None:
        self._question, self._register, self._people, self._today = question, register, people, today
        self._title = question.title.strip() or register.title
        self._best: list[RegisterMatch] = []
        self._left = 0
        self._mapping: dict[str, str] = {}
        self._left_out: dict[str, None] = {}
        self._file: RegisterFile | None = None
        self._index: PeopleIndex | None = None

    def run(self, progress: Progress) -> None:
        """Read and compare every row."""
        asked = self._question
        self._file = RegisterFile(
            asked.offer, asked.encoding, has_headings=asked.has_headings, progress=progress
        )
        self._index = index = PeopleIndex(self._people)
        for grid in self._file.pieces():
            self._map(grid)
            for place, row in enumerate(grid.rows):
                self._file.tell_rows(place, len(grid.rows))
                for candidate in index.candidates(row_of(row.line, grid.head, row.cells, self._mapping)):
                    self._take(candidate)
            self._file.tell_rows(len(grid.rows), len(grid.rows))
        if not self._file.rows:
            raise InvalidInput(
                "The file has no rows. Nothing was compared.",
                field="file",
                remedy="Choose the file that the register exported.",
            )
        self._best = self._kept()

    def _map(self, grid: Grid) -> None:
        """Learn what the headings of a piece mean; those of JSON differ from piece to piece."""
        chosen = {heading: key for heading, key in self._question.mapping.items() if key}
        meant = {**guessed(grid.head), **self._question.mapping}
        self._mapping.update({heading: key for heading, key in meant.items() if key and heading in grid.head})
        require_mapping(chosen, grid.head if self._file and self._file.rows == len(grid.rows) else None)
        self._left_out.update(dict.fromkeys(one for one in grid.head if one not in self._mapping))
        if not NAMING & set(self._mapping.values()):
            raise InvalidInput(
                Message("No column is a name. The columns are: {columns}.", columns=grid.head),
                field="map",
                remedy="Choose “Name” for the column of the name (--map COLUMN=name). If the file has no "
                "headings, say so (--no-headings): columns are then called by their number, from 1. If these "
                "are not the headings, remove the lines above them from the file.",
            )

    def _take(self, candidate: Candidate) -> None:
        row, person = candidate.row, candidate.person
        self._best.append(
            RegisterMatch(
                id="",
                register_id=self._register.id,
                register_title=self._title,
                person_id=person.id,
                matched_on=self._today,
                row_digest=digest_of(self._register.id, self._title, row.cells),
                sha256="",
                line=row.line,
                key=row.key,
                cells=row.cells,
                agreements=candidate.agreements,
                differences=candidate.differences,
                retrieved_on=self._question.retrieved_on,
            )
        )
        if len(self._best) >= 2 * MAX_MATCHES:
            self._best = self._kept()

    def _kept(self) -> list[RegisterMatch]:
        ordered = sorted(self._best, key=lambda one: (-one.score, one.line))
        self._left += max(len(ordered) - MAX_MATCHES, 0)
        return ordered[:MAX_MATCHES]

    def settled(self, session: Session) -> RegisterRun:
        """Return the run without the rows that somebody decided before."""
        file, index = self._file, self._index
        assert file is not None  # noqa: S101 - it ran
        assert index is not None  # noqa: S101 - it ran
        with session.store.reading() as connection:
            states = stored.known(connection, {one.row_digest for one in self._best})
        known = [states.get((one.row_digest, one.person_id), "new") for one in self._best]
        new = (one for one, state in zip(self._best, known, strict=True) if state == "new")
        matches = tuple(replace(one, id=session.ids(), sha256=file.sha256) for one in new)
        shown = {one.person_id for one in self._best}
        return RegisterRun(
            register=self._register,
            title=self._title,
            mapping=self._mapping,
            left_out=tuple(self._left_out),
            matches=matches,
            rows=file.rows,
            bad_rows=file.bad_rows,
            people=len(self._people),
            not_found=sum(person.id not in shown | index.count.alike for person in self._people),
            alike=tuple(
                person.names[0]
                for person in self._people
                if person.id in index.count.alike - shown and person.names
            ),
            open_before=known.count("open"),
            decided=known.count("confirmed") + known.count("dismissed"),
            spelled=index.count.spelled,
            born_otherwise=index.count.born_otherwise,
            unnamed=index.count.unnamed,
            unread_dates=index.count.unread_dates,
            unread_lines=tuple(index.count.unread_lines),
            left=self._left,
            sha256=file.sha256,
            file_name=file.name,
            on=self._today,
            retrieved_on=self._question.retrieved_on,
        )


def keep(session: Session, run: RegisterRun) -> int:
    """Keep the matches of a run to be decided, in one change; returns their number."""
    for one in run.matches:
        check_register_match(one)
    if run.matches:
        with session.store.write("register-match.add") as transaction:
            for one in run.matches:
                transaction.add(one)
    return len(run.matches)
