"""What the page on the first 48 hours holds for one State: its own facts and what holds everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from casebook.domain.library.arrest.first_hours import (
    SECTIONS,
    ArrestPage,
    FirstHours,
    GeneralNote,
    InterimRoute,
    OpenRoute,
    PageAdvice,
    SpokenWords,
    running_order,
)
from casebook.domain.library.country import Country, RemedyState

_Part = TypeVar("_Part", GeneralNote, SpokenWords, PageAdvice)
PARTS_OF_CHINA = ("HK", "MO")
"""Where what a State must have accepted, China must have: open questions of other States are none there."""


def page_of(pack: FirstHours, code: str, country: Country | None) -> ArrestPage:
    """Return what the pack holds for a State.

    Args:
        pack: whence.
        code: ISO 3166; of a State without facts of its own, what holds everywhere is returned.
        country: the State in the registry, which says what it accepted, or None.
    """
    own = [fact for fact in pack.facts if fact.state == code]
    sections = {
        section: tuple(fact for topic in topics for fact in own if fact.topic == topic)
        for section, topics in SECTIONS.items()
    }
    return ArrestPage(
        code=code,
        question=pack.question(code),
        sections={**sections, "clocks": tuple(sorted(sections["clocks"], key=running_order))},
        asylum=_of(pack.asylum, code),
        consular=_of(pack.consular, code),
        routes=tuple(_open_routes(pack.routes, code, country)),
        say=_of(pack.say, code),
        advice=_of(pack.advice, code),
        version=pack.version,
        compiled_on=pack.compiled_on,
    )


def _of(parts: Iterable[_Part], code: str) -> tuple[_Part, ...]:
    """Return the parts that hold for a State; what is written for one part of China holds for the other."""
    codes = set(PARTS_OF_CHINA) if code in PARTS_OF_CHINA else {code}
    return tuple(
        part
        for part in parts
        if (not part.states or codes & set(part.states)) and not codes & set(part.not_in)
    )


def _open_routes(routes: Iterable[InterimRoute], code: str, country: Country | None) -> Iterator[OpenRoute]:
    """Yield the routes that the State did not refuse, those without a condition first.

    In a part of China a body that must have been accepted is left out: nothing read says that China did.
    """
    for route in sorted(
        (one for one in routes if not one.states or code in one.states),
        key=lambda one: not _is_met(one, code, country),
    ):
        state: RemedyState = "yes"
        if route.remedy:
            state = country.state_under(route.remedy) if country else "unknown"
        is_elsewhere = state == "unknown" and (
            code in PARTS_OF_CHINA or (route.named and code not in route.named)
        )
        if state in {"yes", "unknown"} and not is_elsewhere:
            yield OpenRoute(route=route, state=state, is_conditional=not _is_met(route, code, country))


def _is_met(route: InterimRoute, code: str, country: Country | None) -> bool:
    """Return whether what a route needs is known of a State, and not from general knowledge alone."""
    if not route.remedy or code in route.named:
        return True
    kept = country.remedies if country else ()
    return any(one.kind == route.remedy and (one.state, one.basis) == ("yes", "seen") for one in kept)
