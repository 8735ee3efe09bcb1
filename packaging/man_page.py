"""The manual page of the command line, casebook(1), made of the tables that its help is made of."""

from __future__ import annotations

import sys
import time

from casebook import __version__
from casebook.cli.base.parameter import Parameter
from casebook.cli.base.verb import Verb, VerbGroup
from casebook.cli.verbs import VERBS

ABOUT = (
    "Casebook is for lawyers who defend people against extradition, deportation or forced return to China. It"
    " keeps a case in an encrypted folder and builds from it a dossier for a court. It works without a"
    " network. Without a command it opens its window, in which F1 opens the manual."
)
EXIT_CODES = (
    ("0", "Done."),
    ("1", "An error in Casebook."),
    ("2", "The command does not take these arguments."),
    ("3", "Bad input, or not found."),
    ("4", "The key does not open the casebook."),
    ("5", "The casebook is damaged."),
    ("6", "Refused; of selfcheck: not everything was refused."),
    ("7", "The dossier has problems that forbid filing."),
    ("8", "The disk failed or is full."),
)
FILES = (
    ("~/.config/casebook", "Language, theme, text size and window size; no paths and no names."),
    ("NAME.casebook", "A casebook: a folder of encrypted files."),
    ("NAME.casebook-backups", "Its backups, unless another folder was chosen."),
)


def roff(text: str) -> str:
    """Text as roff prints it: no character of it is an instruction."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace('"', "\\(dq")
    return "\\&" + escaped if escaped.startswith(".") else escaped


def manual_page(epoch: int) -> str:
    """Return the page in roff.

    Args:
        epoch: seconds since 1970 of the day that it bears.
    """
    day = time.strftime("%Y-%m-%d", time.gmtime(epoch))
    lines = [f'.TH CASEBOOK 1 "{day}" "Casebook {__version__}" "User Commands"']
    lines += [".SH NAME", "casebook \\- an offline, encrypted casebook for lawyers"]
    lines += [".SH SYNOPSIS", ".B casebook", ".br", ".B casebook", "\\fICOMMAND\\fR [\\fIARGUMENT\\fR ...]"]
    lines += [".SH DESCRIPTION", roff(ABOUT), ".SH COMMANDS"]
    for entry in VERBS:
        if isinstance(entry, VerbGroup):
            lines += [f".SS {roff(entry.name)}", roff(entry.help)]
            lines += [line for verb in entry.verbs for line in command(verb, entry.name)]
        else:
            lines += [f".SS {roff(entry.name)}", *command(entry)]
    for heading, rows in (("EXIT STATUS", EXIT_CODES), ("FILES", FILES)):
        lines += [f".SH {heading}", *(line for row in rows for line in (".TP", *map(roff, row)))]
    return "\n".join(lines) + "\n"


def command(verb: Verb, group: str = "") -> list[str]:
    """The lines of one command: how it is called, what it does, its parameters, an example."""
    words = " ".join(["casebook", *filter(None, (group, verb.name))])
    given = [one for one in verb.parameters if not one.flags]
    lines = [".PP", f"\\fB{roff(words)}\\fR {' '.join(map(named, given))}".rstrip(), ".RS", roff(verb.help)]
    for one in verb.parameters:
        lines += [".TP", named(one), roff(one.help or one.name)]
    example = [".PP", "Example: \\fB" + roff(verb.example) + "\\fR"] if verb.example else []
    return [*lines, *example, ".RE"]


def named(one: Parameter) -> str:
    """How a parameter is typed."""
    if not one.flags:
        return f"\\fI{roff(one.metavar or one.name.upper())}\\fR" + (" ..." if one.many else "")
    if one.kind == "flag":
        return f"\\fB{roff(one.flags)}\\fR"
    value = "|".join(one.choices) or one.metavar or one.kind.upper()
    return f"\\fB{roff(one.flags)}\\fR \\fI{roff(value)}\\fR"


if __name__ == "__main__":
    sys.stdout.write(manual_page(0))
