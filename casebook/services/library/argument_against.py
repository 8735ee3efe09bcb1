"""Authorities against an argument that a dossier makes: what the other side will cite, and how it is met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.written_authority import AUTHORITY, OPEN, plain
from casebook.domain.library.argument import Argument
from casebook.domain.library.source import Source
from casebook.services.base import record
from casebook.services.base.session import Session

_ISSUE = re.compile(r"^# (?:\{#[^}]*\} )?(.+)$", re.MULTILINE)


@entity
class AuthorityAgainst:
    """An authority that the library knows against an argument of a dossier.

    Attributes:
        argument_id: of the argument.
        title: of the authority, as its source is called or it is cited in words.
        proposition: what it will be cited for.
        met: `answered` if the text names it and leaves no answer to it open.
    """

    argument_id: str
    title: str
    proposition: str
    met: Literal["open", "answered"]


def of_skeleton(session: Session, dossier: Dossier) -> tuple[AuthorityAgainst, ...]:
    """Return the authorities against the arguments whose issues stand in a dossier's skeleton argument."""
    text = "\n".join(section.text for section in dossier.sections if section.kind == "skeleton")
    issues = set(_ISSUE.findall(text))
    if not issues:
        return ()
    sources = {source.id: source for source in record.every(session, Source)}
    made = (each for each in record.every(session, Argument) if each.title in issues)
    return tuple(each for argument in made for each in _of_argument(argument, sources, text))


def _of_argument(argument: Argument, sources: Mapping[str, Source], text: str) -> Iterator[AuthorityAgainst]:
    cited = {match["id"] for match in AUTHORITY.finditer(text)}
    prompts = [match["prompt"] for match in OPEN.finditer(text)]
    for authority in argument.authorities:
        if authority.side != "adverse":
            continue
        source = sources.get(authority.source_id)
        title = source.title if source else authority.citation
        is_named = source.id in cited if source else authority.citation in text
        is_open = any(prompt.startswith(f"answer {plain(title)}") for prompt in prompts)
        yield AuthorityAgainst(
            argument_id=argument.id,
            title=title,
            proposition=authority.proposition,
            met="answered" if is_named and not is_open else "open",
        )
