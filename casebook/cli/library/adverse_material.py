"""``library contrary|answer``: adverse material, and a case's responses to it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.session import reading, unlocked
from casebook.domain.library.citation import cite_decision
from casebook.services.case import case
from casebook.services.library import adverse_material, omission, rebuttal
from casebook.services.library.adverse_material import AdverseFinding, AdverseReview, Authority


def contrary(*, vault: Path, dossier: str, ground: str, passphrase_file: Path | None, json: bool) -> None:
    if bool(dossier) == bool(ground):
        raise InvalidInput(
            "Enter a dossier or a ground.", field="dossier", remedy="Use --dossier or --ground."
        )
    with reading(vault, passphrase_file) as session:
        adverse = (
            adverse_material.of_dossier(session, dossier)
            if dossier
            else adverse_material.of_ground(session, ground)
        )
    document = {
        "rows": [_passage_json(passage) for passage in adverse.passages],
        "authorities": [_authority_json(authority) for authority in adverse.authorities],
        "unmet": adverse.unmet,
        "unanswered_authorities": adverse.unanswered,
        "of_arguments": [asdict(authority) for authority in adverse.of_arguments],
        "unanswered_of_arguments": adverse.unanswered_of_arguments,
    }
    lines = [
        [passage.met, passage.cited.finding.statement, passage.cited.source.title]
        for passage in adverse.passages
    ]
    decided = [
        [each.met, each.decision.id, each.decision.title, each.decision.court] for each in adverse.authorities
    ]
    words = "\n".join(
        (
            table(["", "adverse finding", "source"], lines),
            table(["", "decision", "allowed a transfer", "court"], decided),
            *_of_arguments(adverse),
            (
                f"{counted(adverse.unmet, 'finding', 'findings')} and "
                f"{counted(adverse.unanswered, 'decision', 'decisions')} without a response."
            ),
        )
    )
    answer(document, words, json_wanted=json)


def _of_arguments(adverse: AdverseReview) -> list[str]:
    """Return the authorities against the arguments of a dossier, and how many are unanswered."""
    if not adverse.of_arguments:
        return []
    lines = [
        [authority.met, authority.proposition, authority.title, authority.argument_id]
        for authority in adverse.of_arguments
    ]
    return [
        table(["", "against an argument made", "authority", "argument"], lines),
        (
            f"{counted(adverse.unanswered_of_arguments, 'authority', 'authorities')} against the arguments "
            "made without a response."
        ),
    ]


def _passage_json(passage: AdverseFinding) -> dict[str, object]:
    return {
        "finding": passage.cited.finding.id,
        "statement": passage.cited.finding.statement,
        "source": passage.cited.source.title,
        "is_met": passage.is_met,
        "met": passage.met,
        "answer": passage.answer or None,
    }


def _authority_json(authority: Authority) -> dict[str, object]:
    decision = authority.decision
    return {
        "decision": decision.id,
        "title": decision.title,
        "citation": cite_decision(decision, Translator()),
        "cite_use": decision.cite_use,
        "later_history": decision.history or None,
        "court": decision.court,
        "country": decision.country,
        "met": authority.met,
        "answer": authority.answer or authority.left_out or None,
    }


def answer_(
    *, vault: Path, of_case: str, record_id: str, text: str, passphrase_file: Path | None, json: bool
) -> None:
    rebuttal_text = sys.stdin.read() if text == "-" else text
    with unlocked(vault, passphrase_file) as session:
        is_decision = any(authority.id == record_id for authority in adverse_material.authorities(session))
        rebuttal_record = rebuttal.write(
            session,
            case.named(session, of_case).id,
            "decision" if is_decision else "finding",
            record_id,
            rebuttal_text,
        )
    answer(
        {"id": rebuttal_record.id, "noun": rebuttal_record.noun, "record_id": record_id},
        "Response saved.",
        json_wanted=json,
    )


def leave_out(
    *, vault: Path, dossier: str, record_id: str, reason: str, passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file) as session:
        omission.leave_out(session, dossier, record_id, reason)
    answer({"dossier": dossier, "record_id": record_id}, "Left out for the reason given.", json_wanted=json)


def take_up(*, vault: Path, dossier: str, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        omission.take_up(session, dossier, record_id)
    answer({"dossier": dossier, "record_id": record_id}, "Included again.", json_wanted=json)
