"""Import of facts from a list, such as a chronology in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.case.fact import Fact
from casebook.domain.exchange.column_heading import STATE_HEADINGS
from casebook.domain.exchange.import_plan import ImportField, joined
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.exchange.known_by_keys import KnownByKeys
from casebook.services.exchange.known_records import BuiltRow, comparable
from casebook.services.exchange.row_cells import kept_lines, left_out, read_listed
from casebook.services.exchange.state_words import fact_status_of

FIELDS = (
    ImportField(
        key="statement",
        title=gettext_noop("Fact"),
        headings=(
            *("fact", "statement", "event", "description", "whathappened", "what", "sachverhalt", "ereignis"),
            *("tatsache", "behauptung", "allégation", "hechoalegado", "allegazione", "факт", "主张", "主張"),
            *(
                "intitulé",
                "libellé",
                "bezeichnung",
                "descripción",
                "описание",
                "内容",
                "內容",
                "事项",
                "事項",
            ),
            *("fait", "événement", "hecho", "fatto", "事实", "事實", "事件", "经过", "經過", "событие"),
        ),
        is_needed=True,
    ),
    ImportField(
        key="on",
        title=gettext_noop("Date"),
        headings=(
            *("date", "when", "day", "datum", "wann", "quand", "fecha", "cuándo", "data"),
            *("dateofevent", "eventdate", "dateofincident", "incidentdate", "dateoffact", "datedesfaits"),
            *("发生日期", "發生日期", "发生时间", "發生時間", "事件日期", "датасобытия"),
            *("日期", "时间", "時間", "дата"),
        ),
        is_needed=True,
        is_date=True,
    ),
    ImportField(
        key="place",
        title=gettext_noop("Place"),
        headings=("place", "where", "location", "ort", "lieu", "lugar", "luogo", "地点", "地點", "место"),
    ),
    ImportField(key="status", title=gettext_noop("Status"), headings=STATE_HEADINGS),
    ImportField(
        key="source",
        title=gettext_noop("Source"),
        headings=(
            "source",
            "statedby",
            "witness",
            "evidence",
            "quelle",
            "fuente",
            "fonte",
            "来源",
            "來源",
            "источник",
        ),
        takes_many=True,
    ),
)
_MAX_STATEMENT = 2000
_COMPARED = {
    "status": gettext_noop("Status"),
    "place": gettext_noop("Place"),
    "explanation": gettext_noop("Explanation"),
}
_UNKNOWN_STATUS = gettext_noop(
    "The status “{status}” was not understood and is kept as the explanation. "
    "It would be imported as asserted."
)


def build(session: Session, cells: Mapping[str, str], case_id: str, words: Translator) -> BuiltRow[Fact]:
    """Return a fact from the cells of a row, and a note on its date; asserted unless its status is known.

    Raises:
        InvalidInput: there is no case, or the text is longer than any fact is.
    """
    if not case_id:
        raise InvalidInput("A fact belongs to a case.", field="case", remedy="Choose the case.")
    statement = " ".join(cells["statement"].split())
    if len(statement) > _MAX_STATEMENT:
        raise InvalidInput(
            Message("The fact is longer than {limit} characters.", limit=_MAX_STATEMENT), field="statement"
        )
    day = read_listed(session, cells["on"])
    if day.stated is None:
        raise InvalidInput("A fact needs a date, however rough.", field="on")
    source, stated = " ".join(cells.get("source", "").split()), cells.get("status", "").strip()
    status = fact_status_of(stated)
    lost = stated if status is None else ""
    kept = ((gettext_noop("Source"), source), (gettext_noop("Status"), lost))
    fact = Fact(
        id=session.ids(),
        case_id=case_id,
        statement=statement,
        on=day.stated,
        place=cells.get("place", "").strip(),
        status=status or "asserted",
        # No account: an account is a quotation, and the sentence of a list is nobody's words.
        explanation=kept_lines(kept, words),
    )
    doubt = Message(_UNKNOWN_STATUS, status=lost) if lost else NO_MESSAGE
    why = joined([note for note in (day.note, left_out(day.clock), doubt) if note])
    return BuiltRow(
        record=fact,
        why=why,
        is_doubtful=day.is_doubtful or bool(lost),
        assumed=frozenset(() if status else ("status",)),
    )


def keys(fact: Fact) -> frozenset[str]:
    """Return the key: what happened and when."""
    return frozenset({f"{comparable(fact.statement)}|{fact.on.edtf}"})


def standing(session: Session, case_id: str) -> KnownByKeys[Fact]:
    """Return the facts of the case."""
    return KnownByKeys(record.of_case(session, Fact, case_id), keys, titles=_COMPARED)


def title(fact: Fact) -> str:
    """Return what happened."""
    return fact.statement
