"""The commands on a team, and on what several casebooks changed."""

from __future__ import annotations

from casebook.cli.base.parameter import (
    SEALED_CODES,
    argument,
    flag,
    maybe_argument,
    number,
    option,
    options,
    path,
    required,
)
from casebook.cli.base.verb import VerbGroup, on_vault

_ASKS = "casebook.cli.sharing.team_asks"
_CONFLICTS, _TEAM = "casebook.cli.sharing.conflicts", "casebook.cli.sharing.team"
_PEOPLE, _FILES = "casebook.cli.sharing.team_people", "casebook.cli.sharing.team_files"
_DEVICE = argument("device", "DEVICE", "Beginning of the ID of a device, as it is listed.")
_MEMBER = argument("member", "MEMBER", "Beginning of the ID of a member, as it is listed.")
_CASE = argument("case_name", "CASE", "ID or reference of a case.")
_OWNERLESS = flag("--allow-ownerless", "Though no owner would be left who can change the team.")
_RECORD = argument("record_id", "RECORD", "ID of the record, as it is listed.")

_TERMS = (
    flag("--same-office", "All who get the cases work in the same office; else each client must consent."),
    flag("--with-protected", "Whereabouts, health and privileged documents in the cases go along."),
    flag(
        "--within-limits",
        "What goes is within the limits of the consents, as the clients' records have them.",
    ),
)

TEAM = VerbGroup(
    "team",
    "A team with a shared folder, and fields that several casebooks changed.",
    (
        on_vault(
            "found",
            "Create a team with this device as its owner, and its shared folder.",
            "casebook team found office.casebook --folder sync/office.casebook-share --name-file names.txt",
            f"{_TEAM}:found",
            required("--folder", "Shared folder to create, NAME.casebook-share.", "path"),
            required(
                "--name-file", "Text file: name of the team, below it yours; - is standard input.", "path"
            ),
        ),
        on_vault(
            "welcome",
            "Welcome a device into the team, and write the welcome that it alone opens.",
            "casebook team welcome office.casebook 0c5f --name-file name.txt --out welcome.casebook-parcel",
            f"{_TEAM}:welcome",
            argument("card_id", "CARD", "ID of its card."),
            required("--name-file", "Text file with the name of the member; - is standard input.", "path"),
            option(
                "--role", "What the member may do.", default="member", choices=("owner", "member", "reader")
            ),
            options("--case", "ID or reference of a case to share with it.", metavar="CASE"),
            required("--out", "File for the welcome.", "path"),
            flag("--uncompared", "Though nobody compared its card; the register says so."),
            *_TERMS,
        ),
        on_vault(
            "welcome-again",
            "Write the welcome of a device again that has not joined yet.",
            "casebook team welcome-again office.casebook 7b1e --out welcome.casebook-parcel",
            f"{_TEAM}:welcome_again",
            _DEVICE,
            required("--out", "File for the welcome.", "path"),
        ),
        on_vault(
            "join",
            "Join the team of a welcome, and take what is shared with this device.",
            "casebook team join mine.casebook ben.casebook-parcel --folder sync/office.casebook-share",
            f"{_TEAM}:join",
            argument("welcome_file", "WELCOME", "The welcome that was sent.", "path"),
            required("--folder", "Shared folder of the team on this computer.", "path"),
            flag("--uncompared", "Though nobody compared the card of who wrote the welcome."),
        ),
        on_vault(
            "open",
            "Share a case within the team; at first with this device alone.",
            "casebook team open office.casebook LIN-2026-003",
            f"{_TEAM}:open_",
            _CASE,
        ),
        on_vault(
            "give",
            "Share cases with a device of the team.",
            "casebook team give office.casebook 7b1e --case LIN-2026-003",
            f"{_TEAM}:give",
            _DEVICE,
            options(
                "--case", "ID or reference of a case to share with it.", metavar="CASE", is_required=True
            ),
            flag("--uncompared", "Though nobody compared its card; the register says so."),
            *_TERMS,
        ),
        on_vault(
            "put",
            "Send what was saved here to the shared folder.",
            "casebook team put office.casebook",
            f"{_TEAM}:put",
        ),
        on_vault(
            "take",
            "Take what others sent to the shared folder.",
            "casebook team take office.casebook --json",
            f"{_TEAM}:take",
        ),
        on_vault(
            "fetch",
            "Fetch the files of documents that others sent; of a case all that are not here.",
            "casebook team fetch office.casebook LIN-2026-003",
            f"{_FILES}:fetch",
            argument("case_name", "CASE", "ID or reference of a case."),
            options("--document", "ID of a document whose file is fetched; all by default."),
        ),
        on_vault(
            "again",
            "Send again what is no longer in the shared folder.",
            "casebook team again office.casebook",
            f"{_TEAM}:again",
        ),
        on_vault(
            "status",
            "Show members, devices, shared cases and what waits.",
            "casebook team status office.casebook --json",
            f"{_TEAM}:status",
        ),
        on_vault(
            "remove",
            "Put a device out of the team for good.",
            "casebook team remove office.casebook 7b1e --yes",
            f"{_TEAM}:remove",
            _DEVICE,
            flag("--yes", "Put it out; without this option nothing is changed."),
        ),
        on_vault(
            "lost",
            "Put a device out of the team that was lost or stolen.",
            "casebook team lost office.casebook 7b1e --yes",
            f"{_TEAM}:lost",
            _DEVICE,
            flag("--yes", "Put it out; without this option nothing is changed."),
        ),
        on_vault(
            "role",
            "Give a member another role.",
            "casebook team role office.casebook 4c0k --role reader",
            f"{_PEOPLE}:role",
            _MEMBER,
            required("--role", "What the member may do.", choices=("owner", "member", "reader")),
            _OWNERLESS,
        ),
        on_vault(
            "rename",
            "Give a member another name, for all in the team.",
            "casebook team rename office.casebook 4c0k --name-file name.txt",
            f"{_PEOPLE}:rename",
            _MEMBER,
            required("--name-file", "Text file with the name; - is standard input.", "path"),
        ),
        on_vault(
            "code-name",
            "Say what the window shows of a member while names are hidden; in this casebook alone.",
            "casebook team code-name office.casebook 4c0k --name-file name.txt",
            f"{_PEOPLE}:code_name",
            _MEMBER,
            path("--name-file", "Text file with the code name; - is standard input; left out for none."),
        ),
        on_vault(
            "close",
            "Close a case for the team: nothing new is sent or taken there, and all keep what they have.",
            "casebook team close office.casebook LIN-2026-003",
            f"{_PEOPLE}:close",
            _CASE,
        ),
        on_vault(
            "withdraw",
            "Take a case away from devices or members, who keep what they had.",
            "casebook team withdraw office.casebook LIN-2026-003 --device 7b1e",
            f"{_PEOPLE}:withdraw",
            _CASE,
            options("--device", "Beginning of the ID of a device.", metavar="DEVICE"),
            options("--member", "Beginning of the ID of a member, for all their devices.", metavar="MEMBER"),
        ),
        on_vault(
            "leave",
            "Leave the team with all your devices; the records stay.",
            "casebook team leave office.casebook --yes",
            f"{_PEOPLE}:leave",
            flag("--yes", "Leave; without this option nothing is changed."),
            _OWNERLESS,
            flag("--untold", "Though the shared folder is out of reach, and nobody hears of it."),
        ),
        on_vault(
            "anchor",
            "Show ten words to read aloud, the same for all who hold the same; compare those of another.",
            "casebook team anchor office.casebook 7b1e --words-file -",
            f"{_FILES}:anchor",
            maybe_argument("device", "[DEVICE]", "With which device it is compared; all by default."),
            path("--words-file", "Text file with the words the other side read out; - is standard input."),
        ),
        on_vault(
            "gaps",
            "List files that are missing: whose, what waits for them, who has them.",
            "casebook team gaps office.casebook --json",
            f"{_FILES}:gaps",
        ),
        on_vault(
            "go-on",
            "Go on without files that are missing; they are taken if they come late.",
            "casebook team go-on office.casebook 5b0c19e2",
            f"{_FILES}:go_on",
            argument("gap", "GAP", "ID of what is missing, as it is listed."),
        ),
        on_vault(
            "late",
            "List, take or decline what devices sent after their access ended.",
            "casebook team late office.casebook --take 91b3c07d --decline all",
            f"{_FILES}:late",
            options("--take", "ID of what is taken, or all.", metavar="ID"),
            options("--decline", "ID of what is not asked for again, or all.", metavar="ID"),
        ),
        on_vault(
            "purges",
            "List what other members purged and is still here, out of sight.",
            "casebook team purges office.casebook",
            f"{_TEAM}:purges_",
        ),
        on_vault(
            "confirm",
            "Purge here what another member purged.",
            "casebook team confirm office.casebook 5rk2m0c8q1w7zx4a",
            f"{_TEAM}:confirm",
            _RECORD,
            SEALED_CODES,
        ),
        on_vault(
            "keep",
            "Keep here what another member purged; it is not hidden by them again.",
            "casebook team keep office.casebook 5rk2m0c8q1w7zx4a",
            f"{_ASKS}:keep",
            maybe_argument("record_id", "[RECORD]", "ID of the record, as it is listed."),
            flag("--all", "Keep all that waits.", name="is_all"),
        ),
        on_vault(
            "asks",
            "List, allow or decline what came and needs a person: cases to join, persons to share.",
            "casebook team asks office.casebook --decline all --from 3f9a",
            f"{_ASKS}:asks",
            options("--allow", "ID of what is allowed.", metavar="ID"),
            options("--decline", "ID of what is not asked about again, or all.", metavar="ID"),
            option(
                "--from",
                "Beginning of the ID of a member: list all that they raised; --decline all is of that alone.",
                metavar="MEMBER",
                name="from_member",
            ),
            flag("--declined", "List what was declined, too; it can still be allowed."),
            *_TERMS,
        ),
        on_vault(
            "conflicts",
            "List fields that two casebooks changed unseen by each other, with each version.",
            "casebook team conflicts office.casebook LIN-2026-003 --json",
            f"{_CONFLICTS}:list_",
            maybe_argument("case_name", "[CASE]", "ID or reference of a case; all cases by default."),
        ),
        on_vault(
            "settle",
            "Settle a field that has two versions: take one, or write another value.",
            "casebook team settle office.casebook 3f9a1c07b2d4 --take 2",
            f"{_CONFLICTS}:settle",
            argument("conflict", "CONFLICT", "ID of the conflict, as it is listed."),
            number("--take", "Number of the version that stands from now on.", default=0, minimum=0),
            option(
                "--value",
                "Another value in place of all versions, as text or, where the field is not text, as JSON; - "
                "reads it from standard input: other users of the computer can see arguments.",
                metavar="VALUE",
            ),
        ),
    ),
)
