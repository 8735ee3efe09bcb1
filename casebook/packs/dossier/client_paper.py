"""The supplied papers for clients: one TOML file each, line by line in every language."""

from __future__ import annotations

import string
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from casebook.base.resources import resource
from casebook.domain.dossier.client_papers.paper_template import (
    DRAFTS,
    AnswerField,
    DeclarationClause,
    DeclarationPart,
    LineKind,
    PaperKind,
    PaperLanguage,
    PaperLine,
    PaperRecipient,
    PaperTemplate,
    Route,
)
from casebook.domain.person.person import ConsentPurpose
from casebook.packs.base.entry import OnDefect, PackEntry, refuse
from casebook.packs.base.reader import read_pack

FOLDER = "client-papers"
VALUES = frozenset(
    {
        *("client", "born", "lawyer", "court", "court_in_text", "country", "number"),
        *("recipient", "scope", "expires"),
        *("day", "place", "text", "name", "what", "recipients", "hash"),
    }
)
"""What a line may have filled in, in braces."""
LANGUAGES: tuple[PaperLanguage, ...] = get_args(PaperLanguage)
KINDS: tuple[PaperKind, ...] = get_args(PaperKind)
_RECIPIENTS: tuple[PaperRecipient, ...] = get_args(PaperRecipient)
LINE_KINDS: tuple[LineKind, ...] = get_args(LineKind)
FIELDS: tuple[AnswerField, ...] = get_args(AnswerField)
VARIANTS: tuple[str, ...] = (
    *get_args(Route),
    *get_args(ConsentPurpose),
    *get_args(DeclarationClause),
    *get_args(DeclarationPart),
)


def read_client_papers(folder: Path | None = None, on_defect: OnDefect = refuse) -> tuple[PaperTemplate, ...]:
    """Every paper, in the order of their kinds; the shipped ones where `folder` is None.

    Raises:
        DiskProblem: a pack cannot be read.
        PackInvalid: a line breaks its schema, unless `on_defect` collects.
    """
    paths = sorted(((folder or resource("packs")) / FOLDER).glob("*.toml"))
    return tuple(sorted((_paper(path, on_defect) for path in paths), key=lambda one: KINDS.index(one.kind)))


def _paper(path: Path, on_defect: OnDefect) -> PaperTemplate:
    pack = read_pack(path, on_defect)
    head = pack.root.table("paper")
    template = PaperTemplate(
        id=pack.head.id,
        version=pack.head.version,
        kind=head.choice("kind", KINDS),
        reader=head.choice("reader", _RECIPIENTS),
        lines=tuple(map(_line, pack.entries("line"))),
    )
    head.close()
    pack.close()
    if not any(line.kind == "title" for line in template.lines):
        pack.root.complain("line", "must contain a title")
    choices = {line.id for line in template.lines if line.kind == "choice"}
    if not {line.of for line in template.lines if line.kind == "option"} <= choices:
        pack.root.complain("line", "an option belongs to no choice")
    return template


def _line(entry: PackEntry) -> PaperLine:
    texts = _texts(entry)
    line = PaperLine(
        id=entry.text("id"),
        kind=entry.choice("kind", LINE_KINDS),
        texts=texts,
        only=entry.choices("only", VARIANTS),
        field=entry.choice("field", FIELDS, default=""),
        of=entry.text("of", default=""),
        rows=entry.integer("lines", default=1, least=1),
        basis=entry.texts("basis", default=()),
    )
    if bool(line.field) != (line.kind in {"question", "choice"}):
        entry.complain("field", "belongs to a question or choice, and to nothing else")
    if bool(line.of) != (line.kind == "option"):
        entry.complain("of", "belongs to an option, and to nothing else")
    entry.close()
    return line


def _texts(entry: PackEntry) -> Mapping[PaperLanguage, str]:
    """Return the texts of a line, each with the values of the English one."""
    texts: dict[PaperLanguage, str] = {}
    for language in LANGUAGES:
        text = entry.text(language, default="") if language in DRAFTS else entry.text(language)
        if text:
            texts[language] = text
    wanted = _values(texts.get("en", ""))
    for language, text in texts.items():
        if _values(text) != wanted or not wanted <= VALUES:
            entry.complain(language, "must have the values of the English text in braces, and no other")
    return texts


def _values(text: str) -> frozenset[str | None]:
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset({None})
