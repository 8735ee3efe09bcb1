"""The picture of who will hold a paper: who passes it to whom, and how that is known.

Where no source says that a reader does not get a paper, it counts as reaching them: the recipient gate treats
it so as well. Nothing is guessed beyond that: the picture says "not known".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import CopyKind
from casebook.domain.dossier.readers.reader_fact import ReaderFact, ReaderKind

Knowledge = Literal["known", "not-known", "on-request", "kept-from", "by-choice", "as-public"]
"""`known`: a source says that they get it; `by-choice`: we give it to them; `kept-from`: a source says, or a
profile of the office states with its place, that they do not; `as-public`: they read
what the public reads."""
ListedFor = Literal["in-china", "other-client"]
"""Why a person is listed: in China, or a client of another case."""
_CHAIN: tuple[tuple[ReaderKind, ReaderKind], ...] = (
    ("court", "other-side"),
    ("other-side", "requesting-state"),
    ("requesting-state", "bureau"),
    ("court", "public"),
    ("public", "press"),
)
"""The ways that a filed paper may go on, nearest first."""
_ON_OTHER_WAYS: Mapping[CopyKind, tuple[tuple[ReaderKind, ReaderKind], ...]] = {
    "service": (
        ("other-side", "requesting-state"),
        ("requesting-state", "bureau"),
        ("requesting-state", "public"),
        ("public", "press"),
    ),
    "pseudonymised": (
        ("recipient", "requesting-state"),
        ("requesting-state", "bureau"),
        ("recipient", "public"),
        ("public", "press"),
    ),
}
"""The same of copies that no court gets first. No reader who was not ruled out is missing."""
_NARROWED: tuple[ReaderKind, ...] = ("requesting-state", "bureau", "public")
"""Readers whom the profile of an office can rule out, as the recipient gate reads it."""


@entity
class ReaderStep:
    """One arrow: a reader passes the paper to another.

    Attributes:
        from_, to: who.
        knowledge: how that is known.
        facts: what sources say on it, in the order of the pack.
        is_reached: whether the paper counts as reaching the reader.
    """

    from_: ReaderKind
    to: ReaderKind
    knowledge: Knowledge
    facts: tuple[ReaderFact, ...] = ()
    is_reached: bool = True


@entity
class ShowingExhibit:
    """An exhibit that shows a person, or whose pages could not be searched.

    Attributes:
        name: what messages call the exhibit.
        pages: of it, from 1, in order; 0 for what no page says, such as who sent the file.
        is_carried: the pages are those of its original or of a translation, not its own.
        is_painted: areas of these pages are painted over in the copy; what they cover is not known.
    """

    name: str | Message
    pages: tuple[int, ...]
    is_carried: bool = False
    is_painted: bool = False


@entity
class ShownPerson:
    """A person whom a copy may show to its readers.

    Attributes:
        id: of the person.
        name: as the record leads with it.
        kind: a relative or source in China, or a client of another case.
        is_in_text: whether the text of the copy names them.
        is_searched: whether the exhibits were searched for them as well.
        has_consent: whether a consent covers its reader.
        limits: those of that consent, in its own words, or "".
        passages: names of the passages that name them.
        exhibits: that name or mention them, or came from them.
    """

    id: str
    name: str
    kind: ListedFor
    is_in_text: bool
    is_searched: bool
    has_consent: bool
    limits: str = ""
    passages: tuple[str, ...] = ()
    exhibits: tuple[ShowingExhibit, ...] = ()

    @property
    def is_named(self) -> bool:
        """Return whether its text shows them, or an exhibit where nothing is painted over."""
        return self.is_in_text or any(not one.is_painted for one in self.exhibits)

    @property
    def is_at_risk(self) -> bool:
        """Return whether the copy names them without a consent that covers its reader."""
        return self.is_named and not self.has_consent


@entity
class ReaderPicture:
    """Who will hold a copy, drawn before it is built.

    Attributes:
        copy_kind: which copy.
        forum: of its profile, as named there, or "".
        profile_id: of that profile, or "".
        for_whom: its recipient, or "".
        steps: the arrows, nearest first.
        people: whom it may show to its readers, those at risk first.
        without_text: exhibits with pages in which nobody could be looked for.
        facts_version: of the pack of statements.
        is_narrowed: a profile of the office states whom the forum discloses to.
    """

    copy_kind: CopyKind
    forum: str
    profile_id: str
    for_whom: str
    steps: tuple[ReaderStep, ...]
    people: tuple[ShownPerson, ...]
    facts_version: str
    is_narrowed: bool = False
    without_text: tuple[ShowingExhibit, ...] = ()

    @property
    def readers(self) -> tuple[ReaderKind, ...]:
        """Return whoever stands in the picture, nearest first."""
        return tuple(
            dict.fromkeys(("us", *(reader for step in self.steps for reader in (step.from_, step.to))))
        )

    @property
    def unknown(self) -> tuple[ReaderStep, ...]:
        """Return the steps of which no source was found."""
        return tuple(step for step in self.steps if step.knowledge == "not-known")


def steps_of(
    copy_kind: CopyKind,
    facts: Iterable[ReaderFact],
    *,
    reaches: Collection[str],
    is_narrowed: bool,
    has_recipient: bool = False,
) -> tuple[ReaderStep, ...]:
    """Return the arrows of a copy.

    Args:
        copy_kind: a draft stays in the office and has none; a service copy goes to the other side by our own
            hand; a pseudonymised one to its recipient.
        facts: what sources say of its forum; what nobody read decides nothing.
        reaches: readers whom the recipient gate lets it reach.
        is_narrowed: whether a profile of the office rules others out.
        has_recipient: whether the copy names one, who gets it besides.
    """
    if copy_kind == "draft":
        return ()
    chain = _ON_OTHER_WAYS.get(copy_kind, _CHAIN)
    is_filed = copy_kind == "filing"
    # What a source or a profile says of what a court discloses says nothing of another way.
    read = (fact for fact in facts if fact.may_be_relied_on and copy_kind != "pseudonymised")
    relied_on = tuple(fact for fact in read if is_filed or fact.from_ != "court")
    first: ReaderKind = "court" if is_filed else chain[0][0]
    steps = [_given(first, relied_on)]
    if has_recipient and first != "recipient":
        steps.append(_given("recipient", ()))
    steps += [
        _step(*pair, relied_on, reaches=reaches, is_narrowed=is_narrowed and is_filed) for pair in chain
    ]
    return _as_public(_without_cut_off(tuple(steps)))


def _given(to: ReaderKind, facts: tuple[ReaderFact, ...]) -> ReaderStep:
    return ReaderStep(from_="us", to=to, knowledge="by-choice", facts=_on(to, facts))


def _on(reader: ReaderKind, facts: Iterable[ReaderFact]) -> tuple[ReaderFact, ...]:
    return tuple(fact for fact in facts if fact.reader == reader)


def _step(
    from_: ReaderKind,
    to: ReaderKind,
    facts: tuple[ReaderFact, ...],
    *,
    reaches: Collection[str],
    is_narrowed: bool,
) -> ReaderStep:
    own = _on(to, facts)
    knowledge: Knowledge = "not-known"
    if is_narrowed and to in _NARROWED and to not in reaches:
        knowledge = "kept-from"
    elif any(fact.receives == "gets" for fact in own):
        knowledge = "known"
    elif own:
        knowledge = "kept-from" if all(fact.receives == "kept-from" for fact in own) else "on-request"
    direct = any(fact.from_ == "us" for fact in own if fact.receives == "gets")
    return ReaderStep(
        from_="us" if direct else from_,
        to=to,
        knowledge=knowledge,
        facts=own,
        is_reached=knowledge != "kept-from",
    )


def _as_public(steps: tuple[ReaderStep, ...]) -> tuple[ReaderStep, ...]:
    """Mark the requesting State as reached where the public is, and whoever gets the paper through it."""
    if not any(step.is_reached for step in steps if step.to == "public"):
        return steps
    late = [step for step in steps if step.to in {"requesting-state", "bureau"} and not step.is_reached]
    reading = (
        ReaderStep(from_="public", to=step.to, knowledge="as-public", facts=step.facts) for step in late
    )
    return (*(step for step in steps if step not in late), *reading)


def _without_cut_off(steps: tuple[ReaderStep, ...]) -> tuple[ReaderStep, ...]:
    """Mark as not reached whoever gets the paper only from somebody who does not."""
    cut, kept = set[ReaderKind](), []
    for step in steps:
        shown = step
        if step.from_ in cut and step.knowledge == "not-known":
            shown = ReaderStep(from_=step.from_, to=step.to, knowledge="kept-from", is_reached=False)
        if not shown.is_reached:
            cut.add(shown.to)
        kept.append(shown)
    return tuple(kept)
