"""The verbs on the vault itself: unlock methods, backups, the bin, search, the sample."""

from __future__ import annotations

from casebook.cli.base.parameter import (
    KEYFILE,
    NEW_PASSPHRASE_FILE,
    PASSPHRASE_FILE,
    VAULT,
    argument,
    flag,
    option,
    path,
    required,
)
from casebook.cli.base.verb import Verb, VerbGroup, on_vault, verb

_VAULT = "casebook.cli.vault.vault"
_SLOT = "casebook.cli.vault.vault_slot"
_BACKUP = "casebook.cli.vault.vault_backup"
_BIN = "casebook.cli.vault.trash"
_SLOT_ID = argument("slot_id", "SLOT", "Its id, as `vault slots` lists it.")
_IN_BIN = argument("record_id", "ID", "Id of what lies in the bin.")
_CALLED = "What to call it; kept inside the vault."

OPEN = Verb(
    "open",
    "Open the window on a vault.",
    "casebook open ~/Documents/office.casebook",
    "casebook.cli.vault.open:open_",
    (VAULT,),
)
DEMO = verb(
    "demo",
    "Make the invented sample casebook and build its dossier.",
    "casebook demo ./demo",
    "casebook.cli.vault.demo:demo",
    argument("folder", "DIR", "Where to make it.", "path"),
    flag("--open", "Open the window on it.", name="show"),
)
SEARCH = on_vault(
    "search",
    "Find records by any of their words.",
    "casebook search VAULT 志远 --json",
    "casebook.cli.vault.search:search",
    argument("query", "QUERY", "Names or words in any script; - reads them from standard input."),
)
BIN = VerbGroup(
    "bin",
    "What was removed.",
    (
        on_vault(
            "list",
            "What lies in the bin, removed last first.",
            "casebook bin list VAULT --json",
            f"{_BIN}:list_",
        ),
        on_vault(
            "restore",
            "Bring a record back, with what went to the bin together with it.",
            "casebook bin restore VAULT ID",
            f"{_BIN}:restore",
            _IN_BIN,
        ),
        on_vault("undo", "Bring back what was removed last.", "casebook bin undo VAULT", f"{_BIN}:undo"),
        on_vault(
            "purge",
            "Delete a record in the bin permanently; without --yes, only show what that would do.",
            "casebook bin purge VAULT ID --yes",
            f"{_BIN}:purge",
            _IN_BIN,
            flag("--yes", "Delete it; without this option nothing is deleted."),
        ),
    ),
)
_ITSELF = (
    verb(
        "create",
        "Make a vault and show its recovery code, once.",
        "casebook vault create office.casebook",
        f"{_VAULT}:create",
        VAULT,
        PASSPHRASE_FILE,
        path("--keyfile", "Make a keyfile there; it is needed beside the passphrase."),
        path("--sheet", "Write the recovery code as a PDF to print."),
    ),
    verb(
        "info",
        "Show what is known of a casebook without opening it.",
        "casebook vault info office.casebook --json",
        "casebook.cli.vault.vault_info:info",
        VAULT,
    ),
    on_vault(
        "check",
        "Read everything in a vault once and say what does not hold.",
        "casebook vault check office.casebook",
        f"{_VAULT}:check",
        KEYFILE,
    ),
    verb(
        "phrase",
        "Offer a passphrase of six random words: 77 bits, easy to keep in mind.",
        "casebook vault phrase",
        f"{_SLOT}:phrase",
    ),
)
_SLOTS = (
    on_vault(
        "slots",
        "The ways of opening a vault, with what they are called.",
        "casebook vault slots office.casebook --json",
        f"{_SLOT}:slots",
        KEYFILE,
    ),
    on_vault(
        "add-slot",
        "Let another passphrase, a keyfile, a recovery code or the system's keychain open a vault.",
        "casebook vault add-slot office.casebook --kind recovery",
        f"{_SLOT}:add",
        required("--kind", "What shall open the vault.")._replace(
            choices=("passphrase", "keyfile", "recovery", "keychain")
        ),
        option("--label", _CALLED),
        path("--make-keyfile", "Where to make the keyfile, for --kind keyfile."),
        NEW_PASSPHRASE_FILE,
        KEYFILE,
    ),
    on_vault(
        "remove-slot",
        "Take a way in away; the last one stays.",
        "casebook vault remove-slot office.casebook 3f0c1e5a9b7d2468",
        f"{_SLOT}:remove",
        _SLOT_ID,
        KEYFILE,
    ),
    on_vault(
        "rename-slot",
        "Call a way in something else.",
        "casebook vault rename-slot office.casebook 3f0c1e5a9b7d2468 --label safe",
        f"{_SLOT}:rename",
        _SLOT_ID,
        required("--label", _CALLED),
        KEYFILE,
    ),
    on_vault(
        "change-passphrase",
        "Put a new passphrase in the place of the one given.",
        "casebook vault change-passphrase office.casebook",
        f"{_SLOT}:change",
        NEW_PASSPHRASE_FILE,
        KEYFILE,
    ),
)
_BACKUPS = (
    on_vault(
        "backup",
        "Make a backup now, and go through it.",
        "casebook vault backup office.casebook",
        f"{_BACKUP}:backup",
        path("--into", "From now on, make backups in this folder."),
        KEYFILE,
    ),
    on_vault(
        "backups",
        "The backups of a vault, oldest first.",
        "casebook vault backups office.casebook --json",
        f"{_BACKUP}:every",
        KEYFILE,
    ),
    verb(
        "restore",
        "Make a new vault out of a backup; nothing is overwritten.",
        "casebook vault restore office.casebook-backups/000000000007-00 again.casebook",
        f"{_BACKUP}:restore",
        argument("backup", "BACKUP", "A numbered folder of a folder of backups.", "path"),
        argument("target", "TARGET", "The new vault's folder.", "path"),
        PASSPHRASE_FILE,
        KEYFILE,
    ),
    on_vault(
        "drill",
        "Restore a backup for trial, open every record and file of it, and remove it again.",
        "casebook vault drill office.casebook",
        f"{_BACKUP}:drill",
        path("--backup", "Which one; the last otherwise.", name="which"),
        KEYFILE,
    ),
    on_vault(
        "anchor",
        "A code of what the vault has reached, to keep elsewhere or send to a colleague.",
        "casebook vault anchor office.casebook",
        f"{_BACKUP}:anchor",
        KEYFILE,
    ),
    on_vault(
        "check-anchor",
        "What a kept anchor says of the vault; exit code 5 if it was put back or is another.",
        "casebook vault check-anchor office.casebook -",
        f"{_BACKUP}:check_anchor",
        argument("code", "ANCHOR", "The code; - reads it from standard input."),
        KEYFILE,
    ),
)
VAULT_GROUP = VerbGroup(
    "vault", "Make, describe, check, back up and open up vaults.", (*_ITSELF, *_SLOTS, *_BACKUPS)
)
