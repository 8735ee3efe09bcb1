"""``library cite|export|import``: citations in three styles, and files of reference managers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casebook.base.errors import NotFound
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.key import Json, KeyFile, Vault, perhaps_unlocked, unlocked
from casebook.domain.library.citation_style import STYLES, cite, cite_found
from casebook.services.library import citation, incident_log, library, statistic
from casebook.services.library.citation import CitationFormat

VaultOf = Annotated[
    Path | None, typer.Option("--vault", help="With this vault's own records.", show_default=False)
]
Out = Annotated[Path, typer.Option("--out", help="The file to write.", show_default=False)]
Format = Annotated[CitationFormat, typer.Option("--format", help="csl-json and ris are read back by Zotero.")]
Topics = Annotated[list[str] | None, typer.Option("--topic", help="Only sources on these topics.")]


def add_to(group: typer.Typer) -> None:
    """Give the group its verbs."""
    group.command("cite", epilog="Example: casebook library cite cpl-75-rsdl-place")(_cite)
    group.command("statistics", epilog="Example: casebook library statistics --json")(_statistics)
    group.command("incidents", epilog="Example: casebook library incidents --out incidents.csv")(_incidents)
    group.command("export", epilog="Example: casebook library export --out china.json --topic rsdl")(_export)
    group.command("import", epilog="Example: casebook library import VAULT zotero.json")(_import)


def _incidents(
    out: Annotated[Path | None, typer.Option("--out", help="Write them: .csv or .json.")] = None,
    vault: VaultOf = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Who did what to whom, when, where, by which source: public ones, and a vault's own with consent."""
    with perhaps_unlocked(vault, passphrase_file) as session:
        incidents = incident_log.every(session)
    if out is not None:
        incident_log.export(incidents, out, "json" if out.suffix == ".json" else "csv")
    free = [each for each in incidents if not each.is_protected]
    rows = [{key: value or None for key, value in incident_log.row(each).items()} for each in free]
    words = table(
        ["when", "where", "what"], [[r["stated_date"], r["country"], r["what_happened"]] for r in rows]
    )
    answer({"rows": rows, "held_back": len(incidents) - len(free)}, words, json_wanted=json)


def _statistics(
    out: Annotated[Path | None, typer.Option("--out", help="Write the plots as a PDF.")] = None,
    vault: VaultOf = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Figures by year, each with its source; those that disagree stand side by side."""
    with perhaps_unlocked(vault, passphrase_file) as session:
        drawn = statistic.drawn(session)
    if out is not None:
        statistic.put(drawn, out, Translator())
    rows = [
        {
            "id": point.id,
            "measure": figure.measure,
            "unit": figure.unit,
            "on": point.on.edtf,
            "value": point.value,
            "upper": point.upper,
            "compiler": point.compiler,
            "note": point.note or None,
            "finding": point.finding_id,
            "source": drawn.cited[point.finding_id].source.id,
            "disagrees": point.on.edtf in figure.conflicts,
        }
        for figure in drawn.figures
        for series in figure.series
        for point in series.figures
    ]
    lines = [[row["measure"], row["on"], row["value"], row["compiler"]] for row in rows]
    answer({"rows": rows}, table(["measure", "year", "value", "by"], lines), json_wanted=json)


def _cite(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Of a finding or a source.")],
    vault: VaultOf = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """One finding or source, cited in each style."""
    with perhaps_unlocked(vault, passphrase_file) as session:
        held = library.shelves(session)
    finding = held.findings.get(record_id)
    source = held.sources.get(finding.source_id if finding else record_id)
    if source is None:
        raise NotFound("The library holds no such finding or source.", field="id")
    citations = {
        style: cite_found(finding, source, style, Translator()) if finding else cite(source, style)
        for style in STYLES
    }
    answer(citations, "\n".join(f"{style}: {text}" for style, text in citations.items()), json_wanted=json)


def _export(
    out: Out,
    as_: Format = "csl-json",
    topic: Topics = None,
    vault: VaultOf = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Sources as a file for a reference manager."""
    with perhaps_unlocked(vault, passphrase_file) as session:
        held = library.shelves(session)
    wanted = set(topic or ())
    chosen = [source for source in held.sources.values() if not wanted or wanted & set(source.topics)]
    number = citation.export(chosen, out, as_)
    answer({"sources": number, "out": out}, f"{out}: {number} sources.", json_wanted=json)


def _import(
    vault: Vault,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSL-JSON or RIS.")],
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Take in a file of a reference manager: as proposals that nobody has read."""
    references = citation.read_file(file)
    with unlocked(vault, passphrase_file) as session:
        made = citation.take_in(session, references)
    rows = [{"id": source.id, "title": source.title, "type": source.type} for source in made]
    words = f"{len(made)} of {len(references)} sources were new; read them before they are cited."
    answer({"rows": rows, "read": len(references)}, words, json_wanted=json)
