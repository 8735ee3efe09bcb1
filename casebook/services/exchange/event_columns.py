"""The columns of a list of hearings, by their headings in the languages of courts."""

from __future__ import annotations

from casebook.base.message import gettext_noop
from casebook.domain.exchange.column_heading import STATE_HEADINGS
from casebook.domain.exchange.import_plan import ImportField

_HEARING_TIME = ("开庭时间", "開庭時間", "庭审时间", "庭審時間", "聆讯时间", "聆訊時間")
"""Headings of the day with its time, or of the time alone where another column has the day."""
FIELDS = (
    ImportField(
        key="title",
        title=gettext_noop("Title"),
        headings=(
            *(
                "summary",
                "subject",
                "what",
                "betreff",
                "objet",
                "asunto",
                "oggetto",
                "przedmiot",
                "konu",
                "θέμα",
            ),
            *(
                "was",
                "quoi",
                "qué",
                "cosa",
                "co",
                "ne",
                "τι",
                "что",
                "що",
                "тема",
                "предмет",
                "событие",
                "подія",
                "мероприятие",
            ),
            *("titel", "titre", "título", "titolo", "tytuł", "başlık", "τίτλος", "название", "标题", "標題"),
            *("事项", "事項", "主题", "主題", "名称", "名稱", "内容", "內容"),
        ),
        weak_headings=(
            *("hearing", "event", "matter", "listing", "case", "termin", "verhandlung", "sache", "audience"),
            *("audiencia", "udienza", "rozprawa", "duruşma", "δικάσιμος", "заседание", "слушание", "дело"),
            *("开庭", "開庭", "案由", "案件"),
        ),
    ),
    ImportField(
        key="on",
        title=gettext_noop("Date"),
        headings=(
            *(
                "wann",
                "quand",
                "cuándo",
                "quando",
                "kiedy",
                "nezaman",
                "πότε",
                "когда",
                "коли",
                "jour",
                "tag",
            ),
            *("data", "tarih", "ημερομηνία", "день", "日子", "時間"),
            *("date", "start", "when", "startdate", "beginntam", "datum", "datededébut", "日期", "时间"),
            *(
                "開始日期",
                "开始日期",
                "fecha",
                "дата",
                "dateofhearing",
                "hearingdate",
                "hearingon",
                "nexthearing",
            ),
            *("dateofevent", "eventdate", "dateofappointment", "appointmentdate", "courtdate", "dateoftrial"),
            *("trialdate", "terminsdatum", "gerichtstermin"),
            *("verhandlungstermin", "verhandlungstag", "datumderverhandlung", "datedaudience"),
            *(
                "datedelaudience",
                "fechadeaudiencia",
                "fechadelaaudiencia",
                "fechadelavista",
                "datadelludienza",
            ),
            *("dataudienza", "duruşmatarihi", "datarozprawy", "датазаседания", "датаслушания", "开庭日期"),
            *("開庭日期", "庭审日期", "庭審日期", "聆讯日期", "聆訊日期", "听证日期", "聽證日期", "日程日期"),
        ),
        weak_headings=(*_HEARING_TIME, "dateofsubmission", "dateofdecision", "decisiondate"),
        is_needed=True,
        is_date=True,
        is_near=True,
    ),
    ImportField(
        key="clock",
        title=gettext_noop("Time"),
        headings=(
            "starttime",
            "time",
            "startzeit",
            "uhrzeit",
            "beginntum",
            "heure",
            "hora",
            "время",
            "timeofhearing",
            "hearingtime",
            *("zeit", "ora", "godzina", "saat", "ώρα", "час", "钟点", "鐘點"),
        ),
        weak_headings=(*_HEARING_TIME, "时间", "時間"),
    ),
    ImportField(
        key="until",
        title=gettext_noop("Last day"),
        headings=("enddate", "endetam", "datedefin", "结束日期", "結束日期"),
        is_date=True,
        is_near=True,
    ),
    ImportField(
        key="until_clock",
        title=gettext_noop("End time"),
        headings=("endtime", "endetum", "heuredefin", "结束时间", "結束時間"),
    ),
    ImportField(
        key="kind",
        title=gettext_noop("Type"),
        headings=(
            *("eventtype", "typeofevent", "art", "terminart", "typ", "tür", "tipo", "rodzaj", "είδος"),
            *("вид", "тип", "类型", "類型", "类别", "類別"),
        ),
    ),
    ImportField(key="entry", title=gettext_noop("Type of calendar entry")),
    ImportField(key="zone", title=gettext_noop("Time zone"), headings=("timezone", "tz", "时区")),
    ImportField(key="stated_zone", title=gettext_noop("Time zone as stated")),
    ImportField(
        key="place",
        title=gettext_noop("Place"),
        headings=(
            *("location", "venue", "room", "where", "wo", "où", "dónde", "dove", "gdzie", "nerede", "πού"),
            *("где", "де", "ort", "lieu", "lugar", "luogo", "miejsce", "yer", "τόπος", "место", "місце"),
            *("地点", "地點", "地方", "哪里", "哪裡"),
        ),
        weak_headings=(
            *(
                "court",
                "courtroom",
                "tribunal",
                "gericht",
                "saal",
                "salle",
                "sala",
                "aula",
                "salon",
                "αίθουσα",
            ),
            *("mahkeme", "sąd", "δικαστήριο", "суд", "зал", "法院", "法庭"),
        ),
    ),
    ImportField(
        key="attendance", title=gettext_noop("Attendance"), headings=("attendees", "participants", "参加人")
    ),
    ImportField(key="state", title=gettext_noop("Status"), headings=STATE_HEADINGS),
    ImportField(key="calendar_zone", title=gettext_noop("Calendar time zone")),
    ImportField(key="uid", title=gettext_noop("Calendar entry ID")),
    ImportField(key="sequence", title=gettext_noop("Version of calendar entry")),
    ImportField(key="series", title=gettext_noop("Calendar series ID")),
)
