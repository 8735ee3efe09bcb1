"""The commands on bundles, dossiers and court profiles.

The words an option takes are those of the domain, written out: the help of a verb imports none of it.
"""

from __future__ import annotations

from casebook.cli.base.parameter import (
    CASE,
    FROM_INPUT,
    SET,
    argument,
    flag,
    number,
    option,
    options,
    path,
    required,
)
from casebook.cli.base.verb import VerbGroup, maybe_on_vault, on_vault, verb
from casebook.cli.dossier.reader_verbs import READERS

DOSSIER_KINDS = (
    "hearing-dossier",
    "country-schedule",
    "expert-report",
    "interim-measures",
    "ccf-request",
    "cooperation-review",
)
COPIES = ("draft", "filing", "service", "pseudonymised")
PURPOSES = ("dossier", "court", "media", "un-body", "interpol", "partner")
SHAPES = ("one", "exhibits", "parts")
ADDITIONS = ("end", "inserted")
SHOWABLE = (
    "relative",
    "contact",
    "initials",
    "birth-date",
    "age",
    "birth-place",
    "place",
    "channel",
    "safe-contact",
    "paper",
    "perhaps-paper",
    "workplace",
    "work",
    "other",
    "case-number",
    "date",
)
CERTIFICATES = ("translation", "interpretation", "service")
FILINGS = (
    "argument",
    "skeleton",
    "country_schedule",
    "detailed_grounds",
    "summary_grounds",
    "expert_report",
)
_DOSSIER = "casebook.cli.dossier.dossier"
_DOSSIER_ID = argument("dossier_id", "DOSSIER", "ID of the dossier.")
_OWN_PROFILE = option("--profile", "Court profile to use instead of the dossier's own.", metavar="ID")
_WITH = "your own court profiles"

_LEAVE_OUT = flag(
    "--leave-out-damaged",
    "Replace exhibits that cannot be shown with placeholder pages, as a draft does, instead of stopping.",
)
BUNDLE = maybe_on_vault(
    "bundle",
    "Assemble files on disk into one PDF with page numbers, index and bookmarks.",
    "casebook bundle hearing.toml --out bundle.pdf. The keys of SPEC.toml: docs/bundles.md",
    "casebook.cli.dossier.bundle:bundle_",
    argument("spec", "SPEC.toml", "Lists the files and their order.", "path"),
    required("--out", "The PDF to write.", "path"),
    option("--profile", "Court profile to use instead of the one in the spec.", metavar="ID"),
    _LEAVE_OUT,
    of=_WITH,
    worker="build",
)
CHECK = maybe_on_vault(
    "check",
    "Check a finished PDF before filing; exit code 7 if something must be fixed.",
    "casebook check bundle.pdf --profile gb-ew-court-ebundle --json",
    "casebook.cli.dossier.check:check",
    argument("file", "FILE.pdf", "The finished PDF.", "path"),
    option("--profile", "Court profile to check against.", metavar="ID"),
    option("--as", f"Type of filing: {', '.join(FILINGS)}.", name="kind", metavar="KIND"),
    number(
        "--uncounted",
        "Number of pages that the court does not count against its page limit.",
        default=0,
        minimum=0,
    ),
    of=_WITH,
    worker="inspect",
)
_SHOW_KIND = options(
    "--show-kind",
    f"Details a pseudonymised copy shows, with the reason: {', '.join(SHOWABLE)}; may be repeated.",
    metavar="KIND:REASON",
)
_BIRTHS = option(
    "--births", "Dates of birth in a pseudonymised copy: year or decade.", metavar="PRECISION", default="year"
)
_DECISIONS_FROM = option(
    "--decisions-from",
    "ID of an earlier pseudonymised copy whose decisions are carried over, with their reasons.",
    metavar="BUILD",
)
_EXCEPT = options(
    "--except",
    "Decision not to carry over: a kind, an exhibit or the ID of a replacement; may be repeated.",
    name="except_",
    metavar="SUBJECT",
)
_PLACEHOLDER = options(
    "--placeholder",
    "Exhibit to leave out, with a placeholder page; may be repeated. Without a number it is named by "
    "its place in the list, such as no.3.",
    metavar="MARK",
)
_DISCLOSE = options(
    "--disclose",
    "Exhibit that is withheld or that the check names, to include for this recipient, with the reason.",
    metavar="MARK:REASON",
)
_SHOW_SECTION = options(
    "--show-section",
    "What stays in the office, to include with the reason: exhibit-custody, or asylum-claim for all facts "
    "and passages that tell of one (--confirm releases a single one); may be repeated.",
    metavar="KIND:REASON",
)
_LEAVE_PASSAGE_OUT = options(
    "--leave-out",
    "Section (G), heading (B.2), paragraph (34), row (C/3), entry of a diagram (C/D2) or line under a "
    "heading (B.2/1) to leave out of a service or pseudonymised copy, with the reason; may be repeated. The "
    "verb passages lists them.",
    metavar="PASSAGE:REASON",
)
_NAME_PERSON = options(
    "--name-person",
    "Client of another case whom a service copy names although the consent is limited, with the reason; may "
    "be repeated.",
    metavar="ID:REASON",
)
_CONFIRM = options(
    "--confirm",
    "Passage of a filing or service copy that stays although it rests on a source in China or on withheld "
    "exhibits, or what alone is released although it tells of a claim to protection (34, fact-ID, "
    '"4 p.3/1"), with the reason; may be repeated. The verbs passages and check list them.',
    metavar="NAME:REASON",
)
_DECISIONS = path(
    "--decisions",
    "File with decisions, one on each line as its option takes it: leave-out C/3#k3f7xqm2pa7w: REASON, "
    "placeholder 19#7wq2mak3f7xq. The verb passages writes one to be edited.",
    name="noted",
    metavar="FILE",
)
_FOR = option("--for", "Recipient of this copy, for the disclosure register.", name="for_whom")
_BUILD = on_vault(
    "build",
    "Build a copy of a dossier in the files its court accepts, check it and add it to the register.",
    "casebook dossier build VAULT ID --out dossier.pdf",
    f"{_DOSSIER}:build",
    _DOSSIER_ID,
    required("--out", "PDF to write; for several files, a folder or .zip.", "path"),
    _OWN_PROFILE,
    option("--copy", f"Type of copy: {', '.join(COPIES)}.", metavar="KIND", default="filing"),
    option("--purpose", f"Purpose the clients consented to: {', '.join(PURPOSES)}.", default="court"),
    _FOR,
    option("--format", "pdf, or docx for the text parts alone.", name="file_format", default="pdf"),
    path("--lock-file", "File with a passphrase that locks the PDF (AES-256)."),
    flag("--pdf-a", "Write PDF/A-2b, as far as the exhibits allow."),
    options(
        "--reviewed",
        "Pages that you reviewed, such as 3:1-2; may be repeated.",
        metavar="MARK:PAGES",
    ),
    options(
        "--not-redrawn",
        "Exhibit of a pseudonymised copy not to redraw as images, with the reason; may be repeated.",
        metavar="MARK:REASON",
    ),
    option("--shape", f"Output files: {', '.join(SHAPES)}; by default as the court accepts them."),
    number(
        "--part-mb", "Maximum size of a part in megabytes; 0 for the court's limit.", default=0, minimum=0
    ),
    option(
        "--continues",
        "ID of a build already handed over; its page numbers are kept. A service copy keeps those of the "
        "newest filing copy; none starts new ones.",
        metavar="BUILD",
    ),
    option("--additions", f"Position of late exhibits: {', '.join(ADDITIONS)}."),
    _PLACEHOLDER,
    _LEAVE_OUT,
    _DISCLOSE,
    _SHOW_SECTION,
    _LEAVE_PASSAGE_OUT,
    _NAME_PERSON,
    _CONFIRM,
    _DECISIONS,
    _SHOW_KIND,
    _BIRTHS,
    options(
        "--keep",
        "Replacement of a pseudonymised copy to refuse, with the reason; may be repeated.",
        metavar="ID:REASON",
    ),
    _DECISIONS_FROM,
    _EXCEPT,
    option(
        "--words-reviewed",
        "For a pseudonymised copy that leaves words which may be names: the code at the end of the verb "
        "replacements.",
        name="code",
        metavar="CODE",
    ),
)
_CHECK = on_vault(
    "check",
    "List what keeps a dossier from being filed, then every other warning; exit code 7 if something must be "
    "fixed. Nothing is built.",
    "casebook dossier check VAULT ID --json",
    f"{_DOSSIER}:check",
    _DOSSIER_ID,
    _OWN_PROFILE,
    option("--copy", f"Type of copy: {', '.join(COPIES)}.", metavar="KIND", default="filing"),
    option("--purpose", f"Purpose the clients consented to: {', '.join(PURPOSES)}.", default="court"),
    _FOR,
    _PLACEHOLDER,
    _DISCLOSE,
    _SHOW_SECTION,
    _LEAVE_PASSAGE_OUT,
    _NAME_PERSON,
    _CONFIRM,
    _DECISIONS,
)
_PASSAGES = on_vault(
    "passages",
    "List the passages of a copy by the names they are left out by, and what they show its reader.",
    "casebook dossier passages VAULT ID --copy service --json",
    "casebook.cli.dossier.passage:passages",
    _DOSSIER_ID,
    _OWN_PROFILE,
    option("--copy", f"Type of copy: {', '.join(COPIES)}.", metavar="KIND", default="service"),
    option("--purpose", f"Purpose the clients consented to: {', '.join(PURPOSES)}.", default="court"),
    _FOR,
    _PLACEHOLDER,
    _DISCLOSE,
    _SHOW_SECTION,
    _LEAVE_PASSAGE_OUT,
    _NAME_PERSON,
    _CONFIRM,
    _DECISIONS,
    flag("--flagged", "Only those that keep the copy from being built and that nobody decided on yet."),
    path(
        "--write", "File to write: all that is not decided yet, with exhibits, to be edited.", metavar="FILE"
    ),
)
_CERTIFICATE = on_vault(
    "certificate",
    "Write a certificate of service, of translation or of interpretation, to be completed and signed.",
    "casebook dossier certificate VAULT ID --kind service --out service.pdf",
    "casebook.cli.dossier.certificate:certificate",
    _DOSSIER_ID,
    required("--kind", f"Type of certificate: {', '.join(CERTIFICATES)}."),
    required("--out", "File to write.", "path"),
    option("--document", "ID of the translation, or of the statement that was interpreted.", metavar="ID"),
    option("--build", "ID of the build that was served; by default the newest service copy.", metavar="ID"),
    _OWN_PROFILE,
    option("--copy", f"Type of copy it is for: {', '.join(COPIES)}.", metavar="KIND"),
    option("--format", "pdf with form fields, or docx.", name="file_format", default="pdf"),
)
_AUTHORITIES = on_vault(
    "authorities",
    "List the authorities a dossier cites and your copies of them; with --out, bind the copies as one PDF.",
    "casebook dossier authorities VAULT ID --out authorities.pdf",
    "casebook.cli.dossier.authorities:authorities",
    _DOSSIER_ID,
    path("--out", "The PDF to write; without it, nothing is built."),
    flag("--leave-out-missing", "Build the bundle although an authority has no copy; its table says so."),
)
_EXTRACT = on_vault(
    "extract",
    "Take exhibits and pages out of a built PDF for one witness; they keep their page numbers.",
    "casebook dossier extract VAULT BUILD dossier.pdf --exhibit 5 --pages 12-15 --out witness.pdf",
    "casebook.cli.dossier.extract:extract",
    argument("build", "BUILD", "ID of the build."),
    argument("file", "FILE.pdf", "The file of that build, unchanged.", "path"),
    options("--exhibit", "Exhibit to take whole; may be repeated.", metavar="MARK"),
    options(
        "--pages", "Printed numbers, such as 12-15, 45A or A-1..A-3; may be repeated.", metavar="NUMBERS"
    ),
    required("--out", "The PDF to write.", "path"),
)
DOSSIER = VerbGroup(
    "dossier",
    "Dossiers and their copies.",
    (
        verb(
            "kinds",
            "List the types of dossier and their purpose.",
            "casebook dossier kinds --json",
            "casebook.cli.dossier.kind:kinds",
        ),
        on_vault(
            "draft",
            "Create a first dossier for a case.",
            'casebook dossier draft VAULT CASE --title "Appeal"',
            f"{_DOSSIER}:draft",
            CASE,
            required("--title", "Title on the cover."),
            option("--kind", f"Type of dossier: {', '.join(DOSSIER_KINDS)}.", default="hearing-dossier"),
        ),
        on_vault(
            "list",
            "List the dossiers in the casebook.",
            "casebook dossier list VAULT --json",
            f"{_DOSSIER}:list_",
        ),
        on_vault(
            "show",
            "Show a dossier and its register of builds.",
            "casebook dossier show VAULT ID --json",
            f"{_DOSSIER}:show",
            _DOSSIER_ID,
        ),
        on_vault(
            "edit",
            "Edit its title, court, language, cover, exhibits or position of references: text or foot.",
            "casebook dossier edit VAULT ID --set references_at=foot --set exhibit_ids=1,2,5",
            f"{_DOSSIER}:edit",
            _DOSSIER_ID,
            FROM_INPUT,
            SET,
            options("--add-section", "Section to add at the end, such as paper-differences.", metavar="KIND"),
            options("--remove-section", "Section to remove, such as cooperation.", metavar="KIND"),
        ),
        on_vault(
            "replacements",
            "List every replacement of a pseudonymised copy in its sentence. Nothing is built.",
            "casebook dossier replacements VAULT ID --json",
            "casebook.cli.dossier.copy_decision:replacements",
            _DOSSIER_ID,
            _SHOW_KIND,
            _BIRTHS,
            _DECISIONS_FROM,
            _EXCEPT,
        ),
        _PASSAGES,
        _CHECK,
        READERS,
        _BUILD,
        on_vault(
            "diff",
            "Compare two builds: new, changed, moved or removed parts.",
            "casebook dossier diff VAULT OLD NEW --json",
            f"{_DOSSIER}:diff",
            argument("old", "OLD", "ID of a build."),
            argument("new", "NEW", "ID of a later one."),
        ),
        _CERTIFICATE,
        _AUTHORITIES,
        _EXTRACT,
    ),
)
SKELETON = VerbGroup(
    "skeleton",
    "The skeleton argument of a dossier: issues, law, application, responses, relief.",
    (
        on_vault(
            "add",
            "Add the draft of an argument of the library; passages to be written are marked [[?…]].",
            "casebook skeleton add VAULT ID liu-detention",
            "casebook.cli.dossier.skeleton:add",
            _DOSSIER_ID,
            argument("argument_id", "ARGUMENT", "ID of an argument."),
            flag("--foreign-law", "Also set statutes of other countries, each under its country."),
        ),
        on_vault(
            "show",
            "Show its issues, authorities, open passages and length against the court's limit.",
            "casebook skeleton show VAULT ID --json",
            "casebook.cli.dossier.skeleton:show",
            _DOSSIER_ID,
        ),
    ),
)
