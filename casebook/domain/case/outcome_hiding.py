"""Which rows of outcomes hide the people: each says one thing of enough of them, now and in the next pack."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from casebook.domain.base.entity import entity
from casebook.domain.case.outcome import AssuranceOutcome, Outcome, OutcomeEntry
from casebook.domain.case.outcome_pair import paired
from casebook.domain.case.packed_outcome import (
    COARSENESS,
    STEPS,
    WITH_STATE,
    Coarseness,
    PackedOutcome,
    RowPart,
    bare,
    packed_assurance,
    packed_entry,
    with_key,
    year_of,
)


@entity
class CoarsenedOutcomes:
    """What may leave of several outcomes.

    Attributes:
        rows: each with the IDs of the outcomes it is made from, in the order of their keys.
        left_out: IDs of those of which not even the end leaves.
        held: IDs of those of which something waits, since a pack with it beside an earlier one would show it.
        parts_left_out: how many things that happened since, and results of assurances, do not leave.
        said_of_all: rows that are true of everybody whom the rows show to have ended so; they leave only
            where that was asked for.
        unpaired: rows on an assurance that wait, since its other half does not leave.
    """

    rows: tuple[tuple[tuple[str, ...], PackedOutcome], ...]
    left_out: tuple[str, ...]
    held: tuple[str, ...] = ()
    parts_left_out: int = 0
    said_of_all: tuple[PackedOutcome, ...] = ()
    unpaired: tuple[PackedOutcome, ...] = ()


@entity
class _Statement:
    """One thing of one outcome."""

    outcome: Outcome
    part: RowPart
    entry: OutcomeEntry | None = None
    assurance: AssuranceOutcome | None = None


_Cells = dict[PackedOutcome, list[_Statement]]


def coarsened(
    outcomes: Iterable[Outcome],
    threshold: int,
    given: Mapping[str, frozenset[str]] | None = None,
    earlier: Collection[PackedOutcome] = (),
    *,
    with_all: bool = False,
) -> CoarsenedOutcomes:
    """Return of outcomes what hides the people: each row says one thing of enough people and cases.

    A row says how it ended, or one thing that happened since, or what became of one assurance; nothing
    joins two rows to one person. At each coarseness, those that agree in everything leave as one row once
    they come from as many people, and as many cases, as the threshold asks; the others are tried with less.
    What is left in the end does not leave, nor does what is doubtful. With the State where the person was,
    what happened stays if it is true of everybody who came from there: it would be known of each of them.

    What is true of everybody whom the rows show waits until somebody decides that it leaves all the same. If
    it is true of all but fewer than the threshold, it does not leave: the rest of two rows would be those
    few. Of an assurance, kept and breached leave together or wait together.

    Two packs beside each other show no more: a row that left changes by as many people as the threshold
    asks, or not at all; what waits for that is tried with no less.

    Source: L. Sweeney, "k-Anonymity: A Model for Protecting Privacy", International Journal of Uncertainty,
    Fuzziness and Knowledge-Based Systems 10 (2002), 557-570; A. Machanavajjhala and others, "l-Diversity",
    ACM Transactions on Knowledge Discovery from Data 1 (2007), 3, on what is true of everybody in a class.

    Args:
        outcomes: those that may leave.
        threshold: from how many people, and cases, each row comes at least.
        given: by key the IDs of the outcomes in a row when it last left.
        earlier: the rows that ever left.
        with_all: whether rows leave that are true of everybody whom the rows show.
    """
    listed = list(outcomes)
    before = given or {}
    statements = {statement for one in listed for statement in _statements(one)}
    left, held, waiting = _hiding(listed, statements, threshold, before)
    of_all = {row for row, cell in left.items() if _is_of_all(row, cell, listed) or _is_of_shown(row, left)}
    few = {row for row in left if any(0 < abs(rest) < threshold for rest in _others_shown(row, left))}
    whole = _with_both_halves([*left], statements, before, earlier)
    leaving = [row for row in whole if row not in few and (with_all or row not in of_all)]
    both = _with_both_halves(leaving, statements, before, earlier)
    stays = waiting | held | {one for row in left if row not in both for one in left[row]}
    return CoarsenedOutcomes(
        rows=tuple((tuple(sorted({one.outcome.id for one in left[row]})), row) for row in _in_order(both)),
        left_out=tuple(sorted(one.outcome.id for one in stays if one.part == "end")),
        held=tuple(sorted({one.outcome.id for one in held})),
        parts_left_out=sum(one.part != "end" for one in stays),
        said_of_all=_in_order((of_all - few) & {*whole}),
        unpaired=_in_order(({*left} - {*whole}) | ({*leaving} - {*both})),
    )


def _in_order(rows: Iterable[PackedOutcome]) -> tuple[PackedOutcome, ...]:
    return tuple(sorted(rows, key=lambda row: row.key))


def _hiding(
    outcomes: Sequence[Outcome],
    statements: Collection[_Statement],
    threshold: int,
    before: Mapping[str, frozenset[str]],
) -> tuple[_Cells, set[_Statement], set[_Statement]]:
    """Return the rows that hide the people with what is in each, what waits for others, and what is left."""
    left: _Cells = {}
    held: set[_Statement] = set()
    waiting = {*statements}
    settled = _settled(statements, before)
    for coarseness in COARSENESS[1:]:
        for row, cell in _cells(waiting, coarseness, settled).items():
            has_left = row.key in before
            if not has_left and not _may_begin(row, cell, outcomes, threshold):
                continue
            leaving = _steady(cell, before.get(row.key, frozenset()), threshold)
            if leaving:
                left[replace(row, people=_people(leaving))] = leaving
            if leaving or has_left:
                held.update({*cell}.difference(leaving))
                waiting.difference_update(cell)
    return left, held, waiting


def _with_both_halves(
    rows: Sequence[PackedOutcome],
    statements: Iterable[_Statement],
    before: Mapping[str, frozenset[str]],
    earlier: Collection[PackedOutcome],
) -> tuple[PackedOutcome, ...]:
    """Return rows without those on an assurance whose other half does not leave.

    A row that left already waits only for a half that left, too: else its absence would show that somebody
    said the other since.
    """
    said = {_row(one, "state") for one in statements if one.part == "assurance"}
    return paired(rows, {row.key: [*earlier, *(() if row.key in before else said)] for row in rows})


def keys_of(outcome: Outcome) -> frozenset[str]:
    """Return the keys of all rows in which something of an outcome may stand."""
    return frozenset(
        _row(one, coarseness).key for one in _statements(outcome) for coarseness in STEPS[one.part]
    )


def _statements(outcome: Outcome) -> Iterator[_Statement]:
    """Yield what an outcome says, thing by thing; what is doubtful stays."""
    yield _Statement(outcome=outcome, part="end")
    for entry in outcome.ordered:
        if entry.sureness != "doubtful":
            yield _Statement(outcome=outcome, part="since", entry=entry)
    for assurance in outcome.assurances:
        if assurance.sureness != "doubtful":
            yield _Statement(outcome=outcome, part="assurance", assurance=assurance)


def _settled(statements: Iterable[_Statement], before: Mapping[str, frozenset[str]]) -> dict[_Statement, str]:
    """Return the key of the row in which each statement left: none moves to another and counts twice."""
    settled: dict[_Statement, str] = {}
    for one in statements if before else ():
        keys = (_row(one, coarseness).key for coarseness in STEPS[one.part])
        key = next((key for key in keys if one.outcome.id in before.get(key, ())), "")
        if key:
            settled[one] = key
    return settled


def _cells(
    statements: Iterable[_Statement], coarseness: Coarseness, settled: Mapping[_Statement, str]
) -> _Cells:
    """Return the statements that say the same at a coarseness, by it; what left stays in its row."""
    cells: _Cells = {}
    for one in statements:
        if coarseness in STEPS[one.part]:
            row = _row(one, coarseness)
            if settled.get(one, row.key) == row.key:
                cells.setdefault(row, []).append(one)
    return cells


def _may_begin(
    row: PackedOutcome, cell: Sequence[_Statement], outcomes: Iterable[Outcome], threshold: int
) -> bool:
    """Return whether a row may leave for the first time."""
    return _hides(cell, threshold) and not (row.coarseness in WITH_STATE and _is_of_all(row, cell, outcomes))


def _steady(cell: Sequence[_Statement], before: frozenset[str], threshold: int) -> list[_Statement]:
    """Return what of a cell leaves, so that beside the row that left before it shows nobody.

    Fewer new people than the threshold wait. If fewer than that went, such as one who withdrew consent,
    others wait with them, so that the number does not show who went.
    """
    if not before:
        return list(cell) if _hides(cell, threshold) else []
    kept, new = ([one for one in cell if (one.outcome.id in before) is was_in] for was_in in (True, False))
    still = sorted({one.outcome.id for one in kept})
    if 0 < (gone := len(before) - len(still)) < threshold:
        kept = [one for one in kept if one.outcome.id not in still[: threshold - gone]]
    leaving = [*kept, *new] if _hides(new, threshold) else kept
    return leaving if _hides(leaving, threshold) else []


def _people(cell: Iterable[_Statement]) -> int:
    return len({one.outcome.person_id for one in cell})


def _hides(cell: Sequence[_Statement], threshold: int) -> bool:
    return min(_people(cell), len({one.outcome.case_id for one in cell})) >= threshold


def _is_of_all(row: PackedOutcome, cell: Sequence[_Statement], outcomes: Iterable[Outcome]) -> bool:
    """Return whether what happened is true of everybody whose case ended so, in the State if it names one."""
    everybody = {
        one.person_id
        for one in outcomes
        if (one.ended, one.requesting) == (row.ended, row.requesting)
        and (row.coarseness not in WITH_STATE or one.requested == row.requested)
    }
    return row.part != "end" and everybody == {one.outcome.person_id for one in cell}


def _is_of_shown(row: PackedOutcome, shown: _Cells) -> bool:
    """Return whether of no fewer people than rows show to have ended so, they say that this happened.

    This is asked of all whom a State wanted, and of those who were in one State, where rows show that.
    """
    return any(others <= 0 for others in _others_shown(row, shown))


def _others_shown(row: PackedOutcome, shown: _Cells) -> Iterator[int]:
    """Yield of how many whom rows show to have ended so they do not say that this happened.

    Less than 0: of so many more they say it whose end no row shows.

    Rows of one kind count together, whatever their year and sentence: so a reader subtracts. First of all
    whom a State wanted, then of those who were in one State, where rows show that.
    """
    if row.part == "end":
        return
    ended = [one for one in shown if (one.ended, one.requesting) == (row.ended, row.requesting)]
    ends = [one for one in ended if one.part == "end"]
    alike = [one for one in ended if _kind(one) == _kind(row)]
    yield _people_of(ends, shown) - _people_of(alike, shown)
    here = [one for one in ends if row.requested and one.requested == row.requested]
    if here:
        alike_here = [one for one in alike if one.requested == row.requested]
        yield _people_of(here, shown) - _people_of(alike_here, shown)


def _kind(row: PackedOutcome) -> tuple[object, ...]:
    """Return what happened or came of an assurance, without year and sentence."""
    return (*(one.became for one in row.entries), *((one.about, one.result) for one in row.assurances))


def _people_of(rows: Iterable[PackedOutcome], cells: _Cells) -> int:
    return _people(one for row in rows for one in cells[row])


def _row(statement: _Statement, coarseness: Coarseness) -> PackedOutcome:
    """Return what a statement says without what this coarseness leaves out."""
    outcome, entry, assurance = statement.outcome, statement.entry, statement.assurance
    row = PackedOutcome(
        part=statement.part,
        coarseness=coarseness,
        ended=outcome.ended,
        on=year_of(outcome.ended_on),
        requesting=outcome.requesting,
        requested=outcome.requested,
        channel=outcome.channel,
        instrument=outcome.instrument_id,
        entries=() if entry is None else (packed_entry(entry),),
        assurances=() if assurance is None else (packed_assurance(assurance),),
    )
    return with_key(bare(row))
