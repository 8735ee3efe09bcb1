"""A pack file carried by hand: the library's and the registry's packs in one signed file.

Source: JSON with four fields. ``format`` is ``casebook-packs-1``; ``files`` is a text, itself the JSON of
file names and their TOML, so that the bytes signed are the bytes carried; ``key`` and ``signature`` are
Ed25519 in hexadecimal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from casebook.base.errors import PackInvalid, Problem
from casebook.base.structure import read_json
from casebook.crypto.signature import key_words, require_signed, sign
from casebook.domain.library.registry import Registry
from casebook.packs.base.reader import MemoryFolder, PackFolder
from casebook.packs.library.argument_check import argument_defects
from casebook.packs.library.library import FILES as LIBRARY_FILES
from casebook.packs.library.library import Library, read_library
from casebook.packs.library.registry import FILES as REGISTRY_FILES
from casebook.packs.library.registry import read_registry
from casebook.packs.library.review import disagreements

FORMAT = "casebook-packs-1"
NAMES = tuple(f"{name}.toml" for name in (*LIBRARY_FILES, *REGISTRY_FILES))
_CONTEXT = b"casebook packs 1\n"
_FILE = "pack file"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """A pack file as it is written."""

    format: str
    key: str
    signature: str
    files: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPack:
    """What a pack file brings.

    Attributes:
        key_words: whose it is: the publisher's key as words, to be compared with those they gave.
    """

    library: Library
    registry: Registry
    key_words: str


def pack(folder: PackFolder, seed: bytes) -> bytes:
    """A pack file of a folder's packs, signed."""
    files = json.dumps({name: (folder / name).read_bytes().decode("utf-8") for name in NAMES})
    signature, key = sign(_CONTEXT + files.encode(), seed)
    document = _Document(format=FORMAT, key=key.hex(), signature=signature.hex(), files=files)
    return json.dumps(asdict(document)).encode()


def unpack(data: bytes) -> SignedPack:
    """The packs of a pack file: its signature is checked first, then every entry, then one against another.

    Raises:
        Refused: the signature does not fit.
        PackInvalid: it is no pack file or holds a file that is not imported, such as deadline rules; an entry
            breaks its schema, or fails a check.
    """
    try:
        document = read_json(_Document, data)
        key, signature = bytes.fromhex(document.key), bytes.fromhex(document.signature)
    except ValueError as error:
        raise PackInvalid("is not a pack file", file=_FILE) from error
    if document.format != FORMAT:
        raise PackInvalid("has a format that this version of the program does not support", file=_FILE)
    require_signed(_CONTEXT + document.files.encode(), signature, key)
    try:
        files = read_json(dict[str, str], document.files)
    except ValueError as error:
        raise PackInvalid("is not a pack file", file=_FILE) from error
    for name in sorted(set(files) - set(NAMES)):
        raise PackInvalid("is a file that no reader recognises", file=name)
    folder = MemoryFolder(files)
    library = read_library(folder)
    for problem in _problems(library):
        raise PackInvalid(problem.what, file=_FILE, entry=problem.where)
    return SignedPack(library=library, registry=read_registry(folder), key_words=key_words(key))


def _problems(library: Library) -> Iterator[Problem]:
    """The checks of `packs check` but those of addresses, whose log stays with those who keep the packs."""
    yield from disagreements(library)
    yield from argument_defects(library.arguments, library.routes, library.findings)
