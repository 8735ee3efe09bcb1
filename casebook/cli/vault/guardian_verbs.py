"""The commands on guardians."""

from __future__ import annotations

from casebook.cli.base.parameter import (
    KEYFILE,
    NEW_PASSPHRASE_FILE,
    VAULT,
    argument,
    number,
    option,
    options,
    required,
)
from casebook.cli.base.verb import VerbGroup, on_vault, verb

_RUN = "casebook.cli.vault.guardian"

GUARDIAN = VerbGroup(
    "guardian",
    "People who together can unlock the casebook if its passphrase is lost.",
    (
        on_vault(
            "list",
            "List the guardians, and who was not asked for a year.",
            "casebook guardian list office.casebook --json",
            f"{_RUN}:list_",
            KEYFILE,
        ),
        on_vault(
            "make",
            "Make a share for each guardian, as printable pages, in the place of shares made before.",
            "casebook guardian make office.casebook --names-file names.txt --threshold 2 --out ./shares",
            f"{_RUN}:make",
            required("--names-file", "Text file with a name on each line; - is standard input.", "path"),
            number("--threshold", "How many shares unlock the casebook.", default=2, minimum=2),
            required("--out", "Folder for the pages; share-1.pdf belongs to the first name.", "path"),
            option(
                "--format", "What is written for each guardian.", name="file_format", default="pdf"
            )._replace(choices=("pdf", "txt")),
            option(
                "--language", "Language of the pages.", default="en", choices=("en", "zh-Hans", "zh-Hant")
            ),
            KEYFILE,
        ),
        on_vault(
            "drill",
            "Record that a guardian still has the share: the last three words were read out.",
            "casebook guardian drill office.casebook 1 --words-file -",
            f"{_RUN}:drill",
            argument("number", "NUMBER", "Number of the share.", "number"),
            required("--words-file", "Text file with the three words; - is standard input.", "path"),
            KEYFILE,
        ),
        on_vault(
            "remove",
            "Remove the guardians; their shares unlock nothing any more but earlier backups.",
            "casebook guardian remove office.casebook",
            f"{_RUN}:remove",
            KEYFILE,
        ),
        verb(
            "recover",
            "Unlock a casebook by shares of its guardians, and add a new passphrase.",
            "casebook guardian recover office.casebook --share-file share-1.txt --share-file share-3.txt",
            f"{_RUN}:recover",
            VAULT,
            options(
                "--share-file",
                "Text file with shares, or with the text of their pages.",
                "path",
                is_required=True,
            ),
            NEW_PASSPHRASE_FILE,
        ),
    ),
)
