"""The verbs on the library, country data and reference data."""

from __future__ import annotations

from casebook.cli.base.parameter import argument, flag, maybe_argument, option, options, path, required
from casebook.cli.base.verb import VerbGroup, maybe_on_vault, on_vault, verb

CITATION_FORMATS = ("csl-json", "ris", "bibtex")
_FIND = "casebook.cli.library.library"
_CITE = "casebook.cli.library.library_citation"
_ADVERSE = "casebook.cli.library.adverse_material"
_PACKS = "casebook.cli.library.packs"
_WITH = "this vault's own records"
_PACK_FILE = path("--file", "A pack file carried by hand; those of the program otherwise.")

COUNTRY = maybe_on_vault(
    "country",
    "The sheet of a country: channels, clauses, remedies, decisions, assurances, incidents.",
    "casebook country CY --json",
    "casebook.cli.library.country:country_",
    maybe_argument(
        "code",
        "[CC]",
        "ISO 3166, such as CY; INT for what belongs to no country; without one, all are listed.",
    ),
    path("--out", "Write it with its sources: .pdf, or .docx for Word."),
    of=_WITH,
)
_QUERY = (
    options("--topic", "Id of a topic, such as rsdl; more than one may be given."),
    option("--text", "Words in any script; - reads them from standard input."),
    flag("--adverse/--not-adverse", "Which way it points; both where not said.", default=None),
    options("--level", "How well it was read: document, summary, secondary, none."),
    options(
        "--only",
        "type, strength, speaker, body, group, place, from or to (years): such as speaker=court.",
        metavar="WHAT=WORD",
    ),
    flag("--stale/--fresh", "Whether it is to be checked again.", default=None),
    flag("--own/--pack", "The person's own, or those of a pack.", default=None),
)
_LOOK = (
    maybe_on_vault(
        "find",
        "Findings, best first, and the sources that answer by themselves.",
        "casebook library find --topic rsdl --text 监视居住 --adverse",
        f"{_FIND}:find",
        *_QUERY,
        of=_WITH,
    ),
    maybe_on_vault(
        "sources",
        "Every source, those without a finding among them.",
        "casebook library sources --json",
        f"{_FIND}:sources",
        of=_WITH,
    ),
    maybe_on_vault(
        "topics",
        "Every topic with the legal rules it bears on.",
        "casebook library topics --json",
        f"{_FIND}:topics",
        of=_WITH,
    ),
    maybe_on_vault(
        "show",
        "One finding, source or topic, whole.",
        "casebook library show prc-criminal-procedure-law-2018",
        f"{_FIND}:show",
        argument("record_id", "ID", "Of a finding, source or topic."),
        of=_WITH,
    ),
)
_QUOTE = (
    maybe_on_vault(
        "cite",
        "One finding or source, cited in each style.",
        "casebook library cite cpl-75-rsdl-place",
        f"{_CITE}:cite_",
        argument("record_id", "ID", "Of a finding or a source."),
        of=_WITH,
    ),
    maybe_on_vault(
        "statistics",
        "Figures by year, each with its source; those that disagree stand side by side.",
        "casebook library statistics --json",
        f"{_CITE}:statistics",
        path("--out", "Write the plots as a PDF."),
        of=_WITH,
    ),
    maybe_on_vault(
        "incidents",
        "Who did what to whom, when, where, by which source: public ones, and a vault's own with consent.",
        "casebook library incidents --out incidents.csv",
        f"{_CITE}:incidents",
        path("--out", "Write them: .csv or .json."),
        of=_WITH,
    ),
    maybe_on_vault(
        "export",
        "Sources as a file for a reference manager.",
        "casebook library export --out china.json --topic rsdl",
        f"{_CITE}:export",
        required("--out", "The file to write.", "path"),
        option(
            "--format",
            "csl-json and ris are read back by Zotero.",
            name="file_format",
            default="csl-json",
            choices=CITATION_FORMATS,
        ),
        options("--topic", "Only sources on these topics."),
        of=_WITH,
    ),
    on_vault(
        "import",
        "Take in a file of a reference manager: as proposals that nobody has read.",
        "casebook library import VAULT zotero.json",
        f"{_CITE}:import_",
        argument("file", "FILE", "CSL-JSON or RIS.", "path"),
    ),
)
_ARGUE = (
    on_vault(
        "contrary",
        "What points against a dossier or a ground, whether it is met, and what opponents will cite.",
        "casebook library contrary VAULT --dossier ID",
        f"{_ADVERSE}:contrary",
        option("--dossier", "Id of a dossier."),
        option("--ground", "Id of a ground."),
    ),
    on_vault(
        "answer",
        "Write what a case says to an adverse finding or authority; it prints beneath it in its dossiers.",
        "casebook library answer VAULT R-1 ID - < answer.txt",
        f"{_ADVERSE}:answer_",
        argument("of_case", "CASE", "Id or reference of the case."),
        argument("record_id", "ID", "Of an adverse finding or a decision."),
        argument("text", "TEXT", "The answer; - reads it from standard input."),
    ),
)
LIBRARY = VerbGroup("library", "Sources and findings on country conditions.", (*_LOOK, *_QUOTE, *_ARGUE))
PACKS = VerbGroup(
    "packs",
    "The packs of facts about the world.",
    (
        verb(
            "check",
            "Validate every entry of every pack and run its examples.",
            "casebook packs check --json",
            f"{_PACKS}:check",
        ),
        on_vault(
            "diff",
            "What an update would add, change and withdraw, and which dossiers cite it; nothing is written.",
            "casebook packs diff VAULT --file packs-2027.json",
            f"{_PACKS}:diff",
            _PACK_FILE,
        ),
        on_vault(
            "accept",
            "Apply an update that was looked at; dossiers that cite what changed are marked.",
            "casebook packs accept VAULT",
            f"{_PACKS}:accept",
            _PACK_FILE,
            option(
                "--publisher", "The words of the publisher's key, as you received them from the publisher."
            ),
        ),
    ),
)
