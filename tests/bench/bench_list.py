"""A list of 1,000 people read, planned and written; a register compared; the page for the first 48 hours."""

from __future__ import annotations

import csv
import resource
import time
from pathlib import Path

import openpyxl

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.evidence.intake_source import from_paths
from casebook.services.exchange.import_list import carry_out, plan, suggest
from casebook.services.exchange.list_reading import read_list
from casebook.services.exchange.registers import matching
from casebook.services.exchange.registers.matching import RegisterQuestion
from casebook.services.library import first_hours
from casebook.services.library.first_hours_sheet import sheet_pdf
from tests.bench.opened import new_casebook
from tests.bench.ratio import Ratio, scratch, timed

ROWS, ROUNDS = 1_000, 2
HEAD = ("Surname", "Given name", "Date of birth", "Nationality")
LISTED, PEOPLE = 16_000, 1_000
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
