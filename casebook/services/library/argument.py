"""Arguments of the library: by country, topic and proceeding, in detail, and copied for editing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from casebook.base.errors import NotFound, Refused
from casebook.domain.base.country_code import country_code
from casebook.domain.base.entity import entity
from casebook.domain.case.proceeding import ProceedingKind
from casebook.domain.library.argument import (
    Argument,
    ArgumentAuthority,
    ForumNote,
    citable_point,
    left_out_of,
)
from casebook.domain.library.citation import may_be_filed
from casebook.domain.library.route import Route
from casebook.domain.library.source import Source
from casebook.packs.library.library import read_library
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.base.synonym import synonyms
from casebook.services.library import library, registry
from casebook.services.library.library import LibraryIndex
from casebook.services.library.library_query import Cited

NOUNS = ("argument",)
Obstacle = Literal["", "no-bar", "outside-convention"]
"""`no-bar`: the law of the country knows no such bar; `outside-convention`: the argument states Strasbourg
law, as its first authority shows, and the country is not bound by it.
"""
_STRASBOURG = "European Court of Human Rights"


@entity
class ArgumentQuery:
    """Filters for arguments; an empty filter matches everything.

    Attributes:
        text: words in any script.
        country: ISO 3166 code of the country it is to be made in.
        topic: id of a topic that one of its findings is on.
        proceeding: the kind of proceeding it is to be made in.
        is_own: only the person's own, only those of a pack, or both.
    """

    text: str = ""
    country: str = ""
    topic: str = ""
    proceeding: ProceedingKind | None = None
    is_own: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentIndex:
    """The available arguments with their support.

    Attributes:
        arguments: the person's own first, then as the pack has them; by id.
        routes: by forum.
        outside_convention: codes of the countries that the European Convention on Human Rights does not bind.
    """

    arguments: Mapping[str, Argument]
    routes: Mapping[str, Route]
    library_index: LibraryIndex
    outside_convention: frozenset[str] = frozenset()

    def topics(self, argument: Argument) -> tuple[str, ...]:
        """Return the IDs of the topics of its findings, each once."""
        findings = self.library_index.findings
        named = (*argument.finding_ids, *argument.adverse_ids)
        return tuple(dict.fromkeys(findings[each].topic_id for each in named if each in findings))

    def obstacle(self, argument: Argument, country: str) -> Obstacle:
        """Return why an argument does not hold as it stands in a country, or ""."""
        if not argument.is_open_in(country):
            return "no-bar"
        first = next((authority for authority in argument.authorities if authority.side == "for"), None)
        source = self.library_index.sources.get(first.source_id) if first else None
        is_of_strasbourg = source is not None and source.body == _STRASBOURG
        return "outside-convention" if is_of_strasbourg and country in self.outside_convention else ""

    def admits(self, argument: Argument, query: ArgumentQuery) -> bool:
        """Return whether an argument matches every filter except the text."""
        return (
            (not query.country or argument.is_open_in(query.country))
            and (not query.topic or query.topic in self.topics(argument))
            and (
                query.proceeding is None or query.proceeding in (argument.proceedings or (query.proceeding,))
            )
            and (query.is_own is None or query.is_own is not bool(argument.pack))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutArgument:
    """An argument with everything related to it.

    Attributes:
        authorities: each with its source, None for one that stands in words only.
        findings, adverse: with their sources; those no longer in the library are left out.
        routes: of every forum, or of the one asked for.
        left_out: how many favourable authorities a filed paper may not name, most of them because nobody
            read them.
        withheld: what the State says and a filed paper has no response to, as that rests on what nobody read.
        unsupported: sentences and propositions that are left out of a filed paper, as nobody read their only
            authority.
        obstacle: why it does not hold as it stands in the country asked for, or "".
        is_filed: nothing for the office is shown, only what may go into a filed paper.
    """

    argument: Argument
    authorities: tuple[tuple[ArgumentAuthority, Source | None], ...]
    findings: tuple[Cited, ...]
    adverse: tuple[Cited, ...]
    routes: tuple[Route, ...]
    left_out: int = 0
    withheld: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()
    obstacle: Obstacle = ""
    is_filed: bool = False

    @property
    def unanswered(self) -> tuple[str, ...]:
        """What the other side will cite and the library has no response to, by its title."""
        return tuple(
            source.title if source else authority.citation
            for authority, source in self.authorities
            if authority.side == "adverse" and not authority.response
        )


def argument_index(session: Session | None = None) -> ArgumentIndex:
    """Return the arguments of the vault, or the supplied ones if none is open."""
    if session is None:
        arguments, routes = read_library().arguments, read_library().routes
    else:
        held = sorted(record.every(session, Argument), key=lambda argument: bool(argument.pack))
        arguments, routes = tuple(held), tuple(record.every(session, Route))
    return ArgumentIndex(
        arguments={argument.id: argument for argument in arguments},
        routes={route.forum: route for route in routes},
        library_index=library.library_index(session),
        outside_convention=frozenset(
            country.id for country in registry.held(session).countries if country.remedy("echr").state == "no"
        ),
    )


def find(query: ArgumentQuery, session: Session | None = None) -> list[Argument]:
    """Return the arguments that match every filter: by rank if there is a text, else in their order.

    Raises:
        InvalidInput: what is given for a country is none.
    """
    held = argument_index(session)
    query = replace(query, country=country_code(query.country, field="country") if query.country else "")
    return narrowed(held, query, matching(query.text, held, session) if query.text.strip() else None)


def narrowed(held: ArgumentIndex, query: ArgumentQuery, ids: list[str] | None = None) -> list[Argument]:
    """Return the arguments matching every filter except the text; with IDs, only those, in their order."""
    ranked = held.arguments.values() if ids is None else map(held.arguments.__getitem__, ids)
    return [argument for argument in ranked if held.admits(argument, query)]


def matching(text: str, held: ArgumentIndex, session: Session | None = None) -> list[str]:
    """Return the IDs of the arguments that contain every word of a text in any script, best first."""
    from casebook.store.base import search
    from casebook.store.lookup import Lookup

    if session is None:
        with Lookup(held.arguments.values()) as lookup:
            keys = lookup.keys(text, NOUNS, synonyms())
    else:
        with session.store.reading() as connection:
            keys = search.keys(connection, text, NOUNS, synonyms())
    return [record_id for _, record_id in keys if record_id in held.arguments]


def about(held: ArgumentIndex, argument_id: str, country: str = "") -> AboutArgument:
    """Return an argument with everything related to it.

    Args:
        held: the arguments.
        argument_id: which of them.
        country: ISO 3166 code of the country whose route is wanted; "" for all routes.

    Raises:
        NotFound: there is none.
    """
    argument = held.arguments.get(argument_id)
    if argument is None:
        raise NotFound(
            "The library contains no such argument.",
            field="id",
            remedy="Run “casebook argument list” to list the arguments.",
        )
    authorities = tuple(
        (authority, held.library_index.sources.get(authority.source_id)) for authority in argument.authorities
    )
    return AboutArgument(
        argument=argument,
        authorities=authorities,
        left_out=sum(
            authority.side == "for" and not may_be_filed(authority, source)
            for authority, source in authorities
        ),
        unsupported=left_out_of(argument),
        obstacle=held.obstacle(argument, country) if country else "",
        withheld=tuple(point.state_says for point in argument.points if citable_point(point) is None),
        findings=_cited(held.library_index, argument.finding_ids),
        adverse=_cited(held.library_index, argument.adverse_ids),
        routes=tuple(route for route in held.routes.values() if country in {"", route.forum}),
    )


def forum_note(argument: Argument, country: str) -> ForumNote | None:
    """Return the note on a country, or None."""
    return next((forum for forum in argument.forums if forum.country == country), None)


def copy_of(session: Session, argument_id: str) -> Argument:
    """Copy an argument for editing; updates of the packs do not change the copy.

    Raises:
        NotFound: there is no such argument.
    """
    original = record.find(session, Argument, argument_id)
    copied = replace(
        original,
        id=session.ids(),
        copied_from=original.id,
        read_again_on=None,
        checked_on=session.clock().date(),
        pack="",
    )
    record.add(session, copied)
    return copied


def changed(session: Session, argument: Argument) -> Argument:
    """Return the argument with the consequences of a change: checked today.

    Raises:
        Refused: it came with a pack.
        InvalidInput: it contradicts itself.
    """
    _refuse_supplied(argument)
    form.refuse_contradiction(session, argument)
    return replace(argument, checked_on=session.clock().date())


def edit(session: Session, argument_id: str, values: Mapping[str, object]) -> Argument:
    """Change fields of a custom argument.

    Raises:
        NotFound: it, or a record that it names, is not there.
        Refused: it came with a pack.
        InvalidInput: a field is unknown or does not take its value.
    """
    _refuse_supplied(record.find(session, Argument, argument_id))
    return form.edit(session, Argument, argument_id, values)


def remove(session: Session, argument_id: str) -> None:
    """Move a custom argument to the bin.

    Raises:
        NotFound: there is no such argument.
        Refused: it came with a pack.
    """
    _refuse_supplied(record.find(session, Argument, argument_id))
    record.move_to_bin(session, Argument, argument_id)


def _refuse_supplied(argument: Argument) -> None:
    if argument.pack:
        raise Refused(
            "Arguments in the reference data cannot be changed or removed.",
            remedy="Copy it as your own argument and change the copy.",
        )


def _cited(library_index: LibraryIndex, ids: tuple[str, ...]) -> tuple[Cited, ...]:
    findings = (library_index.findings[each] for each in ids if each in library_index.findings)
    return tuple(library_index.cited(finding) for finding in findings)
