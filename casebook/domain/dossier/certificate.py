"""Certificates signed outside the program: content, court requirements and known values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import CopyKind
from casebook.domain.dossier.profile import FormatRule, Profile

CertificateKind = Literal["translation", "interpretation", "service"]
ElementKind = Literal["entry", "statement", "signature", "look"]
"""A blank to fill in, a statement by the signatory, a signature line, or a layout requirement."""
Fill = Literal[
    "",
    "court",
    "number",
    "parties",
    "original",
    "translation",
    "languages",
    "translator",
    "address",
    "competence",
    "accuracy",
    "statement",
    "declarant",
    "copy",
    "fingerprint",
    "recipient",
    "served",
]
"""The source in the vault for a blank."""


@entity
class CertificateElement:
    """A line of a template.

    Attributes:
        id: names the field in a form.
        label: what stands before the line, or the sentence that is stated.
        fills: what the vault may know of it.
        meets: what forums ask for that it answers, as their profiles word it.
        rule: field of a profile that asks for it by itself, or "".
        is_usual: it stands in every such certificate; otherwise only where a forum asks for it.
        is_shown_if_known: where its value is known it stands there though no forum asks for it.
        lines: how many lines are left for writing.
    """

    id: str
    kind: ElementKind
    label: str
    fills: Fill = ""
    meets: tuple[str, ...] = ()
    rule: str = ""
    is_usual: bool = True
    is_shown_if_known: bool = False
    lines: int = 1


@entity
class CertificateTemplate:
    """A kind of certificate.

    Attributes:
        title: at its head.
        required: field of a profile that says whether a forum wants one.
        contents: field of a profile that lists what it must contain, or "" where there is none.
        beside: fields of a profile with rules that bear on it.
        elements: in order.
    """

    id: CertificateKind
    title: str
    required: str
    contents: str
    beside: tuple[str, ...]
    elements: tuple[CertificateElement, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Return all its printed texts, for translation."""
        return (self.title, *(element.label for element in self.elements))


@entity
class CertificateLine:
    """An element as it appears in one certificate.

    Attributes:
        value: what is known; "" leaves a line to be filled in.
        asked: what the forum asks for that it answers; none where no rule was found.
        rule: of the forum that asks for it.
    """

    element: CertificateElement
    value: str = ""
    asked: tuple[str, ...] = ()
    rule: FormatRule | None = None

    @property
    def is_open(self) -> bool:
        """Return whether it must still be filled in: an unknown entry, or the signature."""
        return self.element.kind == "signature" or (self.element.kind == "entry" and not self.value)


@entity
class ServedExhibit:
    """An exhibit in the copy served, or one that the copy left out.

    Attributes:
        mark, title: as printed.
        pages: numbers printed on the first and last; "" where they are not known.
        sha256: of the file as received, or "" where what was served is not that file.
        copy_sha256: of the copy opened with the password of the file, from which the pages come; or "".
        is_placeholder: it was not in the copy; its pages there say why.
    """

    mark: str
    title: str
    pages: tuple[str, str] = ("", "")
    sha256: str = ""
    copy_sha256: str = ""
    is_placeholder: bool = False

    @property
    def span(self) -> str:
        """Return its printed pages, such as "57–61", or "" if unknown."""
        first, last = self.pages
        return "" if not first else str(first) if first == last else f"{first}–{last}"


@entity
class CertificateRequest:
    """The input of a certificate.

    Attributes:
        kind: which certificate.
        dossier_id: of the dossier it goes with; one of a document may go with none.
        document_id: of the translation, or of the statement that was read.
        build_id: of the copy that was served, from the register; "" for the newest service copy.
        profile_id: of the forum, in place of the dossier's own.
        copy_kind: "pseudonymised" puts labels in the place of names, as does a build that is so; "" is a
            service copy of what was served, and a filing copy of a translation.
        language: of its fixed texts, where there is no dossier.
    """

    kind: CertificateKind
    dossier_id: str = ""
    document_id: str = ""
    build_id: str = ""
    profile_id: str = ""
    copy_kind: CopyKind | Literal[""] = ""
    language: str = "en"


@entity
class Certificate:
    """A certificate ready to be filled in and signed.

    Attributes:
        lines: in order.
        exhibits: of the copy that was served, each in it or left out of it.
        profile: of the forum, or None.
        required: the rule that wants such a certificate, or None where none was found.
        contents: the rule on what it must contain, or None where none was found.
        beside: rules that bear on it besides.
    """

    template: CertificateTemplate
    lines: tuple[CertificateLine, ...]
    exhibits: tuple[ServedExhibit, ...] = ()
    profile: Profile | None = None
    required: FormatRule | None = None
    contents: FormatRule | None = None
    beside: tuple[FormatRule, ...] = ()

    @property
    def open_lines(self) -> tuple[CertificateLine, ...]:
        """Return the lines still to be filled in."""
        return tuple(line for line in self.lines if line.is_open)


def filled_in(
    template: CertificateTemplate,
    profile: Profile | None,
    known: Mapping[str, str],
    exhibits: tuple[ServedExhibit, ...] = (),
) -> Certificate:
    """Return a template filled in with requirements and known values; unrecorded entries stay open.

    Args:
        template: the kind of certificate.
        profile: of the forum, or None for a neutral form.
        known: by what it fills.
        exhibits: what was served.
    """
    asked_rules = {field: _rule(profile, field) for field in (template.required, template.contents)}
    besides = (_rule(profile, field) for field in template.beside)
    return Certificate(
        template=template,
        lines=tuple(_lines(template, profile, asked_rules[template.contents], known)),
        exhibits=exhibits,
        profile=profile,
        required=asked_rules[template.required],
        contents=asked_rules[template.contents],
        beside=tuple(rule for rule in besides if rule),
    )


def _rule(profile: Profile | None, field: str) -> FormatRule | None:
    rule = profile.rule(field) if profile and field else None
    return rule if rule is not None and rule.value is not False else None


def _lines(
    template: CertificateTemplate,
    profile: Profile | None,
    contents: FormatRule | None,
    known: Mapping[str, str],
) -> Iterator[CertificateLine]:
    wanted = contents.value if contents and isinstance(contents.value, tuple) else ()
    met = {phrase for element in template.elements for phrase in element.meets}
    for element in template.elements:
        if (
            element.kind == "signature"
        ):  # what no line of ours answers stands before it, to be written by hand
            yield from (_unforeseen(phrase, contents) for phrase in wanted if phrase not in met)
        phrases = tuple(phrase for phrase in wanted if phrase in element.meets)
        rule = contents if phrases else _rule(profile, element.rule)
        value = known.get(element.fills, "") if element.fills else ""
        if phrases or rule or element.is_usual or (element.is_shown_if_known and value):
            yield CertificateLine(element=element, value=value, asked=phrases, rule=rule)


def _unforeseen(phrase: str, rule: FormatRule | None) -> CertificateLine:
    name = "".join(sign if sign.isalnum() else "-" for sign in phrase.casefold())
    element = CertificateElement(id=name, kind="entry", label=phrase, lines=2)
    return CertificateLine(element=element, asked=(phrase,), rule=rule)
