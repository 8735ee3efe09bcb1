"""Names that a list keeps in parts, put together in the order of its columns."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.message import gettext_noop
from casebook.domain.exchange.import_plan import ImportField
from casebook.language.hanzi import has_han

NAME_PARTS = (
    ImportField(
        key="family",
        title=gettext_noop("Surname"),
        headings=(
            *("lastname", "familyname", "family", "nachname", "familienname", "nomdefamille", "apellido"),
            *("apellidos", "cognome", "nazwisko", "soyadı", "soyad", "姓", "姓氏", "фамилия", "прізвище"),
            *("επώνυμο", "اللقب", "اسمالعائلة"),
        ),
    ),
    ImportField(
        key="given",
        title=gettext_noop("Given name"),
        headings=(
            *("firstname", "forename", "forenames", "givennames", "vorname", "prénom", "prénoms", "prenom"),
            *("nombre", "nombres", "imię", "ad", "adı", "名", "όνομα", "імя"),
        ),
    ),
    ImportField(
        key="middle",
        title=gettext_noop("Middle name"),
        headings=("middlenames", "additionalname", "patronymic", "отчество", "weiterevornamen", "2èmeprénom"),
    ),
)
"""The parts of a name, for lists of people and of contacts."""
_PARTS = ("family", "given", "middle")


def with_whole_name(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row with its name as one.

    The parts follow each other as the columns do, which is how the list writes names. A Chinese name has its
    surname first and no space. Where one part stands under "Name", as in ``Nom`` and ``Prénom``, it is
    that part. A name in another script than its parts is kept beside them.

    >>> with_whole_name({"given": "Clara", "family": "Weiss"})["name"]
    'Clara Weiss'
    >>> with_whole_name({"given": "志远", "family": "林"})["name"]
    '林志远'
    >>> with_whole_name({"name": "Weiss", "given": "Clara"})["name"]
    'Weiss Clara'
    >>> with_whole_name({"family": "Иванов", "name": "Иван", "middle": "Петрович"})["name"]
    'Иванов Иван Петрович'
    >>> with_whole_name({"name": "Clara Weiss", "given": "Clara", "family": "Weiss"})["name"]
    'Clara Weiss'
    >>> with_whole_name({"name": "国敏 何", "given": "国敏", "family": "何"})["name"]
    '何国敏'
    """
    parts = {key: " ".join(cells[key].split()) for key in cells if key in _PARTS and cells[key].strip()}
    name = " ".join(cells.get("name", "").split())
    missing = {"family", "given"} - parts.keys()
    if not parts or (name and len(missing) > 1):
        return dict(cells)
    is_within = all(part.casefold() in name.casefold() for part in parts.values())
    if name and missing:
        if is_within:
            return dict(cells)
        (part,) = missing
        texts = {**parts, "name": name}
        parts = {part if key == "name" else key: texts[key] for key in cells if key in texts}
    whole = _whole(parts)
    if not name or missing:
        return {**cells, "name": whole}
    if is_within:  # the parts say which is the surname, as the name of a Chinese does not
        return {**cells, "name": whole if has_han(whole) else name}
    others = "\n".join(part for part in (cells.get("other_name", ""), whole) if part)
    return {**cells, "name": name, "other_name": others}


def _whole(parts: Mapping[str, str]) -> str:
    """A name of its parts."""
    if all(has_han(text) for text in parts.values()):
        return "".join(parts[key] for key in ("family", "given", "middle") if key in parts)
    return " ".join(_in_order(parts))


def _in_order(parts: Mapping[str, str]) -> list[str]:
    """The parts with the middle name behind the given one, wherever its column stands."""
    keys = [key for key in parts if key != "middle"]
    if "middle" in parts:
        keys.insert(keys.index("given") + 1 if "given" in keys else len(keys), "middle")
    return [parts[key] for key in keys]
