"""Compare the locked versions with advisories: ``python packaging/audit.py LIST``, which nothing fetches.

LIST is what a maintainer brings: advisories in the OSV format as one JSON file, a folder of them or a ZIP,
such as the list of all advisories on PyPI that OSV publishes. Ends with 1 where a locked version is affected,
with 2 where LIST cannot be compared. What a wheel carries inside, such as OpenSSL, no such list knows by the
wheel's name: docs/decisions/0032-sqlcipher-wheel.md.

Source: OSV schema 1.6, https://ossf.github.io/osv-schema, "Evaluation".
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

LOCKS = Path(__file__).resolve().parent / "locks"
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)", re.MULTILINE)
_START = "0"
"""In `introduced`: every version from the first."""


class NoList(Exception):
    """The list cannot be compared; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A locked version, and the names of the locks it stands in."""

    name: str
    version: str
    locks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A locked version that an advisory speaks of."""

    pin: Pin
    advisory: str
    summary: str
    fixed_in: tuple[str, ...]

    def __str__(self) -> str:
        pin = f"{self.pin.name} {self.pin.version} ({', '.join(self.pin.locks)})"
        mend = f"fixed in {', '.join(self.fixed_in)}" if self.fixed_in else "no fixed version is named"
        return f"{pin}: {self.advisory} {self.summary}; {mend}"


def pins(folder: Path) -> list[Pin]:
    """Every version of every lock, by name."""
    locks: dict[tuple[str, str], list[str]] = {}
    for path in sorted(folder.glob("*.txt")):
        for name, version in _PIN.findall(path.read_text(encoding="utf-8")):
            locks.setdefault((canonicalize_name(name), version), []).append(path.stem)
    return [Pin(name, version, tuple(names)) for (name, version), names in sorted(locks.items())]


def advisories(path: Path) -> Iterator[dict[str, Any]]:
    """The advisories of a file, a folder or a ZIP.

    Raises:
        NoList: there is none, or it is no JSON.
    """
    for name, data in _documents(path):
        try:
            document = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise NoList(f"{name} is not JSON.") from error
        entries = document.get("vulns", [document]) if isinstance(document, dict) else document
        for entry in entries:
            if not isinstance(entry, dict) or "id" not in entry:
                raise NoList(f"{name} is not an advisory in the OSV format.")
            yield entry


def _documents(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        yield from ((file.name, file.read_bytes()) for file in sorted(path.rglob("*.json")))
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = sorted(name for name in archive.namelist() if name.endswith(".json"))
            yield from ((name, archive.read(name)) for name in names)
    elif path.is_file():
        yield path.name, path.read_bytes()
    else:
        raise NoList(f"There is no {path}.")


def findings(locked: Iterable[Pin], listed: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """What the advisories say of these versions; those that were withdrawn say nothing."""
    by_name: dict[str, list[Pin]] = {}
    for pin in locked:
        by_name.setdefault(pin.name, []).append(pin)
    for advisory in listed:
        if advisory.get("withdrawn"):
            continue
        ids = [advisory["id"], *(name for name in advisory.get("aliases", []) if name.startswith("CVE-"))]
        for affected in _on_pypi(advisory):
            for pin in by_name.get(canonicalize_name(affected["package"]["name"]), []):
                if is_affected(pin.version, affected):
                    summary = str(advisory.get("summary", "")).strip()
                    yield Finding(pin, " ".join(ids), summary, _fixes(affected))


def _on_pypi(advisory: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for affected in advisory.get("affected", []):
        if affected.get("package", {}).get("ecosystem") == "PyPI":
            yield affected


def is_affected(version: str, affected: Mapping[str, Any]) -> bool:
    """Whether an advisory's package entry covers a version; what cannot be compared counts as covered."""
    if version in affected.get("versions", []):
        return True
    ranges = [entry for entry in affected.get("ranges", []) if entry.get("type") != "GIT"]
    try:
        return any(_is_within(Version(version), entry["events"]) for entry in ranges)
    except (InvalidVersion, KeyError, TypeError):
        return True


def _is_within(version: Version, events: Iterable[Mapping[str, str]]) -> bool:
    steps = [(kind, place) for event in events for kind, place in event.items()]
    limits = [place for kind, place in steps if kind == "limit" and place != "*"]
    if limits and not any(version < Version(place) for place in limits):
        return False
    is_within = False
    turns = [step for step in steps if step[0] != "limit"]
    for kind, place in sorted(turns, key=lambda step: (step[1] != _START, Version(step[1]))):
        is_reached = place == _START or version >= Version(place)
        if kind == "introduced" and is_reached:
            is_within = True
        elif (kind == "fixed" and is_reached) or (kind == "last_affected" and version > Version(place)):
            is_within = False
    return is_within


def _fixes(affected: Mapping[str, Any]) -> tuple[str, ...]:
    events = [event for entry in affected.get("ranges", []) for event in entry.get("events", [])]
    return tuple(event["fixed"] for event in events if "fixed" in event)


def main(arguments: list[str]) -> int:
    """Print each affected version, then the line that a release keeps; 0, 1 or 2 as the module says."""
    if len(arguments) != 1:
        print("Name the list of advisories: make audit LIST=path/to/all.zip")
        return 2
    locked = pins(LOCKS)
    try:
        listed = [entry for entry in advisories(Path(arguments[0])) if any(_on_pypi(entry))]
    except NoList as error:
        print(error)
        return 2
    if not listed:
        print("The list has no advisory on a package of PyPI.")
        return 2
    affected = list(findings(locked, listed))
    for finding in affected:
        print(finding)
    newest = max(str(entry.get("modified", "")) for entry in listed)[:10] or "an unknown day"
    result = f"{len(affected)} affected" if affected else "none affected"
    print(f"Audited: {len(locked)} locked versions, {len(listed)} advisories to {newest}, {result}.")
    return 1 if affected else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
