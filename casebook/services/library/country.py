"""Country sheets, and the table of countries by channel."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from casebook.base.i18n import Translator
from casebook.domain.agenda.timeline import Lane, Mark, Timeline, Tone
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.library.channel import ChannelState
from casebook.domain.library.clause import Clause
from casebook.domain.library.country import Country
from casebook.domain.library.decision import Decision, DecisionOutcome
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.public_incident import PublicIncident
from casebook.domain.library.registry import Registry
from casebook.domain.library.sheet import ELSEWHERE, CountrySheet, places
from casebook.domain.library.sheet import sheet as sheet_of
from casebook.services.base.session import Session
from casebook.services.library import registry
from casebook.store.registry import table_for

_TONES: dict[DecisionOutcome, Tone] = {
    "granted": "red",
    "refused": "green",
    "released": "green",
    "withdrawn": "green",
    "stayed": "amber",
    "remitted": "amber",
}


@entity
class CountryRow:
    """A row of the table of channels by country.

    Attributes:
        id: its code.
        channels: those of the matrix, in its order, then others it has.
        decisions, incidents: how many the registry holds.
    """

    id: str
    name: str
    channels: tuple[ChannelState, ...]
    decisions: int
    incidents: int


def sheet(code: str, session: Session | None = None) -> CountrySheet:
    """Return the sheet of a country, from the vault if one is open.

    Raises:
        NotFound: the registry knows nothing of such a country.
    """
    return sheet_of(_registry(session), code)


def sheets(session: Session, codes: Iterable[str]) -> dict[str, CountrySheet]:
    """Return the sheets of these countries by code, without those missing from the registry."""
    held = registry.of_vault(session)
    known = set(places(held))
    return {code: sheet_of(held, code) for code in codes if code in known}


def rows(session: Session | None = None, words: Translator | None = None) -> list[CountryRow]:
    """Return every country with its channels by name; records without a country come last."""
    found = _registry(session)
    country_rows = [_row(found, code, words or Translator()) for code in places(found)]
    return sorted(country_rows, key=lambda row: (row.id == ELSEWHERE, row.name))


def codes(session: Session) -> tuple[str, ...]:
    """Return the code of every country in the registry, and of records without a country."""
    with session.store.reading() as connection:
        return (*sorted(country.id for country in table_for(Country).all(connection)), ELSEWHERE)


def code_of(session: Session, noun: str, record_id: str) -> str:
    """Return the code of the country sheet to which a registry record belongs.

    Raises:
        NotFound: there is no such record.
    """
    if noun == "country":
        return record_id
    with session.store.reading() as connection:
        if noun == "clause":
            record_id = table_for(Clause).find(connection, record_id).instrument_id
        kinds: dict[str, type[Instrument | Decision | PublicIncident]] = {
            "decision": Decision,
            "public-incident": PublicIncident,
        }
        found = table_for(kinds.get(noun, Instrument)).find(connection, record_id)
    return found.country or ELSEWHERE


def of_case(session: Session, case_id: str) -> str:
    """Return the country of a case if the registry has a sheet of it, or ""."""
    with session.store.reading() as connection:
        code = table_for(Case).find(connection, case_id).jurisdiction.partition("-")[0]
        return code if table_for(Country).some(connection, [code]) else ""


def name(shown: CountrySheet, words: Translator) -> str:
    """Return the title of a sheet."""
    if shown.code == ELSEWHERE:
        return words("International organisations and multiple states")
    is_english = words.language.startswith("en")
    return shown.country.name if shown.country and is_english else words.territory_name(shown.code)


def timeline(shown: CountrySheet, today: date, words: Translator) -> Timeline | None:
    """Return the decisions and incidents of a sheet over time, or None if none is dated."""
    decided = tuple(
        Mark(
            title=decision.title,
            on=decision.decided_on.earliest_on,
            tone=_TONES.get(decision.outcome, "plain"),
            record_id=decision.id,
        )
        for decision in shown.decisions
        if decision.decided_on
    )
    happened = tuple(
        Mark(
            title=words(incident.summary),
            on=incident.on.earliest_on,
            tone="violet",
            record_id=incident.id,
        )
        for incident in shown.incidents
        if incident.on
    )
    lanes = {"decisions": decided, "incidents": happened}
    if not decided and not happened:
        return None
    return Timeline(
        lanes=tuple(Lane(title=title, marks=marks) for title, marks in lanes.items() if marks),
        begins_on=min(mark.on for mark in (*decided, *happened)).replace(month=1, day=1),
        ends_on=today,
        today=today,
    )


def _registry(session: Session | None) -> Registry:
    return registry.held(session)


def _row(found: Registry, code: str, words: Translator) -> CountryRow:
    shown = sheet_of(found, code)
    return CountryRow(
        id=code,
        name=name(shown, words),
        channels=shown.channels,
        decisions=len(shown.decisions),
        incidents=len(shown.incidents),
    )
