"""What is promised and what is not, as docs/threat-model.md says it, on the system it runs on."""

from __future__ import annotations

import sys

from casebook.base.i18n import Translator
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.layout.card import Card
from casebook.ui.widgets.layout.flow import CardGrid
from casebook.ui.widgets.layout.parts import label


def promises(page: Page) -> CardGrid:
    """A card for each danger."""
    words = page.words
    cards = []
    for title, promised, not_promised in (*_people(words), *_things(words), _here(words)):
        card = Card(title)
        card.body.addWidget(label(words("We promise"), "strong"))
        card.body.addWidget(label(promised, wraps=True))
        card.body.addWidget(label(words("We do not promise"), "strong"))
        card.body.addWidget(label(not_promised, "quiet", wraps=True))
        cards.append(card)
    return CardGrid(cards, least=330)


def _people(words: Translator) -> tuple[tuple[str, str, str], ...]:
    """Against whom, what is promised, and what is not."""
    return (
        (
            words("Stolen or seized while locked"),
            words("Content, names, counts and exact sizes cannot be read."),
            words("That a vault exists can be seen. A weak passphrase is not saved by anything."),
        ),
        (
            words("Forced to open it"),
            words("Only what is in this vault is given away."),
            words("There are no decoys and no passphrase that destroys: they endanger the person asked."),
        ),
        (
            words("Visited in secret"),
            words("Changed, swapped and cut data are noticed when the vault is next opened."),
            words("A whole folder put back is noticed only with an anchor; a changed program is not."),
        ),
    )


def _things(words: Translator) -> tuple[tuple[str, str, str], ...]:
    """Against what, what is promised, and what is not."""
    return (
        (
            words("A program that runs as you"),
            words("No plain files are left for it."),
            words("While the vault is open it can read memory, screen and clipboard."),
        ),
        (
            words("A hostile document"),
            words("It is sealed as it came. What looks at it holds no keys and reaches no files or network."),
            words("A fault in the system's own kernel. A copy you save outside and open elsewhere."),
        ),
        (
            words("Power cut, full disk"),
            words("What was saved survives; nothing is half-written. Backups are opened before they count."),
            words("A disk that dies together with the backups beside it."),
        ),
    )


def _here(words: Translator) -> tuple[str, str, str]:
    """What differs from system to system."""
    platform: str = sys.platform
    if platform == "linux":
        return (
            words("On this system: Linux"),
            words("Documents are drawn by a process that can read fonts and nothing else, or not at all."),
            words("A file system that keeps old versions, and a desktop that takes pictures of windows."),
        )
    name = {"darwin": "macOS", "win32": "Windows"}.get(platform, platform)
    return (
        words("On this system: {name}", name=name),
        words("The vault, its backups and the lock after a time without input work as everywhere."),
        words(
            "Nothing confines the program here: documents are not shown and files are sealed unread, memory "
            "can be written to the disk by the system, and other programs of yours can look into it. A lock "
            "leaves names in memory until the program is closed, and none comes before sleep or with the "
            "screen: close the program when you leave."
        ),
    )
