"""An argument as text: in full for the office, or only what may be filed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casebook.base.errors import Refused
from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.library.argument import ArgumentAuthority, AuthoritySide, StatePoint, citable
from casebook.domain.library.citation import cite_authority, cite_finding, may_be_filed
from casebook.domain.library.route import Route
from casebook.domain.library.source import Source
from casebook.services.library.argument import AboutArgument, Obstacle
from casebook.services.library.library_query import Cited

Authority = tuple[ArgumentAuthority, Source | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Paragraphs under a heading."""

    heading: str
    lines: tuple[str, ...]


def for_filing(about: AboutArgument, *, is_elsewhere: bool = False) -> AboutArgument:
    """Return an argument without content that must not be filed (see `citable`), and without routes.

    A decision that is no longer an authority because of its later history is left out as well.

    Args:
        about: the argument.
        is_elsewhere: it is wanted even in a country where it does not hold as it stands.

    Raises:
        Refused: no authority that it relies on is left, only what the other side will cite, if anything; or
            it does not hold in the country asked for.
    """
    if about.obstacle and not is_elsewhere:
        raise Refused(
            obstacle_text(about.obstacle),
            field="country",
            remedy="Choose another argument, or ask for it without the country.",
        )
    sources = {source.id: source for _, source in about.authorities if source}
    standing = tuple(authority for authority, source in about.authorities if may_be_filed(authority, source))
    if not any(authority.side == "for" for authority in standing):
        raise Refused(
            "This argument has no favourable authority that may be filed.",
            remedy="Read one of its authorities, copy the argument as your own, and enter how you read it.",
        )
    argument = citable(replace(about.argument, authorities=standing))
    return replace(
        about,
        argument=argument,
        authorities=tuple((each, sources.get(each.source_id)) for each in argument.authorities),
        routes=(),
        is_filed=True,
    )


def obstacle_text(obstacle: Obstacle) -> str:
    """Return why an argument does not hold as it stands in a country; a text to translate, or ""."""
    texts: dict[Obstacle, str] = {
        "": "",
        "no-bar": gettext_noop("The law of this country has no such bar."),
        "outside-convention": gettext_noop(
            "This argument states the law of the European Convention on Human Rights, which does not bind "
            "this country: expect another test."
        ),
    }
    return texts[obstacle]


def blocks(about: AboutArgument, words: Translator) -> tuple[TextBlock, ...]:
    """Return the non-empty parts of an argument in the order of a submission."""
    argument = about.argument
    parts = (
        (words("Issue"), (argument.issue,)),
        (words("What must be shown"), _numbered(argument.test)),
        (words("Burden of proof"), (argument.burden,)),
        (words("Standard of proof"), (argument.standard,)),
        (words("Authorities"), tuple(_authorities(about, "for", words))),
        (words("Findings"), tuple(_finding(cited, words) for cited in about.findings)),
        (
            words("Authorities the other side will cite"),
            tuple(_authorities(about, "adverse", words)),
        ),
        (words("Adverse findings"), tuple(_finding(cited, words) for cited in about.adverse)),
        (
            words("Arguments of the State, with responses"),
            tuple(_point(each, words) for each in argument.points),
        ),
        (words("Facts needed"), argument.facts_needed),
        (words("Relief"), (argument.relief,)),
        (words("Countries"), tuple(f"{forum.country}: {forum.note}" for forum in argument.forums)),
        (words("Elsewhere"), (argument.forum_notes,)),
        (words("Still in doubt"), (argument.doubt,)),
        *((route.title, tuple(_route(route, words))) for route in about.routes),
    )
    return tuple(
        TextBlock(heading=heading, lines=lines)
        for heading, given in parts
        if (lines := tuple(line for line in given if line))
    )


def on_side(about: AboutArgument, side: AuthoritySide) -> tuple[Authority, ...]:
    """Return the authorities relied on, or those the other side may cite."""
    return tuple((authority, source) for authority, source in about.authorities if authority.side == side)


def plain_text(about: AboutArgument, words: Translator) -> str:
    """Return an argument as plain text, its title first."""
    sections = ("\n".join((block.heading, *block.lines)) for block in blocks(about, words))
    return "\n\n".join((about.argument.title, *sections)) + "\n"


def _numbered(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def response_words(authority: ArgumentAuthority, words: Translator) -> str:
    """What is said to an authority that the other side will cite, or for the office that nothing is."""
    if authority.response:
        return words("Response: {answer}", answer=authority.response)
    return words("No response in the library.") if authority.side == "adverse" else ""


def _authorities(about: AboutArgument, side: AuthoritySide, words: Translator) -> Iterator[str]:
    for authority, source in on_side(about, side):
        aside = " ".join(
            part
            for part in (
                words("Place not seen: {place}.", place=authority.unseen_pinpoint)
                if authority.unseen_pinpoint
                else "",
                words("Later history: {history}.", history=authority.later_history)
                if authority.later_history and not (source and source.history)
                else "",
                "" if about.is_filed and not authority.response else response_words(authority, words),
                _office_note(authority, words),
            )
            if part
        )
        yield " ".join(
            part
            for part in (
                f"{authority.proposition} ({cite_authority(authority, source, words)})",
                aside,
            )
            if part
        )


def _finding(cited: Cited, words: Translator) -> str:
    return f"{cited.finding.statement} ({cite_finding(cited.finding, cited.source, words)})"


def _point(point: StatePoint, words: Translator) -> str:
    text = words("The State: {point} Response: {response}", point=point.state_says, response=point.response)
    if point.is_for_office:
        text = words("{text} (for the office only)", text=text)
    return " ".join(part for part in (text, _office_note(point, words)) if part)


def _office_note(noted: ArgumentAuthority | StatePoint, words: Translator) -> str:
    return words("Office note: {note}.", note=noted.office_note.rstrip(".")) if noted.office_note else ""


def _route(route: Route, words: Translator) -> Iterator[str]:
    yield route.court
    yield route.remedy
    if route.time:
        yield words(
            "Time, for orientation only: {time}. Calculate the deadline from the rules.",
            time=route.time.rstrip("."),
        )
    yield from (*route.form, *route.laws)
    yield words("How it was read: {how}.", how=route.how_read.rstrip("."))
    yield route.warning
