"""The supplied papers for clients: their lines in each language, and what answers become."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Literal

from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity

PaperLanguage = Literal["en", "zh-Hans", "zh-Hant", "ug", "bo"]
PaperKind = Literal["questionnaire", "consent", "authority", "sheet", "declaration"]
PaperRecipient = Literal["client", "recipient"]
"""Who reads a paper beside the office: the client, or whoever receives what the client consents to."""
LineKind = Literal["title", "heading", "text", "point", "question", "choice", "option", "signature"]
Route = Literal["extradition", "removal", "asylum", "interpol"]
DeclarationClause = Literal[
    "confession",
    "counsel",
    "return",
    "camera",
    "medical",
    "harm",
    "consulate",
    "remedies",
    "relatives",
]
"""What a person declares before they may lose their freedom; the words are lines of the paper."""
DeclarationPart = Literal[
    "replaces",
    "own-words",
    "authorised",
    "no-authorised",
    "condition",
    "no-condition",
    "video",
    "sound",
    "no-video",
    "witness",
    "no-witness",
    "no-independent",
    "witness-decides",
    "interpreter",
    "translated",
]
"""What of a declaration there is or is not, for which it has lines."""
AnswerField = Literal[
    "",
    "name",
    "name.passport",
    "name.alias",
    "born",
    "birth_place",
    "sex",
    "nationalities",
    "ethnicity",
    "religion",
    "languages",
    "paper.number",
    "paper.expires",
    "paper.held_by",
    "whereabouts",
    "detail.channel",
    "safe_contact",
    "health",
    "vulnerability",
    "note",
]
"""Which field of the client's record an answer belongs to; "note" for one that no field holds."""

DRAFTS: frozenset[PaperLanguage] = frozenset({"ug", "bo"})
"""Languages whose supplied text is a draft: it may be signed once the office has had it checked."""
RIGHT_TO_LEFT: frozenset[PaperLanguage] = frozenset({"ug"})
LANGUAGE_TITLES: Mapping[PaperLanguage, str] = {
    "en": "English",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "ug": "ئۇيغۇرچە",
    "bo": "བོད་ཡིག",
}
"""Each language in its own words."""
_TRADITIONAL = frozenset({"zh-TW", "zh-HK", "zh-MO"})
ROUTES: Mapping[Route, str] = {
    "extradition": gettext_noop("Extradition"),
    "removal": gettext_noop("Removal"),
    "asylum": gettext_noop("Asylum"),
    "interpol": gettext_noop("Interpol"),
}
"""Titles of the routes of the sheet on the proceeding."""


def paper_language(tag: str) -> PaperLanguage | None:
    """Return the language of papers for a BCP 47 tag; None where none is in it.

    >>> paper_language("zh-HK"), paper_language("ug-Arab"), paper_language("kk")
    ('zh-Hant', 'ug', None)
    """
    wanted = "zh-Hant" if tag in _TRADITIONAL else "zh-Hans" if tag == "zh" else tag
    tags = (wanted, tag.partition("-")[0], "zh-Hans" if tag.startswith("zh-") else "")
    return next((one for asked in tags for one in LANGUAGE_TITLES if one == asked), None)


@entity
class PaperLine:
    """A line of a paper.

    Attributes:
        id: stable word, unique in its paper.
        kind: how it is set.
        texts: by language; English always, a draft only where somebody was sure of it.
        only: routes, purposes, or clauses and parts of a declaration it is printed for; every one where there
            are none.
        field: where the answer to it belongs.
        of: the choice that an option belongs to.
        rows: lines left for writing.
        basis: entries of the reference data that it rests on, as ``pack:id``.
    """

    id: str
    kind: LineKind
    texts: Mapping[PaperLanguage, str]
    only: tuple[str, ...] = ()
    field: AnswerField = ""
    of: str = ""
    rows: int = 1
    basis: tuple[str, ...] = ()

    @property
    def english(self) -> str:
        """Return the English text, beside which drafts stand."""
        return self.texts["en"]

    def text_in(self, language: str) -> str:
        """Return the supplied text in a language of the window, in English where there is none."""
        return next((text for tag, text in self.texts.items() if tag == language), self.english)


@entity
class PaperTemplate:
    """A paper as supplied.

    Attributes:
        id: stable word.
        version: of its text, in all languages.
        reader: its recipient, under the name that packs and JSON use; decides what it may state.
        lines: in order.
    """

    id: str
    version: str
    kind: PaperKind
    reader: PaperRecipient
    lines: tuple[PaperLine, ...]

    @property
    def has_questions(self) -> bool:
        """Return whether it can be filled in as a form."""
        return any(line.field for line in self.lines)

    def shown(self, variant: str) -> tuple[PaperLine, ...]:
        """Return the lines for a route or purpose."""
        return tuple(line for line in self.lines if not line.only or variant in line.only)

    def digest(self, texts: Mapping[str, str]) -> str:
        """Return the SHA-256 of a translation with its English, in hex: a check holds for this text alone.

        Args:
            texts: the translated lines by id.
        """
        lines = [[line.id, line.english, texts.get(line.id, "")] for line in self.lines]
        plain = json.dumps([self.id, self.version, lines], ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()
