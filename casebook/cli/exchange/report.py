"""``report``: numbers of the casebook without persons, as PDF or CSV, with small numbers hidden."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.i18n import WINDOW_LANGUAGES, Translator
from casebook.base.message import Message
from casebook.cli.base.answer import answer, counted
from casebook.cli.base.date_args import day_or_none
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading
from casebook.domain.exchange.report import ReportProfile, ReportRequest, check_request
from casebook.services.base.flow import run_in_line
from casebook.services.exchange.reports import report as reports
from casebook.services.exchange.reports import report_file


def report(
    *,
    profile: ReportProfile,
    vault: Path,
    out: Path,
    threshold: int,
    from_: str,
    to: str,
    language: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    if language not in WINDOW_LANGUAGES:
        raise InvalidInput(
            "Reports are not available in this language.",
            field="language",
            remedy=Message("Valid values: {known}.", known=", ".join(WINDOW_LANGUAGES)),
        )
    request = ReportRequest(
        profile=profile,
        first_on=day_or_none(from_, "from"),
        last_on=day_or_none(to, "to"),
        threshold=threshold,
    )
    check_request(request)
    with reading(vault, passphrase_file) as session:
        finished = run_in_line(reports.make(session, request, progress=Counter()))
        run_in_line(report_file.write(session, finished, out, Translator(language)))
    hidden = sum(number is None for table in finished.tables for number in table.values.values())
    shown = sum(len(table.values) for table in finished.tables) - hidden
    tables, numbers = counted(len(finished.tables), "table", "tables"), counted(shown, "number", "numbers")
    words = f"{out}: {tables}, {numbers} shown, {hidden} hidden. It is not encrypted."
    document = {"file": str(out), "tables": len(finished.tables), "shown": shown, "hidden": hidden}
    answer(document, words, json_wanted=json)
