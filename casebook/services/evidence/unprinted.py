"""What is said of text in a file that its own program does not print, without a word of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.host.protocol.extract_protocol import Unprinted, UnprintedKind

_KINDS: dict[UnprintedKind, str] = {
    "deleted": gettext_noop("deletions in tracked changes ({count})"),
    "hidden": gettext_noop("hidden text ({count})"),
    "comment": gettext_noop("comments ({count})"),
    "notes": gettext_noop("speaker notes ({count})"),
    "row": gettext_noop("hidden rows ({count})"),
    "column": gettext_noop("hidden columns ({count})"),
    "sheet": gettext_noop("hidden sheets ({count})"),
    "slide": gettext_noop("hidden slides ({count})"),
    "form": gettext_noop("another form of the email, with other words"),
}
_LEFT_OUT = gettext_noop("The file also holds text that is not printed here: {what}.")


def unprinted_words(unprinted: Sequence[Unprinted]) -> tuple[Message, ...]:
    """What a file holds that its own program does not print, in words."""
    return tuple(Message(_KINDS[one.kind], count=one.count) for one in unprinted if one.kind != "inserted")


def notes_on(unprinted: Sequence[Unprinted], words: Translator) -> Iterator[str]:
    """What the pages of a file leave out, or print as it stands, in the language of the dossier."""
    if what := unprinted_words(unprinted):
        yield words(Message(_LEFT_OUT, what=what))
    if any(one.kind == "inserted" for one in unprinted):
        yield words("Insertions in tracked changes are printed as part of the text.")
