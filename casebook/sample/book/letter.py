"""Letters of the sample that the office has begun: what stands in their blanks, saved and not yet sent."""

from __future__ import annotations

from casebook.domain.dossier.letter import ENCLOSED, Letter, LetterAnswer, LetterKind
from casebook.packs.base.entry import PackEntry
from casebook.packs.dossier.letter import read_letters as read_kinds
from casebook.sample.book.key import Keys, record_id


def read_letters(keys: Keys) -> tuple[Letter, ...]:
    """Every letter, in order."""
    kinds = {kind.id: kind for kind in read_kinds()}
    return tuple(_letter(keys, entry, kinds) for entry in keys.entries("letter"))


def _letter(keys: Keys, entry: PackEntry, kinds: dict[str, LetterKind]) -> Letter:
    kind = kinds[entry.text("id")]
    blanks = entry.table("blanks")
    answers = [LetterAnswer(name=name, text=blanks.text(name).strip()) for name in blanks.unread()]
    if marks := entry.texts("enclosed", default=()):
        answers.append(LetterAnswer(name=ENCLOSED, text=", ".join(marks)))
    letter = Letter(
        id=record_id("letter", kind.id),
        case_id=keys.named(entry, "case", "case"),
        kind=kind.id,
        title=kind.title,
        reader=kind.reader,
        purpose=kind.purpose,
        contact_id=keys.named(entry, "contact", "contact", is_needed=False),
        answers=tuple(answers),
    )
    blanks.close()
    entry.close()
    return letter
