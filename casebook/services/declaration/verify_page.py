"""How a recipient verifies a release pack without this program: one page of plain text.

Source: coreutils manual, `sha256sum --check`; OpenTimestamps client, `ots verify`; OpenSSL, `openssl-ts`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity

AbsentPart = Literal["recording", "scan", "proofs"]
"""What may not go along, which the page says."""
TITLE = gettext_noop("How to verify these files")
_INTRO = (
    gettext_noop(
        "These files belong to a declaration that a person made in case they lose their freedom. No program "
        "of ours is needed to verify them."
    ),
)
_LISTED = (
    gettext_noop(
        "1. The list SHA256SUMS has the SHA-256 hash of each file. On Linux, in the folder of these files: "
        "sha256sum --check SHA256SUMS. On macOS: shasum -a 256 --check SHA256SUMS. On Windows, file by file: "
        "certutil -hashfile FILE SHA256. The hash has to be the one in the list."
    ),
    gettext_noop(
        "2. A person who exchanges a file can write the list anew. So ask the office that gave you "
        "these files for "
        "the SHA-256 hash of the list SHA256SUMS itself, which its register keeps: by a way that you know to "
        "be theirs, not one that these files name."
    ),
)
_SEAL = gettext_noop(
    "3. The SHA-256 hash of sealed-record.json is the seal that is printed on declaration.pdf. It holds the "
    "words as they were on the signed paper, the code of that paper (the first letters of printed_sha256, "
    "at the head of each of its pages), the days, and the hashes of recording and transcript. The short "
    "codes in it, such as contact_id, stand for persons, contacts, files and the case; the words of the "
    "declaration say who is meant."
)
_KEPT = gettext_noop(
    "Every sealed record has {name}, which covers what that office keeps of the record for itself, such as "
    "the number of its entry."
)
_RECORDING = gettext_noop(
    "4. Where there is a recording, its hash is printed on the declaration, too. Compare the two: the person "
    "signed the paper that names this recording."
)
_PROOFS = gettext_noop(
    "5. A proof of time (.ots) shows that a file existed when a block of Bitcoin was mined. With the client "
    "of OpenTimestamps: ots verify PROOF.ots -f FILE. It needs the network, or a node of Bitcoin. A time "
    "stamp (.tsr) shows it by the signature of an authority: openssl ts -verify -in STAMP.tsr -data FILE "
    "-CAfile ROOT.pem. ROOT.pem is the root certificate of the authority, from a source that you know to be "
    "theirs: one that goes with these files proves nothing by itself. For certificates in between, add "
    "-untrusted CERTIFICATE.pem. Where a certificate is no text, first: openssl x509 -inform DER -in "
    "CERTIFICATE.cer -out CERTIFICATE.pem. Where a digest list goes with a proof, verify the proof with the "
    "list as FILE, and look for the hash of the file in the list."
)
_NO_PROOFS = gettext_noop(
    "5. No proof of time goes with these files: when they were made is stated in the declaration alone."
)
_NO_SCAN = gettext_noop(
    "No scan of the signed paper goes with these files: none of them bears a signature. Ask to see the paper."
)
_NO_RECORDING = gettext_noop(
    "The declaration names a recording that does not go with these files: it was left out. Ask for it."
)
_LIMITS = gettext_noop(
    "6. This shows that the files are unchanged since the list was made. It does not show who made them, "
    "that what they say is true, or that the signature is the person's: compare it with another one, and ask "
    "those whom the declaration authorises."
)
_LIST = gettext_noop("What each file is:")


@entity
class ReleasedName:
    """A file of the pack, and what it is."""

    name: str
    what: Message


def verify_page(
    files: Sequence[ReleasedName],
    languages: Sequence[str],
    absent: Collection[AbsentPart],
    *,
    kept: str,
) -> str:
    """Return the page, in each of the languages, with what does not go along.

    Args:
        files: of the pack.
        languages: of the page.
        absent: what does not go along.
        kept: name in the sealed record of the hash of what stays with the office, or "".
    """
    lacking = [text for part, text in (("scan", _NO_SCAN), ("recording", _NO_RECORDING)) if part in absent]
    pages = []
    for language in languages:
        words = Translator(language)
        lines = [words(TITLE), "", *map(words, _INTRO), "", words(_LIST)]
        lines += [f"  {one.name}: {words(one.what)}" for one in files]
        seal = f"{words(_SEAL)} {words(_KEPT, name=kept)}" if kept else words(_SEAL)
        proofs = words(_NO_PROOFS if "proofs" in absent else _PROOFS)
        steps = [*map(words, (*lacking, *_LISTED)), seal, words(_RECORDING), proofs, words(_LIMITS)]
        lines += [part for step in steps for part in ("", step)]
        pages.append("\n".join(lines))
    return "\n\n---\n\n".join(pages) + "\n"
