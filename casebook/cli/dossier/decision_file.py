"""A file with the decisions on a copy, one on each line, as the options of the same names take them.

    # Names someone in China.
    leave-out C/14#k3f7xqm2pa7w: Not for this recipient.
    placeholder 19#7wq2mak3f7xq

A line that begins with # is a note. Behind a name stands the mark of what was decided on, for whom and with
what against it: the file is kept while the dossier changes, and another passage may bear that name then. It
holds names of passages and numbers of exhibits, and what a person writes there: no words of the dossier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.cli.base.text_file import text_of
from casebook.services.base.export import written
from casebook.services.dossier.gate.decision_check import PLACEHOLDER, Outdated
from casebook.services.dossier.gate.open_decision import KeptDecision, OpenDecision

_HEAD = """# What keeps this copy from being built. Each line leaves out a passage (leave-out) or an exhibit
# (placeholder).
# Read each, and change it: the reasons stand in the disclosure register. To keep something, write instead:
#   confirm NAME: REASON       a passage, or one sentence about a claim to protection
#   disclose NUMBER: REASON    an exhibit
# Keep the mark behind the # of a name: it is of what was read, of this copy and its recipient, and of what
# stands against it. A line that begins with # is not read. Give the file to check, passages and build:
# --decisions FILE.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionList:
    """What a list of decisions on a copy holds.

    Attributes:
        open: what is to be decided.
        kept: decisions that still hold.
        lost: decisions that no longer do.
        releases: options and names of what the copy keeps back by itself.
    """

    open: Sequence[OpenDecision]
    kept: Sequence[KeptDecision] = ()
    lost: Sequence[Outdated] = ()
    releases: Sequence[tuple[str, str]] = ()


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
    """Refuse names that bear no whole mark.

    Raises:
        InvalidInput: there is one.
    """
    if names:
        raise InvalidInput(
            Message("“{name}” in the file of decisions has no whole mark of what was read.", name=names[0]),
            field="decisions",
            remedy="Write each name as the verbs passages and check list it, with the 12 signs behind its #.",
        )


def _lines(file: Path) -> list[str]:
    refusal = InvalidInput(
        "The file of decisions cannot be read.",
        field="decisions",
        remedy="Check the path and the permissions of the file, and save it as UTF-8.",
    )
    return text_of(file, refusal, encoding="utf-8-sig").splitlines()


def write_decisions(file: Path, written_list: DecisionList) -> None:
    """Write a list to be edited.

    Raises:
        InvalidInput: the folder is not there.
        Refused: the file would lie in a casebook or among its backups.
        DiskProblem: it cannot be written.
    """
    lines = (
        *(line for one in written_list.lost for line in _lost(one)),
        *(_kept(one) for one in written_list.kept),
        *(line for one in written_list.open for line in _written(one)),
        *_may_be_shown(written_list.releases),
    )
    with written(file) as out:
        out.write("\n".join((_HEAD, *lines, "")).encode())


def _lost(one: Outdated) -> Iterator[str]:
    reason = f": {one.reason}" if one.reason else ""
    yield f"# No longer holds: {one.option} {one.name}{reason}"


def _kept(one: KeptDecision) -> str:
    return f"{one.option} {one.name}: {one.reason}" if one.reason else f"{one.option} {one.name}"


def _may_be_shown(releases: Sequence[tuple[str, str]]) -> Iterator[str]:
    if releases:
        yield "# What this copy keeps back by itself; to show one, give its line a reason and no #:"
        yield from (f"#   {option} {name}: REASON" for option, name in releases)


def _written(one: OpenDecision) -> Iterator[str]:
    why = " ".join(map(str, one.why))
    if one.option == PLACEHOLDER:
        yield f"# {why}"
        yield f"{PLACEHOLDER} {one.name}"
    else:
        yield f"{one.option} {one.name}: {why}"
