"""The labels of a dossier: what a cross-reference can point at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from casebook.base.errors import InvalidInput
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.prose import CrossReferenceLabel, LabelKind, PassageKind
from casebook.services.case.ground import MatrixRow

PROSE = frozenset({"statement-of-case", "free-text", "skeleton"})
"""Kinds of part that hold paragraphs of their own."""
WRITTEN = PROSE | {"persons", "terms", "essential-reading", "table-of-authorities", "signature"}
"""Kinds of part that hold a text of their own: paragraphs, or a list in lines."""
_KINDS: Mapping[PassageKind, LabelKind] = {
    "heading": "heading",
    "subheading": "heading",
    "numbered": "paragraph",
    "sub": "paragraph",
}


def anchor_of(name: str) -> str:
    """What a reference to something labelled in a text leads to."""
    return f"label:{name}"


def cross_reference_labels(
    dossier: Dossier, grounds: tuple[MatrixRow, ...] = (), measures: Collection[str] = ()
) -> tuple[CrossReferenceLabel, ...]:
    """Every label of a dossier; a duplicate is listed twice.

    Parts, grounds and figures are also called by their kind or measure, where nothing else is called so.

    Args:
        dossier: as it stands.
        grounds: those its parts print.
        measures: those of which there are figures.
    """
    given = [label for section in dossier.sections for label in _given(section, grounds)]
    taken = {label.name for label in given}
    by_kind = [label for section in dossier.sections for label in _by_kind(section, grounds, measures)]
    often = Counter(label.name for label in by_kind)
    own = {label.anchor for label in given}
    return (
        *(
            label
            for label in by_kind
            if often[label.name] == 1 and label.name not in taken and label.anchor not in own
        ),
        *given,
    )


def sole(labels: tuple[CrossReferenceLabel, ...], name: str) -> CrossReferenceLabel | None:
    """The element with this label, or None.

    Raises:
        InvalidInput: it stands at several places.
    """
    matches = [label for label in labels if label.name == name]
    if len(matches) > 1:
        raise InvalidInput(
            "The same label is used in two places.", field="section", remedy="Change one of the labels."
        )
    return matches[0] if matches else None


def _by_kind(
    section: Section, grounds: tuple[MatrixRow, ...], measures: Collection[str]
) -> Iterator[CrossReferenceLabel]:
    """What is called by what it is: a part, the grounds and the figures it prints."""
    yield _part(section, section.kind)
    if section.kind == "grounds":
        for row in grounds:
            ground = row.ground
            yield CrossReferenceLabel(
                name=ground.kind, kind="heading", anchor=f"ground:{ground.id}", text=ground.title
            )
    if section.kind == "statistics":
        for measure in section.measures:
            if measure in measures:
                yield CrossReferenceLabel(
                    name=measure, kind="heading", anchor=f"measure:{measure}", text=measure
                )


def _given(section: Section, grounds: tuple[MatrixRow, ...]) -> Iterator[CrossReferenceLabel]:
    """Yield the targets of a label: the section, and labelled places in its printed texts."""
    if section.label:
        yield _part(section, section.label)
    if section.kind in PROSE:
        yield from _of_text(section.text, section.id)
    elif section.kind == "grounds":
        for row in grounds:
            yield from _of_text(row.ground.text, "")


def _part(section: Section, name: str) -> CrossReferenceLabel:
    return CrossReferenceLabel(
        name=name, kind="part", anchor=section.anchor, text=section.title, section_id=section.id
    )


def _of_text(text: str, section_id: str) -> Iterator[CrossReferenceLabel]:
    from casebook.formats.prose import read_prose

    for passage in read_prose(text):
        if passage.label:
            yield CrossReferenceLabel(
                name=passage.label,
                kind=_KINDS.get(passage.kind, "unnumbered"),
                anchor=anchor_of(passage.label),
                text=passage.text,
                section_id=section_id,
            )
