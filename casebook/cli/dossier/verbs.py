"""The verbs on bundles, dossiers and what forums ask of them.

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

DOSSIER_KINDS = (
    "hearing-dossier",
    "country-schedule",
    "interim-measures",
    "ccf-request",
    "cooperation-review",
)
COPIES = ("filing", "service", "pseudonymised")
PURPOSES = ("dossier", "court", "media", "un-body", "partner")
SHAPES = ("one", "exhibits", "parts")
ADDITIONS = ("end", "inserted")
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
_PROFILE = "casebook.cli.dossier.profile"
_DOSSIER_ID = argument("dossier_id", "DOSSIER", "Id of the dossier.")
_OWN_PROFILE = option("--profile", "Of the forum, in place of its own.", metavar="ID")
_PROFILE_ID = argument("profile_id", "ID", "Id of a profile.")
_PROFILE_FILE = argument("file", "FILE.toml", "A file as export writes it.", "path")
_WITH = "this vault's own court profiles"

BUNDLE = maybe_on_vault(
    "bundle",
    "Make one paginated, indexed, bookmarked PDF of files on disk.",
    "casebook bundle hearing.toml --out bundle.pdf. The keys of SPEC.toml: docs/bundles.md",
    "casebook.cli.dossier.bundle:bundle_",
    argument("spec", "SPEC.toml", "What goes in, in which order.", "path"),
    required("--out", "The PDF to write.", "path"),
    option("--profile", "Of the forum, in place of the spec's.", metavar="ID"),
    of=_WITH,
)
CHECK = maybe_on_vault(
    "check",
    "Check a finished PDF before it is handed in; exit code 7 when something blocks.",
    "casebook check bundle.pdf --profile gb-ew-court-ebundle --json",
    "casebook.cli.dossier.check:check",
    argument("file", "FILE.pdf", "The finished PDF.", "path"),
    option("--profile", "Of the forum.", metavar="ID"),
    option("--as", f"What it is: {', '.join(FILINGS)}.", name="kind", metavar="KIND"),
    number("--uncounted", "Pages of what the forum leaves out of its limit.", default=0, minimum=0),
    of=_WITH,
)
_BUILD = on_vault(
    "build",
    "Build a copy of a dossier in the files its forum takes, check it, and register it.",
    "casebook dossier build VAULT ID --out dossier.pdf",
    f"{_DOSSIER}:build",
    _DOSSIER_ID,
    required("--out", "PDF to write; of several files, a folder or .zip.", "path"),
    _OWN_PROFILE,
    option("--copy", f"Which: {', '.join(COPIES)}.", metavar="KIND", default="filing"),
    option("--purpose", f"Consented to: {', '.join(PURPOSES)}.", default="court"),
    option("--for", "Who this copy is for; goes into the register.", name="for_whom"),
    option("--format", "pdf, or docx for the text parts alone.", name="file_format", default="pdf"),
    path("--lock-file", "File with a passphrase that locks the PDF (AES-256)."),
    flag("--pdf-a", "PDF/A-2b, as far as the exhibits are."),
    options(
        "--reviewed", "Pages without text you looked at, such as 3:1-2; repeat it.", metavar="MARK:PAGES"
    ),
    option("--shape", f"Files: {', '.join(SHAPES)}; as the forum takes them by itself."),
    number("--part-mb", "Most megabytes of a part; 0 for the forum's.", default=0, minimum=0),
    option("--continues", "Build that went out; its page numbers stay.", metavar="BUILD"),
    option("--additions", f"Where late exhibits go: {', '.join(ADDITIONS)}."),
    options("--placeholder", "Exhibit left out, with a page in its place; repeat it.", metavar="MARK"),
)
_CERTIFICATE = on_vault(
    "certificate",
    "Write a certificate of service, of translation or of interpretation, to be completed and signed.",
    "casebook dossier certificate VAULT ID --kind service --out service.pdf",
    "casebook.cli.dossier.certificate:certificate",
    _DOSSIER_ID,
    required("--kind", f"Which: {', '.join(CERTIFICATES)}."),
    required("--out", "File to write.", "path"),
    option("--document", "The translation, or the statement that was read.", metavar="ID"),
    option("--build", "The copy that was served; the newest service copy by itself.", metavar="ID"),
    _OWN_PROFILE,
    option("--copy", f"Which copy it is for: {', '.join(COPIES)}.", metavar="KIND"),
    option("--format", "pdf with fields to type into, or docx.", name="file_format", default="pdf"),
)
DOSSIER = VerbGroup(
    "dossier",
    "Dossiers and what was built from them.",
    (
        verb(
            "kinds",
            "What kinds of dossier there are, and what each is for.",
            "casebook dossier kinds --json",
            f"{_DOSSIER}:kinds",
        ),
        on_vault(
            "draft",
            "Put a first dossier of a case together.",
            'casebook dossier draft VAULT CASE --title "Appeal"',
            f"{_DOSSIER}:draft",
            CASE,
            required("--title", "What stands on its cover."),
            option("--kind", f"Which: {', '.join(DOSSIER_KINDS)}.", default="hearing-dossier"),
        ),
        on_vault(
            "list", "The dossiers in the vault.", "casebook dossier list VAULT --json", f"{_DOSSIER}:list_"
        ),
        on_vault(
            "show",
            "A dossier and its register of builds.",
            "casebook dossier show VAULT ID --json",
            f"{_DOSSIER}:show",
            _DOSSIER_ID,
        ),
        on_vault(
            "edit",
            "Set its title, forum, language, cover, or where its references stand: text or foot.",
            "casebook dossier edit VAULT ID --set references_at=foot --set language=fr",
            f"{_DOSSIER}:edit",
            _DOSSIER_ID,
            FROM_INPUT,
            SET,
        ),
        _BUILD,
        on_vault(
            "diff",
            "What is new, changed, moved or gone between two builds of the register.",
            "casebook dossier diff VAULT OLD NEW --json",
            f"{_DOSSIER}:diff",
            argument("old", "OLD", "Id of a build."),
            argument("new", "NEW", "Id of a later one."),
        ),
        _CERTIFICATE,
    ),
)
PROFILE = VerbGroup(
    "profile",
    "What forums ask of a bundle: those that ship, and own ones.",
    (
        maybe_on_vault(
            "list",
            "The profiles, own ones first, and what was looked for and not found.",
            "casebook profile list --jurisdiction GB --json",
            f"{_PROFILE}:list_",
            option("--jurisdiction", "A country (ISO 3166) with its subdivisions, or INT."),
            of=_WITH,
        ),
        maybe_on_vault(
            "show",
            "One of them: each rule with its value, source and level, and what no rule was found for.",
            "casebook profile show gb-ftt-iac --json",
            f"{_PROFILE}:show",
            _PROFILE_ID,
            of=_WITH,
        ),
        maybe_on_vault(
            "export",
            "Write one as TOML: an own one for a colleague, a shipped one under an id of its own, to be "
            "changed.",
            "casebook profile export gb-ftt-iac --out own.toml",
            f"{_PROFILE}:export",
            _PROFILE_ID,
            required("--out", "The TOML file to write.", "path"),
            of=_WITH,
        ),
        on_vault(
            "diff",
            "What a file would add and change, rule by rule; nothing is written.",
            "casebook profile diff VAULT own.toml --json",
            f"{_PROFILE}:diff",
            _PROFILE_FILE,
        ),
        on_vault(
            "add",
            "Take the profiles of a file that are new or changed, all or none.",
            "casebook profile add VAULT own.toml",
            f"{_PROFILE}:add",
            _PROFILE_FILE,
        ),
        on_vault(
            "remove",
            "Put an own one into the bin, from where it can be restored.",
            "casebook profile remove VAULT own-gb-ftt-iac",
            f"{_PROFILE}:remove",
            _PROFILE_ID,
        ),
    ),
)
