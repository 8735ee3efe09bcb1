"""A copy that is refused says where: the exhibit and its page, or the exhibit whose title or date it is."""

from __future__ import annotations

import io
from dataclasses import replace

from casebook.domain.dossier.composition import Composition, DossierPart, Exhibit
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.pdf_result import Leak
from casebook.services.dossier.hiding.leak_place import leak_places
from casebook.services.dossier.hiding.protected_names import name_forms


def test_a_leak_in_the_list_of_exhibits_names_the_exhibit() -> None:
    names = NameReplacer(name_forms(("Lin Zhiyuan",), "Person A"))
    exhibits = tuple(
        Exhibit(key=key, mark=mark, title=title, media_type="application/pdf", open=io.BytesIO, dated="2025")
        for key, mark, title in (("d1", "1", "Letter"), ("d2", "2", "Letter of Lin Zhiyuan"))
    )
    whole = Composition(title="", language="en", exhibits=exhibits)
    leaks = [
        Leak(page=2, place="text", kinds=("name",)),
        Leak(page=5, place="text", key="d1", own_page=1, kinds=("name",)),
    ]
    assert [*map(str, leak_places(leaks, whole, names.hides))] == [
        "page 2 of the copy, title or date of exhibit 2 (a name)",
        "exhibit 1, page 1 (a name)",
    ]
    whole = replace(whole, exhibits=exhibits[:1])
    assert [*map(str, leak_places(leaks[:1], whole, names.hides))] == ["page 2 of the copy (a name)"]


def test_a_leak_in_the_text_names_its_section_but_for_one_with_a_name() -> None:
    names = NameReplacer(name_forms(("Lin Zhiyuan",), "Person A"))
    titles = {"part:1": "Chronology", "part:2": "The flight of Lin Zhiyuan"}
    parts = tuple(DossierPart(anchor=anchor, title=title, blocks=()) for anchor, title in titles.items())
    whole = Composition(title="", language="en", parts=parts)
    leaks = [
        Leak(page=page, place="text", kinds=("initials",), parts=on)
        for page, on in ((5, tuple(titles)), (6, ()))
    ]
    assert [*map(str, leak_places(leaks, whole, names.hides))] == [
        "page 5 of the copy, section Chronology (initials)",
        "page 6 of the copy (initials)",
    ]
