"""Readers of supplied data: packs, custom rules and profiles, specs of bundles."""

from __future__ import annotations

import io
import json
import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from casebook.base.errors import CasebookError, DamagedSource, InvalidInput, PackInvalid, Refused
from casebook.crypto.signature import sign
from casebook.domain.dossier.composition import Exhibit
from casebook.packs.deadline.deadlines import DeadlinePacks, read_deadlines
from casebook.packs.deadline.own_rule import read_rule_pack, try_rule
from casebook.packs.dossier.bundle_spec import read_spec
from casebook.packs.dossier.own_profile import read_profile_pack, try_profile
from casebook.packs.dossier.profile import Profiles, read_profiles
from casebook.packs.signed_pack import NAMES, unpack
from casebook.pdf.form.form_reading import read_form
from casebook.pdf.form.form_writing import fill_form
from tests.packs.written import ARGUMENT, FINDING, REST, SOURCE, STATISTIC, TOPIC, pack

_SEED = bytes(range(32))
_LIBRARY = {
    "topics": ("topic = 1", TOPIC),
    "sources": ("source = 1", SOURCE),
    "findings": ("finding = 1", FINDING),
    "statistics": ("statistic = 1", STATISTIC),
    "arguments": ("argument = 1, route = 1", ARGUMENT),
}
TEXTS = {
    f"{name}.toml": pack(name, counts, body)
    for name, (counts, body) in (_LIBRARY | REST).items()
    if f"{name}.toml" in NAMES
}
"""A sound file of each that a signed pack holds."""


def form(data: bytes) -> None:
    """Read the fields of a form, and fill in all of them."""
    exhibit = Exhibit(key="form", mark="", title="", media_type="", open=io.BytesIO)
    with suppress(DamagedSource):
        content = read_form(exhibit, io.BytesIO(data))
        fields = [field for field in content.fields if field.is_fillable]
        answers = {field.name: field.choices[0].value if field.choices else "words" for field in fields}
        if answers and content.traits.can_be_filled:
            fill_form(exhibit, data, answers, is_flat=True)


def signed_pack(data: bytes) -> None:
    """Read a pack file as it is, and one with another text inside that its publisher signed."""
    with suppress(PackInvalid, Refused):
        unpack(data)
    if not data:
        return
    name = NAMES[data[0] % len(NAMES)]
    files = json.dumps(TEXTS | {name: data[1:].decode("utf-8", "replace")})
    signature, key = sign(b"casebook packs 1\n" + files.encode(), _SEED)
    document = {"format": "casebook-packs-1", "key": key.hex(), "signature": signature.hex(), "files": files}
    with suppress(PackInvalid):
        unpack(json.dumps(document).encode())


def own_text(data: bytes) -> None:
    """A rule or a court profile as an office writes it, or a colleague's file of them.

    The checks collect what is wrong; only a file that is taken apart is refused.
    """
    if not data:
        return
    text = data[1:].decode("utf-8", "replace")
    match data[0] % 4:
        case 0:
            try_rule(text, _deadlines())
        case 1:
            with suppress(CasebookError):
                try_profile(text, _profiles())
        case 2:
            with suppress(PackInvalid, InvalidInput):
                read_rule_pack(data[1:], "rules")
        case _:
            with suppress(PackInvalid, InvalidInput):
                read_profile_pack(data[1:], "profiles")


def bundle_spec(data: bytes) -> None:
    """The spec of a bundle."""
    descriptor = os.memfd_create("spec")
    try:
        os.write(descriptor, data)
        with suppress(InvalidInput, PackInvalid):
            read_spec(Path(f"/proc/self/fd/{descriptor}"))
    finally:
        os.close(descriptor)


@cache
def _deadlines() -> DeadlinePacks:
    return read_deadlines()


@cache
def _profiles() -> Profiles:
    return read_profiles()
