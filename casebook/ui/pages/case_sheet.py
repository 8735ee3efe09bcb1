"""How a case is filled in: reference, neutral title, where it runs, how closely it is kept, its team."""

from __future__ import annotations

import re
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.domain.case import Case
from casebook.services import record
from casebook.ui.desk import Desk
from casebook.ui.pages.filling import Makers
from casebook.ui.pages.sheet import Sheet, Values
from casebook.ui.pages.wording import Wording
from casebook.ui.widgets.field import Field

_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def case_sheet(desk: Desk) -> Sheet[Case]:
    """The sheet of a case."""
    words = desk.words
    return Sheet(
        kind=Case,
        new=words("New case"),
        change=words("Change the case"),
        added=words("The case was opened."),
        changed=words("The case was changed."),
        removed=words("The case was removed."),
        fields=_fields(Makers(desk), Wording(words)),
        shape=_shaped,
    )


def set_status(desk: Desk, case_id: str, status: Any) -> None:  # noqa: ANN401 - a CaseStatus
    """Close, rest or reopen a case; the message bar brings back how it stood."""
    words = desk.words
    told = {
        "open": words("The case is open again."),
        "dormant": words("The case rests."),
        "closed": words("The case is closed. Everything in it stays."),
    }

    def write(session: Any) -> tuple[Case, Case]:  # noqa: ANN401 - a Session
        was = record.find(session, Case, case_id)
        now = was.in_status(status, session.clock().date())
        record.change(session, now, seen=was)
        return was, now

    def done(both: tuple[Case, Case]) -> None:
        was, now = both
        desk.did(told[status], lambda session: record.change(session, was, seen=now))

    desk.ask(write, done)


def _shaped(values: Values) -> Values:
    code = str(values["jurisdiction"]).upper()
    if not _CODE.fullmatch(code):
        raise InvalidInput(
            "This is no country.",
            field="jurisdiction",
            remedy="Choose one from the list, or write its code, such as CY or GB-EW.",
        )
    return {**values, "jurisdiction": code}


def _fields(makers: Makers, wording: Wording) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="reference",
            title=words("Reference"),
            makes=makers.text("LIN-2026-003"),
            help=words("The office's own number."),
            is_required=True,
        ),
        Field(
            key="title",
            title=words("Title, naming nobody"),
            makes=makers.text(words("Extradition to the PRC")),
        ),
        Field(key="jurisdiction", title=words("Country"), makes=makers.country(), is_required=True),
        Field(
            key="confidentiality",
            title=words("Confidentiality"),
            makes=makers.choice(wording.confidentiality),
        ),
        Field(
            key="team",
            title=words("Team"),
            makes=makers.several(),
            help=words("Who works on it, with commas between."),
        ),
    )
