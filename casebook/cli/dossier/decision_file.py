"""A file with the decisions on a copy, one on each line, as the options of the same names take them.

    # Names someone in China.
    leave-out C/14#k3f9xq: Not for this recipient.
    placeholder 19#7wq2ma

A line that begins with # is a note. Behind a name stands the mark of what was decided on: the file is kept
while the dossier changes, and another passage may bear that name then. It holds names of passages and numbers
of exhibits, and what a person writes there: no words of the dossier.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.cli.base.text_file import text_of
from casebook.services.base.export import written
from casebook.services.dossier.gate.open_decision import OpenDecision

PLACEHOLDER = "placeholder"
FULL_MARK_SIGNS = 12
"""Of the mark of something with that of what stands against it."""
_HEAD = """# What keeps this copy from being built. Each line leaves out a passage (leave-out) or an exhibit
# (placeholder).
# Read each, and change it: the reasons stand in the disclosure register. To keep something, write instead:
#   confirm NAME: REASON       a passage, or one sentence about a claim to protection
#   disclose NUMBER: REASON    an exhibit
# Keep what stands behind the # of a name: the mark of what the passage says and of what stands against it.
# A line that begins with # is not read. Give the file to check, passages and build: --decisions FILE.
"""


def read_decisions(file: Path | None, options: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return what each option of a file was given, in the order of its lines; empty without a file.

    Args:
        file: UTF-8, see the module.
        options: the names of the options that it may give.

    Raises:
        InvalidInput: it cannot be read, a line does not begin with one of these options, or gives a reason
            where none is taken.
    """
    if file is None:
        return {}
    given: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(_lines(file), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        option, _, value = text.removeprefix("--").partition(" ")
        if option not in options or not value.strip():
            raise InvalidInput(
                Message("Line {number} of the file of decisions is not a decision.", number=number),
                field="decisions",
                remedy=Message("Begin it with one of these: {options}.", options=", ".join(options)),
            )
        if option == PLACEHOLDER and ": " in value:
            raise InvalidInput(
                Message(
                    "Line {number} of the file of decisions gives a reason to a placeholder.", number=number
                ),
                field="decisions",
                remedy="End the line with the mark of the exhibit; a placeholder page states no reason.",
            )
        given[option] = (*given.get(option, ()), value.strip())
    return given


def require_marked(names: Sequence[str]) -> None:
    """Refuse names of passages and exhibits that bear no mark.

    Raises:
        InvalidInput: there is one.
    """
    if names:
        raise InvalidInput(
            Message("“{name}” in the file of decisions has no mark of what was read.", name=names[0]),
            field="decisions",
            remedy="Write each name as the verb passages lists it, with what stands behind its #.",
        )


def _lines(file: Path) -> list[str]:
    refusal = InvalidInput(
        "The file of decisions cannot be read.",
        field="decisions",
        remedy="Check the path and the permissions of the file, and save it as UTF-8.",
    )
    return text_of(file, refusal, encoding="utf-8-sig").splitlines()


def write_decisions(file: Path, decisions: Iterable[OpenDecision]) -> int:
    """Write a list to be edited and return the number of its decisions.

    Raises:
        InvalidInput: the folder is not there.
        Refused: the file would lie in a casebook or among its backups.
        DiskProblem: it cannot be written.
    """
    lines = [line for one in decisions for line in _written(one)]
    with written(file) as out:
        out.write("\n".join((_HEAD, *lines, "")).encode())
    return sum(not line.startswith("#") for line in lines)


def _written(one: OpenDecision) -> Iterator[str]:
    why = " ".join(map(str, one.why))
    if one.option == PLACEHOLDER:
        yield f"# {why}"
        yield f"{PLACEHOLDER} {one.name}"
    else:
        yield f"{one.option} {one.name}: {why}"
