"""The first 48 hours after an arrest: what is known for a State, and its page in print."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.base.clock import Clock, system_clock
from casebook.base.errors import NotFound
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.country_code import known_country
from casebook.domain.base.entity import entity
from casebook.domain.base.page_text import PageLanguage, page_language
from casebook.domain.case.case import Case
from casebook.domain.deadline.rule import Rule
from casebook.domain.library.arrest.first_hours import ArrestPage, FirstHours
from casebook.domain.library.arrest.page_of_state import page_of
from casebook.domain.library.country import Country
from casebook.domain.person.person import Person
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.packs.library.first_hours import read_first_hours
from casebook.services.base import export
from casebook.services.base.flow import off_thread
from casebook.services.base.session import Session
from casebook.services.library import registry
from casebook.services.library.first_hours_rules import with_rules
from casebook.services.library.first_hours_sheet import sheet_pdf
from casebook.store.registry import table_for

if TYPE_CHECKING:
    from casebook.packs.deadline.deadlines import DeadlinePacks

CHINA = "CN"
"""The requesting State, for which there is no page."""


@entity
class ArrestPlace:
    """A State in a list.

    Attributes:
        id: ISO 3166 code.
        is_own: it has facts of its own; of another, the page says what holds everywhere.
        clocks: how many time limits its page states.
        unread: how many of its statements nobody read.
    """

    id: str
    name: str
    question: str
    clocks: int
    unread: int
    is_own: bool = True


def places(words: Translator | None = None) -> tuple[ArrestPlace, ...]:
    """Return the States with facts of their own, by name; `page` answers for any other too."""
    pack = read_first_hours()
    return _listed(pack.questions, words or Translator())


def every_place(words: Translator, wanted: str = "") -> tuple[ArrestPlace, ...]:
    """Return every country of the registry, those without facts of their own too, and the one wanted."""
    codes = (*read_first_hours().questions, *(one.id for one in registry.shipped().countries), wanted)
    return _listed(filter(has_page, dict.fromkeys(codes)), words)


def _listed(codes: Iterable[str], words: Translator) -> tuple[ArrestPlace, ...]:
    pack, language = _pack_with_rules(), page_language(words.language)
    rows = []
    for code in codes:
        shown = page_of(pack, code, None)
        row = ArrestPlace(
            id=code,
            name=words.territory_name(code),
            question=shown.question.in_language(language),
            clocks=len(shown.clocks),
            unread=len(shown.unread),
            is_own=code in pack.questions,
        )
        rows.append(row)
    return tuple(sorted(rows, key=lambda row: row.name))


def has_page(code: str) -> bool:
    """Return whether there is a page for a State, by its ISO 3166 code."""
    return bool(code) and code != CHINA


def page(code: str, session: Session | None = None) -> ArrestPage:
    """Return everything known for a State, read or not; of one without facts, what holds everywhere.

    Args:
        code: a country by code, alias or name.
        session: the open vault, whose registry says what the State accepted; None for the supplied one.

    Raises:
        NotFound: there is no such State, or it is the requesting one.
    """
    pack = _pack_with_rules()
    wanted = known_country(code)
    if not has_page(wanted):
        raise NotFound(
            Message("There is no page on the first 48 hours for {country}.", country=code.strip()),
            field="country",
            remedy="Enter the country of the arrest by its code or name, such as CY.",
        )
    return page_of(pack, wanted, _country(wanted, session))


def of_case(session: Session, case_id: str) -> str:
    """Return the code of the State of a case, or ""."""
    with session.store.reading() as connection:
        code = table_for(Case).find(connection, case_id).jurisdiction.partition("-")[0]
    return code if has_page(code) else ""


def client_of(session: Session, case_id: str) -> str:
    """Return the name of the first client of a case, or ""."""
    with session.store.reading() as connection:
        ids = table_for(Case).find(connection, case_id).client_ids
        people = table_for(Person).some(connection, ids[:1])
    return next((person.leading_name for person in people.values()), "")


def rules_of(shown: ArrestPage) -> dict[str, Rule]:
    """Return the deadline rules that a page names, by ID."""
    wanted = {id_ for facts in shown.sections.values() for fact in facts for id_ in fact.rule_ids}
    rules = _deadlines().rules if wanted else {}
    return {id_: rules[id_] for id_ in wanted if id_ in rules}


def usual_beside(language: PageLanguage) -> PageLanguage:
    """Return the second language of the words to say: Chinese beside English, English beside Chinese."""
    return "zh-Hans" if language == "en" else "en"


def put(
    shown: ArrestPage,
    out: Path | SaveTarget,
    language: PageLanguage,
    beside: PageLanguage,
    name: str = "",
    clock: Clock = system_clock,
) -> None:
    """Write a page.

    Args:
        shown: the page; what nobody read is left out of it.
        out: the file.
        language: of the page.
        beside: the second language of the words to say.
        name: printed at the top, or "".
        clock: for the day it is made.

    Raises:
        InvalidInput, Refused, DiskProblem: it cannot be written there.
    """
    export.put(sheet_pdf(shown, language, beside, name, clock), out)


async def write_page(
    shown: ArrestPage,
    out: Path | SaveTarget,
    language: PageLanguage,
    beside: PageLanguage,
    name: str = "",
    clock: Clock = system_clock,
) -> None:
    """Write a page off the thread of the vault; raises as `put` does."""
    await off_thread(lambda: put(shown, out, language, beside, name, clock))


@cache
def _deadlines() -> DeadlinePacks:
    from casebook.packs.deadline.deadlines import read_deadlines  # a tenth of a second that no start needs

    return read_deadlines()


@cache
def _pack_with_rules() -> FirstHours:
    held = _deadlines()
    return with_rules(read_first_hours(), held.rules, held.methods)


def _country(code: str, session: Session | None) -> Country | None:
    if session is not None:
        with session.store.reading() as connection:
            return table_for(Country).some(connection, [code]).get(code)
    return next((one for one in registry.shipped().countries if one.id == code), None)
