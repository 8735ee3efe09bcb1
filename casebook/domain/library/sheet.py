"""Country sheets: all registry records on one country, arranged for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from casebook.base.errors import NotFound
from casebook.domain.base.country_code import known_country
from casebook.domain.base.entity import entity
from casebook.domain.library.channel import ChannelState, channels
from casebook.domain.library.claim import Claim
from casebook.domain.library.clause import Clause
from casebook.domain.library.country import Country
from casebook.domain.library.decision import Decision, sort_day
from casebook.domain.library.history import LaterEvent
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.public_incident import PublicIncident
from casebook.domain.library.registry import Registry

ELSEWHERE = "INT"
"""The sheet of records without a country: instruments with organisations, programme figures."""


@entity
class DecidedCase:
    """The decisions on the transfer of one person or group, in order of day.

    Attributes:
        decisions: at least one; those without a day come first.
    """

    decisions: tuple[Decision, ...]

    @property
    def latest(self) -> Decision:
        """Return the decision that determines the current status."""
        return self.decisions[-1]

    @property
    def latest_decision(self) -> Decision | None:
        """Return the latest that is a decision, not an account of handing over or a count of several."""
        read = (one for one in reversed(self.decisions) if not one.is_handover and not one.is_count)
        return next(read, None)

    @property
    def carried_out(self) -> tuple[LaterEvent, ...]:
        """Return what was read on whether the transfer was carried out, whichever decision records it."""
        steps = (step for one in self.decisions for step in one.later if step.reading_level != "none")
        by_words = {step.what: step for step in steps if step.kind in {"executed", "not-executed"}}
        return tuple(by_words.values())

    @property
    def allowed_by(self) -> Decision | None:
        """Return the latest decision that allowed the transfer and stands; None where there is none.

        One that was annulled or overtaken, or that a later refusal of the matter follows, allows nothing.
        """
        standing: Decision | None = None
        for one in self.decisions:
            if one.outcome in {"refused", "withdrawn"}:
                standing = None
            fell = any(step.kind in {"annulled", "overtaken"} for step in one.later)
            if one.outcome == "granted" and one.transfer_kind and not one.is_count and not fell:
                standing = one
        return standing


@entity
class ConflictingAccounts:
    """Accounts that disagree.

    Attributes:
        noun, record_id: the record they are about.
        title: the record in words.
        text: what each says.
        url, reported_in: of the record; an account that disagrees names who gives it.
    """

    noun: str
    record_id: str
    title: str
    text: str
    url: str = ""
    reported_in: str = ""


@entity
class CountrySheet:
    """A country sheet.

    Attributes:
        code: ISO 3166, or `ELSEWHERE`.
        country: its remedies, or None for a place without any (Hong Kong, `ELSEWHERE`).
        channels: how each way of handing over stands.
        clauses: of its instruments, in the order of the pack.
        matters: decisions by person, the one decided last first.
        incidents: public ones in order of day.
        claims: of the published article, where they touch the country.
        conflicts: where accounts disagree.
        version: of the registry.
    """

    code: str
    country: Country | None
    channels: tuple[ChannelState, ...]
    clauses: tuple[Clause, ...]
    matters: tuple[DecidedCase, ...]
    incidents: tuple[PublicIncident, ...]
    claims: tuple[Claim, ...]
    conflicts: tuple[ConflictingAccounts, ...]
    version: str

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """Return every instrument of every channel."""
        return tuple(each for channel in self.channels for each in channel.instruments)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision in order of day."""
        return tuple(sorted((each for matter in self.matters for each in matter.decisions), key=sort_day))

    @property
    def assurances(self) -> tuple[Decision, ...]:
        """Return the decisions that considered assurances of the People's Republic, in order of day."""
        return tuple(decision for decision in self.decisions if decision.weighs_assurances)

    @property
    def breaches(self) -> tuple[PublicIncident, ...]:
        """Return incidents of alleged breaches of an assurance."""
        return tuple(each for each in self.incidents if each.kind == "assurance-breach")

    def clauses_of(self, instrument_id: str) -> tuple[Clause, ...]:
        """Return the clauses of one of its instruments."""
        return tuple(clause for clause in self.clauses if clause.instrument_id == instrument_id)


def sheet(registry: Registry, code: str) -> CountrySheet:
    """Return the sheet of a country.

    Args:
        registry: whence.
        code: a country by code, alias or name, or `ELSEWHERE`.

    Raises:
        NotFound: the registry knows nothing of such a country.
    """
    wanted = known_country(code) or code.strip().upper()
    at = "" if wanted == ELSEWHERE else wanted
    country = next((entry for entry in registry.countries if entry.id == wanted), None)
    instruments = [instrument for instrument in registry.instruments if instrument.country == at]
    ids = {instrument.id for instrument in instruments}
    decisions = [decision for decision in registry.decisions if decision.country == at]
    incidents = sorted(
        (incident for incident in registry.incidents if incident.country == at), key=_happened_on
    )
    if country is None and wanted not in places(registry):
        raise NotFound(
            "The country data has no sheet for this country.",
            field="country",
            remedy="Enter a two-letter country code (ISO 3166), such as CY. Without a code, all "
            "countries are listed.",
        )
    return CountrySheet(
        code=wanted,
        country=country,
        channels=channels(instruments),
        clauses=tuple(clause for clause in registry.clauses if clause.instrument_id in ids),
        matters=_matters(decisions),
        incidents=tuple(incidents),
        claims=tuple(claim for claim in registry.claims if _touches(claim, wanted)),
        conflicts=tuple(_conflicts(country, instruments, incidents)),
        version=registry.version,
    )


def places(registry: Registry) -> tuple[str, ...]:
    """Return the code of every place with a sheet: countries first, then places only mentioned."""
    known = [country.id for country in registry.countries]
    spoken = {each.country for each in registry.decisions} | {each.country for each in registry.incidents}
    return (*known, *sorted(spoken.difference(known, {""})), ELSEWHERE)


def _touches(claim: Claim, code: str) -> bool:
    return code in claim.countries if claim.countries else code == ELSEWHERE


def _matters(decisions: Iterable[Decision]) -> tuple[DecidedCase, ...]:
    by_matter: dict[str, list[Decision]] = {}
    for decision in sorted(decisions, key=sort_day):
        by_matter.setdefault(decision.matter or decision.id, []).append(decision)
    found = [DecidedCase(decisions=tuple(each)) for each in by_matter.values()]
    return tuple(sorted(found, key=lambda matter: sort_day(matter.latest), reverse=True))


def _happened_on(incident: PublicIncident) -> date:
    return incident.on.earliest_on if incident.on else date.min


def _conflicts(
    country: Country | None, instruments: Iterable[Instrument], incidents: Iterable[PublicIncident]
) -> Iterator[ConflictingAccounts]:
    if country is not None and country.conflict:
        yield ConflictingAccounts(
            noun="country", record_id=country.id, title=country.name, text=country.conflict
        )
    for instrument in instruments:
        if instrument.conflict:
            yield ConflictingAccounts(
                noun="instrument",
                record_id=instrument.id,
                title=instrument.title,
                text=instrument.conflict,
                url=instrument.url,
                reported_in=instrument.reported_in,
            )
    for incident in incidents:
        if incident.conflict:
            yield ConflictingAccounts(
                noun="public-incident",
                record_id=incident.id,
                title=incident.summary,
                text=incident.conflict,
                url=incident.url,
                reported_in=incident.reported_in,
            )
