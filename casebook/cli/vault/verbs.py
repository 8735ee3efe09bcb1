"""The commands on the vault: unlock methods, backups, the bin, search, the sample."""

from __future__ import annotations

from casebook.cli.base.parameter import (
    KEYFILE,
    NEW_PASSPHRASE_FILE,
    PASSPHRASE_FILE,
    SEALED_CODES,
    VAULT,
    argument,
    flag,
    maybe_argument,
    option,
    path,
    required,
)
from casebook.cli.base.verb import Verb, VerbGroup, on_vault, verb

_VAULT = "casebook.cli.vault.vault"
_SLOT = "casebook.cli.vault.vault_unlock_method"
_BACKUP = "casebook.cli.vault.vault_backup"
_STATE = "casebook.cli.vault.vault_state"
_BIN = "casebook.cli.vault.record_bin"
_SLOT_ID = argument("slot_id", "SLOT", "Its ID, as `vault slots` lists it.")
_IN_BIN = argument("record_id", "ID", "ID of a record in the bin.")
_CALLED = "Label, stored inside the casebook."

OPEN = Verb(
    "open",
    "Open a casebook in the window.",
    "casebook open ~/Documents/office.casebook",
    "casebook.cli.vault.open:open_",
    (
        maybe_argument(
            "vault", "[VAULT]", "Folder of the casebook; without it, those found are offered.", "path"
        ),
    ),
)
DEMO = verb(
    "demo",
    "Create the fictitious sample casebook and build its dossier.",
    "casebook demo ./demo",
    "casebook.cli.vault.demo:demo",
    argument("folder", "DIR", "Folder to create it in.", "path"),
    flag("--all", "Also build the case's versions for other courts.", name="every"),
    flag("--open", "Open it in the window.", name="show"),
)
VERIFY = verb(
    "verify",
    "Verify offline that a file of a release is what the maintainers signed.",
    "casebook verify ~/Downloads/casebook_0.1.0_amd64.deb",
    "casebook.cli.vault.verify:verify",
    argument("file", "FILE", "The file; SHA256SUMS and SHA256SUMS.minisig lie beside it.", "path"),
    option("--key", "A public key of minisign to verify with instead of the maintainers'."),
)
SELFCHECK = verb(
    "selfcheck",
    "Check on this computer what a process that reads documents is refused; exit code 6 if not everything.",
    "casebook selfcheck",
    "casebook.cli.vault.self_check:selfcheck",
)
SEARCH = on_vault(
    "search",
    "Find records by the words in them.",
    "casebook search VAULT 志远 --json",
    "casebook.cli.vault.search:search",
    argument("query", "QUERY", "Names or words in any script; - reads them from standard input."),
)
BIN = VerbGroup(
    "bin",
    "Removed records.",
    (
        on_vault(
            "list",
            "List the records in the bin, the most recently removed first.",
            "casebook bin list VAULT --json",
            f"{_BIN}:list_",
        ),
        on_vault(
            "restore",
            "Restore a record with everything removed together with it.",
            "casebook bin restore VAULT ID",
            f"{_BIN}:restore",
            _IN_BIN,
        ),
        on_vault("undo", "Restore what was removed last.", "casebook bin undo VAULT", f"{_BIN}:undo"),
        on_vault(
            "purge",
            "Delete a record in the bin permanently; without --yes, only show what that would do.",
            "casebook bin purge VAULT ID --yes",
            f"{_BIN}:purge",
            _IN_BIN,
            flag("--yes", "Delete it; without this option nothing is deleted."),
            SEALED_CODES,
        ),
    ),
)
_ITSELF = (
    verb(
        "create",
        "Create a casebook and show its recovery code once.",
        "casebook vault create office.casebook",
        f"{_VAULT}:create",
        VAULT,
        PASSPHRASE_FILE,
        path("--keyfile", "Create a key file here; it is needed together with the passphrase."),
        path("--sheet", "Save the recovery code as a printable page (PDF)."),
    ),
    verb(
        "info",
        "Show what is known about a casebook without opening it.",
        "casebook vault info office.casebook --json",
        "casebook.cli.vault.vault_info:info",
        VAULT,
    ),
    on_vault(
        "check",
        "Check the integrity of a casebook: read everything once for damage.",
        "casebook vault check office.casebook",
        f"{_VAULT}:check",
        KEYFILE,
    ),
    verb(
        "phrase",
        "Suggest a passphrase of six random words (77 bits).",
        "casebook vault phrase",
        f"{_SLOT}:phrase",
    ),
)
_SLOTS = (
    on_vault(
        "slots",
        "List the unlock methods with their labels.",
        "casebook vault slots office.casebook --json",
        f"{_SLOT}:slots",
        KEYFILE,
    ),
    on_vault(
        "add-slot",
        "Add an unlock method: a passphrase, key file, recovery code or system keychain.",
        "casebook vault add-slot office.casebook --kind recovery",
        f"{_SLOT}:add",
        required("--kind", "Type of unlock method.")._replace(
            choices=("passphrase", "keyfile", "recovery", "keychain")
        ),
        option("--label", _CALLED),
        path("--make-keyfile", "Where to create the key file."),
        NEW_PASSPHRASE_FILE,
        KEYFILE,
    ),
    on_vault(
        "remove-slot",
        "Remove an unlock method, by entering one that is kept.",
        "casebook vault remove-slot office.casebook 3f0c1e5a9b7d2468",
        f"{_SLOT}:remove",
        _SLOT_ID,
        KEYFILE,
    ),
    on_vault(
        "rename-slot",
        "Rename an unlock method.",
        "casebook vault rename-slot office.casebook 3f0c1e5a9b7d2468 --label safe",
        f"{_SLOT}:rename",
        _SLOT_ID,
        required("--label", _CALLED),
        KEYFILE,
    ),
    on_vault(
        "change-passphrase",
        "Change the passphrase.",
        "casebook vault change-passphrase office.casebook",
        f"{_SLOT}:change",
        NEW_PASSPHRASE_FILE,
        KEYFILE,
    ),
    on_vault(
        "new-keys",
        "Encrypt the whole casebook again with new keys, so that removed unlock methods no longer open any "
        "of it.",
        "casebook vault new-keys office.casebook",
        "casebook.cli.vault.new_keys:new_keys",
        NEW_PASSPHRASE_FILE,
        path("--make-keyfile", "Create a key file here; it is needed together with the new passphrase."),
        path("--sheet", "Save the new recovery code as a printable page (PDF)."),
        flag("--delete-old-backups", "Delete permanently the backups that open with the old keys."),
        KEYFILE,
    ),
    on_vault(
        "delete-old-backups",
        "Delete permanently the backups from before new keys; without --yes, only list them.",
        "casebook vault delete-old-backups office.casebook --yes",
        "casebook.cli.vault.new_keys:delete_old_backups",
        flag("--yes", "Delete them; without this option nothing is deleted."),
        KEYFILE,
    ),
)
_BACKUPS = (
    on_vault(
        "backup",
        "Create a backup now and verify it.",
        "casebook vault backup office.casebook",
        f"{_BACKUP}:backup",
        path("--into", "Keep backups in this folder from now on."),
        flag("--anew", "Begin anew where the backups made before are lost."),
        KEYFILE,
    ),
    on_vault(
        "backups",
        "List the backups of a casebook, oldest first.",
        "casebook vault backups office.casebook --json",
        f"{_BACKUP}:every",
        KEYFILE,
    ),
    verb(
        "restore",
        "Restore a backup into a new casebook; nothing is overwritten.",
        "casebook vault restore office.casebook-backups/000000000007-00 again.casebook",
        f"{_BACKUP}:restore",
        argument("backup", "BACKUP", "A numbered folder in the backup folder.", "path"),
        argument("target", "TARGET", "Folder of the new casebook.", "path"),
        PASSPHRASE_FILE,
        KEYFILE,
    ),
    on_vault(
        "drill",
        "Test a backup: restore it, read every record and file, and remove the copy again.",
        "casebook vault drill office.casebook",
        f"{_BACKUP}:drill",
        path("--backup", "Backup to test; by default the last one.", name="which"),
        KEYFILE,
    ),
    on_vault(
        "anchor",
        "Show the tamper check code, to keep elsewhere or send to a colleague.",
        "casebook vault anchor office.casebook",
        f"{_BACKUP}:anchor",
        KEYFILE,
    ),
    on_vault(
        "remember",
        "Remember the last state of a casebook on this computer, so that an older folder is noticed here.",
        "casebook vault remember office.casebook",
        f"{_STATE}:remember",
        flag("--off", "Forget it again.", name="is_off"),
        KEYFILE,
    ),
    on_vault(
        "accept",
        "Accept a casebook as it is: records that do not match their history, or an older state that you "
        "put back.",
        "casebook vault accept office.casebook --yes",
        f"{_STATE}:accept",
        flag("--yes", "Accept it; without this option nothing is changed."),
        KEYFILE,
    ),
    on_vault(
        "check-anchor",
        "Compare a tamper check code; exit code 5 if the folder is older or belongs to another casebook.",
        "casebook vault check-anchor office.casebook -",
        f"{_BACKUP}:check_anchor",
        argument("code", "ANCHOR", "The code; - reads it from standard input."),
        KEYFILE,
    ),
)
VAULT_GROUP = VerbGroup(
    "vault", "Create, check and back up casebooks and manage unlock methods.", (*_ITSELF, *_SLOTS, *_BACKUPS)
)
