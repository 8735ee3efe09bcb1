"""Protection and limits, as in docs/threat-model.md, on the current system."""

from __future__ import annotations

import sys

from casebook.base.i18n import Translator
from casebook.services.vault.confinement import is_walled
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.layout.flow import CardGrid


def promises(page: Page) -> CardGrid:
    """Return a card for each threat."""
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
    """Return the attackers, with what is promised and what is not."""
    return (
        (
            words("Stolen or seized while locked"),
            words("Contents, names, numbers of records and exact sizes cannot be read."),
            words(
                "Anyone can see that a casebook exists, how large it is, how many files it contains and "
                "when each was added. Nothing makes up for a weak passphrase."
            ),
        ),
        (
            words("Forced to unlock"),
            words("Only the contents of this casebook are exposed."),
            words(
                "There are no decoys and no passphrase that destroys data: they endanger the person "
                "being questioned."
            ),
        ),
        (
            words("Accessed secretly"),
            words(
                "Changed records, and encrypted files that are missing, incomplete or of a different size, "
                "are detected when the casebook is next unlocked. After an interruption, every record is "
                "checked against its history first."
            ),
            words(
                "If the whole folder is replaced with an older one, only a newer backup, a tamper check code "
                "or the memory of this computer (if you chose it) reveals it. An encrypted file that was "
                "changed but kept its size is detected only when it is read or by an integrity check. "
                "Settings, drafts, extracted text and the search index replaced after an interruption and a "
                "modified program are not detected."
            ),
        ),
    )


def _things(words: Translator) -> tuple[tuple[str, str, str], ...]:
    """Return the hazards, with what is promised and what is not."""
    return (
        *_programs(words),
        (
            words("A program running under your account"),
            words("Casebook leaves no unencrypted files for it to read."),
            words("While the casebook is open, it can read memory, screen and clipboard."),
        ),
        _malicious(words),
        (
            words("The reader of a pseudonymised copy"),
            words("Names and recorded details are replaced, and the finished file is searched again."),
            words(
                "Places, institutions and other details that are recorded nowhere. Chinese names in Japanese "
                "kana or in Hokkien spelling, unless recorded as names. Handwriting, stamps, seals and faces."
            ),
        ),
        (
            words("Power cut or full disk"),
            words(
                "Saved data survives, and no incomplete file is left. Backups count only once they "
                "have been opened and verified: the database, the new files and one in twenty of the others."
            ),
            words(
                "Failure of a disk that also holds the backups. An older file in the backup folder that was "
                "changed but kept its size may be detected only by a test restore, which reads every file."
            ),
        ),
    )


def _malicious(words: Translator) -> tuple[str, str, str]:
    """Return what a malicious document meets on the current system."""
    title = words("A malicious document")
    platform: str = sys.platform
    if platform == "win32" and not is_walled():
        return (
            title,
            words("It is encrypted exactly as received. The process that shows it has no keys."),
            words(
                "On this system that process is not walled off: a flaw in the software reading it could "
                "expose all your files and the network. A copy you save outside the casebook and open "
                "elsewhere."
            ),
        )
    if platform == "darwin" and not is_walled():
        return (
            title,
            words("It is encrypted exactly as received. The process that shows it has no keys."),
            words(
                "That macOS enforces the rules which keep that process from your files and the network: "
                "nobody has verified it on this computer. A copy you save outside the casebook "
                "and open elsewhere."
            ),
        )
    return (
        title,
        words(
            "It is encrypted exactly as received. The process that shows it has no keys and no "
            "access to files or networks."
        ),
        words("A flaw in the system kernel itself. A copy you save outside the casebook and open elsewhere."),
    )


def _programs(words: Translator) -> tuple[tuple[str, str, str], ...]:
    """Return the programs of the system that are run where they can be isolated; elsewhere none is."""
    if sys.platform != "linux":
        return ()
    return (
        (
            words("Office files laid out by LibreOffice"),
            words(
                "LibreOffice sees the one file and the system's programs, settings and fonts. It has no "
                "network, no access to your other files, keys or desktop, and runs no macros. Where the "
                "system cannot isolate it, it is not started, and the text is set plainly. Pages that it "
                "laid out for viewing are kept in memory until you lock."
            ),
            words(
                "A file that exploits a flaw of LibreOffice can falsify its own pages. A flaw in the system "
                "kernel itself."
            ),
        ),
        (
            words("Recordings in a player"),
            words(
                "The player (mpv or ffplay) receives the recording from memory, without its name. It has no "
                "network, no access to your files or keys, cannot write a file, and ends when you lock."
            ),
            words(
                "The display and sound services, and other programs that use them, receive what is played. "
                "Where the system refuses namespaces, a recording that exploits a flaw of the player could "
                "reach services of your desktop."
            ),
        ),
    )


def _here(words: Translator) -> tuple[str, str, str]:
    """Return what differs between systems."""
    platform: str = sys.platform
    if platform == "linux":
        return (
            words("On this system: Linux"),
            words("Documents are shown only by a process that can read fonts and nothing else."),
            words(
                "A file system that keeps old versions, a desktop that takes screenshots of windows, and a "
                "print service that keeps what is printed. Commands in a terminal are not isolated."
            ),
        )
    if platform == "win32":
        return (
            words("On this system: {name}", name="Windows"),
            words(
                "The casebook, its backups and the lock after a period of inactivity, before sleep and "
                "with the screen work as on every system. Documents are shown, files read and bundles "
                "assembled by processes of their own without keys. Your other programs cannot read "
                "Casebook's memory, except those run as administrator."
            ),
            words(
                "The system may write memory to disk. After locking, names stay in memory until you close "
                "the program: close it when you leave. Walls around these processes are only as good as "
                "the self-check under Checks shows for this computer."
            ),
        )
    if platform == "darwin":
        return _on_macos(words)
    return (
        words("On this system: {name}", name=platform),
        words("The casebook, its backups and the lock after a period of inactivity work as on every system."),
        words(
            "This system offers no isolation for Casebook. Documents are not shown, and files are "
            "encrypted without being read. The system may write memory to disk, and your other "
            "programs may read Casebook's memory. After locking, names stay in memory until you "
            "close the program, and it does not lock before sleep or when the screen locks. Close "
            "the program when you leave."
        ),
    )


def _on_macos(words: Translator) -> tuple[str, str, str]:
    return (
        words("On this system: {name}", name="macOS"),
        words(
            "The casebook and its backups work as on every system, and it locks after a period of "
            "inactivity, before sleep and with the screen. Documents are shown, files read and bundles "
            "assembled by processes of their own without keys."
        ),
        words(
            "Casebook has not been tried on a Mac by those who make it. Walls around these processes are "
            "only as good as the self-check under Checks shows for this computer. The system may write "
            "memory to disk. After locking, names stay in memory until you close the program: close it "
            "when you leave."
        ),
    )
