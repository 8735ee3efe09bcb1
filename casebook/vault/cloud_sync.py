"""Detects folders that a cloud service synchronises, by name and marker files."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

NAMES = {
    "dropbox*": "Dropbox",
    "onedrive*": "OneDrive",
    "google drive*": "Google Drive",
    "googledrive*": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive*": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "a cloud service",
    "nextcloud*": "Nextcloud",
    "owncloud*": "ownCloud",
    "mega": "MEGA",
    "megasync*": "MEGA",
    "pclouddrive": "pCloud",
    "pcloud drive": "pCloud",
    "box": "Box",
    "box sync": "Box",
    "tresorit*": "Tresorit",
    "proton drive*": "Proton Drive",
    "protondrive*": "Proton Drive",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
    "yandex.disk": "Yandex Disk",
    "yandexdisk": "Yandex Disk",
    "creative cloud files*": "Adobe",
    "jottacloud": "Jottacloud",
    "koofr": "Koofr",
    "坚果云": "Nutstore",
    "nutstore": "Nutstore",
    "baidusyncdisk": "Baidu",
}
"""Names of folders, in lower case, and their service."""
MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    ".tresorit": "Tresorit",
    ".sync": "Resilio Sync",
}
"""Marker files that such programs create in synchronised folders."""


def synced_by(path: Path) -> str:
    """Return the service that synchronises a folder, or "", judged by parent folders except home and root."""
    whole = path.absolute()
    for folder in (whole, *whole.parents):
        if folder in {Path.home(), Path(folder.anchor)}:
            return ""
        service = next((whose for name, whose in NAMES.items() if fnmatch(folder.name.lower(), name)), "")
        service = service or next((whose for mark, whose in MARKS.items() if (folder / mark).exists()), "")
        if service:
            return service
    return ""
