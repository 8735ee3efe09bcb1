"""A pack file carried by hand: the library's and the registry's packs in one signed file.

Source: JSON with four fields. ``format`` is ``casebook-packs-1``; ``files`` is a text, itself the JSON of
file names and their TOML, so that the bytes signed are the bytes carried; ``key`` and ``signature`` are
Ed25519 in hexadecimal.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from casebook.base.errors import PackInvalid
from casebook.crypto.signature import key_words, require_signed, sign
from casebook.domain.library.registry import Registry
from casebook.packs.base.reader import MemoryFolder, PackFolder
from casebook.packs.library.library import FILES as LIBRARY_FILES
from casebook.packs.library.library import Library, read_library
from casebook.packs.library.registry import FILES as REGISTRY_FILES
from casebook.packs.library.registry import read_registry

FORMAT = "casebook-packs-1"
NAMES = tuple(f"{name}.toml" for name in (*LIBRARY_FILES, *REGISTRY_FILES))
_CONTEXT = b"casebook packs 1\n"
_FILE = "pack file"


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
    document = {"format": FORMAT, "key": key.hex(), "signature": signature.hex(), "files": files}
    return json.dumps(document).encode()


def unpack(data: bytes) -> SignedPack:
    """The packs of a pack file: its signature is checked first, then every entry.

    Raises:
        Refused: the signature does not fit.
        PackInvalid: it is no pack file, or an entry breaks its schema.
    """
    try:
        document = json.loads(data)
        files, key, signature = (
            str(document["files"]),
            bytes.fromhex(document["key"]),
            bytes.fromhex(document["signature"]),
        )
        is_ours = document["format"] == FORMAT
    except (ValueError, KeyError, TypeError) as error:
        raise PackInvalid("is not a pack file", file=_FILE) from error
    if not is_ours:
        raise PackInvalid("has a format that this version of the program does not support", file=_FILE)
    require_signed(_CONTEXT + files.encode(), signature, key)
    folder = MemoryFolder({str(name): str(text) for name, text in dict(json.loads(files)).items()})
    return SignedPack(library=read_library(folder), registry=read_registry(folder), key_words=key_words(key))
