"""What of casebooks lies under a folder or on a stick, before a border is crossed with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from casebook.base.message import gettext_noop
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.vault.sharing.carried_data import CarriedItem, CarriedKind, carried_items

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
}
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


def check(folder: Path, *, progress: Progress = silent) -> CarriedReport:
    """List every casebook, backup, parcel, shared folder, card and remainder under a folder.

    Raises:
        as `carried_items`.
    """
    items, unread = carried_items(folder, progress=progress)
    return CarriedReport(items=tuple(items), unread=tuple(unread))
