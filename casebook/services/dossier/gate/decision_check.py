"""Whether decisions on a copy still meet what they were taken on; all that do not are refused at once.

SECURITY: a name is a place in the dossier as it stands; somebody else's words may stand there now, or the
same words may rest on somebody in China since. A decision meets what bears its mark, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, in_sequence
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import OF_PASSAGES, BuildRequest, CopyDecision
from casebook.domain.dossier.filings.decision_mark import Change
from casebook.domain.evidence.exhibit_number import exhibit_text_mark
from casebook.services.dossier.compose import SetSections
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.claim_release import held_back
from casebook.services.dossier.gate.passage import passages
from casebook.services.dossier.placeholder import exhibit_names

PLACEHOLDER = "placeholder"
_REMEDY = Message(
    "Read these again and decide anew. On the command line, `dossier passages --decisions FILE --write NEW` "
    "writes a list with the decisions of the file that still hold and with all that is to be decided."
)


@entity
class Outdated:
    """A decision that meets something else by now.

    Attributes:
        option: by which it was given.
        name: of what it was on.
        change: what is another.
        reason: given for it.
        moved_to: the name that the same passage has by now, or "".
    """

    option: str
    name: str
    change: Change
    reason: str = ""
    moved_to: str = ""


class CurrentMarks:
    """The marks, by now, of what the decisions on a copy name.

    Args:
        dossier_data: its material, with its passages as reviewed where they were.
    """

    def __init__(self, dossier_data: DossierData) -> None:
        data, marks = dossier_data, dossier_data.marks
        own = [one.passage for one in data.passages] or passages(SetSections(data))
        said = {one.name.upper(): one.full_mark for one in own}
        held = {one.name.upper(): one.text_mark for one in held_back(data)}
        self._passages = {**held, **marks.passages, **said}
        self._others = {"show-section": marks.sections, "name-person": marks.people}
        self._is_draft = data.copy_kind == "draft"
        self._exhibits = {number.upper(): mark for number, mark in full_marks(data).items()}

    def of(self, decision: CopyDecision) -> str:
        """Return the mark of what a decision names; "" where nothing bears that name."""
        if decision.kind in OF_PASSAGES:
            return self._passages.get(decision.subject.upper(), "")
        if decision.kind in self._others:
            known = self._others[decision.kind].get(decision.subject, "")
            return decision.text_mark if self._is_draft else known
        return self._exhibits.get(decision.subject.upper(), "")

    def moved(self, decision: CopyDecision) -> str:
        """Return the name by now of the passage that a decision is on; "" where none bears its mark."""
        if decision.kind not in OF_PASSAGES:
            return ""
        names = [
            name for name, mark in self._passages.items() if decision.text_mark and not decision.change(mark)
        ]
        return names[0] if len(names) == 1 else ""


def full_marks(dossier_data: DossierData) -> dict[str, str]:
    """Return the marks of the exhibits of a copy by number, of a draft without what stands against each."""
    marks = dossier_data.marks.exhibits
    return {
        one.exhibit_mark: marks.get(one.id) or exhibit_text_mark(dossier_data.text_mark, one.id)
        for one in dossier_data.every_exhibit
    }


def marks_by_name(dossier_data: DossierData) -> dict[str, str]:
    """Return the marks of exhibits by number, of sections by kind and of people by ID; none of a draft."""
    marks = dossier_data.marks
    return {**full_marks(dossier_data), **marks.sections, **marks.people} if marks.copy else {}


def outdated(dossier_data: DossierData, request: BuildRequest) -> tuple[Outdated, ...]:
    """Return the decisions on a copy that meet something else by now, in their order.

    Args:
        dossier_data: the material of the copy, with its passages as reviewed where they were.
        request: the copy.
    """
    if not any(one.text_mark for one in request.decisions) and not any(
        "#" in one for one in request.placeholders
    ):
        return ()
    marks = CurrentMarks(dossier_data)
    changed = (
        Outdated(
            option=one.kind,
            name=one.subject,
            change=change,
            reason=one.reason,
            moved_to=marks.moved(one),
        )
        for one in request.decisions
        if (change := one.change(marks.of(one)))
    )
    return (*changed, *_placeholders(dossier_data, request))


def _placeholders(dossier_data: DossierData, request: BuildRequest) -> Iterator[Outdated]:
    """Yield the marked exhibits with a page in their place whose number another one bears, or none."""
    for one in sorted(request.placeholders - exhibit_names(dossier_data)):
        name, sign, _ = one.partition("#")
        if sign:
            yield Outdated(option=PLACEHOLDER, name=name, change="text")


def require_current(dossier_data: DossierData, request: BuildRequest) -> None:
    """Refuse decisions that meet something else by now, and name all of them.

    Raises:
        InvalidInput: there is one.
    """
    changed = outdated(dossier_data, request)
    if changed:
        raise InvalidInput(in_sequence(tuple(_said(changed))), field=changed[0].option, remedy=_REMEDY)


def _said(changed: Sequence[Outdated]) -> Iterator[Message]:
    def named(change: Change) -> tuple[str, ...]:
        return tuple(f"{one.option} {one.name}" for one in changed if one.change == change)

    if names := named("copy"):
        yield Message("Decided for another recipient, type of copy or purpose: {decisions}.", decisions=names)
    if names := named("text"):
        yield Message(
            "Not what was decided on, or under another number by now: {decisions}.", decisions=names
        )
    if names := named("grounds"):
        yield Message(
            "What stands against it, or a consent, has changed since it was decided: {decisions}.",
            decisions=names,
        )


def still_holding(dossier_data: DossierData, request: BuildRequest) -> BuildRequest:
    """Return a copy with those of its decisions that hold, a passage under the number that it has by now.

    Args:
        dossier_data: its material, with its passages as reviewed.
        request: the copy.
    """
    changed = {(one.option, one.name): one.moved_to for one in outdated(dossier_data, request)}
    named = ((one, changed.get((one.kind, one.subject), one.subject)) for one in request.decisions)
    kept = (
        one
        for one in request.placeholders
        if "#" not in one or (PLACEHOLDER, one.partition("#")[0]) not in changed
    )
    return replace(
        request,
        decisions=tuple(replace(one, subject=name) for one, name in named if name),
        placeholders=frozenset(kept),
    )
