"""The labels of a dossier: what a cross-reference can point at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from casebook.base.errors import InvalidInput
from casebook.domain.dossier import Dossier, Section
from casebook.domain.prose import Label, LabelKind, PassageKind
from casebook.services.ground import Row

WRITTEN = frozenset({"statement-of-case", "free-text"})
"""Kinds of part that hold a text of their own."""
_KINDS: Mapping[PassageKind, LabelKind] = {
    "heading": "heading",
    "subheading": "heading",
    "numbered": "paragraph",
    "sub": "paragraph",
}


def anchor_of(name: str) -> str:
    """What a reference to something labelled in a text leads to."""
    return f"label:{name}"


def labels_of(dossier: Dossier, grounds: tuple[Row, ...] = ()) -> tuple[Label, ...]:
    """Every label of a dossier in order; one that stands twice is told twice.

    Args:
        dossier: as it stands.
        grounds: those its parts print.
    """
    in_texts = [label for section in dossier.sections for label in _of_section(section, grounds)]
    taken = {label.name for label in in_texts}
    return (*_of_parts(dossier.sections, taken), *in_texts)


def sole(labels: tuple[Label, ...], name: str) -> Label | None:
    """What has this label; None where nothing has.

    Raises:
        InvalidInput: it stands at several places.
    """
    found = [told for told in labels if told.name == name]
    if len(found) > 1:
        raise InvalidInput(
            "A label stands at two places.", field="section", remedy="Give one of them another label."
        )
    return found[0] if found else None


def _of_parts(sections: tuple[Section, ...], taken: set[str]) -> Iterator[Label]:
    """Parts by their own labels, or by their kind where that is certain."""
    kinds = Counter(section.kind for section in sections)
    taken = taken | {section.label for section in sections}
    for section in sections:
        by_kind = section.kind if kinds[section.kind] == 1 and section.kind not in taken else ""
        if name := section.label or by_kind:
            yield Label(
                name=name, kind="part", anchor=section.anchor, text=section.title, section_id=section.id
            )


def _of_section(section: Section, grounds: tuple[Row, ...]) -> Iterator[Label]:
    if section.kind in WRITTEN:
        yield from _of_text(section.text, section.id)
    elif section.kind == "grounds":
        for row in grounds:
            yield from _of_text(row.ground.text, "")


def _of_text(text: str, section_id: str) -> Iterator[Label]:
    from casebook.formats.prose import read_prose

    for passage in read_prose(text):
        if passage.label:
            yield Label(
                name=passage.label,
                kind=_KINDS.get(passage.kind, "unnumbered"),
                anchor=anchor_of(passage.label),
                text=passage.text,
                section_id=section_id,
            )
