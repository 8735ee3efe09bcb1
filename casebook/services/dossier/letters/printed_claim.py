"""The finished text of a letter, searched for a claim to protection before it is written.

What a letter prints comes from records, blanks, the library and the template. Whatever tells of a claim is
refused, wherever it came from; only the words of the program's own template and of the library pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from casebook.base.errors import Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.domain.dossier.letter import REACHES_STATE, LetterKind
from casebook.domain.dossier.letters.letter_field import BLANK
from casebook.domain.dossier.letters.letter_file import TemplateReport, Values
from casebook.domain.library.citation import cite_finding
from casebook.language.protection.protection_claim import ClaimTeller
from casebook.services.dossier.letters.letter_draft import PROVISION, LetterRequest
from casebook.services.dossier.letters.letter_values import LetterRecords, teller_of

TEXT = "text"
"""By what a sentence is released that no single field makes, such as one of the office's own template."""
_FIELD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\n")
_LIST_SIGN = re.compile(r"^\s*(?:\d+\.|[-*#>]+)\s+")


class ClaimDisclosed(Refused):
    """A letter would tell its recipient of a claim.

    Args:
        title: its English text, with a place for the names.
        remedy: the same, with a place for the first of them.
        names: as below.

    Attributes:
        names: by which its telling fields are released.
    """

    def __init__(self, title: str, remedy: str, names: Sequence[str]) -> None:
        super().__init__(
            Message(title, names=tuple(names)), field="reason", remedy=Message(remedy, name=names[0])
        )
        self.names = tuple(names)


def require_no_claim(
    records: LetterRecords, kind: LetterKind, request: LetterRequest, values: Values, report: TemplateReport
) -> None:
    """Refuse a letter to whoever reaches a State if what it prints tells of a claim.

    Args:
        records: as the recipient may have them.
        kind: of the letter.
        request: with what was released, and the reason to disclose the claim.
        values: of its fields.
        report: on the finished letter.

    Raises:
        ClaimDisclosed: a field that nobody released does, or a sentence that no field makes; names them.
    """
    if kind.reader not in REACHES_STATE or request.claim_reason.strip():
        return
    tells = teller_of(records)
    released = {one.name for one in request.released if one.text.strip()}
    printed = dict(_printed_values(values, report.fields))
    passes = [*_supplied(records, kind, tells)]
    passes += [text for name, texts in printed.items() if name in released for text in texts]
    telling = dict.fromkeys(
        name
        for text in report.texts
        if tells(rest := _without(text, passes))
        for name in _makers(rest, printed, tells)
        if name not in released
    )
    if telling:
        raise ClaimDisclosed(
            gettext_noop("This letter would disclose a claim to protection to its recipient: {names}."),
            gettext_noop(
                "Change the record or the words, or enter why this recipient may read these words alone "
                '(--confirm "{name}:REASON") or may learn of the claim.'
            ),
            [*telling],
        )


def _printed_values(values: Values, fields: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name of each field that the template uses, as a person releases it, with its texts."""
    for name in dict.fromkeys(fields):
        group, _, part = name.partition(".")
        held = values.get(name, values.get(group, ""))
        texts = [held] if isinstance(held, str) else [row.get(part, "") for row in held]
        lines = (line.strip() for text in texts for line in re.split(r"[\n\a]+", text))
        called = part if group == BLANK else PROVISION if name == "letter.provision" else name
        yield called, tuple(sorted(filter(None, lines), key=len, reverse=True))


def _makers(rest: str, printed: Mapping[str, tuple[str, ...]], tells: ClaimTeller) -> tuple[str, ...]:
    """Return the fields of a telling text: those that tell alone, else those in it, else `TEXT`."""
    inside = {name: [one for one in texts if one in rest] for name, texts in printed.items()}
    alone = tuple(name for name, texts in inside.items() if any(map(tells, texts)))
    return alone or (TEXT,)


def _without(text: str, passes: Iterable[str]) -> str:
    for one in passes:
        text = text.replace(one, " ")
    return text


def _supplied(records: LetterRecords, kind: LetterKind, tells: ClaimTeller) -> Iterator[str]:
    """Yield the words of the program's own template that tell of a claim, and those of the library."""
    own = (
        ()
        if kind.is_own
        else (
            *_FIELD.split(kind.body),
            *(line for blank in kind.blanks for line in blank.text.splitlines()),
        )
    )
    fragments = (_LIST_SIGN.sub("", one).strip() for one in own)
    yield from (one for one in (kind.title, *fragments) if one and tells(one))
    words = Translator("en")
    for cited in records.cited.values():
        yield cited.finding.statement.rstrip(".")
        yield cite_finding(cited.finding, cited.source, words)
