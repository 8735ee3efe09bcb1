"""Commands on the nouns of a casebook: seven for each, and a few special ones."""

from __future__ import annotations

from casebook.cli.base.noun import NOUNS, TAGGED, Noun
from casebook.cli.base.parameter import (
    CASE,
    FROM_INPUT,
    SET,
    argument,
    flag,
    maybe_argument,
    number,
    option,
    options,
    required,
)
from casebook.cli.base.verb import Verb, VerbGroup, on_vault
from casebook.cli.evidence.statement_verbs import STATEMENT_VERBS
from casebook.cli.exchange.outcome_verbs import OUTCOME_VERBS

_RECORD, _ENTRY, _TAGS = "casebook.cli.case.record", "casebook.cli.case.record_entry", "casebook.cli.case.tag"
_LIST = {
    **dict.fromkeys(TAGGED, f"{_RECORD}:list_tagged"),
    "person": "casebook.cli.person.person:list_persons",
    "relation": "casebook.cli.person.person:list_relations",
    "contact": "casebook.cli.person.person:list_contacts",
}
"""Lists that contain more of a case than its table, or can be narrowed to tags."""
_RECORD_ID = argument("record_id", "ID", "Its ID; a case also by reference.")
_OF_CASE = option("--case", "Only those of this case (ID or reference).", name="of_case")
_TAG = options(
    "--tag",
    "Only those with this tag; several: with each of them. - reads a line of standard input.",
    name="tags",
)
_IN_CASE = option("--case", "The case it belongs to (ID or reference).", name="in_case")

HISTORY = on_vault(
    "history",
    "Show the last changes of a case and its records, or of the whole casebook, newest first.",
    "casebook history VAULT LIN-2026-003 --most 50",
    "casebook.cli.case.history:history_",
    maybe_argument("of_case", "[CASE]", "ID or reference of a case; by default the whole casebook."),
    number("--most", "Maximum number of changes to show.", default=500, minimum=1),
)
_OWN = {
    "case": (
        on_vault(
            "create",
            "Create a case.",
            "casebook case create VAULT --reference R-1 --jurisdiction CY",
            "casebook.cli.case.case:create",
            required("--reference", "Your office's reference."),
            required("--jurisdiction", "Country of the proceedings: its code or name, such as CY."),
            option("--title", "A neutral title without names."),
        ),
        on_vault(
            "conflicts",
            "Conflict check: find people of a case elsewhere in the casebook, by any name or alias.",
            "casebook case conflicts VAULT LIN-2026-003 --json",
            "casebook.cli.case.case:conflicts",
            _RECORD_ID,
        ),
        on_vault(
            "code-names",
            "List the code names of a case and its people, which the window shows while names are hidden.",
            "casebook case code-names VAULT LIN-2026-003 --json",
            "casebook.cli.case.case:code_names",
            _RECORD_ID,
            flag("--keep", "Keep those that are proposed.", name="keeps"),
        ),
    ),
    "person": (
        on_vault(
            "join",
            "Add a person to a case with a role.",
            "casebook person join VAULT ID R-1 --standing relative",
            "casebook.cli.person.person:join",
            _RECORD_ID,
            CASE,
            option(
                "--standing",
                "Role in the case, such as client, dependant, relative or witness.",
                default="client",
            ),
        ),
    ),
    "statement": STATEMENT_VERBS,
    "outcome": OUTCOME_VERBS,
}


_ON_EVERY_NOUN = (
    ("list", "List the {many} in the casebook.", "--json", f"{_RECORD}:list_", (_OF_CASE,)),
    ("show", "Show {one} with all fields.", "ID --json", f"{_RECORD}:show", (_RECORD_ID,)),
    ("add", "Add {one}.", "", f"{_ENTRY}:add", (FROM_INPUT, _IN_CASE, SET)),
    (
        "edit",
        "Edit fields of {one}.",
        "ID - < fields.json",
        f"{_ENTRY}:edit",
        (_RECORD_ID, FROM_INPUT, SET),
    ),
    ("remove", "Move {one} to the bin.", "ID", f"{_RECORD}:remove", (_RECORD_ID,)),
    ("restore", "Restore {one} from the bin.", "ID", f"{_RECORD}:restore", (_RECORD_ID,)),
    (
        "history",
        "Show what was changed in {one}, when and by whom.",
        "ID --json",
        "casebook.cli.case.history:of_record",
        (_RECORD_ID,),
    ),
)
"""Name, help, example arguments after VAULT, code and parameters of the seven commands."""


_TAG_THEM = (
    argument("record_ids", "ID...", "Their IDs; a case also by reference.", many=True),
    options("--add", "Tag to add; - reads a line of standard input.", metavar="TAG"),
    options("--remove", "Tag to remove; - reads a line of standard input.", metavar="TAG"),
)


def _tag_verbs(name: str) -> tuple[Verb, ...]:
    """Return the command that changes the tags of several records of a noun, if it takes tags."""
    if name not in TAGGED:
        return ()
    tag = on_vault(
        "tag",
        f"Add tags to {NOUNS[name].many} and remove others from them.",
        f"casebook {name} tag VAULT ID ID --add urgent --remove new",
        f"{_TAGS}:edit",
        *_TAG_THEM,
        about=(("noun", name),),
    )
    return (tag,)


def _verbs(name: str, noun: Noun) -> tuple[Verb, ...]:
    """Return the seven commands of a noun; imported nouns have no add command."""
    spoken = {"relation": "relationship"}.get(name, name.replace("-", " "))
    one = f"{'an' if spoken[0] in 'aeio' else 'a'} {spoken}"
    return tuple(
        on_vault(
            verb,
            help_.format(one=one, many=noun.many),
            f"casebook {name} {verb} VAULT {noun.example if verb == 'add' else example}",
            _LIST.get(name, run) if verb == "list" else run,
            *parameters,
            *((_TAG,) if verb == "list" and name in TAGGED else ()),
            about=(("noun", name),),
        )
        for verb, help_, example, run, parameters in _ON_EVERY_NOUN
        if verb != "add" or noun.example
    )


_GIVEN = argument("given", "TAG", "The tag; - reads a line of standard input.")
TAG = VerbGroup(
    "tag",
    "Tags of the office on cases, people, contacts, documents, events and tasks.",
    (
        on_vault(
            "list",
            "List the tags in use, each with the number of its records.",
            "casebook tag list VAULT --json",
            f"{_TAGS}:list_",
        ),
        on_vault(
            "rename",
            "Rename a tag on all records; the name of another tag merges the two.",
            "casebook tag rename VAULT urgent 'this week'",
            f"{_TAGS}:rename",
            _GIVEN,
            argument("new", "NEW", "Its new name; - reads a line of standard input."),
        ),
        on_vault(
            "remove",
            "Remove a tag from all records.",
            "casebook tag remove VAULT 'this week'",
            f"{_TAGS}:remove",
            _GIVEN,
        ),
    ),
)
NOUN_GROUPS = tuple(
    VerbGroup(
        name, f"View and edit {noun.many}.", (*_verbs(name, noun), *_tag_verbs(name), *_OWN.get(name, ()))
    )
    for name, noun in NOUNS.items()
)
