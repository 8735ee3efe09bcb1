"""A list of 1,000 people read, planned and written; a register compared; pages and lists of single tools.

The page for the first 48 hours and a register are held against the time they may take; a declaration on
paper, the picture of readers, a review and the ledger of outcomes against what they cannot do without: the
records they read, or the page that is set.
"""

from __future__ import annotations

import csv
import resource
import time
from datetime import date
from pathlib import Path

import openpyxl

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
from casebook.services.evidence.intake_source import from_paths
from casebook.services.exchange.import_list import carry_out, plan, suggest
from casebook.services.exchange.list_reading import read_list
from casebook.services.exchange.registers import matching
from casebook.services.exchange.registers.matching import RegisterQuestion
from casebook.services.library import first_hours
from casebook.services.library.cooperation import review
from casebook.services.library.cooperation.review_sheet import rendered
from casebook.services.library.first_hours_sheet import sheet_pdf
from tests.bench.opened import new_casebook
from tests.bench.ratio import Ratio, scratch, timed, worked

ROWS, ROUNDS = 1_000, 2
HEAD = ("Surname", "Given name", "Date of birth", "Nationality")
LISTED, PEOPLE = 16_000, 1_000
TOOL_ROUNDS, OUTCOMES = 3, 1_000
STATES = ("CY", "IT")
BAR_S, PAGE_BAR_S = 20.0, 1.0
_FAMILIES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁宋郑谢韩唐冯于董萧"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红志建国文斌波辉东海燕晓亮云飞"
_LISTED_HEAD = (
    *("record number", "Chinese name", "name", "sex"),
    *("age at detention", "date of detention", "province"),
)


def measure() -> list[Ratio]:
    """Reading against openpyxl, and the whole import against writing the same people."""
    with scratch("list") as folder:
        path = _workbook(folder / "people.xlsx")
        casebooks = iter(_casebooks(folder))

        def ours() -> object:
            session = next(casebooks)
            grid = run_in_line(read_list(from_paths([path])[0]))
            planned = plan(session, "person", grid, suggest("person", grid))
            if carry_out(session, planned) != ROWS:
                raise SystemExit("a row was not imported")
            return session.close

        def floor() -> object:
            session = next(casebooks)
            _write_bare(session)
            return session.close

        return [
            timed(
                f"reading a workbook of {ROWS:,} rows",
                8.0,
                3,
                lambda: run_in_line(read_list(from_paths([path])[0])),
                lambda: _read_bare(path),
            ),
            timed(f"import of {ROWS:,} people", 5.0, ROUNDS, ours, floor),
            *_registers(),
            *_tools(),
        ]


def _registers() -> list[Ratio]:
    """The processor's work, in this process and in those that read, over what it may be."""
    first = _page()
    with scratch("register") as folder:
        session = new_casebook(folder)
        _fill_people(session)
        path = _register(folder / "register.csv")
        before = _used_s()
        run = run_in_line(matching.match(session, RegisterQuestion(offer=from_paths([path])[0])))
        taken = _used_s() - before
        session.close()
    if (run.rows, run.people) != (LISTED, PEOPLE) or not run.matches:
        raise SystemExit("rows or people were not compared")
    return [
        Ratio(
            f"register of {LISTED:,} rows", taken / BAR_S, 1.0, f"{taken:.1f} s of {BAR_S:.0f} s of processor"
        ),
        Ratio("page for the first 48 hours", first / PAGE_BAR_S, 1.0, f"{first:.2f} s of {PAGE_BAR_S:.0f} s"),
    ]


def _used_s() -> float:
    """How long the processor worked for this process and for those that ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def _page() -> float:
    """The time of the first page, with the packs read anew."""
    start = time.process_time()
    sheet_pdf(first_hours.page("GB"), "en", "zh-Hans")
    return time.process_time() - start


def _name(number: int) -> str:
    """A name in characters; the same for a number each time, and one name for several."""
    family = _FAMILIES[number % len(_FAMILIES)]
    return family + _GIVEN[number * 7 % len(_GIVEN)] + _GIVEN[number * 13 % len(_GIVEN)]


def _fill_people(session: Session) -> None:
    with session.store.write("person.import") as transaction:
        for number in range(PEOPLE):
            names = (Name(text=_name(number * 31), script="Hans"),)
            born = StatedDate(edtf=str(1950 + number % 50))
            transaction.add(Person(id=session.ids(), names=names, born=born, birth_place="Henan"))


def _register(path: Path) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(_LISTED_HEAD)
        for number in range(LISTED):
            day = f"20{number % 23:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
            spelled = f"Family{number % 30} Given{number % 97}"
            writer.writerow((number, _name(number), spelled, "M", 20 + number % 50, day, "Henan"))
    return path


def _casebooks(folder: Path) -> list[Session]:
    """An empty casebook for each run, so that nobody is already present."""
    casebooks = []
    for number in range(2 * (ROUNDS + 1)):
        (folder / str(number)).mkdir()
        casebooks.append(new_casebook(folder / str(number)))
    return casebooks


def _people() -> list[tuple[str, str, str]]:
    """Surname, given name and date of birth, no two alike."""
    return [
        (f"Sur{number:04}name", f"Given{number % 97}", f"19{number % 60 + 30}-{number % 12 + 1:02}-05")
        for number in range(ROWS)
    ]


def _workbook(path: Path) -> Path:
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("People")
    sheet.append(HEAD)
    for family, given, born in _people():
        sheet.append((family, given, born, "CN"))
    workbook.save(path)
    return path


def _read_bare(path: Path) -> None:
    workbook = openpyxl.load_workbook(path, read_only=True)
    if sum(1 for _ in workbook.worksheets[0].iter_rows(values_only=True)) != ROWS + 1:
        raise SystemExit("a row was not read")
    workbook.close()


def _write_bare(session: Session) -> None:
    with session.store.write("person.import") as transaction:
        for family, given, _ in _people():
            name = Name(text=f"{given} {family}", script="Latn")
            transaction.add(Person(id=session.ids(), names=(name,)))


def _tools() -> list[Ratio]:
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
            TOOL_ROUNDS,
            lambda: run_in_line(declaration_paper.pdf_of(session, declaration.id)),
            lambda: sheet_pdf(page, "en", "zh-Hans"),
        ),
        worked(
            "who will read, to the check alone",
            1.2,
            TOOL_ROUNDS,
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
        TOOL_ROUNDS,
        lambda: rendered(review.reviews(STATES), words, "pdf"),
        lambda: rendered(ready, words, "pdf"),
    )


def _ledger(folder: Path) -> Ratio:
    session = new_casebook(folder)
    _fill_outcomes(session)

    def ours() -> None:
        lines = outcome_ledger.ledger(session)
        shown = outcome_leaving.preview(session)
        left = sum(row.people for _, row in shown.rows)
        if len(lines) != OUTCOMES or left != OUTCOMES or not outcome_ledger.tables(lines):
            raise SystemExit("an outcome is missing from the ledger")

    def floor() -> None:
        for kind in (Outcome, Case, Person):
            record.every(session, kind)

    ratio = worked(f"ledger of {OUTCOMES:,} outcomes, to its records", 8.0, TOOL_ROUNDS, ours, floor)
    session.close()
    return ratio


def _fill_outcomes(session: Session) -> None:
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
