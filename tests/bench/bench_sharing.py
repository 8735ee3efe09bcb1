"""Sharing: what a save costs for versions, how fast much is taken and compared, how large what leaves is.

The floor of a save is the same save by a program whose nouns are never carried. The other rows are figures
against a bar: seconds of the processor, milliseconds, KiB and MB.
"""

from __future__ import annotations

import io
import json
import random
import statistics
import time
from base64 import b64encode
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from casebook.crypto.kdf import FLOOR_COST
from casebook.crypto.secret import Secret
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.person.person import Person
from casebook.domain.sharing.comparison import compared
from casebook.domain.sharing.encoding import decoded, encoded
from casebook.domain.sharing.merge import MergeRules
from casebook.domain.sharing.version import RecordVersion
from casebook.sample.sample import fill_with_sample
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.services.sharing.members.members import found
from casebook.services.sharing.travel.travel_pack import TravelOrder, pack
from casebook.store.registry import table_named
from casebook.store.sharing import arriving
from casebook.store.sharing.give import versions_of
from casebook.vault.sharing.carrier_file import CarrierSealer, LinePlace, open_carrier_file
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind, SharePlace, SpaceKey
from tests.bench.opened import new_casebook
from tests.bench.ratio import Ratio, scratch

SAVES, HELD, MANY, OPENED = 300, 300, 10_000, 300
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SAVE_BAR, CHANGES_BAR_S, PERSONS_BAR_S, PREVIEW_BAR_S = 1.1, 15.0, 60.0, 3.0
FIELD_BAR_KIB, FILE_BAR_MS, TRAVEL_BAR_MB = 1.0, 1.0, 5.0
KEY = SpaceKey(place=SharePlace(team=b"t" * 16, space=b"s" * 16), epoch=1, key=Secret(bytes(range(32))))


def measure() -> list[Ratio]:
    """Saves, what is taken and compared, files, a casebook that travels."""
    with scratch("sharing") as folder, ExitStack() as opened:

        def casebook(name: str) -> Session:
            (folder / name).mkdir()
            session = new_casebook(folder / name)
            opened.callback(session.close)
            return session

        return [
            *_saves(casebook, folder),
            *_taken(casebook),
            *_files(casebook("carrier"), folder),
            _travel(casebook("home"), folder),
        ]


def _saves(casebook: Callable[[str], Session], folder: Path) -> list[Ratio]:
    """A changed field, with versions, in a team, and where no noun is carried; in turns, by both clocks."""
    table = table_named("case")
    rules = table.merge
    sessions = {name: casebook(name) for name in ("versions", "team", "none")}
    device.make_own(sessions["team"], "bench")
    found(sessions["team"], "Bench", "bench", folder / "bench.casebook-share")
    for session in sessions.values():
        record.add(session, *(_case(number) for number in range(HELD)))
    times: dict[str, list[float]] = {name: [] for name in sessions}
    worked: dict[str, list[float]] = {name: [] for name in sessions}
    chance = random.Random(1)  # noqa: S311 - the order in which they are measured
    for number in range(SAVES):
        for name in chance.sample(sorted(sessions), len(sessions)):
            object.__setattr__(table, "merge", MergeRules() if name == "none" else rules)
            start, start_of_work = time.perf_counter(), time.process_time()
            _change(sessions[name], number)
            times[name].append((time.perf_counter() - start) * 1000)
            worked[name].append((time.process_time() - start_of_work) * 1000)
    object.__setattr__(table, "merge", rules)
    return [
        _save(f"save {words}, {clock}", statistics.median(of[name]), statistics.median(of["none"]))
        for name, words in (("versions", "with versions"), ("team", "in a team"))
        for clock, of in (("clock", times), ("processor", worked))
    ]


def _save(name: str, ours: float, floor: float) -> Ratio:
    detail = f"{ours:.2f} ms against {floor:.2f} ms without versions, {SAVES} runs"
    return Ratio(name, ours / floor, SAVE_BAR, detail)


def _change(session: Session, number: int) -> None:
    with session.store.write("case.change") as transaction:
        case: Any = table_named("case").find(transaction.connection, f"c{number % HELD}")
        transaction.replace(replace(case, title=f"Title {number}"))


def _case(number: int) -> Case:
    return Case(
        id=f"c{number}", reference=f"B-{number}", title="", jurisdiction="CY", opened_on=date(2026, 1, 2)
    )


def _taken(casebook: Callable[[str], Session]) -> list[Ratio]:
    """What another casebook knows of 10,000 notes, then of a changed field of each; and of 10,000 persons."""
    giver, taker = casebook("giver"), casebook("taker")
    notes = [Note(id=f"n{at}", text=f"Words {at}", written_at=AT, case_id="c0") for at in range(MANY)]
    persons = [Person(id=f"p{at}", names=_names(at), birth_place=f"Place {at}") for at in range(MANY)]
    record.add(giver, _case(0), *notes, *persons)
    _took(taker, _body(giver, "note", notes))
    with giver.store.write("note.change") as transaction:
        transaction.replace_all([replace(one, text=f"{one.text}, as changed") for one in notes])
    changes = _body(giver, "note", notes)
    preview = _worked(lambda: _compared(taker, changes))
    return [
        _second("preview of 10,000 changes", preview, PREVIEW_BAR_S),
        _second("take of 10,000 changes", _worked(lambda: _took(taker, changes)), CHANGES_BAR_S),
        _second(
            "take of 10,000 persons",
            _worked(lambda: _took(taker, _body(giver, "person", persons))),
            PERSONS_BAR_S,
        ),
    ]


def _names(number: int) -> tuple[Name, ...]:
    return (Name(text=f"Sample Person {number}", script="Latn"), Name(text=f"样本{number}", script="Hans"))


def _body(session: Session, noun: str, records: Iterable[Note | Person]) -> str:
    with session.store.reading() as connection:
        versions = versions_of(connection, noun, [one.id for one in records])
    return json.dumps([encoded(one) for one in versions], ensure_ascii=False)


def _versions(body: str) -> list[RecordVersion]:
    return [decoded(one) for one in json.loads(body)]


def _took(session: Session, body: str) -> None:
    with session.store.write("parcel.take") as transaction:
        transaction.take(_versions(body))


def _compared(session: Session, body: str) -> None:
    versions = _versions(body)
    with session.store.reading() as connection:
        for start in range(0, len(versions), 500):
            some = versions[start : start + 500]
            here = arriving.known_of(connection, some[0].noun, [one.id for one in some])
            for one in some:
                compared(here.rules, here.versions.get(one.id), one, frozenset(), here.is_readable)


def _worked(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _second(name: str, seconds: float, bar: float) -> Ratio:
    return Ratio(name, seconds, bar, f"{seconds:.2f} s of the processor, once")


def _files(session: Session, folder: Path) -> list[Ratio]:
    """A saved field as a file of the shared folder, and how long such a file takes to be opened."""
    device.make_own(session, "bench")
    own, card = device.own_keys(session), device.required_card(session)
    record.add(session, _case(0))
    with session.store.reading() as connection:
        stamps = versions_of(connection, "case", ["c0"])[0].began
    change = RecordVersion(
        noun="case", id="c0", entries={"title": {stamps: "A title of usual length, changed"}}
    )
    change.spent = {("title", bytes(16))}
    space = b64encode(KEY.place.space).decode()
    body = json.dumps({"v": 1, "c": space, "r": [encoded(change)], "p": [], "f": []}).encode()
    carrier, sealer = CarrierFolder.create(folder / "files.casebook-share"), CarrierSealer(own, KEY)
    name = carrier.new_name()
    line = LinePlace(line=bytes(8), number=1)
    laid = carrier.put(name, lambda to: sealer.seal_body(to, name, CarrierKind.CHANGES, line, body))
    with carrier.open(name) as file:
        raw = file.read()
    times = []
    for _ in range(OPENED):
        start = time.perf_counter()
        opened = open_carrier_file(io.BytesIO(raw), name, [KEY])
        if opened is None or opened.body(card.public) != body:
            raise SystemExit("a file does not open")
        times.append((time.perf_counter() - start) * 1000)
    kib, took = laid.size_bytes / 1024, statistics.median(times)
    return [
        Ratio("a saved field on the carrier, KiB", kib, FIELD_BAR_KIB, f"{laid.size_bytes} bytes"),
        Ratio("a file opened, ms", took, FILE_BAR_MS, f"{took:.2f} ms with its signature, {OPENED} runs"),
    ]


def _travel(session: Session, folder: Path) -> Ratio:
    """Two cases of the sample with what they cite, without exhibits."""
    fill_with_sample(session)
    cases = tuple(one.id for one in record.every(session, Case)[:2])
    order = TravelOrder(case_ids=cases, target=folder / "trip.casebook", purpose="court", within_limits=True)
    megabytes = pack(session, order, cost=FLOOR_COST).size_bytes / 1e6
    return Ratio("a casebook that travels, MB", megabytes, TRAVEL_BAR_MB, "two cases of the sample")
