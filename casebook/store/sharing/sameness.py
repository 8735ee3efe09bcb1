"""Values that only one record should bear and that several do, since they were given in two casebooks."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy import text as sql

_SHARED = {
    "reference": (
        "SELECT group_concat('case ' || id, char(10)) FROM (SELECT id, reference FROM case_file"
        " WHERE binned_at IS NULL AND reference != '' ORDER BY id) GROUP BY reference HAVING count(*) > 1"
    ),
    "label": (
        "SELECT group_concat('pseudonym ' || id, char(10)) FROM (SELECT id, case_id, label FROM pseudonym"
        " WHERE binned_at IS NULL ORDER BY id) GROUP BY case_id, label HAVING count(*) > 1"
    ),
    "code_name": (
        "SELECT group_concat(noun || ' ' || id, char(10)) FROM (SELECT * FROM"
        " (SELECT 'person' AS noun, id, code_name, binned_at FROM person"
        " UNION ALL SELECT 'contact', id, code_name, binned_at FROM contact"
        " UNION ALL SELECT 'case', id, code_name, binned_at FROM case_file)"
        " WHERE binned_at IS NULL AND code_name != '' ORDER BY noun, id)"
        " GROUP BY lower(code_name) HAVING count(*) > 1"
    ),
    "rule_id": (
        "SELECT group_concat('own-rule ' || id, char(10)) FROM (SELECT id, rule_id, text FROM own_rule"
        " WHERE binned_at IS NULL ORDER BY id) GROUP BY rule_id HAVING count(DISTINCT text) > 1"
    ),
    "profile_id": (
        "SELECT group_concat('own-profile ' || id, char(10)) FROM"
        " (SELECT id, profile_id, text FROM own_profile"
        " WHERE binned_at IS NULL ORDER BY id) GROUP BY profile_id HAVING count(DISTINCT text) > 1"
    ),
}
"""For each field the query for the records that share a value of it: a row for each value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedValue:
    """One value that several records bear; the value itself may name somebody, and is not kept.

    Attributes:
        field: that has it.
        records: noun and ID of each.
    """

    field: str
    records: tuple[tuple[str, str], ...]


def shared_values(connection: Connection) -> list[SharedValue]:
    """Return each value outside the bin that several records bear and one should.

    Those are references of cases, letters of people in the copies of a case, code names, and the IDs of
    custom rules and profiles whose texts differ.
    """
    shared: list[SharedValue] = []
    for field, query in _SHARED.items():
        for bearers in connection.execute(sql(query)).scalars():
            records = [one.partition(" ") for one in bearers.splitlines()]
            shared.append(
                SharedValue(field=field, records=tuple((noun, record_id) for noun, _, record_id in records))
            )
    return sorted(shared, key=lambda one: (one.field, one.records))
