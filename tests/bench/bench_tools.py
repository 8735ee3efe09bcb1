"""What a declaration on paper, the picture of readers, the ledger and a review cost the processor.

Each is held against what it cannot do without: the records it reads, or the page that is set.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.outcome import Outcome, OutcomeEntry
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.person.person import Consent, Person
from casebook.sample.sample import fill_with_sample
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import outcome_leaving, outcome_ledger
from casebook.services.declaration import declaration_paper
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.precheck import precheck
from casebook.services.dossier.readers.reader_picture import picture
from casebook.services.library import first_hours
from casebook.services.library.cooperation import review
from casebook.services.library.cooperation.review_sheet import rendered
from casebook.services.library.first_hours_sheet import sheet_pdf
from tests.bench.opened import new_casebook
from tests.bench.ratio import Ratio, scratch, worked

ROUNDS, OUTCOMES = 3, 1_000
STATES = ("CY", "IT")


def measure() -> list[Ratio]:
    """The sample's own declaration and dossier, two reviews, and a thousand outcomes."""
    with scratch("tools") as folder:
        for name in ("sample", "ledger"):
            (folder / name).mkdir()
        return [*_of_sample(folder / "sample"), _review(), _ledger(folder / "ledger")]


def _of_sample(folder: Path) -> list[Ratio]:
    session = new_casebook(folder)
    fill_with_sample(session)
    declaration, *_ = record.every(session, Declaration)
    dossier = next(one for one in record.every(session, Dossier) if one.kind == "hearing-dossier")
    request = BuildRequest(dossier_id=dossier.id, copy_kind="service", purpose="court")
    page = first_hours.page("CY", session)
    ratios = [
        worked(
            "a declaration on paper, to one page",
            0.6,
            ROUNDS,
            lambda: run_in_line(declaration_paper.pdf_of(session, declaration.id)),
            lambda: sheet_pdf(page, "en", "zh-Hans"),
        ),
        worked(
            "who will read, to the check alone",
            1.2,
            ROUNDS,
            lambda: picture(session, request),
            lambda: (load_for_preview(session, request), precheck(session, request)),
        ),
    ]
    session.close()
    return ratios


def _review() -> Ratio:
    ready, words = review.reviews(STATES), Translator()
    return worked(
        "a review of two States, to setting it",
        1.6,
        ROUNDS,
        lambda: rendered(review.reviews(STATES), words, "pdf"),
        lambda: rendered(ready, words, "pdf"),
    )


def _ledger(folder: Path) -> Ratio:
    session = new_casebook(folder)
    _fill(session)

    def ours() -> None:
        lines = outcome_ledger.ledger(session)
        shown = outcome_leaving.preview(session)
        if len(lines) != OUTCOMES or len(shown.rows) != OUTCOMES or not outcome_ledger.tables(lines):
            raise SystemExit("an outcome is missing from the ledger")

    def floor() -> None:
        for kind in (Outcome, Case, Person):
            record.every(session, kind)

    ratio = worked(f"ledger of {OUTCOMES:,} outcomes, to its records", 8.0, ROUNDS, ours, floor)
    session.close()
    return ratio


def _fill(session: Session) -> None:
    """A case, a person and an outcome for each number."""
    consent = Consent(purpose="ledger", given_on=date(2020, 1, 1))
    with session.store.write("outcome.import") as transaction:
        for number in range(OUTCOMES):
            person = Person(
                id=f"p{number}",
                names=(Name(text=f"Given Sur{number:04}", script="Latn"),),
                born=StatedDate(edtf=str(1950 + number % 50)),
                consents=(consent,),
            )
            case = Case(
                id=f"c{number}",
                reference=f"B-{number}",
                title="Extradition",
                jurisdiction="CY",
                opened_on=date(2021, 1, 1),
                parties=(Party(person_id=person.id),),
            )
            outcome = Outcome(
                id=f"o{number}",
                case_id=case.id,
                person_id=person.id,
                ended="extradition",
                ended_on=StatedDate(edtf="2022-10-03"),
                requested="CY",
                channel="extradition-treaty",
                entries=(OutcomeEntry(became="detained", on=StatedDate(edtf="2022-10-04"), note="told"),),
            )
            for one in (person, case, outcome):
                transaction.add(one)
