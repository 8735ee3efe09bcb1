"""``country``: a state's treaties with China, their outcomes, and the remedies available there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.optional_vault import perhaps_unlocked
from casebook.cli.library import country_json
from casebook.domain.library.channel import MATRIX
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.public_incident import PublicIncident
from casebook.domain.library.sheet import CountrySheet
from casebook.services.library import country, country_sheet, country_text
from casebook.services.library.country import CountryRow


def country_(
    *, code: str, out: Path | None, vault: Path | None, passphrase_file: Path | None, json: bool
) -> None:
    with perhaps_unlocked(vault, passphrase_file) as session:
        if code:
            shown = country.sheet(code, session)
            if out is not None:
                country_sheet.put(shown, out, Translator(), "docx" if out.suffix == ".docx" else "pdf")
            answer(country_json.sheet(shown), _sheet_text(shown), json_wanted=json)
        else:
            rows = country.rows(session)
            answer({"rows": [_row_json(row) for row in rows]}, _matrix_text(rows), json_wanted=json)


def _row_json(row: CountryRow) -> dict[str, object]:
    return {
        "code": row.id,
        "name": row.name,
        "channels": {each.kind: each.status for each in row.channels},
        "decisions": row.decisions,
        "incidents": row.incidents,
    }


def _matrix_text(rows: list[CountryRow]) -> str:
    words = Translator()
    head = ["code", "country", *(country_text.channel(kind, words) for kind in MATRIX)]
    lines = [
        [
            row.id,
            row.name,
            *(country_text.status(each.status, words) for each in row.channels[: len(MATRIX)]),
        ]
        for row in rows
    ]
    return table(head, lines)


def _sheet_text(shown: CountrySheet) -> str:
    words = Translator()
    parts = [
        country.name(shown, words),
        table(
            ["channel", "state", "known by"],
            [
                [
                    country_text.channel(channel.kind, words),
                    country_text.channel_state(channel, words),
                    country_text.basis(channel.basis, words),
                ]
                for channel in shown.channels
            ],
        ),
        *(line for instrument in shown.instruments for line in _instrument(instrument, shown, words)),
        *_remedies(shown, words),
        *(f"Disagreement: {conflict.title.rstrip('.')}. {conflict.text}" for conflict in shown.conflicts),
        *_decided(shown, words),
        *(_incident(incident, words) for incident in shown.incidents),
        *(
            f"Claim of a published article: {claim.claim}. Checked: {claim.result}. {claim.notes}"
            for claim in shown.claims
        ),
    ]
    return "\n".join(parts)


def _instrument(instrument: Instrument, shown: CountrySheet, words: Translator) -> Iterator[str]:
    """Yield a treaty with its days and notes, then its clauses, each with whether it was read."""
    source = country_text.source(instrument.url, instrument.reported_in, words) if instrument.is_seen else ""
    life = country_text.life(instrument, words)
    title = words.labelled(instrument.title, f"{life}.") if life else f"{instrument.title}."
    yield words.bracketed(words.sentences((title, instrument.notes)), source or words("not read"))
    for clause in shown.clauses_of(instrument.id):
        place = words("art. {number}", number=clause.article) if clause.article else words("article not read")
        about = words.bracketed(country_text.clause_subject(clause.subject, words), place)
        text = clause.text if clause.is_seen else words.bracketed(clause.text, words("not read"))
        yield f"  {words.labelled(about, text)}"


def _incident(incident: PublicIncident, words: Translator) -> str:
    """Return an incident as its account has it: who acted stands in the account itself."""
    if incident.is_seen:
        source = country_text.source(incident.url, incident.reported_in, words)
    else:
        source = words("secondary account not read")
    weak = country_sheet.weak_points(incident.notes, words)
    when = country_text.when(incident.on, words)
    return f"{when}  {words.bracketed(words.sentences((incident.summary, weak)), source)}"


def _remedies(shown: CountrySheet, words: Translator) -> list[str]:
    if shown.country is None:
        return []
    rows = [
        [
            country_text.remedy(remedy.kind, words),
            country_text.remedy_state(remedy.state, words),
            country_text.remedy_basis(remedy.basis, words),
        ]
        for remedy in shown.country.remedies
    ]
    return [table(["remedy", "available", "basis"], rows)]


def _decided(shown: CountrySheet, words: Translator) -> list[str]:
    rows = [
        [
            country_text.when(decision.decided_on, words),
            decision.court,
            decision.title,
            country_text.decided(decision, words),
            "" if matter.latest is not decision else "latest",
            decision.history,
        ]
        for matter in shown.matters
        for decision in matter.decisions
    ]
    return [table(["decided", "court", "decision", "outcome", "", "later history"], rows)] if rows else []
