"""Reviews of what a State's cooperation with China comes to, and how States compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import get_args

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.country_code import known_country
from casebook.domain.base.entity import entity
from casebook.domain.library.channel import MATRIX, ChannelKind, ChannelState, ChannelStatus
from casebook.domain.library.cooperation.open_question import ENDED
from casebook.domain.library.cooperation.returned import ReportedOutcome, ReturnedPeople
from casebook.domain.library.cooperation.review import CooperationReview, printable, review_of
from casebook.domain.library.decision import TransferKind
from casebook.domain.library.instrument import ChinaParty
from casebook.domain.library.sheet import ELSEWHERE, CountrySheet, places
from casebook.domain.library.sheet import sheet as sheet_of
from casebook.packs.library.cooperation_note import read_cooperation_notes
from casebook.services.base.session import Session
from casebook.services.library import country, registry

ASKING: dict[str, ChinaParty] = {"CN": "PRC", "HK": "HKSAR", "MO": "MACAU"}
"""Places that ask for people, by code; a review is of a State that is asked."""
MAX_STATES = 12
"""States that one paper compares at most: a table of more cannot be read."""


@entity
class CaseNumbers:
    """Decided cases of one kind, each once by its latest decision, however many people it is about.

    Attributes:
        kind: where the people would have been sent, and how.
        refused, allowed: by the latest decision.
        not_followed: of those allowed, those of which nothing was read on whether the transfer took place.
    """

    kind: TransferKind
    refused: int
    allowed: int
    not_followed: int


@entity
class ReviewRow:
    """A State among the reviews, in the numbers of its paper: what nobody read is in none of them.

    Attributes:
        id: its code.
        name: in the language of the window.
        channels: those of the matrix in its order, then others it has.
        in_force: instruments in force, as far as seen.
        ends_known: of the instruments seen, those of which it was read on what terms they end.
        ended: of the instruments seen, those that have ended.
        seen: instruments of which something was read.
        not_seen: instruments known by name alone.
        decided: cases by kind, each kind once; those of others than China count as none.
        returned: accounts of people handed over, each of one or many.
        undecided: of these, those of which no decision was read.
        questions: open ones.
        office_questions: those beside them that rest on what nobody read, and stand in no paper.
    """

    id: str
    name: str
    channels: tuple[ChannelState, ...]
    in_force: int
    ends_known: int
    ended: int
    seen: int
    not_seen: int
    decided: tuple[CaseNumbers, ...]
    returned: int
    undecided: int
    questions: int
    office_questions: int

    def cases(self, kind: TransferKind) -> CaseNumbers:
        """Return the decided cases of a kind."""
        return next(one for one in self.decided if one.kind == kind)

    @property
    def binding(self) -> ChannelStatus:
        """Return the status of the channel for handing people over that binds most."""
        transfers = [state.status for state in self.channels[:2]]
        order: tuple[ChannelStatus, ...] = ("in-force", "ratified", "signed", "negotiating", "suspended")
        return next((status for status in order if status in transfers), transfers[0])


def review(
    code: str, session: Session | None = None, ledger: Iterable[ReportedOutcome] = ()
) -> CooperationReview:
    """Return the review of a State, with all that is known, read or not.

    Args:
        code: the State by code, alias or name.
        session: the open vault, whose registry is read; None for the one supplied.
        ledger: outcomes after return, where one is kept.

    Raises:
        InvalidInput: it is China, Hong Kong or Macau.
        NotFound: the registry knows nothing of such a State.
    """
    _refuse_who_asks(code, session)
    return review_of(country.sheet(code, session), read_cooperation_notes(), ledger)


def reviews(codes: Sequence[str], session: Session | None = None) -> tuple[CooperationReview, ...]:
    """Return the reviews of several States, each once, in the order given.

    Raises:
        NotFound: the registry knows nothing of one of them.
        InvalidInput: one is China, Hong Kong or Macau; none is named, or more than a table can compare.
    """
    found = [_named(place, code, session) for place, code in enumerate(codes, start=1)]
    by_code = {one.sheet.code: one for one in found}
    if not by_code or len(by_code) > MAX_STATES:
        raise InvalidInput(
            "A review compares between 1 and 12 States.",
            field="country",
            remedy="Name the States by code, such as CY IT.",
        )
    return tuple(by_code.values())


def _refuse_who_asks(code: str, session: Session | None) -> None:
    """Refuse the side that asks, and name the States whose instruments with Hong Kong or Macau are held."""
    place = known_country(code)
    if place not in ASKING:
        return
    remedy = Message("Review the State that is asked, such as CY.")
    if place != "CN":
        held = registry.held(session).instruments
        states = {one.country for one in held if one.country and one.china_party == ASKING[place]}
        remedy = Message(
            "Review the State that is asked. Known are instruments of this place with {states}.",
            states=tuple(sorted(states)),
        )
    raise InvalidInput(
        "China, Hong Kong and Macau are those who ask for people. A review is of a State that is asked.",
        field="country",
        remedy=remedy,
    )


def _named(place: int, code: str, session: Session | None) -> CooperationReview:
    try:
        return review(code, session)
    except NotFound as error:
        # SECURITY: what is no code may be anything that was typed, and errors reach logs.
        shown = code.upper() if re.fullmatch("[A-Za-z]{2}", code) else Message("no. {place}", place=place)
        raise NotFound(
            Message("The country data has no sheet for {country}.", country=shown),
            field="country",
            remedy="Leave it out, or enter another two-letter country code (ISO 3166), such as CY.",
        ) from error


def of_sheet(sheet: CountrySheet) -> CooperationReview:
    """Return the review of a State from its sheet."""
    return review_of(sheet, read_cooperation_notes())


def rows(session: Session | None = None, words: Translator | None = None) -> list[ReviewRow]:
    """Return every State that is asked for people with its review in numbers, by name."""
    held, notes, words = registry.held(session), read_cooperation_notes(), words or Translator()
    codes = (code for code in places(held) if code != ELSEWHERE and code not in ASKING)
    found = [row_of(review_of(sheet_of(held, code), notes), words) for code in codes]
    return sorted(found, key=lambda row: row.name)


def row_of(shown: CooperationReview, words: Translator) -> ReviewRow:
    """Return a review in numbers, the same of it as it stands in the office and as it is printed."""
    every = len(shown.questions)
    shown = printable(shown)
    return ReviewRow(
        id=shown.sheet.code,
        name=country.name(shown.sheet, words),
        channels=shown.sheet.channels,
        in_force=sum(one.instrument.status == "in-force" for one in shown.seen),
        ends_known=sum(one.has_terms_of_end for one in shown.seen),
        ended=sum(one.instrument.status in ENDED for one in shown.seen),
        seen=len(shown.seen),
        not_seen=len(shown.not_seen),
        decided=tuple(_cases(kind, shown) for kind in get_args(TransferKind)),
        returned=len(shown.handed_over),
        undecided=sum(_is_undecided(one, shown) for one in shown.handed_over),
        questions=len(shown.questions),
        office_questions=every - len(shown.questions),
    )


def _cases(kind: TransferKind, shown: CooperationReview) -> CaseNumbers:
    """Return the numbers of one kind of case."""
    decided = (matter.latest_decision for matter in shown.sheet.matters)
    outcomes = [one.outcome for one in decided if one and one.transfer_kind == kind]
    of_kind = {one.id for one in shown.sheet.decisions if one.transfer_kind == kind}
    unknown = (one.record_id for one in shown.returned if one.was_handed_over is None)
    return CaseNumbers(
        kind=kind,
        refused=outcomes.count("refused"),
        allowed=outcomes.count("granted"),
        not_followed=sum(record in of_kind for record in unknown),
    )


def _is_undecided(one: ReturnedPeople, shown: CooperationReview) -> bool:
    """Return whether no decision was read on people who were handed over."""
    decided = (matter for matter in shown.sheet.matters if matter.latest_decision)
    return not any(decision.id == one.record_id for matter in decided for decision in matter.decisions)


def compared_channels(
    shown: Iterable[CooperationReview],
) -> tuple[tuple[ChannelKind, tuple[ChannelState | None, ...]], ...]:
    """Return the channels of the matrix and every other with an instrument in one of the States.

    Returns: each channel with its state in each State, None for one without a record of another channel.
    """
    by_state = [{state.kind: state for state in one.sheet.channels} for one in shown]
    known = {kind for states in by_state for kind in states}.union(MATRIX)
    kinds: tuple[ChannelKind, ...] = get_args(ChannelKind)
    return tuple((kind, tuple(states.get(kind) for states in by_state)) for kind in kinds if kind in known)
