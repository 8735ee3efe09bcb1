"""A list of 1,000 people from a workbook: read in isolation, and planned and written."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.evidence.intake_source import from_paths
from casebook.services.exchange.import_list import carry_out, plan, suggest
from casebook.services.exchange.list_reading import read_list
from tests.bench.opened import new_casebook
from tests.bench.ratio import Ratio, scratch, timed

ROWS, ROUNDS = 1_000, 2
HEAD = ("Surname", "Given name", "Date of birth", "Nationality")


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
        ]


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
