"""Parameters of commands as data: arguments and options, and the common ones.

Nothing heavy is imported here: the help of every verb is made of this.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

PASSPHRASE_VARIABLE = "CASEBOOK_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable
KEYFILE_VARIABLE = "CASEBOOK_KEYFILE"

Kind = Literal["text", "path", "number", "flag"]
Default = str | int | bool | tuple[str, ...] | None


class Parameter(NamedTuple):
    """An argument or an option of a command.

    Attributes:
        name: of the parameter of the verb's function.
        help: one line.
        flags: of an option, such as "--case" or "--own/--pack"; "" for an argument.
        metavar: what stands for its value in the help; the kind of value where it is "".
        kind: what is handed over: str, `pathlib.Path`, int or bool.
        default: what is handed over where it is not given.
        is_required: whether it must be given.
        many: whether it may be given several times; then a tuple is handed over.
        choices: the only values allowed, if any.
        minimum: the least a number may be.
    """

    name: str
    help: str
    flags: str = ""
    metavar: str = ""
    kind: Kind = "text"
    default: Default = None
    is_required: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()
    minimum: int | None = None


def argument(name: str, metavar: str, help_: str, kind: Kind = "text", *, many: bool = False) -> Parameter:
    """Return a required argument."""
    return Parameter(name, help_, metavar=metavar, kind=kind, many=many, is_required=True)


def maybe_argument(
    name: str, metavar: str, help_: str, kind: Kind = "text", *, many: bool = False
) -> Parameter:
    """Return an optional argument; its default is "", None for a path, or an empty sequence."""
    default = () if many else None if kind == "path" else ""
    return Parameter(name, help_, metavar=metavar, kind=kind, many=many, default=default)


def option(
    flags: str,
    help_: str,
    *,
    name: str = "",
    metavar: str = "",
    default: Default = "",
    choices: tuple[str, ...] = (),
) -> Parameter:
    """Return an option with a text."""
    return Parameter(name or _name(flags), help_, flags, metavar, default=default, choices=choices)


def required(
    flags: str,
    help_: str,
    kind: Kind = "text",
    *,
    name: str = "",
    metavar: str = "",
    choices: tuple[str, ...] = (),
) -> Parameter:
    """Return a required option."""
    return Parameter(name or _name(flags), help_, flags, metavar, kind, is_required=True, choices=choices)


def options(
    flags: str,
    help_: str,
    kind: Kind = "text",
    *,
    name: str = "",
    metavar: str = "",
    is_required: bool = False,
) -> Parameter:
    """Return a repeatable option."""
    return Parameter(
        name or _name(flags), help_, flags, metavar, kind, default=(), is_required=is_required, many=True
    )


def number(flags: str, help_: str, *, default: int, minimum: int, name: str = "") -> Parameter:
    """Return an option with a whole number."""
    return Parameter(name or _name(flags), help_, flags, kind="number", default=default, minimum=minimum)


def path(flags: str, help_: str, *, name: str = "", metavar: str = "") -> Parameter:
    """Return an option with a file or folder; None by default."""
    return Parameter(name or _name(flags), help_, flags, metavar, "path")


def flag(flags: str, help_: str, *, name: str = "", default: bool | None = False) -> Parameter:
    """Return a flag; with a default of None it has three states: on, off, or not given."""
    return Parameter(name or _name(flags), help_, flags, kind="flag", default=default)


def _name(flags: str) -> str:
    return flags.partition("/")[0].removeprefix("--").replace("-", "_")


VAULT = argument("vault", "VAULT", "Folder of the casebook.", "path")
PASSPHRASE_FILE = path(
    "--passphrase-file",
    f"File with the passphrase; {PASSPHRASE_VARIABLE} may name it instead. By default you are asked. "
    f"{KEYFILE_VARIABLE} names the key file that goes with it.",
)
NEW_PASSPHRASE_FILE = path("--new-passphrase-file", "File with the new passphrase. By default you are asked.")
KEYFILE = path("--keyfile", f"Key file needed with the passphrase; {KEYFILE_VARIABLE} may name it instead.")
JSON = flag("--json", "Write one JSON document to standard output.")
CASE = argument("case_name", "CASE", "ID or reference of the case.")
FROM_INPUT = maybe_argument("document", "[-]", "- reads the fields as one JSON object from standard input.")
SET = options(
    "--set",
    "Value of a field; words of a list are separated by commas, other lists and objects are JSON. Enter "
    "names through standard input instead: other users of the computer can see arguments.",
    name="set_",
    metavar="FIELD=VALUE",
)
SEALED_CODES = options(
    "--code",
    "Code of a signed declaration that is destroyed with it: the first eight letters of its seal; may be "
    "repeated.",
    name="codes",
    metavar="CODE",
)
