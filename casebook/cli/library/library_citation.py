"""``library cite|export|import``: citations in three styles, and files of reference managers."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import NotFound
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.optional_vault import perhaps_unlocked
from casebook.cli.base.session import unlocked
from casebook.cli.evidence.intake import BAD_INPUT
from casebook.domain.library.citation import cite_decision
from casebook.domain.library.citation_style import STYLES, cite, cite_found
from casebook.services.base.flow import run_in_line
from casebook.services.library import citation, incident_log, library, registry, statistic
from casebook.services.library.citation import CitationFormat


def incidents(*, out: Path | None, vault: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with perhaps_unlocked(vault, passphrase_file) as session:
        incidents = incident_log.every(session)
    if out is not None:
        incident_log.export(incidents, out, "json" if out.suffix == ".json" else "csv")
    free = [incident for incident in incidents if not incident.is_protected]
    rows = [{key: value or None for key, value in incident_log.row(each).items()} for each in free]
    words = table(
        ["when", "where", "what"], [[r["stated_date"], r["country"], r["what_happened"]] for r in rows]
    )
    answer({"rows": rows, "held_back": len(incidents) - len(free)}, words, json_wanted=json)


def statistics(*, out: Path | None, vault: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with perhaps_unlocked(vault, passphrase_file) as session:
        drawn = statistic.drawn(session)
    if out is not None:
        statistic.put(drawn, out, Translator())
    rows = [
        {
            "id": datum.id,
            "measure": figure.measure,
            "unit": figure.unit,
            "on": datum.on.edtf,
            "value": datum.value,
            "upper": datum.upper,
            "compiler": datum.compiler,
            "note": datum.note or None,
            "finding": datum.finding_id,
            "source": cited.source.id if (cited := drawn.cited.get(datum.finding_id)) else None,
            "disagrees": datum.on.edtf in figure.conflicts,
        }
        for figure in drawn.figures
        for series in figure.series
        for datum in series.figures
    ]
    lines = [[row["measure"], row["on"], row["value"], row["compiler"]] for row in rows]
    answer({"rows": rows}, table(["measure", "year", "value", "source"], lines), json_wanted=json)


def cite_(*, record_id: str, vault: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with perhaps_unlocked(vault, passphrase_file) as session:
        held = library.library_index(session)
        decisions = {decision.id: decision for decision in registry.held(session).decisions}
    if (decision := decisions.get(record_id)) is not None:
        citation = cite_decision(decision, Translator())
        answer({"citation": citation, "cite_use": decision.cite_use}, citation, json_wanted=json)
        return
    finding = held.findings.get(record_id)
    source = held.sources.get(finding.source_id if finding else record_id)
    if source is None:
        raise NotFound(
            "The library contains no such finding, source or decision.", field="id", remedy="Check the ID."
        )
    texts: dict[str, str] = {
        style: cite_found(finding, source, style, Translator()) if finding else cite(source, style)
        for style in STYLES
    }
    answer(
        {**texts, "cite_use": source.cite_use},
        "\n".join(f"{style}: {text}" for style, text in texts.items()),
        json_wanted=json,
    )


def export(
    *,
    out: Path,
    file_format: CitationFormat,
    topic: tuple[str, ...],
    vault: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with perhaps_unlocked(vault, passphrase_file) as session:
        held = library.library_index(session)
    wanted = set(topic)
    chosen = [source for source in held.sources.values() if not wanted or wanted & set(source.topics)]
    number = citation.export(chosen, out, file_format)
    answer(
        {"sources": number, "out": out}, f"{out}: {counted(number, 'source', 'sources')}.", json_wanted=json
    )


def import_(*, vault: Path, file: Path, passphrase_file: Path | None, json: bool) -> int:
    read = run_in_line(citation.read_file(file))
    with unlocked(vault, passphrase_file) as session:
        made = citation.take_in(session, read.references)
    rows = [{"id": source.id, "title": source.title, "type": source.type} for source in made]
    words = f"{len(made)} of {len(read.references)} sources were new; read them before you cite them."
    bad_lines = [bad.line for bad in read.bad_rows]
    if bad_lines:
        words += f"\nEntries that are damaged, by line: {', '.join(map(str, bad_lines))}."
    answer({"rows": rows, "read": len(read.references), "damaged_lines": bad_lines}, words, json_wanted=json)
    return BAD_INPUT if bad_lines else 0
