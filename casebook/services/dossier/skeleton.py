"""The skeleton argument: issues, law, application, responses and relief, drafted from argument modules.

A module becomes text that the person goes on with: an authority is written ``[[@source]]`` or
``[[@source § 83]]``, an exhibit ``[[5 p.3]]``, the exhibits of a fact ``[[=fact]]``, and what is still to be
written ``[[?what must be shown]]``, which no filed copy may hold. The place of an authority is filled in only
where its own words were read for the library; every other place is the person's to confirm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casebook.base.errors import NotFound
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.written_authority import AUTHORITY, OPEN, plain
from casebook.domain.library.argument import Argument, ArgumentAuthority, citable, without_unseen
from casebook.domain.library.citation import may_be_filed, own_pinpoint, source_line, with_history
from casebook.domain.library.source import Source
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.profile import profile_of
from casebook.services.dossier.sections.short_citation import short_title
from casebook.services.library.argument import argument_index
from casebook.store.library import source as sources

_WRITTEN = re.compile(r"\[\[[^\]]*\]\]|[#{}*]")
_BRACKETED = re.compile(r"\[(\d+)\]")
_PAGE_WORDS = 330
"""Words on a page of a skeleton at 12 point and one and a half lines, headings between them."""
_REFERENCE_WORDS = 4
"""Words of a reference to an exhibit in print ("exhibit 5, p. 61")."""


@entity
class SkeletonOutline:
    """What a skeleton argument holds, and what is still to be written.

    Attributes:
        section_id: of its section, or "" where the dossier has none.
        issues: the headings of the issues.
        authorities: IDs of the sources it cites.
        open_items: what is still to be written, in order.
        words: their number, references and markup left out.
        pages: an estimate from the words with its citations in full; the built copy is counted exactly.
        page_limit: of the court, or 0 where no rule was found.
    """

    section_id: str
    issues: tuple[str, ...]
    authorities: tuple[str, ...]
    open_items: tuple[str, ...]
    words: int
    pages: int
    page_limit: int


@entity
class SkeletonModule:
    """An argument of the library, and the text it is drafted as.

    Attributes:
        whole: the same with statutes of other countries.
    """

    id: str
    title: str
    text: str
    whole: str = ""


def modules(session: Session, case_id: str) -> tuple[SkeletonModule, ...]:
    """Return every argument of the library as a draft for a case, in the order of the library."""
    sources, country = _sources(session), forum_of(session, case_id)
    return tuple(
        SkeletonModule(
            id=argument.id,
            title=argument.title,
            text=draft_text(argument, sources, country),
            whole=draft_text(argument, sources, country, has_foreign_law=True),
        )
        for argument in argument_index(session).arguments.values()
    )


def add(session: Session, dossier_id: str, argument_id: str, *, has_foreign_law: bool = False) -> Dossier:
    """Add the draft of a module to the skeleton argument of a dossier, which is made first where missing.

    Args:
        session: the open vault.
        dossier_id: of the dossier.
        argument_id: of the module.
        has_foreign_law: statutes of other countries are set too, each under the name of its country.

    Raises:
        NotFound: there is no such dossier or argument.
    """
    held = record.find(session, Dossier, dossier_id)
    country = forum_of(session, held.case_id)
    argument = module(session, argument_id)
    text = draft_text(argument, _sources(session), country, has_foreign_law=has_foreign_law)
    section = _of(held)
    if section is None:
        section = Section(id=session.ids(), kind="skeleton", text=text)
        changed = replace(held, sections=(section, *held.sections))
    else:
        whole = f"{section.text.rstrip()}\n\n{text}".strip()
        changed = held.with_section_changed(replace(section, text=whole))
    return record.change(session, changed, seen=held)


def module(session: Session, argument_id: str) -> Argument:
    """Return an argument of the library.

    Raises:
        NotFound: there is none with this ID.
    """
    arguments = argument_index(session).arguments
    if argument_id not in arguments:
        raise NotFound(
            Message("There is no argument {id}.", id=argument_id),
            field="argument",
            remedy="Run “casebook argument list” to list the arguments.",
        )
    return arguments[argument_id]


def forum_of(session: Session, case_id: str) -> str:
    """Return the country whose law is that of the court of a case, as an ISO 3166 code."""
    return record.find(session, Case, case_id).jurisdiction.partition("-")[0]


def draft_text(
    argument: Argument, sources: dict[str, Source], country: str, *, has_foreign_law: bool = False
) -> str:
    """Return a module as text to go on with, without what was not read, asking for what must be shown.

    LAW: what another country's court held is set under the name of that country, as an example; its statutes
    bind nobody here and are left out unless they are wanted. Authorities against stand there with what is
    said to them, or with the answer still to be written: none of them vanishes.

    Args:
        argument: the module.
        sources: of the library, by ID.
        country: ISO 3166 code of the country of the court.
        has_foreign_law: set statutes of other countries, too.
    """
    filed = citable(argument)
    law = (filed.issue, *_law(filed, sources, country, has_foreign_law=has_foreign_law))
    needed = argument.facts_needed or ("Apply the law to the facts",)
    application = [f"[[?{plain(need)}]]" for need in needed]
    responses = [f"The State may say: “{point.state_says}” {point.response}" for point in filed.points]
    responses += _against(argument, sources, country)
    parts = [f"# {argument.title}", "## Law", *law, "## Application", *application]
    parts += ["## Responses", *responses] if responses else []
    parts += ["## Relief", filed.relief] if filed.relief else []
    return "\n\n".join(parts)


def _law(
    filed: Argument, sources: dict[str, Source], country: str, *, has_foreign_law: bool
) -> Iterator[str]:
    if filed.test:
        yield "The test: " + "; ".join(filed.test) + "."
    yield from filter(None, (filed.burden, filed.standard))
    for authority in filed.authorities:
        source = sources.get(authority.source_id)
        if authority.side == "adverse" or source is None or not may_be_filed(authority, source):
            continue
        is_foreign = authority.country not in {"", country}
        if is_foreign and source.type == "legislation" and not has_foreign_law:
            continue
        yield _stated(authority, _reference(authority, source), country)


def _against(argument: Argument, sources: dict[str, Source], country: str) -> Iterator[str]:
    """Yield the authorities that the other side will cite, with the response or one still to be written."""
    for authority in argument.authorities:
        if authority.side != "adverse":
            continue
        source = sources.get(authority.source_id)
        name = plain(source.title if source else authority.citation)
        response = without_unseen(authority.response)
        if not may_be_filed(authority, source):
            yield f"[[?answer {name}, after reading it: {plain(authority.proposition)}]]"
            continue
        reference = _reference(authority, source) if source else authority.citation
        said = response or f"[[?answer {name}]]"
        yield f"The State may cite authority to the contrary. {_stated(authority, reference, country)} {said}"


def _stated(authority: ArgumentAuthority, reference: str, country: str) -> str:
    """Return what an authority is cited for, with its reference before the full stop."""
    return f"{authority.proposition.rstrip('.')} ({reference}{_abroad(authority, country)})."


def _abroad(authority: ArgumentAuthority, country: str) -> str:
    """Return the country of an authority after a comma, unless it is that of the court or is already named.

    >>> authority = ArgumentAuthority(source_id="a", proposition="It bars.", country="GB")
    >>> _abroad(authority, "CY"), _abroad(authority, "GB")
    (', United Kingdom', '')
    """
    if authority.country in {"", country}:
        return ""
    name = Translator().territory_name(authority.country)
    return "" if name in f"{authority.proposition} {authority.citation}" else f", {name}"


def _reference(authority: ArgumentAuthority, source: Source) -> str:
    """Return the reference with its place; a paragraph in brackets stands there by its bare number."""
    own = own_pinpoint(authority.pinpoint, source) if authority.reading_level == "document" else ""
    place = plain(_BRACKETED.sub(r"para. \1", own))
    return f"[[@{authority.source_id}{' ' if place else ''}{place}]]"


def outline(session: Session, dossier_id: str) -> SkeletonOutline:
    """Return what the skeleton argument of a dossier holds, and what is still to be written.

    Raises:
        NotFound: there is no such dossier or forum.
    """
    dossier = record.find(session, Dossier, dossier_id)
    section = _of(dossier)
    text = section.text if section else ""
    rule = profile_of(dossier.profile_id, session).rule("page_limit_skeleton") if dossier.profile_id else None
    words = len(_WRITTEN.sub(" ", text).split())
    return SkeletonOutline(
        section_id=section.id if section else "",
        issues=tuple(re.findall(r"^# (?:\{#[^}]*\} )?(.+)$", text, flags=re.MULTILINE)),
        authorities=tuple(dict.fromkeys(match["id"] for match in AUTHORITY.finditer(text))),
        open_items=tuple(match["prompt"] for match in OPEN.finditer(text)),
        words=words,
        pages=-(-(words + _reference_words(text, _sources(session))) // _PAGE_WORDS),
        page_limit=rule.value if rule is not None and isinstance(rule.value, int) else 0,
    )


def _reference_words(text: str, sources: dict[str, Source]) -> int:
    """Return how many words its references are in print: authorities in full and with their history once."""
    words, cited = Translator(), [source_id for source_id, _ in AUTHORITY.findall(text)]
    exhibits = text.count("[[") - len(cited) - len(OPEN.findall(text))
    held = [sources[source_id] for source_id in cited if source_id in sources]
    first = dict.fromkeys(each.id for each in held)
    lines = [with_history(source_line(sources[id_], words), sources[id_], words) for id_ in first]
    again = sum(len(short_title(each).split()) for each in held) - sum(
        len(short_title(sources[id_]).split()) for id_ in first
    )
    return exhibits * _REFERENCE_WORDS + again + sum(len(line.split()) for line in lines)


def _of(dossier: Dossier) -> Section | None:
    return next((section for section in dossier.sections if section.kind == "skeleton"), None)


def _sources(session: Session) -> dict[str, Source]:
    with session.store.reading() as connection:
        return sources.citable(connection)
