"""``argument``: arguments of the library: list, show, copy and edit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.cli.base.answer import answer, table
from casebook.cli.base.optional_vault import perhaps_unlocked
from casebook.cli.base.session import reading, unlocked
from casebook.cli.base.typed import values
from casebook.cli.library import argument_json
from casebook.cli.library.library import refuse_unknown
from casebook.domain.base.country_code import country_code, known_country
from casebook.domain.case.proceeding import ProceedingKind
from casebook.domain.library.argument import Argument
from casebook.domain.library.route import Route
from casebook.services.base import record
from casebook.services.library import argument, argument_text
from casebook.services.library.argument import ArgumentQuery


def list_(
    *,
    country: str,
    topic: str,
    proceeding: str,
    text: str,
    own: bool | None,
    vault: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    query = ArgumentQuery(
        text=sys.stdin.read() if text == "-" else text,
        country=country_code(country, field="country") if country.strip() else "",
        topic=topic,
        proceeding=_proceeding(proceeding),
        is_own=own,
    )
    with perhaps_unlocked(vault, passphrase_file) as session:
        held = argument.argument_index(session)
        refuse_unknown(filter(None, (topic,)), held.library_index)
        matches = argument.find(query, session)
    route = held.routes.get(query.country)
    document = {
        "rows": [argument_json.row(each, held, query.country) for each in matches],
        "country": query.country or None,
        "route": argument_json.route(route) if route else None,
    }
    answer(document, lambda: _list_words(matches, query.country, route), json_wanted=json)


def _list_words(matches: list[Argument], country: str, route: Route | None) -> str:
    if not matches:
        return "No arguments match."
    rows = [
        [match.id, match.title, len(match.authorities), len(match.unread), _note(match, country)]
        for match in matches
    ]
    heads = ["id", "argument", "authorities", "not read", country or ""]
    shown = table(heads if country else heads[:4], rows if country else [row[:4] for row in rows])
    if not country:
        return shown
    return f"{shown}\n{route.title}: {route.court}" if route else f"{shown}\nNo route is known for {country}."


def _note(each: Argument, country: str) -> str:
    noted = argument.forum_note(each, country)
    return noted.note if noted else ""


def show(
    *,
    argument_id: str,
    country: str,
    for_filing: bool,
    elsewhere: bool,
    vault: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with perhaps_unlocked(vault, passphrase_file) as session:
        held = argument.argument_index(session)
    about = argument.about(held, argument_id, _forum(country))
    if about.left_out:
        print(_left_out_words(about.left_out), file=sys.stderr)  # beside the filed text, never in it
    if about.obstacle:
        print(argument_text.obstacle_text(about.obstacle), file=sys.stderr)
    if for_filing:
        about = argument_text.for_filing(about, is_elsewhere=elsewhere)
        if about.unsupported:
            print(f"Left out, as nobody read their authority: {' '.join(about.unsupported)}", file=sys.stderr)
        if about.unanswered:
            print(_unanswered_words(about.unanswered), file=sys.stderr)
        if about.withheld:
            print(_withheld_words(about.withheld), file=sys.stderr)
    answer(
        argument_json.whole(about),
        lambda: argument_text.plain_text(about, Translator()),
        json_wanted=json,
    )


def _left_out_words(number: int) -> str:
    if number == 1:
        return "1 favourable authority is not for filing: nobody read it, or it may not be relied on."
    return (
        f"{number} favourable authorities are not for filing: nobody read them, or they may not be relied on."
    )


def _unanswered_words(titles: tuple[str, ...]) -> str:
    return f"No response in the library to what the other side will cite: {'; '.join(titles)}."


def _withheld_words(points: tuple[str, ...]) -> str:
    return f"Not for filing, as the response rests on what nobody read: {' '.join(points)}"


def routes(*, country: str, vault: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with perhaps_unlocked(vault, passphrase_file) as session:
        held = argument.argument_index(session)
    forum = _forum(country)
    shown = [route for route in held.routes.values() if forum in {"", route.forum}]
    rows = [[each.forum, each.title, each.court, each.remedy] for each in shown]
    words = table(["forum", "title", "court", "remedy"], rows) if rows else f"No route is known for {forum}."
    answer({"rows": [argument_json.route(each) for each in shown]}, words, json_wanted=json)


def _forum(typed: str) -> str:
    """Return the code of a country, or ECHR, UN or EU."""
    return known_country(typed) or typed.strip().upper()


def copy_(*, argument_id: str, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        copied = argument.copy_of(session, argument_id)
    answer(copied, f"Copied it as the argument {copied.id}.", json_wanted=json)


def edit(
    *,
    argument_id: str,
    vault: Path,
    document: str,
    set_: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    fields = values(Argument, document, set_)
    with unlocked(vault, passphrase_file) as session:
        edited = argument.edit(session, argument_id, fields)
    answer(edited, f"Changed the argument {edited.id}.", json_wanted=json)


def remove(*, argument_id: str, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        argument.remove(session, argument_id)
    answer({"removed": argument_id}, "The argument is in the bin.", json_wanted=json)


def restore(*, argument_id: str, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        record.restore(session, Argument, argument_id)
    answer({"restored": argument_id}, "The argument is restored.", json_wanted=json)


def history(*, argument_id: str, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    from casebook.cli.case.history import changes

    with reading(vault, passphrase_file) as session:
        changes(session, argument_id, json_wanted=json)


def _proceeding(typed: str) -> ProceedingKind | None:
    kinds: tuple[ProceedingKind, ...] = get_args(ProceedingKind)
    if typed and typed not in kinds:
        raise InvalidInput(
            "There is no such type of proceeding.",
            field="proceeding",
            remedy=Message("One of: {allowed}.", allowed=", ".join(kinds)),
        )
    return next((kind for kind in kinds if kind == typed), None)
