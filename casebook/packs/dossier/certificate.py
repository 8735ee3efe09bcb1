"""Templates of certificates that are signed outside the program."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from casebook.base.resources import resource
from casebook.domain.dossier.certificate import (
    CertificateElement,
    CertificateKind,
    CertificateTemplate,
    ElementKind,
    Fill,
)
from casebook.packs.base.entry import OnDefect, PackEntry, refuse
from casebook.packs.base.reader import read_all

FILE = "certificates.toml"
KIND = "certificate"
KINDS: tuple[CertificateKind, ...] = get_args(CertificateKind)
ELEMENT_KINDS: tuple[ElementKind, ...] = get_args(ElementKind)
FILLS: tuple[Fill, ...] = get_args(Fill)


def read_certificates(
    folder: Path | None = None, on_defect: OnDefect = refuse
) -> tuple[CertificateTemplate, ...]:
    """Every template, in order; the shipped ones where `folder` is None.

    Raises:
        NotFound: the pack is missing.
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    return read_all((folder or resource("packs")) / FILE, KIND, _template, on_defect)


def _template(entry: PackEntry) -> CertificateTemplate:
    template = CertificateTemplate(
        id=entry.choice("id", KINDS),
        title=entry.text("title"),
        required=entry.text("required"),
        contents=entry.text("contents", default=""),
        beside=entry.texts("beside", default=()),
        elements=tuple(_element(table) for table in entry.tables("element")),
    )
    ids = [element.id for element in template.elements]
    if len(set(ids)) < len(ids):
        entry.complain("element", "two have the same id")
    if not any(element.kind == "signature" for element in template.elements):
        entry.complain("element", "must contain a line for the signature")
    entry.close()
    return template


def _element(entry: PackEntry) -> CertificateElement:
    element = CertificateElement(
        id=entry.text("id"),
        kind=entry.choice("kind", ELEMENT_KINDS, default="entry"),
        label=entry.text("label"),
        fills=entry.choice("fills", FILLS, default=""),
        meets=entry.texts("meets", default=()),
        rule=entry.text("rule", default=""),
        is_usual=entry.flag("usual", default=True),
        is_shown_if_known=entry.flag("if_known", default=False),
        lines=entry.integer("lines", default=1, least=1),
    )
    entry.close()
    return element
