"""``team conflicts|settle``: versions of one field beside each other, and which one stands from now on."""

from __future__ import annotations

import sys
from json import loads
from pathlib import Path
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading, unlocked
from casebook.domain.sharing.rival import Rival, RivalVersion
from casebook.services.case import case as cases
from casebook.services.sharing import rival_text, rivals, settling

_HEADS, _VERSION_HEADS = ("conflict", "type", "field", "of"), ("no.", "value", "by", "written", "")


def list_(*, vault: Path, case_name: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        contested = (
            rivals.of_case(session, cases.named(session, case_name).id)
            if case_name
            else rivals.every(session)
        )
    words = Translator()
    answer(
        {"rows": [_row(rival, words) for rival in contested]},
        "\n\n".join(_tables(rival, words) for rival in contested) or "No field has two versions.",
        json_wanted=json,
    )


def settle(
    *, vault: Path, conflict: str, take: int, value: str, passphrase_file: Path | None, json: bool
) -> None:
    if bool(take) is bool(value):
        raise InvalidInput(
            "One of --take and --value is needed.",
            field="take",
            remedy="Give the number of a version with --take, or another value with --value.",
        )
    with unlocked(vault, passphrase_file) as session:
        rival = rivals.named(session, conflict)
        if take:
            settling.take(session, rival, _chosen(rival, take).stamp)
        else:
            settling.write(session, rival, _content(rival, sys.stdin.read() if value == "-" else value))
    settled = {"noun": rival.noun, "id": rival.record_id, "field": rival.key, "settled": True}
    title = rival_text.title_of(rival, Translator())
    answer(settled, f"{title} of the {rival.noun} has one version now.", json_wanted=json)


def _chosen(rival: Rival, number: int) -> RivalVersion:
    if number > len(rival.versions):
        raise InvalidInput(
            "There is no version with this number.", field="take", remedy="Use a number that is listed."
        )
    return rival.versions[number - 1]


def _content(rival: Rival, text: str) -> Any:  # noqa: ANN401 - any JSON
    """Return a value typed for a field: a text as it is, anything else as JSON."""
    text = text.removesuffix("\n")
    if all(isinstance(version.content, str) for version in rival.versions):
        return text
    try:
        return loads(text)
    except ValueError:
        raise InvalidInput(
            "The value of this field is not text.", field="value", remedy="Enter it as JSON, as it is listed."
        ) from None


def _row(rival: Rival, words: Translator) -> dict[str, object]:
    return {
        "conflict": rival.id,
        "noun": rival.noun,
        "id": rival.record_id,
        "title": rival.title,
        "case_id": rival.case_id,
        "field": rival.key,
        "field_title": rival_text.title_of(rival, words),
        "kind": rival.kind,
        "counted_twice": list(rival.counted_days),
        "versions": [
            {
                "number": number,
                "text": rival_text.text_of(rival, version, words),
                "value": version.content if version.is_readable else None,
                "by": str(version.who),
                "written_at": version.written_at,
                "is_shown": version.is_shown,
                "why": rival.because if version.is_shown else "",
                "is_readable": version.is_readable,
            }
            for number, version in enumerate(rival.versions, 1)
        ],
    }


def _tables(rival: Rival, words: Translator) -> str:
    """Return a conflict and its versions below it, so that its ID keeps to one line."""
    about = (rival.id, rival.noun, rival_text.title_of(rival, words), rival.title)
    versions = [
        (
            number,
            rival_text.text_of(rival, version, words).replace("\n", "; "),
            version.who,
            f"{version.written_at:%Y-%m-%d %H:%M}" if version.written_at else "",
            rival_text.because(rival, version, words),
        )
        for number, version in enumerate(rival.versions, 1)
    ]
    counted = rival_text.counted_twice(rival, words)
    tables = (table(_HEADS, [about]), counted, table(_VERSION_HEADS, versions))
    return "\n".join(filter(None, tables))
