"""The passages of a copy, each with why its reader may not learn of it, for the person who decides.

In a copy that may reach the requesting State each of them is open until it is left out, its exhibit is
disclosed with a reason, or it is confirmed with a reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, in_sequence
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.filing_problem import (
    CopyPassage,
    FilingProblem,
    PrecheckProblem,
    ReviewedPassage,
)
from casebook.domain.dossier.filings.decision_mark import ground_mark
from casebook.domain.dossier.filings.exposure import NOTED
from casebook.domain.dossier.quotation import opening_words
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.library.decision import Decision
from casebook.domain.person.kinship import mentions
from casebook.domain.person.person import Person
from casebook.services.base.session import Session
from casebook.services.dossier.compose import SetSections
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.claim_release import COVER, held_back, released_texts
from casebook.services.dossier.gate.exhibit_exposure import reaches_the_state
from casebook.services.dossier.gate.exhibit_search import with_linked
from casebook.services.dossier.gate.passage import (
    is_left_out_in,
    passages,
    require_printed,
    with_left_out,
)
from casebook.services.dossier.gate.passage_basis import BasisFinder, PassageBasis
from casebook.services.dossier.gate.reader_consent import ReaderConsents, covers, hidden_people, words_for
from casebook.services.dossier.gate.recipient_gate import GATED
from casebook.services.dossier.gate.searched_name import (
    NamedPeople,
    is_named_by,
    is_named_in,
    name_pattern,
    plain,
)
from casebook.services.dossier.gate.withheld_author import WithheldAuthors
from casebook.services.dossier.gate.withheld_quotation import QuotedExhibits
from casebook.services.dossier.hiding.public_law import public_passages, published_statements
from casebook.services.dossier.placeholder import with_withheld
from casebook.services.dossier.sections.service_copy import discloses_claim, hidden_places, teller_of

_MEND = Message(
    "Leave it out of this copy, disclose its exhibit with a reason, or confirm the passage with a reason."
)
_MEND_FILING = Message(
    "Record the person's consent, disclose its exhibit with a reason, or confirm the passage with a reason."
)

_NAMES_IN_CHINA = Message("Names someone in China.")
NAMES_CLIENT = Message("Names a client of another case.")
_NAMES = (_NAMES_IN_CHINA, NAMES_CLIENT)
"""What no confirmation allows: each person consents, or is named by a decision about them."""
_MENTIONS_RELATIVE = Message("Mentions a relative in China.")
_OF_CLAIM = Message("Tells of a claim to protection.")
_STATES_STAY = Message("States where someone stays.")
_BY_WORDS = (*_NAMES, _MENTIONS_RELATIVE, _STATES_STAY)
"""What the words of a passage show, whatever it rests on."""
_READ = Message("Read the passage, and leave it out if only a withheld exhibit says this.")


class _StayFinder:
    """Finds where somebody stays in a passage, but for names of courts and what the library says."""

    def __init__(self, dossier_data: DossierData) -> None:
        self._data = dossier_data
        self._places = tuple(map(str.casefold, hidden_places(dossier_data)))

    def is_stated_in(self, text: str) -> bool:
        """Return whether it is, outside all of that."""
        rest = text.casefold()
        if not self._has_place(rest):
            return False
        for public in self._public:
            rest = rest.replace(public, "")
        return self._has_place(rest)

    @cached_property
    def _public(self) -> list[str]:
        data = self._data
        courts = (data.dossier.court, *(one.forum for one in data.proceedings))
        decided = (one.court for one in data.judged if isinstance(one, Decision))
        public = (*public_passages(data), *published_statements(data))
        known = {text.strip().casefold() for text in (*courts, *decided, *public)}
        return sorted(filter(self._has_place, known), key=len, reverse=True)

    def _has_place(self, folded_text: str) -> bool:
        # The name of a town alone is no court.
        return folded_text not in self._places and any(place in folded_text for place in self._places)


class _Reader:
    """What one copy may not tell its reader."""

    def __init__(self, session: Session, dossier_data: DossierData, request: BuildRequest) -> None:
        self._data, self._request = dossier_data, request
        self._hidden = hidden_people(dossier_data, request)
        others = [one for one in dossier_data.other_clients if not self._may_name(one)]
        clients, forms = dossier_data.clients, dossier_data.searched_forms
        self._consents = ReaderConsents(dossier_data, request)
        self._people_shown: dict[str, frozenset[str]] = {}
        self._before = {
            (one.passage.name, one.passage.said, one.passage.rests_on): one
            for one in dossier_data.marks.reviewed
        }
        self._named = NamedPeople(clients, self._hidden, forms)
        self._named_others = NamedPeople(clients, dossier_data.other_clients, forms)
        self._names = name_pattern(dossier_data.clients, self._hidden, forms=dossier_data.searched_forms)
        self._names_of_others = name_pattern(dossier_data.clients, others, forms=dossier_data.searched_forms)
        self._words = words_for(session, dossier_data.clients, self._hidden)
        self._stays = _StayFinder(dossier_data)
        self._tells_of_claim = teller_of(dossier_data)
        self._released = released_texts(dossier_data)
        disclosed = request.decided("disclose")
        self._finder = BasisFinder(dossier_data, self._hidden, self._words, disclosed)
        withheld = self._finder.withheld if dossier_data.copy_kind != "filing" else frozenset[str]()
        self._quoted = QuotedExhibits(session, dossier_data, withheld)
        is_served = dossier_data.copy_kind == "service"
        self._authors = WithheldAuthors(session, dossier_data, withheld if is_served else frozenset())

    def reviewed(self, passage: CopyPassage) -> ReviewedPassage:
        """Return a passage with what stands against it; what stands under a title is said of each."""
        basis = self._finder.basis(passage.rests_on)
        withheld, is_alone = self._finder.withheld_from(basis)
        marks = self._finder.named(withheld)
        why = list(self._from_china(basis))
        is_whole = self._data.copy_kind != "filing"
        if is_alone and is_whole:
            why.append(Message("Rests only on withheld exhibits: {marks}.", marks=marks))
        elif chosen := self._finder.marks_left_out_by_choice(basis):
            why.append(Message("Cites exhibits left out of this copy: {marks}.", marks=tuple(chosen)))
        if quoted := () if is_alone else self._quoted.ids(passage.text):
            why.append(Message("Quotes withheld exhibits: {marks}.", marks=self._finder.named(quoted)))
        if authored := self._authors.ids(passage):
            why.append(Message("Author of withheld exhibits: {marks}.", marks=self._finder.named(authored)))
        of_claim = self._of_claim(passage, basis) if is_whole else ()
        if of_claim:
            why.append(_OF_CLAIM)
        why += self._by_words(passage, basis, is_whole=is_whole)
        sources, alone = self._finder.sources(basis), withheld if is_alone else frozenset[str]()
        grounds = (
            *(one.msgid for one in why),
            *sources,
            *alone,
            *(f"quoted:{key}" for key in quoted),
            *(f"author:{key}" for key in authored),
            *of_claim,
            *self._consents.of(self._concerned(passage, why, is_sent=bool(sources))),
            *self._of_exhibits((*alone, *quoted, *authored)),
        )
        return ReviewedPassage(
            passage=passage, why=tuple(why), withheld=marks, of_claim=of_claim, grounds=grounds
        )

    def _concerned(self, passage: CopyPassage, why: Collection[Message], *, is_sent: bool) -> frozenset[str]:
        """Return the IDs of those whom what stands against a passage is about, by its words and sources."""
        consents = self._consents
        is_of_client = any(one in why for one in (_OF_CLAIM, _STATES_STAY))
        clients = consents.clients if is_of_client else frozenset[str]()
        is_of_any = is_sent or any(one in why for one in (_MENTIONS_RELATIVE, _STATES_STAY))
        hidden = consents.hidden if is_of_any else frozenset[str]()
        if _NAMES_IN_CHINA in why:
            hidden |= frozenset(self._named.ids(plain(passage.said)))
        others = self._named_others.ids(plain(passage.said)) if NAMES_CLIENT in why else ()
        return clients | hidden | frozenset(others)

    def _of_exhibits(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return the consents of those whom withheld exhibits behind a passage show."""
        people = {person for key in ids for person in self._shown_by(key)}
        return self._consents.of(people | (self._consents.clients if ids else frozenset()))

    def _shown_by(self, key: str) -> Collection[str]:
        if key not in self._people_shown:
            linked = with_linked((self._data.documents[key],), self._data.documents.values())
            shown = (one for paper in linked for one in self._data.page_exposures.get(paper.id, ()))
            held = (one for one in shown if one.kind not in NOTED)
            self._people_shown[key] = frozenset(person for one in held for person in one.people)
        return self._people_shown[key]

    def _of_claim(self, passage: CopyPassage, basis: PassageBasis) -> tuple[str, ...]:
        """Return its sentences that tell of a claim, but for a fact or event that a person released."""
        if basis.is_of_library or discloses_claim(self._data):
            return ()
        known = self._before.get((passage.name, passage.said, passage.rests_on))
        if known is not None and not passage.rests_on & self._released.keys():
            return known.of_claim
        text = passage.said
        for key, released in self._released.items():
            if key in passage.rests_on:
                text = text.replace(released, "")
        return self._tells_of_claim.sentences(text)

    def _from_china(self, basis: PassageBasis) -> Iterator[Message]:
        marks, is_account = self._finder.from_china(basis)
        if marks:
            yield Message("Rests on a source in China: exhibit {marks}.", marks=tuple(marks))
        if is_account:
            yield Message("Rests on an account of someone in China.")

    def _by_words(self, passage: CopyPassage, basis: PassageBasis, *, is_whole: bool) -> Iterator[Message]:
        """Yield what the words of a passage show: as before anybody decided, but for who may be named."""
        known = self._before.get((passage.name, passage.said, passage.rests_on))
        if known is None:
            plain_text = plain(passage.said)
            yield from self._of_relatives(passage, plain_text, basis)
            if is_whole:
                yield from self._of_others(passage, plain_text, basis)
            return
        for one in known.why:
            is_allowed = one == NAMES_CLIENT and not is_named_by(self._names_of_others, passage.said)
            if one in _BY_WORDS and not is_allowed:
                yield one

    def _of_others(self, passage: CopyPassage, plain_text: str, basis: PassageBasis) -> Iterator[Message]:
        """Yield whom else a passage names, and where somebody stays, but for what the library says."""
        if is_named_in(self._names_of_others, plain_text):
            yield NAMES_CLIENT
        if not basis.is_of_library and self._stays.is_stated_in(passage.said):
            yield _STATES_STAY

    def _of_relatives(self, passage: CopyPassage, plain_text: str, basis: PassageBasis) -> Iterator[Message]:
        """Yield what a court may pass on as well: who in China is spoken of."""
        if is_named_in(self._names, plain_text):
            yield _NAMES_IN_CHINA
        if not basis.is_of_library and mentions(passage.said, self._words):
            yield _MENTIONS_RELATIVE

    def _may_name(self, person: Person) -> bool:
        return person.id in self._data.named_people or covers(person, self._data, self._request)


def reviewed(
    session: Session, dossier_data: DossierData, request: BuildRequest
) -> tuple[ReviewedPassage, ...]:
    """Return the passages of a copy as they are before any is left out.

    Of a copy on which nobody decided they are those that its marks are of.
    """
    if dossier_data.marks.reviewed and dossier_data.marks.reviewed_for == request:
        return dossier_data.marks.reviewed
    whole = replace(dossier_data, left_out={}, passages=())
    reader = _Reader(session, whole, request)
    every = map(reader.reviewed, passages(SetSections(whole)))
    return tuple(_with_ground_mark(dossier_data, request, one) for one in every)


def _with_ground_mark(
    dossier_data: DossierData, request: BuildRequest, one: ReviewedPassage
) -> ReviewedPassage:
    """Return a passage with the mark of what stands against it, before any decision where that is known."""
    mark = ground_mark(dossier_data.text_mark, request.copy_for, one.grounds)
    known = dossier_data.marks.passages.get(one.passage.name, "")
    if known.startswith(one.passage.text_mark):
        mark = known.removeprefix(one.passage.text_mark)
    return replace(one, passage=replace(one.passage, ground_mark=mark))


def undecided(dossier_data: DossierData, request: BuildRequest) -> Iterator[ReviewedPassage]:
    """Yield the passages with something against them that are neither left out nor confirmed.

    A confirmed one is among them with the names that no confirmation allows: they stop the copy all the same.

    Args:
        dossier_data: as `copy_material.searched_for` returns it.
        request: the copy.

    Raises:
        NotFound: the copy has no passage that somebody decided on.
        InvalidInput: it is a copy that leaves out no passages.
    """
    searched = with_withheld(dossier_data, request)
    left_out, confirmed = with_left_out(searched, request).left_out, _confirmed(request)
    require_confirmed(searched, request)
    for one in searched.passages:
        why = one.why if one.passage.name not in confirmed else tuple(filter(_NAMES.__contains__, one.why))
        if why and not is_left_out_in(left_out, one.passage):
            yield replace(one, why=why)


def with_passages(session: Session, dossier_data: DossierData, request: BuildRequest) -> DossierData:
    """Return the material of a copy with its passages as reviewed, where something may stand against them.

    Raises:
        InvalidInput: it is a copy of which no passage is confirmed.
    """
    confirmed = _confirmed(request)
    if confirmed and request.copy_kind not in GATED:
        raise InvalidInput(
            "Passages are confirmed in filing and service copies only.",
            field="confirm",
            remedy="Remove the decision, or choose another type of copy.",
        )
    if not (reaches_the_state(dossier_data) or confirmed or dossier_data.withheld_exhibits):
        return dossier_data
    return replace(dossier_data, passages=reviewed(session, dossier_data, request))


def require_confirmed(dossier_data: DossierData, request: BuildRequest) -> None:
    """Require that a copy has all that was confirmed.

    Raises:
        NotFound: it has not.
    """
    confirmed = _confirmed(request)
    if not confirmed:
        return
    held = tuple(held_back(dossier_data))
    names = {one.name.upper() for one in held}
    names |= {COVER.upper() for name in names if name.startswith(f"{COVER.upper()}/")}
    require_printed(
        dossier_data, confirmed - names - {one.passage.name for one in dossier_data.passages}, "confirm"
    )


def _confirmed(request: BuildRequest) -> frozenset[str]:
    return frozenset(subject.upper() for subject in request.decided("confirm"))


def open_passages(dossier_data: DossierData, request: BuildRequest) -> Iterator[PrecheckProblem]:
    """Yield one problem for each passage that nobody decided on yet.

    These are passages with something against them, and those with an exhibit that is withheld.
    """
    confirmed = _confirmed(request)
    is_gated, is_served = reaches_the_state(dossier_data), request.copy_kind == "service"
    for one in dossier_data.passages:
        if one.passage.name in confirmed or is_left_out_in(dossier_data.left_out, one.passage):
            continue
        shown = one if is_gated else replace(one, why=())
        if shown.why or shown.withheld:
            yield _problem(shown, is_served=is_served)


def _problem(one: ReviewedPassage, *, is_served: bool) -> PrecheckProblem:
    passage = one.passage
    what = Message("Passage {name}: {why}", name=passage.name, why=in_sequence(one.why))
    if not one.why:
        marks = ", ".join(one.withheld)
        what = Message("Passage {name} rests on withheld exhibits: {marks}.", name=passage.name, marks=marks)
    mend = _MEND if is_served else _MEND_FILING
    problem = FilingProblem(
        check="passage",
        page=0,
        what=what,
        is_blocking=bool(one.why),
        rule=Message("It may reach the requesting State, its bureau and the public."),
        mend=mend if one.why else _READ,
    )
    about = DossierTarget(kind="section", id=passage.section_id)
    excerpt = " ".join(one.of_claim) or opening_words(" ".join(passage.text.split()))
    return PrecheckProblem(problem=problem, about=about, excerpt=excerpt)
