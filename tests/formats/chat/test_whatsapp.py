"""Exports of WhatsApp as Android and iOS write them, in the forms of many regions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from casebook.domain.evidence.chat import MAX_MESSAGES
from casebook.formats.chat.reader import read_chat
from casebook.formats.chat.whatsapp import (
    APART,
    EARLIER,
    LATER,
    like_messages,
    looks_like_whatsapp,
    read_whatsapp,
)

FORMS = [
    ("15/03/2024, 14:05 - A: x", "2024-03-15T14:05"),
    ("3/15/24, 2:05\u202fPM - A: x", "2024-03-15T14:05"),
    ("15.03.24, 14:05 - A: x", "2024-03-15T14:05"),
    ("15-03-2024 14:05 - A: x", "2024-03-15T14:05"),
    ("2024-03-15 14:05 - A: x", "2024-03-15T14:05"),
    ("15.3.2024 klo 14.05 - A: x", "2024-03-15T14:05"),
    ("15.03.24 г., 14:05 ч. - A: x", "2024-03-15T14:05"),
    ("15/3/2024, 2:05 p.\xa0m. - A: x", "2024-03-15T14:05"),
    ("14:05, 15/3/2024 - A: x", "2024-03-15T14:05"),
    ("2024/3/15 下午2:05 - A: x", "2024-03-15T14:05"),
    ("2024年3月15日 14:05 - A: x", "2024-03-15T14:05"),
    ("2024. 3. 15. 오후 2:05 - A: x", "2024-03-15T14:05"),
    ("١٥\u200f/٣\u200f/٢٠٢٤، ٢:٠٥ م - A: x", "2024-03-15T14:05"),
    ("15/3/2567 14:05 - A: x", "2024-03-15T14:05"),
    ("[15/03/2024, 14:05:33] A: x", "2024-03-15T14:05:33"),
    ("\u200e[15.03.24, 14:05:33] A: x", "2024-03-15T14:05:33"),
    ("[3/15/24, 12:05:33\u202fAM] A: x", "2024-03-15T00:05:33"),
    ("15/03/24, 2:05 PTG - A: x", "2024-03-15T14:05"),
    ("2024-03-15, 2:05 د.ن - A: x", "2024-03-15T14:05"),
    ("15/03/2024, 2:05 ከሰዓት - A: x", "2024-03-15T14:05"),
    ("15.3.24, 12:05 p.d. - A: x", "2024-03-15T00:05"),
    ("15/3/2567 14:05 น. - A: x", "2024-03-15T14:05"),
    ("2024-03-15, 14 h 05 - A: x", "2024-03-15T14:05"),
    ("[2024-03-15, 14 h 05 min 33 s] A: x", "2024-03-15T14:05:33"),
    ("[2024/3/15 凌晨12:05:33] A: x", "2024-03-15T00:05:33"),
    ("[2024/3/15 午夜12:05:33] A: x", "2024-03-15T00:05:33"),
    ("[2024/3/15 中午12:05:33] A: x", "2024-03-15T12:05:33"),
    ("[2024/3/15 中午11:35:33] A: x", "2024-03-15T11:35:33"),
    ("[2024/3/15 中午1:05:33] A: x", "2024-03-15T13:05:33"),
]


@pytest.mark.parametrize(("line", "at"), FORMS)
def test_a_stamp_is_read_in_the_form_of_its_region(line: str, at: str) -> None:
    text = f"{line}\n{line}"
    assert looks_like_whatsapp(text)
    first = read_whatsapp(text).messages[0]
    assert (first.at, first.sender, first.text, first.kind) == (at, "A", "x", "message")


def test_the_whole_file_decides_the_order_of_its_dates() -> None:
    early = "03/04/24, 10:00 - A: one\n04/04/24, 10:00 - B: two\n"
    undecided = read_whatsapp(early)
    assert (undecided.date_order, undecided.order_doubt) == ("dmy", "month")
    by_days = read_whatsapp(f"{early}04/17/24, 10:00 - A: three\n04/18/24, 10:00 - A: four\n")
    assert (by_days.date_order, by_days.order_doubt) == ("mdy", "")
    by_time = read_whatsapp(f"{early}01/05/24, 10:00 - A: three\n")  # as month and day, time would go back
    assert (by_time.date_order, by_time.order_doubt) == ("dmy", "month")
    assert read_whatsapp(early, "mdy").messages[0].at == "2024-03-04T10:00"


def test_points_mean_that_the_day_is_first() -> None:
    log = read_whatsapp("03.04.24, 10:00 - A: one\n04.04.24, 10:00 - B: two\n")
    assert (log.messages[0].at, log.order_doubt) == ("2024-04-03T10:00", "")


@pytest.mark.parametrize(
    ("line", "order", "doubt"),
    [
        ("[25.11.26 klo 14.03.11] A: x", "dmy", ""),
        ("25/11/26 14:03 - A: x", "dmy", "year"),
        ("25/11/26 14:03 - A: x\n26/11/26 14:03 - A: x", "dmy", "year"),
        ("25/11/2026 14:03 - A: x", "dmy", ""),
        ("11/25/26, 14:03 - A: x", "mdy", ""),
        ("10/11/12, 14:03 - A: x", "dmy", "month"),
    ],
)
def test_only_what_the_stamps_leave_open_is_in_doubt(line: str, order: str, doubt: str) -> None:
    log = read_whatsapp(line)
    assert (log.date_order, log.order_doubt) == (order, doubt)


def test_lines_without_a_stamp_belong_to_the_message_before() -> None:
    log = read_whatsapp("15/03/2024, 14:05 - A: one\r\n\r\nNote: two\r\n15/03/2024, 14:06 - B: \r\n")
    assert [message.text for message in log.messages] == ["one\n\nNote: two", ""]
    assert dict(log.senders) == {"A": 1, "B": 1}


def test_what_the_program_writes_is_told_from_what_people_write() -> None:
    log = read_whatsapp(
        "[15/03/2024, 14:05:33] Family: \u200eMessages and calls are end-to-end encrypted.\n"
        "[15/03/2024, 14:06:33] A: \u200eimage omitted\n"
        "[15/03/2024, 14:07:33] A: \u200eThis message was deleted.\n"
        "[15/03/2024, 14:08:33] A: Come \u200e<This message was edited>\n"
        "[15/03/2024, 14:09:33] A: the image omitted was mine\n"
        "[15/03/2024, 14:10:33] A: \u200e<attached: 00000002-PHOTO-2024-03-15-14-10-33.jpg>\n"
    )
    notice, omitted, deleted, edited, words, photo = log.messages
    assert (notice.kind, deleted.kind) == ("notice", "deleted")
    assert (omitted.is_media_omitted, words.is_media_omitted) == (True, False)
    assert (edited.text, edited.is_edited) == ("Come", True)
    assert photo.media == ("00000002-PHOTO-2024-03-15-14-10-33.jpg",)
    assert list(log.senders) == ["A"]  # the name of a group sends nothing


def test_android_names_files_beside_their_captions() -> None:
    log = read_whatsapp(
        "15/03/2024, 14:04 - You created group “Family”\n"
        "15/03/2024, 14:05 - A: \u200eIMG-20240315-WA0003.jpg (file attached)\nAt the gate\n"
        "15/03/2024, 14:06 - A: warrant.pdf (2 Seiten)\n"
        "15/03/2024, 14:07 - A: <Media omitted>\n",
        files=("warrant.pdf",),
    )
    group, photo, paper, omitted = log.messages
    assert (group.sender, group.kind) == ("", "notice")
    assert (photo.media, photo.text) == (("IMG-20240315-WA0003.jpg",), "At the gate")
    assert paper.media == ("warrant.pdf",)
    assert omitted.is_media_omitted


def test_names_that_differ_only_by_script_stay_apart() -> None:
    log = read_whatsapp("15/03/2024, 14:05 - Anna: x\n15/03/2024, 14:06 - Аnnа: y\n")
    assert list(log.senders) == ["Anna", "Аnnа"]


@pytest.mark.proof
def test_more_messages_than_are_read_are_left_and_told() -> None:
    log = read_whatsapp("15/03/2024, 14:05 - A: x\n" * (MAX_MESSAGES + 2))
    assert (len(log.messages), log.is_long) == (MAX_MESSAGES, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Meeting on 15/03/2024, 14:05 - notes: many",
        "2024-03-15 14:05:33,120 - worker - INFO: started\n" * 3,
        "15 men, 14:05 - A: x\n" * 3,
        "10.0.0.1 - - [15/Mar/2024:14:05:33] GET /\n" * 3,
    ],
)
def test_other_texts_are_no_chats(text: str) -> None:
    assert not looks_like_whatsapp(text)


def test_a_chat_cut_within_a_character_keeps_its_messages_and_says_so() -> None:
    text = "[15/03/2024, 14:05:33] Aygül: one\n[15/03/2024, 14:06:33] 林志遠: 我在烏魯木齊"
    log = read_chat(text.encode()[:-1])
    assert (log.messages[-1].text, log.is_incomplete) == ("我在烏魯木", True)


def test_persian_years_are_converted_and_the_file_says_so() -> None:
    text = "۱۴۰۳/۱/۲۵، ۹:۱۲ - رضا: سلام\n۱۴۰۳/۱/۳۱، ۹:۱۳ - مینا: فردا\n"
    log = read_whatsapp(text)
    assert [one.at for one in log.messages] == ["2024-04-13T09:12", "2024-04-19T09:13"]
    assert log.calendar == "persian"
    assert read_whatsapp("15/3/2567 09:12 - A: x\n16/3/2567 09:12 - B: y\n").calendar == "buddhist"
    assert read_whatsapp("15/3/2024, 09:12 - A: x\n16/3/2024, 09:12 - B: y\n").calendar == ""


PASTED = [
    "[01/02/2026, 10:06:11] Officer Li: for your brother",
    "01/02/2026, 10:06:11 - Officer Li: for your brother",
    "1/2/2026, 10:06 - Officer Li: for your brother",
    "01/02/26, 10:06 - Officer Li: for your brother",
    "01/02/2026, 10:06 am - Officer Li: for your brother",
    "01.02.2026, 10:06 - Officer Li: for your brother",
    "٠١/٠٢/٢٠٢٦, ١٠:٠٦ - Officer Li: for your brother",
]


@pytest.mark.parametrize("pasted", PASTED)
def test_a_line_in_another_form_stays_in_the_message_it_stands_in(pasted: str) -> None:
    log = read_whatsapp(
        f"03/02/2026, 21:14 - Anna: x\n13/02/2026, 21:16 - Ben: he wrote:\n{pasted}\n{pasted}\nthat is all\n"
        "13/02/2026, 21:17 - Anna: ok\n"
    )
    assert list(log.senders) == ["Anna", "Ben"]
    assert log.messages[1].text == f"he wrote:\n{pasted}\n{pasted}\nthat is all"
    assert [message.remarks for message in log.messages] == [(), (like_messages(2),), ()]


@pytest.mark.parametrize("lead", ["", "FW: ", "> ", "Fwd: >> "])
@pytest.mark.parametrize("line_end", ["", "\n"])
def test_a_line_pasted_behind_the_stamp_or_a_mark_of_quotation_is_known(lead: str, line_end: str) -> None:
    log = read_whatsapp(
        f"[13/02/2026, 09:02:05] Ben: {line_end}{lead}[10:02, 12/02/2026] Tursun Cetest: yes\n"
        "[13/02/2026, 09:03:05] Ben: see 12/02/2026 - at noon\n"
    )
    assert (dict(log.senders), log.pasted_senders) == ({"Ben": 2}, ("Tursun Cetest",))
    assert [message.remarks for message in log.messages] == [(like_messages(1),), ()]
    assert log.messages[0].text == f"{lead}[10:02, 12/02/2026] Tursun Cetest: yes"


def days(form: str, count: int, sender: str = "Anna") -> str:
    first = datetime(2026, 2, 1, 21, 14, tzinfo=UTC)
    stamps = ((first + timedelta(days=day)).strftime(form) for day in range(count))
    return "".join(f"{stamp}{sender}: x\n" for stamp in stamps)


ANDROID, IOS = "%d/%m/%Y, %H:%M - ", "[%d/%m/%Y, %H:%M:%S] "


@pytest.mark.parametrize("forms", [(IOS, ANDROID), (ANDROID, IOS)])
@pytest.mark.parametrize("pasted", [12, 60])
def test_the_form_is_that_of_the_first_stamp(forms: tuple[str, str], pasted: int) -> None:
    own, other = forms
    log = read_whatsapp(days(own, 20) + days(other, pasted, "Officer Li"))
    assert (dict(log.senders), log.pasted_lines) == ({"Anna": 20}, pasted)
    assert log.messages[-1].remarks == (like_messages(pasted),)
    log = read_whatsapp(days(own, 20) + days(other, pasted, "Officer Li") + days(own, 20))
    assert (dict(log.senders), log.pasted_lines) == ({"Anna": 40}, pasted)


def test_a_notice_alone_in_its_form_does_not_begin_the_chat() -> None:
    notice = "1/2/26, 9:00 - Messages are encrypted.\n"
    pasted = "[10:00, 05/02/2026] Officer Li: come\n"
    log = read_whatsapp(f"{notice}{days(ANDROID, 12)}{pasted}{days(ANDROID, 12)}")
    assert (dict(log.senders), log.pasted_lines, log.date_order) == ({"Anna": 24}, 1, "dmy")
    first = log.messages[0]
    assert (first.at, first.stamp, first.kind, first.text) == (
        "",
        "1/2/26, 9:00",
        "notice",
        "Messages are encrypted.",
    )
    assert first.remarks == (APART,)
    for begun in (f"{notice}2/2/26, 9:00 - Ben: x\n", "1/2/26, 9:00 - Ben: x\n"):
        assert list(read_whatsapp(f"{begun}{days(ANDROID, 20)}").senders) == ["Ben"]


def test_lines_copied_from_a_browser_are_no_messages() -> None:
    pasted = "".join(f"[10:{minute:02}, 05/02/2026] Officer Li: come\n" for minute in range(12))
    log = read_whatsapp(f"{days(ANDROID, 6)}{pasted}07/02/2026, 09:00 - Anna: thank you\n")
    assert (dict(log.senders), log.date_order, log.pasted_lines) == ({"Anna": 7}, "dmy", 12)


def test_a_zero_is_part_of_the_form_though_the_first_stamp_shows_none() -> None:
    log = read_whatsapp(
        "13/02/2026, 10:16 - Ben: x\n01/03/2026, 09:16 - Ben: y\n02/03/2026, 09:16 - Ben: y\n"
        "1/3/2026, 9:16 - Li: come\n"
    )
    assert (list(log.senders), log.pasted_lines) == (["Ben"], 1)


def test_stamps_that_prove_both_orders_or_none_are_not_certain() -> None:
    american = "".join(f"2/{day}/26, 9:14\u202fAM - A: x\n" for day in range(3, 10))
    assert read_whatsapp(american).order_doubt == "month"
    pasted = "".join(f"{day}/1/26, 9:14\u202fAM - Li: x\n" for day in (15, 16))
    assert read_whatsapp(american + pasted).order_doubt == "month"
    both = read_whatsapp(f"{american}2/13/26, 9:14\u202fAM - A: x\n2/14/26, 9:14\u202fAM - A: x\n{pasted}")
    assert both.order_doubt == "month"
    log = read_whatsapp(f"{days(IOS, 9)}[01/02/2027, 10:05:11] Li: come\n")
    assert (log.date_order, log.order_doubt) == ("dmy", "month")


def test_halves_of_the_day_and_numbers_of_one_digit_are_one_form() -> None:
    lines = ("2/3/26, 9:14\u202fAM - A: x", "2/13/26, 11:14\u202fPM - B: y", "12/13/26, 1:14 PM - A: z")
    assert len(read_whatsapp("\n".join(lines)).messages) == 3
    lines = ("2026/2/3 凌晨1:14 - A: x", "2026/2/13 下午11:14 - B: y", "2026/12/13 中午12:14 - A: z")
    assert len(read_whatsapp("\n".join(lines)).messages) == 3


def test_a_message_of_an_earlier_day_than_the_one_before_it_says_so() -> None:
    log = read_whatsapp(
        "[12/02/2026, 21:16:10] Ben: he wrote:\n[01/02/2026, 10:05:01] Li: we come\n"
        "[01/02/2026, 10:06:01] Ben: do it\n[12/02/2026, 21:15:10] Anna: late\n"
        "[13/02/2026, 21:17:10] Anna: ok\n"
    )
    assert [message.remarks for message in log.messages] == [(), (EARLIER,), (EARLIER,), (), ()]


def test_a_message_pasted_with_a_future_day_is_the_one_out_of_order() -> None:
    future = "01/02/2027, 10:05 - Li: we come\n"
    own = "20/02/2026, 22:00 - Anna: ok\n"
    for count, following in ((1, 5), (1, 200), (4, 200), (9, 200), (150, 200)):
        log = read_whatsapp(days(ANDROID, 20) + future * count + own * following)
        assert [message.remarks for message in log.messages] == [
            *[()] * 20,
            *[(LATER,)] * count,
            *[()] * following,
        ]


def test_lines_of_a_day_between_are_earlier_where_the_chat_goes_on() -> None:
    own, pasted = "20/02/2026, 22:00 - Anna: ok\n", "05/02/2026, 10:05 - Li: we come\n"
    for before, count in ((30, 12), (1, 12)):
        log = read_whatsapp(days(ANDROID, 3) + own * before + pasted * count + own)
        assert {one.remarks for one in log.messages if one.sender == "Li"} == {(EARLIER,)}
    log = read_whatsapp(days(ANDROID, 3) + own * 30 + pasted * 12)
    assert [one.sender for one in log.messages if one.remarks] == ["Li"] * 12


@pytest.mark.parametrize(
    "notice",
    [
        "Tan Wei hat die Gruppe „Fall: Lin“ erstellt.",
        'Tan Wei created group "Case: Lin"',
        "Tan Wei changed the group name from “Case: Lin” to “Case: Lin and Li”",
        "Tan Wei a créé le groupe « Dossier : Lin »",
        "Tan Wei建立了群組「案件：林」",
    ],
)
def test_a_colon_in_the_name_of_a_group_ends_no_sender(notice: str) -> None:
    log = read_whatsapp(f"23.11.26, 09:20 - {notice}\n23.11.26, 09:21 - Tan Wei: „Fall: Lin“, ja\n")
    assert [(one.kind, one.sender, one.text) for one in log.messages] == [
        ("notice", "", notice),
        ("message", "Tan Wei", "„Fall: Lin“, ja"),
    ]


@pytest.mark.parametrize("sender", ['Ben "Bear" Li', 'Ben 6"', "„Ben", "Li “B” Wei"])
def test_a_sender_may_have_quotation_marks(sender: str) -> None:
    (one,) = read_whatsapp(f'23.11.26, 09:21 - {sender}: he said "no: never"\n').messages
    assert (one.sender, one.text) == (sender, 'he said "no: never"')
