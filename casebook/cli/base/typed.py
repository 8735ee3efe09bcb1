"""Field values: a JSON document on standard input, or ``--set field=value``."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from casebook.base.errors import InvalidInput, NotFound
from casebook.domain.base.field import FieldDescription, described


def values(kind: type[Any], document: str, set_: Sequence[str] | None) -> dict[str, object]:
    """Return the given fields; ``--set`` overrides the document.

    Raises:
        InvalidInput: what stands there is no JSON object, no field=value, or nothing.
    """
    fields_typed: dict[str, object] = {}
    if document not in {"", "-"}:
        raise InvalidInput(
            "Fields are read from standard input.",
            field="-",
            remedy="Enter - and pass the JSON on standard input.",
        )
    if document == "-":
        fields_typed |= _read()
    fields = {field.name: field for field in described(kind)}
    for one in set_ or ():
        name, sign, value = one.partition("=")
        if not sign:
            raise InvalidInput("A field must be entered as field=value.", field="set", remedy="See --help.")
        fields_typed[name] = _value(fields[name], value) if name in fields else value
    if not fields_typed:
        raise InvalidInput(
            "No field was entered.", field="set", remedy="Use --set field=value, or - for a JSON document."
        )
    return fields_typed


def named_texts(
    document: str, set_: Sequence[str], *, sample: str, unread: str, unsigned: str
) -> dict[str, str]:
    """Return texts by name; ``--set`` overrides the document.

    Args:
        document: "-" for a JSON object on standard input, "" for none.
        set_: each as name=text.
        sample: says what to enter as JSON.
        unread: says that these texts are read from standard input, not as an argument.
        unsigned: says how ``--set`` is entered.

    Raises:
        InvalidInput: the JSON is no object of texts, or a text has no name.
        NotFound: the document is given as an argument.
    """
    by_name: dict[str, str] = {}
    if document == "-":
        read = read_json(sample)
        if not isinstance(read, dict) or not all(isinstance(text, str) for text in read.values()):
            raise InvalidInput("The JSON is not an object of texts.", field="-", remedy=sample)
        by_name |= read
    elif document:
        raise NotFound(unread, field="-", remedy="Enter - and pass the JSON.")
    for one in set_:
        name, sign, text = one.partition("=")
        if not sign:
            raise InvalidInput(unsigned, field="set", remedy="See --help.")
        by_name[name] = text
    return by_name


def search_words(document: str) -> str:
    """Return the words on standard input; "" where none are wanted.

    Raises:
        InvalidInput: they stand in the arguments, which other users of the computer see.
    """
    if document not in {"", "-"}:
        raise InvalidInput(
            "Search words are not accepted as arguments.",
            field="words",
            remedy="Enter - and pass them on standard input.",
        )
    return sys.stdin.read() if document else ""


def read_json(remedy: str) -> Any:  # noqa: ANN401 - whatever was passed
    """Return the JSON document on standard input, of any shape.

    Raises:
        InvalidInput: there is none; it says this remedy.
    """
    try:
        return json.loads(sys.stdin.read())
    except (ValueError, RecursionError) as error:
        raise InvalidInput("Standard input contains no JSON.", field="-", remedy=remedy) from error


def _read() -> dict[str, object]:
    document_read = read_json('Enter {"field": "value"}.')
    if not isinstance(document_read, dict):
        raise InvalidInput(
            "The JSON is not an object of fields.", field="-", remedy='Enter {"field": "value"}.'
        )
    return document_read


def _value(field: FieldDescription, value: str) -> object:
    """Return a typed value as in JSON; text stays text."""
    if field.takes in {"text", "date", "instant", "one of a list"}:
        return value
    if field.takes == "date as stated" and not value.startswith("{"):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return [part.strip() for part in value.split(",")] if field.takes.startswith("list of") else value
