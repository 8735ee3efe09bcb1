"""``library contrary|answer``: what points the other way, and what a case says to it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, table
from casebook.cli.base.key import Json, KeyFile, Vault, reading, unlocked
from casebook.services.case import case
from casebook.services.library import adverse_material, rebuttal
from casebook.services.library.adverse_material import AdverseFinding, Authority


def add_to(group: typer.Typer) -> None:
    """Give the group its verbs."""
    group.command("contrary", epilog="Example: casebook library contrary VAULT --dossier ID")(_contrary)
    group.command("answer", epilog="Example: casebook library answer VAULT R-1 ID - < answer.txt")(_answer)


def _contrary(
    vault: Vault,
    dossier: Annotated[str, typer.Option(help="Id of a dossier.")] = "",
    ground: Annotated[str, typer.Option(help="Id of a ground.")] = "",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """What points against a dossier or a ground, whether it is met, and what opponents will cite."""
    if bool(dossier) == bool(ground):
        raise InvalidInput("Name a dossier or a ground.", field="dossier", remedy="Give one of the two.")
    with reading(vault, passphrase_file) as session:
        contrary = (
            adverse_material.of_dossier(session, dossier)
            if dossier
            else adverse_material.of_ground(session, ground)
        )
    document = {
        "rows": [_passage(each) for each in contrary.passages],
        "authorities": [_authority(each) for each in contrary.authorities],
        "unmet": contrary.unmet,
        "unanswered_authorities": contrary.unanswered,
    }
    lines = [[each.met, each.cited.finding.statement, each.cited.source.title] for each in contrary.passages]
    words = f"{table(['', 'adverse finding', 'source'], lines)}\n{contrary.unmet} still want an answer."
    answer(document, words, json_wanted=json)


def _passage(passage: AdverseFinding) -> dict[str, object]:
    return {
        "finding": passage.cited.finding.id,
        "statement": passage.cited.finding.statement,
        "source": passage.cited.source.title,
        "is_met": passage.is_met,
        "met": passage.met,
        "answer": passage.answer or None,
    }


def _authority(authority: Authority) -> dict[str, object]:
    decision = authority.decision
    return {
        "decision": decision.id,
        "title": decision.title,
        "court": decision.court,
        "country": decision.country,
        "answer": authority.answer or None,
    }


def _answer(
    vault: Vault,
    of_case: Annotated[str, typer.Argument(metavar="CASE", help="Id or reference of the case.")],
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Of an adverse finding or a decision.")],
    text: Annotated[str, typer.Argument(help="The answer; - reads it from standard input.")],
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Write what a case says to an adverse finding or authority; it prints beneath it in its dossiers."""
    answer_text = sys.stdin.read() if text == "-" else text
    with unlocked(vault, passphrase_file) as session:
        is_decision = any(authority.id == record_id for authority in adverse_material.authorities(session))
        reply = rebuttal.write(
            session,
            case.named(session, of_case).id,
            "decision" if is_decision else "finding",
            record_id,
            answer_text,
        )
    answer({"id": reply.id, "noun": reply.noun, "record_id": record_id}, "Kept.", json_wanted=json)
