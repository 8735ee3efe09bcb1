"""Archives: what is in them, each member bounded, with the reason for each that stays inside.

ZIP, 7z, tar (also packed with gzip, bzip2 or xz), single packed files, and RAR where libarchive is installed.
Names are notes only: nothing is ever written to a path that an archive gives.
"""

from __future__ import annotations

from casebook.formats.archive.seven_zip import load_for_seven, seven_members
from casebook.formats.archive.split_zip import joined_zip
from casebook.formats.archive.stream_archive import (
    head_of_packed,
    load_for_streams,
    rar_members,
    stream_members,
)
from casebook.formats.archive.zip_archive import load_for_zip, zip_members
from casebook.formats.fault import PasswordProtected
from casebook.formats.media_type import (
    CAPTURE_MARKS,
    GZIP,
    HEAD_BYTES,
    KEYNOTE,
    NUMBERS,
    PACKAGES,
    PAGES,
    RAR,
    SEVEN_ZIP,
    SPLIT_ZIP,
    WEBARCHIVE,
    ZIP,
    media_type,
)
from casebook.formats.member import Members
from casebook.formats.office import load_for_packages, load_for_text, read_package
from casebook.formats.older.iwork_xml import read_iwork_index
from casebook.formats.read import SPLIT, Read
from casebook.formats.web.capture import load_for_captures, read_warc, read_webarchive

_MARK_BYTES = max(map(len, CAPTURE_MARKS.values()))


def read_archive(data: bytes, passwords: tuple[str, ...] = ()) -> Read:
    """The members of an archive as files of their own; of a ZIP that is a document, its words.

    Args:
        data: all of it.
        passwords: each is tried.

    Raises:
        Damaged: it is none, or its list of members is broken.
        PasswordProtected: none of its members can be read with these passwords.
        OversizedFile: its list alone is beyond bounds.
        NoLibrary: this computer lacks what reads this kind.
    """
    kind = media_type(data[:HEAD_BYTES])
    if kind in {ZIP, SPLIT_ZIP}:
        joined = joined_zip(data)
        if joined is None:
            return Read(media_type=ZIP, losses=(SPLIT,))
        data, kind = joined, ZIP
    if kind in PACKAGES:
        document, kind = read_package(data), ZIP
        if document.media_type != ZIP:
            return document
    if one := _one_document(data, kind):
        return one
    members = Members(len(data))
    if kind == ZIP:
        zip_members(data, passwords, members)
    elif kind == SEVEN_ZIP:
        seven_members(data, passwords, members)
    elif kind == RAR:
        rar_members(data, members)
    else:
        stream_members(data, kind, members)
    if not members.files and members.left and all(one.why in {"locked", "cipher"} for one in members.left):
        raise PasswordProtected
    return Read(media_type=kind, parts=tuple(members.files), left=tuple(members.left))


def _one_document(data: bytes, kind: str) -> Read | None:
    """What is packed as archives are and is one document; None of anything else."""
    packed = head_of_packed(data, kind, _MARK_BYTES) if kind == GZIP else b""
    for form, mark in CAPTURE_MARKS.items():
        if kind == form or packed.startswith(mark):
            return read_warc(data, form)
    if kind in {PAGES, NUMBERS, KEYNOTE}:
        return read_iwork_index(data)
    return read_webarchive(data) if kind == WEBARCHIVE else None


def load_for_archives() -> None:
    """Load what reading archives takes, before files are given up."""
    load_for_text()
    load_for_packages()
    load_for_zip()
    load_for_seven()
    load_for_streams()
    load_for_captures()
