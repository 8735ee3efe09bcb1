"""What of casebooks lies under a folder or on a stick, before a border is crossed with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from casebook.base.message import gettext_noop
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.host.protocol.picker_protocol import LookedFolder
from casebook.vault.disk import disk
from casebook.vault.sharing.carried_data import LOOKING, CarriedItem, CarriedKind, carried_items

__all__ = ["CarriedItem", "CarriedKind", "CarriedReport", "check"]

TITLES: Mapping[CarriedKind, str] = {
    CarriedKind.CASEBOOK: gettext_noop("Casebook"),
    CarriedKind.BACKUPS: gettext_noop("Backups of a casebook, which open with the passphrases of their time"),
    CarriedKind.SHARE: gettext_noop("Shared folder of a team"),
    CarriedKind.PARCEL: gettext_noop("Parcel"),
    CarriedKind.CARD: gettext_noop("Card of a device, which tells with whom you work"),
    CarriedKind.HEADER: gettext_noop("Copy of a casebook's header, which still opens with old passphrases"),
    CarriedKind.GUARDIAN: gettext_noop("Share of a guardian"),
    CarriedKind.KEYFILE: gettext_noop("File of 32 bytes, as a key file is"),
    CarriedKind.REMAINS: gettext_noop("What an interrupted step left behind"),
    CarriedKind.EMPTY: gettext_noop("Empty folder of a casebook"),
}
GIVES_AWAY: Mapping[CarriedKind, str] = {
    CarriedKind.CASEBOOK: gettext_noop(
        "It shows that you keep a casebook, and how large it is. Anyone who has its passphrase can read "
        "all of it."
    ),
    CarriedKind.BACKUPS: gettext_noop(
        "They show the casebook as it was to anyone who has a passphrase of that time, even one you have "
        "changed since."
    ),
    CarriedKind.SHARE: gettext_noop(
        "It shows that you work in a team, how much and when. Only a device of the team can read "
        "the contents."
    ),
    CarriedKind.PARCEL: gettext_noop(
        "It shows that a case was handed over, and how large it is. Its recipient, or anyone who has "
        "its phrase, can read the contents."
    ),
    CarriedKind.CARD: gettext_noop("It shows the name of a device and of its owner: with whom you work."),
    CarriedKind.HEADER: gettext_noop(
        "Together with the casebook it is of, it shows everything that a former passphrase opened."
    ),
    CarriedKind.GUARDIAN: gettext_noop(
        "One share of a casebook's guardians. Together with enough others it opens that casebook."
    ),
    CarriedKind.KEYFILE: gettext_noop(
        "Perhaps a key file. With the passphrase it belongs to, it opens a casebook."
    ),
    CarriedKind.REMAINS: gettext_noop("Encrypted parts of a casebook. They can be deleted."),
    CarriedKind.EMPTY: gettext_noop("It shows that a casebook was there. It can be deleted."),
}
"""What each gives away to whoever gets the folder."""
NOT_FOUND = gettext_noop(
    "Finished dossiers, letters and exported lists are ordinary files and are not found. Deleted files may "
    "still be on the disk."
)


@entity
class CarriedReport:
    """What was found.

    Attributes:
        items: in the order of their paths.
        unread: folders and files that could not be looked into.
    """

    items: tuple[CarriedItem, ...]
    unread: tuple[Path, ...]


def check(folder: Path | LookedFolder, *, progress: Progress = silent) -> CarriedReport:
    """List every casebook, backup, parcel, shared folder, card and remainder under a folder.

    Args:
        folder: a stick, a disk or a folder; or one that the picker looks through for a confined session.
        progress: called now and then with the number of files looked at.

    Raises:
        as `carried_items`.
    """
    if isinstance(folder, LookedFolder):
        with disk(LOOKING):
            found, unseen = folder.look(lambda count: progress(count, 0, LOOKING))
        picked = (
            CarriedItem(kind=CarriedKind(kind), path=Path(path), size_bytes=size)
            for kind, size, path in found
        )
        return CarriedReport(items=tuple(picked), unread=tuple(map(Path, unseen)))
    items, unread = carried_items(folder, progress=progress)
    return CarriedReport(items=tuple(items), unread=tuple(unread))
