"""Elements of a Word file that python-docx has no words for.

Source: Office Open XML (ECMA-376), 17.5.2 for places to type.
"""

from __future__ import annotations

from typing import Any

from casebook.domain.dossier.composition import FormField


def make_typed(run: Any, blank: FormField) -> None:  # noqa: ANN401 - an element of lxml
    """Make a run the place holder of a text control."""
    control, settings, inside = (element(name, {}) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
    settings.append(element("w:alias", {"w:val": blank.label}))
    settings.append(element("w:tag", {"w:val": blank.name}))
    settings.append(element("w:showingPlcHdr", {}))
    settings.append(element("w:text", {"w:multiLine": "1"} if blank.lines > 1 else {}))
    run.getparent().replace(run, control)
    inside.append(run)
    control.extend((settings, inside))


def xml(proxy: Any) -> Any:  # noqa: ANN401 - python-docx ships its elements untyped
    """The element behind a proxy of python-docx."""
    return proxy._element  # noqa: SLF001 - python-docx has no other way to its elements


def element(name: str, attributes: dict[str, str]) -> Any:  # noqa: ANN401 - an element of lxml
    """A new element with its attributes."""
    from docx.oxml import OxmlElement

    new_element = OxmlElement(name)
    for key, value in attributes.items():
        new_element.set(named(key), value)
    return new_element


def named(key: str) -> str:
    """The whole name of an element or attribute."""
    from docx.oxml.ns import qn

    return "{http://www.w3.org/XML/1998/namespace}space" if key == "xml:space" else str(qn(key))
