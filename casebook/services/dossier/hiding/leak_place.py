"""Where a finished copy still says what it hides, for the person who corrects it: never the words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from casebook.base.message import Message
from casebook.domain.dossier.composition import Composition, Exhibit
from casebook.domain.dossier.pdf_result import Leak

_KINDS: Mapping[str, Message] = {
    "name": Message("a name"),
    "relative": Message("the name of a relative"),
    "contact": Message("the name of a contact"),
    "initials": Message("initials"),
    "birth-date": Message("a date of birth"),
    "age": Message("an age"),
    "birth-place": Message("a place of birth"),
    "place": Message("a place"),
    "channel": Message("a telephone number or address"),
    "safe-contact": Message("a safe way of contact"),
    "paper": Message("the number of a document"),
    "perhaps-paper": Message("the number of a document"),
    "workplace": Message("a place of work"),
    "work": Message("the title of a work"),
    "other": Message("another identifying detail"),
    "case-number": Message("a case number"),
    "date": Message("a date"),
}


def leak_places(
    leaks: Iterable[Leak], composition: Composition, hides: Callable[[str], bool]
) -> list[Message]:
    """Return where something is left: exhibit or section, page and kind of word.

    Args:
        leaks: as the finished file was searched.
        composition: the copy, with titles and dates as it prints them.
        hides: whether a text says what the copy hides.
    """
    shown = [leak for leak in leaks if leak.page]
    names = {exhibit.key: exhibit.name for exhibit in composition.exhibits}
    listed = [exhibit.name for exhibit in composition.exhibits if _is_listed_with(exhibit, hides)]
    titles = {part.anchor: part.title for part in composition.parts if not hides(part.title)}
    places = [_place(leak, names.get(leak.key, ""), listed, titles) for leak in shown]
    return places or [Message("hidden content")]


def _is_listed_with(exhibit: Exhibit, hides: Callable[[str], bool]) -> bool:
    """Return whether the line of an exhibit in a list says it, where title and date stand side by side."""
    line = " ".join(filter(None, (exhibit.title, exhibit.dated, exhibit.source, exhibit.note)))
    return hides(line)


def _place(
    leak: Leak, name: str | Message, listed: Sequence[str | Message], titles: Mapping[str, str]
) -> Message:
    kinds = tuple(_KINDS[kind] for kind in leak.kinds if kind in _KINDS)
    if leak.place == "objects":
        kinds = (Message("hidden content"),)
    if leak.own_page and kinds:
        return Message("exhibit {mark}, page {page} ({kinds})", mark=name, page=leak.own_page, kinds=kinds)
    if leak.own_page:
        return Message("exhibit {mark}, page {page}", mark=name, page=leak.own_page)
    if kinds and listed:
        return Message(
            "page {page} of the copy, title or date of exhibit {marks} ({kinds})",
            page=leak.page,
            marks=tuple(listed),
            kinds=kinds,
        )
    if kinds and (sections := tuple(titles[part] for part in leak.parts if part in titles)):
        return Message(
            "page {page} of the copy, section {sections} ({kinds})",
            page=leak.page,
            sections=sections,
            kinds=kinds,
        )
    if kinds:
        return Message("page {page} of the copy ({kinds})", page=leak.page, kinds=kinds)
    return Message("page {page} of the copy", page=leak.page)
