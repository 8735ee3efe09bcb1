"""The heads of letters as mail programs really write them."""

from __future__ import annotations

import pytest

from casebook.formats.mail.header import addresses, header_text, is_of_another, message_ids
from casebook.formats.mail.mail import ADDRESS_AS_NAME, BROKEN_CHARACTERS
from casebook.formats.mail.mime import read_mime
from casebook.formats.mail.reader import read_mail
from casebook.formats.mail.sent_time import sent_at, unread_zone


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?gb2312?B?zsyI0g==?=", "翁堃"),
        ("=?GB2312?Q?=CE=CC=88=D2?=", "翁堃"),
        ("=?utf-8?B?5LmM6bKB?= =?utf-8?B?5pyo6b2Q?=", "乌鲁木齐"),
        ("Re: =?utf-8*en?Q?caf=C3=A9?= is open", "Re: café is open"),
        ("=?iso-8859-1?Q?=CE=DA=C2=B3=C4=BE=C6=EB?=", "乌鲁木齐"),
        ("=?no-such?B?w6k=?=", "é"),
        ("a\r\n\tb", "a b"),
    ],
)
def test_encoded_words(raw: str, text: str) -> None:
    assert header_text(raw).startswith(text)


def test_a_character_split_over_two_words_is_whole() -> None:
    data = "乌鲁木齐".encode("gb18030")
    first, second = (
        f"=?gb2312?Q?{''.join(f'={byte:02X}' for byte in half)}?=" for half in (data[:3], data[3:])
    )
    assert header_text(f"{first}\r\n {second}") == "乌鲁木齐"


@pytest.mark.parametrize(
    ("raw", "people"),
    [
        ("alice@bank.example <bob@thief.example>", ('"alice@bank.example" <bob@thief.example>',)),
        ('"alice@bank.example" <bob@thief.example>', ('"alice@bank.example" <bob@thief.example>',)),
        ("a@b.example <a@b.example>", ("a@b.example",)),
        ('"Doe, Jane" <j@d.example>, b@c.example', ("Doe, Jane <j@d.example>", "b@c.example")),
        ("=?utf-8?Q?Doe,_Jane?= <j@d.example>", ("Doe, Jane <j@d.example>",)),
        ('"=?gb2312?B?zsyI0g==?=" <w@x.example>', ("翁堃 <w@x.example>",)),
        ("w@x.example (Weng Kun)", ("Weng Kun <w@x.example>",)),
        ("undisclosed-recipients:;", ("undisclosed-recipients",)),
        ("=?utf-8?B?5LmM?= <w@x.example>; c@d.example", ("乌 <w@x.example>", "c@d.example")),
        ("", ()),
        ("tim@x.example concierge@x.example", ("tim@x.example", "concierge@x.example")),
        ("Lin <l@x.example> Zhao <z@x.example>", ("Lin <l@x.example>", "Zhao <z@x.example>")),
        ("Lin l@x.example Zhao z@x.example", ("Lin l@x.example Zhao z@x.example",)),
        (
            r"Pete(A wonderful \) chap) <pete(his account)@silly.test(his host)>",
            ("Pete (A wonderful ) chap) <pete@silly.test>",),
        ),
        ('<"a(b)"@x.example(c)>, pete(his account)@silly.test', ('"a(b)"@x.example', "pete@silly.test")),
        ("Lin(Wei)Zhao <l@x.example>, l@x(Lin)z@x", ("Lin(Wei)Zhao <l@x.example>", "l@x(Lin)z@x")),
        (r"l@x.example (OFFICE\lin)", (r"OFFICE\lin <l@x.example>",)),
        ("Lin <(a@x.example)>", ("Lin <(a@x.example)>",)),
        ("l@x.example (Lin) z@x.example (Zhao)", ("Lin <l@x.example>", "Zhao <z@x.example>")),
    ],
)
def test_people(raw: str, people: tuple[str, ...]) -> None:
    assert addresses(raw) == people


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("Mon, 2 Mar 2026 09:15:00 +0800", "2026-03-02T09:15:00+08:00"),
        ("2 Mar 26 09:15 GMT", "2026-03-02T09:15:00+00:00"),
        ("Mon, 2 Mar 2026 09:15:00", "2026-03-02T09:15:00"),
        ("2026-03-02T09:15:00+02:00", "2026-03-02T09:15:00+02:00"),
        ("Tue, 05 Mar 2019 09:30:00 CST", "2019-03-05T09:30:00"),
        ("Tue Mar 5 09:30:00 CST 2019", "2019-03-05T09:30:00"),
        ("Tue, 05 Mar 2019 09:30:00 +0800 (CST)", "2019-03-05T09:30:00+08:00"),
        ("Tue, 05 Mar 2019 09:30:00 EST", "2019-03-05T09:30:00-05:00"),
        ("Tue, 05 Mar 2019 9:30:00 PM +0800", "2019-03-05T21:30:00+08:00"),
        ("Tue, 05 Mar 2019 12:30:00 am +0800", "2019-03-05T00:30:00+08:00"),
        ("Tue, 05 Mar 2019 09:30:00 GMT+0800", "2019-03-05T09:30:00+08:00"),
        ("Tue Mar 05 2019 09:30:00 GMT+0800 (CST)", "2019-03-05T09:30:00+08:00"),
        ("Tue, 05 Mar 2019 09:30:00 UTC+8", "2019-03-05T09:30:00+08:00"),
        ("Tue, 05 Mar 2019 09:30:00 UTC+05:30", "2019-03-05T09:30:00+05:30"),
        ("Tue, 05 Mar 2019 09:30:00 +08:00", "2019-03-05T09:30:00+08:00"),
        ("2019-03-05 09:30:00 +08:00", "2019-03-05T09:30:00+08:00"),
        ("Tue, 05 Mar 2019 09:30:00 BST", "2019-03-05T09:30:00"),
        ("Tue, 05 Mar 2019 09:30:00 +08", "2019-03-05T09:30:00+08:00"),
        ("Tue, 05 Mar 2019 09:30:00 +8", "2019-03-05T09:30:00+08:00"),
        ("Tue, 05 Mar 2019 09:30:00 -5", "2019-03-05T09:30:00-05:00"),
        ("Tue, 05 Mar 2019 09:30:00 +8:00", "2019-03-05T09:30:00+08:00"),
        ("Tue, 05 Mar 2019 09:30:00 GMT+8:00 (CST)", "2019-03-05T09:30:00+08:00"),
        ("Tue, 05 Mar 2019 09:30:00 +0800CST", "2019-03-05T09:30:00+08:00"),
        ("Tue, 05 Mar 2019 09:30:00 HKT+0800", "2019-03-05T09:30:00+08:00"),
        ("Tue, 05 Mar 2019 09:30:00 -0330", "2019-03-05T09:30:00-03:30"),
        ("Tue, 05 Mar 2019 09:30:00 +0545 (+0545)", "2019-03-05T09:30:00+05:45"),
        ("Tue, 05 Mar 2019 09:30:00 -0000 (UTC)", "2019-03-05T09:30:00+00:00"),
        ("2019-03-05T09:30:00.250Z", "2019-03-05T09:30:00+00:00"),
        ("Tue Mar 5 09:30:00 2019 +0800", "2019-03-05T09:30:00+08:00"),
        ("5-Mar-2019 09:30:00 +0100", "2019-03-05T09:30:00+01:00"),
        ("20190305T093000Z", "2019-03-05T09:30:00+00:00"),
        ("Tue, 05 Mar 2019 09:30:00 CST 2019", "2019-03-05T09:30:00"),
        ("Tue, 05 Mar 2019 09:30:00 +0860", "2019-03-05T09:30:00"),
        ("Tue, 05 Mar 2019 09:30:00 +0807", "2019-03-05T09:30:00"),
        ("Tue, 05 Mar 2019 09:30:00 +1500", "2019-03-05T09:30:00"),
        ("Tue, 05 Mar 2019 09:30:00 +0800 GMT+0300", "2019-03-05T09:30:00"),
        ("Tue, 05 Mar 2019 09:30:00 AST", "2019-03-05T09:30:00"),
        ("Tue, 05 Mar 2019 09:30:00 ADT", "2019-03-05T09:30:00"),
        ("Tue, 3 Mar 2026 24:00:00 +0200", "2026-03-04T00:00:00+02:00"),
        ("Thu, 31 Dec 2026 23:59:60 +0000", "2027-01-01T00:00:00+00:00"),
        ("Di, 3 Mrz 2026 23:30:00 +0100", "2026-03-03T23:30:00+01:00"),
        ("mar., 3 mars 2026 23:30:00 +0100", "2026-03-03T23:30:00+01:00"),
        ("周二, 3 3月 2026 23:30:00 +0800", "2026-03-03T23:30:00+08:00"),
        ("13 Feb 1969 23:32:54 -0330", "1969-02-13T23:32:54-03:30"),
        ("3/4/2026 23:30", ""),
        ("2026年3月3日", "2026-03-03"),
        ("2026年3月3日 星期二 23:30:00 +0800", "2026-03-03T23:30:00+08:00"),
        ("Di., 3. März 2026 23:30 +0100", "2026-03-03T23:30:00+01:00"),
        ("вт 3 мар 2026 23:30", "2026-03-03T23:30:00"),
        ("13/1/2026 23:30", "2026-01-13T23:30:00"),
        ("1/13/2026, 11:30 PM", "2026-01-13T23:30:00"),
        ("03.04.2026 um 09:30", "2026-04-03T09:30:00"),
        ("2026/03/04 23:30:00 +0800", "2026-03-04T23:30:00+08:00"),
        ("Tue, 3 Mar 2026", "2026-03-03"),
        ("Tue, 3 Mar 2026 23:30:00 HKT", "2026-03-03T23:30:00+08:00"),
        ("Tue, 3 Mar 2026 23:30:00 MSK", "2026-03-03T23:30:00+03:00"),
        ("Sat, 3 Mar 2012 23:30:00 MSK", "2012-03-03T23:30:00"),
        ("Mo., 3. März 2026 23:30", ""),
        ("3 марта 23:30", ""),
        ("3 Mar 1405 ۱۰:00", ""),
        ("Tue, 3 Mar 2026 23:30:00 +0800 Wed, 14 Jan 2026 01:30:00 +0800", ""),
        ("Tue, 3 Mar 2026 23:30 +0800, 14 Jan 2026 01:30 +0800", ""),
        ("2026-03-03T23:30:00 2026-01-14", ""),
        ("Mon, 2 Mar 0026 25:15:00", ""),
        ("yesterday", ""),
    ],
)
def test_times(raw: str, iso: str) -> None:
    assert sent_at(raw) == iso


@pytest.mark.parametrize(
    ("raw", "zone"),
    [
        ("Tue, 3 Mar 2026 23:30:00 -0459", "-0459"),
        ("Tue, 3 Mar 2026 23:30:00 +2500", "+2500"),
        ("Tue, 3 Mar 2026 23:30:00 0800", "0800"),
        ("Tue, 3 Mar 2026 23:30:00 Uhr (Ortszeit)", "Uhr"),
        ("Tue, 3 Mar 2026 23:30:00 CST", "CST"),
        ("Sat, 3 Mar 2012 23:30:00 MSK", "MSK"),
        ("Tue, 3 Mar 2026 23:30:00", ""),
        ("Tue, 3 Mar 2026 23:30:00 +0800 (CST)", ""),
        ("Tue, 3 Mar 2026 23:30:00 -0000", ""),
        ("Tue, 3 Mar 2026", ""),
        ("soon 0800", ""),
    ],
)
def test_a_zone_that_is_not_certain_is_named(raw: str, zone: str) -> None:
    assert unread_zone(raw) == zone


def test_an_empty_date_before_a_good_one_is_passed_over() -> None:
    mail = read_mime(b"Date: \nDate: Wed, 14 Jan 2026 01:30:00 +0800\n\nx")
    assert mail.header.dated == "2026-01-14T01:30:00+08:00"


def test_the_chain_of_letters_ends_with_the_one_answered() -> None:
    mail = read_mime(
        b"Message-ID: <c@x.example>\nIn-Reply-To: Your letter <a@x.example>\n"
        b"References: <a@x.example> <b@x.example>\n\n"
    )
    assert (mail.header.message_id, mail.header.references) == ("c@x.example", ("b@x.example", "a@x.example"))
    assert message_ids("no name") == ()


def test_bytes_that_name_no_encoding_are_read_by_that_of_the_body() -> None:
    mail = read_mime(
        b"From: \xce\xcc\x88\xd2 <w@x.example>\r\nSubject: \xce\xda\xc2\xb3\xc4\xbe\xc6\xeb\r\n"
        b"Content-Type: text/plain; charset=gb2312\r\n\r\n\xce\xcc\x88\xd2"
    )
    assert (mail.header.author, mail.header.title) == ("翁堃 <w@x.example>", "乌鲁木齐")
    assert mail.words.endswith("翁堃")


@pytest.mark.parametrize("name", ["Абдулла Турсунм", "阿卜杜拉吐", "王丽敏"])
@pytest.mark.parametrize("label", ["", "Content-Type: text/plain; charset=utf-8\r\n"])
def test_a_broken_byte_in_utf8_stays_one_and_is_reported(name: str, label: str) -> None:
    data = f"From: {name}".encode()[:-1] + f" <h@x.example>\r\nTo: x@y.example\r\n{label}\r\nx".encode()
    mail = read_mime(data)
    assert mail.header.author == f"{name[:-1]}\ufffd <h@x.example>"
    assert mail.losses == (BROKEN_CHARACTERS,)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?B?6Zi/5Y2c5p2c5os=?=", "阿卜杜\ufffd"),
        ("=?utf-8?Q?=E7=8B=B1=E4=B8=AD=E6=9D?=", "狱中\ufffd"),
        ("=?utf-8?Q?Ayg=C3?=", "Ayg\ufffd"),
        ("=?gb2312?B?tP6yts2o1g==?=", "逮捕通\ufffd"),
        ("=?x-unknown?B?6YCu5o2V6YCa55+l5A==?=", "逮捕通知\ufffd"),
        (
            "逮捕通知书".encode().decode() + "\udca3\udca8\udcd0\udcf8\udca3\udca9",
            "逮捕通知书" + "\ufffd" * 6,
        ),
    ],
)
def test_where_a_field_is_damaged_no_letters_are_invented(raw: str, text: str) -> None:
    assert header_text(raw) == text
    head = f"Subject: {raw}\r\n\r\nx".encode("utf-8", "surrogateescape")
    mail = read_mime(head)
    assert (mail.header.title, mail.losses) == (text, (BROKEN_CHARACTERS,))


def test_a_head_without_end_takes_bounded_time() -> None:
    raw = "=?a?q?" * 4_000 + '"<(' * 4_000
    assert read_mime(f"From: {raw}\nTo: {raw}\nSubject: {raw}\n\nx".encode()).body == "x"


@pytest.mark.parametrize("field", ["From", "To", "Cc"])
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"=?utf-8?Q?Lin_Wei_<lin@example.org>,?=", '"Lin Wei <lin@example.org>,"'),
        (b"=?utf-8?B?5p6X5LyfIDxsaW5AZXhhbXBsZS5vcmc+?=", '"\u6797\u4f1f <lin@example.org>"'),
        (b'"Lin Wei <lin@example.org>"', '"Lin Wei <lin@example.org>"'),
    ],
)
def test_an_address_in_a_name_is_shown_as_a_name(field: str, name: bytes, shown: str) -> None:
    letter = read_mail(b"X-A: b\n" + field.encode() + b": " + name + b" <zhao@bureau.example>\n\nCome.\n")
    assert letter.fields == ((field, f"{shown} <zhao@bureau.example>"),)
    assert letter.losses == (ADDRESS_AS_NAME,)


def test_a_name_with_its_own_address_is_no_other_address() -> None:
    letter = read_mail(b'From: "Lin (l@x.example)" <l@x.example>\nTo: "Doe, J" <j@d.example>\n\nCome.\n')
    assert letter.fields[0] == ("From", "Lin (l@x.example) <l@x.example>")
    assert letter.losses == ()


def test_an_address_in_a_name_is_not_the_writer() -> None:
    forged = '"Lin <l@y.example>" <z@x.example>'
    assert is_of_another(forged, "Lin <l@y.example>")
    assert is_of_another("Lin <l@y.example>", "=?utf-8?Q?Lin_<l@y.example>?= <z@x.example>")


def test_a_blank_before_a_colon_ends_no_head() -> None:
    head = (
        b"From : Lin <l@x.example>\nTo: a@x.example\nDate\t: Tue, 6 Jan 2026 01:30:00 +0800\nSubject : Bail\n"
    )
    letter = read_mail(head + b"\nNote : come at nine.\n")
    assert letter.header is not None
    assert (letter.header.author, letter.header.title) == ("Lin <l@x.example>", "Bail")
    assert letter.header.dated == "2026-01-06T01:30:00+08:00"
    assert letter.pages[0].endswith("Note : come at nine.\n")


def test_a_comment_behind_an_address_with_a_name_is_shown() -> None:
    assert addresses("Lin Wei <lin@example.org> (Officer Zhao)") == (
        "Lin Wei (Officer Zhao) <lin@example.org>",
    )
    assert addresses("lin@example.org (Lin)") == ("Lin <lin@example.org>",)
