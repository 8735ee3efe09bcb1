"""The commands on the library, country data and reference data."""

from __future__ import annotations

from casebook.cli.base.parameter import argument, flag, maybe_argument, option, options, path, required
from casebook.cli.base.verb import VerbGroup, maybe_on_vault, on_vault, verb

CITATION_FORMATS = ("csl-json", "ris", "bibtex")
_FIND = "casebook.cli.library.library"
_CITE = "casebook.cli.library.library_citation"
_ADVERSE = "casebook.cli.library.adverse_material"
_PACKS = "casebook.cli.library.packs"
_ADVERSE_ID = argument("record_id", "ID", "ID of an adverse finding or a decision.")
_OF_DOSSIER = argument("dossier", "DOSSIER", "ID of a dossier.")
_WITH = "your own records"
_PACK_FILE = path("--file", "A reference data file; by default the data supplied with the program.")

COUNTRY = maybe_on_vault(
    "country",
    "Show a country sheet: treaties, clauses, remedies, decisions, assurances and incidents.",
    "casebook country CY --json",
    "casebook.cli.library.country:country_",
    maybe_argument(
        "code",
        "[CC]",
        "ISO 3166 code, such as CY; INT for international; without a code, all are listed.",
    ),
    path("--out", "Export it with its sources: .pdf, or .docx for Word."),
    of=_WITH,
)
_QUERY = (
    options("--topic", "ID of a topic, such as rsdl; may be repeated."),
    option(
        "--text",
        "Words in any script; terms with one meaning stand for each other, except in quotation marks. "
        "- reads them from standard input.",
    ),
    flag("--adverse/--not-adverse", "Only adverse findings, or only others; by default both.", default=None),
    options("--level", "How it was read: document, summary, secondary, none."),
    options(
        "--only",
        "type, kind, strength, speaker, body, group, place, from or to (years): such as speaker=court.",
        metavar="WHAT=WORD",
    ),
    flag("--stale/--fresh", "Only findings to recheck, or only others; by default both.", default=None),
    flag("--own/--pack", "Only your own, or only supplied ones; by default both.", default=None),
)
_LOOK = (
    maybe_on_vault(
        "find",
        "Search findings and sources, best matches first.",
        "casebook library find --topic rsdl --text 监视居住 --adverse",
        f"{_FIND}:find",
        *_QUERY,
        of=_WITH,
    ),
    maybe_on_vault(
        "sources",
        "List all sources, including those without a finding.",
        "casebook library sources --json",
        f"{_FIND}:sources",
        of=_WITH,
    ),
    maybe_on_vault(
        "topics",
        "List all topics with the legal rules they concern.",
        "casebook library topics --json",
        f"{_FIND}:topics",
        of=_WITH,
    ),
    maybe_on_vault(
        "show",
        "Show a finding, source, topic or decision with all fields.",
        "casebook library show prc-criminal-procedure-law-2018",
        f"{_FIND}:show",
        argument("record_id", "ID", "ID of a finding, source, topic or decision."),
        of=_WITH,
    ),
)
_MATCH = on_vault(
    "match",
    "List the findings that concern the clients of a case, and the topics on which none does.",
    "casebook library match VAULT R-1 --topic rsdl --json",
    "casebook.cli.library.library_match:match",
    argument("of_case", "CASE", "ID or reference of the case."),
    options("--topic", "Only this topic; may be repeated. By default, those of the clients."),
)
_READ = on_vault(
    "quote",
    "Record that you read a finding at a place, with a quotation; compare it with the stored copy.",
    "casebook library quote VAULT liu-general-situation - --pinpoint 'para. 83' < words.txt",
    "casebook.cli.library.library_match:quote_",
    argument("record_id", "ID", "ID of a finding."),
    argument("text", "TEXT", "The words, typed from your own copy; - reads them from standard input."),
    required("--pinpoint", "Where in the source they stand."),
    path("--copy", "The copy you read; it is stored encrypted with its hash."),
    flag("--differs", "Record the quotation although the copy has other words; the finding is then marked."),
)
_CONFIRM = on_vault(
    "confirm",
    "Confirm an authority from your own copy, so that a copy for filing may cite it.",
    "casebook library confirm VAULT ecthr-liu-v-poland-2022 --pinpoint '§ 83' --initials DK",
    "casebook.cli.library.library_match:confirm",
    argument("record_id", "ID", "ID of a finding, source or decision."),
    required("--pinpoint", "Where the words stand in your copy."),
    required("--initials", "Initials of the person who read them."),
    option("--later", "Later history of the decision, or that nothing was found.", name="later_history"),
)
_QUOTE = (
    maybe_on_vault(
        "cite",
        "Cite a finding, source or decision, with its later history.",
        "casebook library cite cpl-75-rsdl-place",
        f"{_CITE}:cite_",
        argument("record_id", "ID", "ID of a finding, source or decision."),
        of=_WITH,
    ),
    maybe_on_vault(
        "statistics",
        "Show statistics by year with their sources; differing figures are shown side by side.",
        "casebook library statistics --json",
        f"{_CITE}:statistics",
        path("--out", "Export the charts as a PDF."),
        of=_WITH,
    ),
    maybe_on_vault(
        "incidents",
        "List incidents with source: public ones, and those of your casebook that have consent.",
        "casebook library incidents --out incidents.csv",
        f"{_CITE}:incidents",
        path("--out", "Export them: .csv or .json."),
        of=_WITH,
    ),
    maybe_on_vault(
        "export",
        "Export sources for a reference manager.",
        "casebook library export --out china.json --topic rsdl",
        f"{_CITE}:export",
        required("--out", "The file to write.", "path"),
        option(
            "--format",
            "Format; Zotero reads csl-json and ris.",
            name="file_format",
            default="csl-json",
            choices=CITATION_FORMATS,
        ),
        options("--topic", "Only sources on these topics."),
        of=_WITH,
    ),
    on_vault(
        "import",
        "Import a file of a reference manager as suggestions, marked as not read.",
        "casebook library import VAULT zotero.json. Exit code 3: an entry was damaged; others were imported.",
        f"{_CITE}:import_",
        argument("file", "FILE", "CSL-JSON, RIS, BibTeX, EndNote (XML or tagged), MODS or RefWorks.", "path"),
    ),
)
_ARGUE = (
    on_vault(
        "contrary",
        "List adverse material for a dossier or ground, with responses, and decisions opponents may cite.",
        "casebook library contrary VAULT --dossier ID",
        f"{_ADVERSE}:contrary",
        option("--dossier", "ID of a dossier."),
        option("--ground", "ID of a ground."),
    ),
    on_vault(
        "answer",
        "Write the response to an adverse finding or decision; dossiers print it beneath.",
        "casebook library answer VAULT R-1 ID - < answer.txt",
        f"{_ADVERSE}:answer_",
        argument("of_case", "CASE", "ID or reference of the case."),
        _ADVERSE_ID,
        argument("text", "TEXT", "The response; - reads it from standard input."),
    ),
    on_vault(
        "leave-out",
        "Record why a dossier leaves out an adverse finding or decision; the reason is not printed.",
        'casebook library leave-out VAULT DOSSIER ID "Overruled by the Supreme Court."',
        f"{_ADVERSE}:leave_out",
        _OF_DOSSIER,
        _ADVERSE_ID,
        argument("reason", "REASON", "Why it is left out."),
    ),
    on_vault(
        "take-up",
        "Take up again in a dossier an adverse finding or decision that was left out.",
        "casebook library take-up VAULT DOSSIER ID",
        f"{_ADVERSE}:take_up",
        _OF_DOSSIER,
        _ADVERSE_ID,
    ),
)
LIBRARY = VerbGroup(
    "library",
    "Sources and findings on country conditions.",
    (*_LOOK, _MATCH, _READ, _CONFIRM, *_QUOTE, *_ARGUE),
)
PACKS = VerbGroup(
    "packs",
    "Reference data: the rules, court profiles and library supplied.",
    (
        verb(
            "check",
            "Check every entry of the reference data and run its examples.",
            "casebook packs check --json",
            f"{_PACKS}:check",
        ),
        on_vault(
            "diff",
            "Compare an update: added, changed and withdrawn entries, and the dossiers that cite them. With "
            "NEW, compare two versions in sentences: VAULT and NEW are folders, files, or “installed”.",
            "casebook packs diff packs-2026 installed --of VAULT",
            f"{_PACKS}:diff",
            maybe_argument("new", "[NEW]", "The newer of two versions; VAULT is the older one then."),
            _PACK_FILE,
            path("--of", "Casebook whose running deadlines are calculated by NEW.", name="of_vault"),
        ),
        on_vault(
            "accept",
            "Apply a reviewed update; dossiers that cite changed entries are marked.",
            "casebook packs accept VAULT",
            f"{_PACKS}:accept",
            _PACK_FILE,
            option(
                "--publisher", "The words of the publisher's key, as you received them from the publisher."
            ),
        ),
    ),
)
