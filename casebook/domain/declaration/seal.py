"""The seal of a declaration: the texts that are hashed, and what of them stays with the office."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import Any

from casebook.domain.declaration.declaration import Declaration

ANNEX = "annex-title"
"""ID of the first line of the annex."""
ANNEX_LINES = frozenset(
    {
        *(ANNEX, "annex-of", "relatives-title", "relatives"),
        *("release-title", "condition", "no-condition", "witness-decides", "annex-signed"),
    }
)
"""Lines signed on a sheet of their own: the other side would learn when and by whom it is released."""
_ANNEX_NAMED = "annex-named"
"""ID of the line by which earlier papers said that there is an annex."""
FREE_AFTER_SEAL = frozenset({"scan_id", "withdrawals", "releases"})
"""What may still be said of a sealed declaration: where its paper is, that it was withdrawn, who got it."""
_NOT_SEALED = FREE_AFTER_SEAL | {"id", "seal", "transcript"}
_NOT_PRINTED = _NOT_SEALED | {"signed_on", "entered_on", "printed_on", "printed_sha256", "transcript_sha256"}
_LATER = frozenset({"printed_on", "printed_sha256", "entered_on", "transcript_sha256"})
"""What came after the first seals: left out where empty, so that these still match."""
_CODED_FROM = 6
"""The first wording whose sealed texts have codes of their own in place of the IDs of records."""
_IDS = ("case_id", "person_id", "witness_id", "interpreter_id", "video_id", "replaces_id")


def sealed_text(declaration: Declaration) -> str:
    """Return the text whose SHA-256 is the seal: JSON of all that is signed, which anybody can hash again."""
    return _plain(declaration, _NOT_SEALED)


def seal_of(declaration: Declaration) -> str:
    """Return the SHA-256 over all that is signed, in lower-case hex."""
    return sha256_of(sealed_text(declaration))


def paper_sha256_of(declaration: Declaration) -> str:
    """Return the SHA-256 over what is printed for signature, in lower-case hex."""
    return sha256_of(_plain(declaration, _NOT_PRINTED))


def annex_text(declaration: Declaration) -> str:
    """Return the text whose SHA-256 stands in the sealed text for the annex; "" where there is none.

    SECURITY: the id, which leaves with nothing else, keeps anybody from guessing the annex by its hash.
    """
    if not kept_name(declaration):
        return ""
    plain: dict[str, object] = {
        "id": declaration.id,
        "conditions": _values(declaration)["conditions"],
        "words": [asdict(one) for one in declaration.words if one.id in ANNEX_LINES],
    }
    if not _names_annex(declaration):
        plain["clauses"] = [one for one in declaration.clauses if one in ANNEX_LINES]
    return _json(plain)


def kept_name(declaration: Declaration) -> str:
    """Return under which name the hash of what the office keeps stands in the sealed text; "" for none.

    SECURITY: each text has it, and no recipient learns from its name of an annex. Earlier papers said that
    there is one; their seals keep it.
    """
    if not any(one.id == ANNEX for one in declaration.words):
        return ""
    return "annex_sha256" if _names_annex(declaration) else "kept_sha256"


def _names_annex(declaration: Declaration) -> bool:
    return any(one.id == _ANNEX_NAMED for one in declaration.words)


def _plain(declaration: Declaration, without: frozenset[str]) -> str:
    values = _values(declaration).items()
    plain = {name: value for name, value in values if name not in without and (value or name not in _LATER)}
    if annex := annex_text(declaration):
        del plain["conditions"]
        plain["words"] = [asdict(one) for one in declaration.words if one.id not in ANNEX_LINES]
        plain[kept_name(declaration)] = sha256_of(annex)
        if not _names_annex(declaration):
            plain["clauses"] = [one for one in declaration.clauses if one not in ANNEX_LINES]
    return _json(plain)


def _values(declaration: Declaration) -> dict[str, Any]:
    """Return the values of a declaration, since the sixth wording with a code for each ID of a record.

    SECURITY: by equal IDs two packs would show that persons are of one case or know one another. A code is
    the same within one record alone: it is made with the random ID of that record.
    """
    values = asdict(declaration)
    if not declaration.pack.isdecimal() or int(declaration.pack) < _CODED_FROM:
        return values

    def code(record_id: str) -> str:
        return sha256_of(f"{declaration.id} {record_id}")[:16] if record_id else ""

    return {
        **values,
        **{name: code(values[name]) for name in _IDS},
        "authorised": [{**one, "contact_id": code(one["contact_id"])} for one in values["authorised"]],
        "conditions": [
            {
                **one,
                "contact_id": code(one["contact_id"]),
                "recipient_ids": [code(each) for each in one["recipient_ids"]],
            }
            for one in values["conditions"]
        ],
    }


def _json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str)


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text, in lower-case hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_unbroken(declaration: Declaration) -> bool:
    """Return whether it says what was signed; a draft says nothing yet."""
    if not declaration.is_sealed:
        return True
    kept = declaration.transcript_sha256
    return declaration.seal == seal_of(declaration) and kept in {"", sha256_of(declaration.transcript)}


def is_as_printed(declaration: Declaration) -> bool:
    """Return whether it says what its paper said when that was printed for signature."""
    return bool(declaration.printed_sha256) and declaration.printed_sha256 == paper_sha256_of(declaration)


def sealed(declaration: Declaration) -> Declaration:
    """Return it with the seal over what it says."""
    return replace(declaration, seal=seal_of(declaration))
