"""Senders of chats in pseudonymised copies: of whole chats, of excerpts, and of lines pasted into them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import Refused
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.evidence.document import Document
from casebook.host.process import recogniser
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier import dossier
from casebook.services.dossier.replacement_review import review
from casebook.services.evidence import redaction
from casebook.services.evidence.chat_excerpt import ExcerptRequest, make_excerpt
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_bytes
from casebook.services.vault import record_bin as bins
from tests.services.dossier.test_set_exhibits import built
from tests.services.evidence.test_redaction import opened

__all__ = ["opened"]

CHAT = (
    "13/02/2026, 09:01 - Aygul Abdutest: hello\n"
    "13/02/2026, 09:02 - Bentest: hello\n"
    "14/02/2026, 09:05 - Bentest: bye\n"
)


def taken(session: Session, case: Case, name: str, text: str) -> Document:
    (row,) = run_in_line(take_in(session, case.id, [from_bytes(name, text.encode())], Receipt()))
    assert row.document is not None
    return row.document


def excerpted(session: Session, chat: Document, *numbers: int) -> Document:
    """An excerpt on one page, which a person has looked at where no text recognition vouches for it."""
    excerpt = run_in_line(make_excerpt(session, chat.id, ExcerptRequest(numbers=numbers)))
    if not recogniser.languages():
        redaction.review(session, excerpt, [1], shows_no_one=True)
    return excerpt


@pytest.mark.parametrize("has_chat", [False, True])
def test_senders_in_an_excerpt_have_the_labels_of_the_chat(
    session: Session, opened: Case, tmp_path: Path, *, has_chat: bool
) -> None:
    chat = taken(session, opened, "chat.txt", CHAT)
    excerpt = excerpted(session, chat, 2)
    exhibits = (excerpt, chat) if has_chat else (excerpt,)
    text = built(session, exhibits, "pseudonymised", tmp_path / "out.pdf")
    assert "test" not in text
    assert text.count("Sender 2") == (2 + 3 if has_chat else 2)


def test_senders_in_an_excerpt_stay_hidden_while_its_chat_is_in_the_bin(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    chat = taken(session, opened, "chat.txt", CHAT)
    excerpt = excerpted(session, chat, 2)
    record.move_to_bin(session, Document, chat.id)
    text = built(session, (excerpt,), "pseudonymised", tmp_path / "out.pdf")
    assert "test" not in text
    assert text.count("Sender 2") == 2


def test_no_copy_has_an_excerpt_whose_chat_was_deleted_permanently(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    chat = taken(session, opened, "chat.txt", CHAT)
    excerpt = excerpted(session, chat, 2)
    record.move_to_bin(session, Document, chat.id)
    bins.purge(session, "document", chat.id)
    with pytest.raises(Refused, match="deleted permanently"):
        built(session, (excerpt,), "pseudonymised", tmp_path / "out.pdf")
    assert "Bentest" in built(session, (excerpt,), "filing", tmp_path / "filing.pdf")


def test_headings_of_chats_keep_no_day_and_take_no_figure_before_them(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    """The third of March is of a fact, and the chat ends a line with a 3."""
    fact = Fact(id="f", case_id=opened.id, on=StatedDate(edtf="2026-03-03"), statement="He was arrested.")
    record.add(session, fact)
    chat = taken(
        session,
        opened,
        "chat.txt",
        "[03/03/2026, 09:01:05] Aygul Abdutest: the hearing is 05/03/2026 in room 3\n"
        "[04/03/2026, 09:01:05] Bentest: see\n"
        "[18/03/2026, 09:01:05] Bentest: ok\n",
    )
    text = built(session, (chat,), "pseudonymised", tmp_path / "out.pdf")
    assert "Messages 1–3 of 3\nMarch 2026\n1 [time]" in text.replace(" \n", "\n")
    assert text.count("March 2026") == 4
    assert "in room 3" in text
    assert not re.search(r"\d\d? March", text)


def test_a_figure_on_the_line_before_is_no_part_of_a_day_on_a_set_page(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    fact = Fact(id="f", case_id=opened.id, on=StatedDate(edtf="2026-03-04"), statement="He was arrested.")
    record.add(session, fact)
    note = taken(session, opened, "note.txt", "Room 4\n16/03/2026\nHe came on 4\nMarch 2026.\n")
    text = built(session, (note,), "pseudonymised", tmp_path / "out.pdf").replace(" \n", "\n")
    assert "Room 4\nMarch 2026\nHe came in March 2026" in text


DIARY = (
    "13/02/2026, 09:01 - Aygul Abdutest: my diary:\n"
    "03.05.2017, 09:00 - I went to the court in Urumqi and the judge said: come back\n"
    "04.05.2017, 10:30 - Arrest: three men, no arrest warrant; Rahile Cetest knows\n"
    "05.05.2017, 11:00 - Detention centre No. 3: beaten\n"
    "05.05.2017, 12:00 - Tursun said: beaten\n"
    "05.05.2017, 13:00 - 逮捕: beaten\n"
    "06.05.2017, 11:00 - Rahile Cetest: an Arrest\n"
    "14/02/2026, 09:05 - Aygul Abdutest: ok, rahile cetest and RAHILE CETEST\n"
)


def test_pasted_senders_are_hidden_in_their_chat_alone(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    chat = taken(session, opened, "chat.txt", DIARY)
    excerpt = excerpted(session, chat, 1, 2)
    written = "Arrest at the Detention centre No. 3, the police came. Rahile Cetest saw it, said Rahile."
    note = taken(session, opened, "note.txt", written)
    text = built(session, (excerpt, chat, note), "pseudonymised", tmp_path / "out.pdf")
    pages = " ".join(text.split())
    assert written in pages
    assert pages.count("I went to the court in Urumqi and the judge said: come back") == 2
    assert pages.count("Arrest: three men, no arrest warrant; Sender 2 knows") == 2
    assert pages.count("Detention centre No. 3: beaten") == 2
    assert pages.count("Sender 3 said: beaten") == 2
    assert pages.count("逮捕: beaten") == 2
    assert pages.count("Sender 2: an Arrest") == 2
    assert pages.count("ok, Sender 2 and Sender 2") == 2


def listed_names(session: Session, case: Case, *texts: str) -> list[str]:
    """What the review lists as perhaps a name, each once."""
    names = [f"{number}.txt" for number in range(len(texts))]
    ids = tuple(taken(session, case, name, text).id for name, text in zip(names, texts, strict=True))
    draft = dossier.draft(session, case.id, "Dossier")
    record.change(session, replace(draft, sections=(), exhibit_ids=ids))
    reviewed = run_in_line(review(session, BuildRequest(dossier_id=draft.id, copy_kind="pseudonymised")))
    return list(dict.fromkeys(one.text for one in reviewed.perhaps_names))


def test_pasted_senders_that_may_be_names_are_listed_where_they_stay(session: Session, opened: Case) -> None:
    note = "Arrest. Rahile Cetest saw it; Rahile said so; Detention centre. Then tursun."
    assert listed_names(session, opened, DIARY, note) == [
        "I went to the court in Urumqi and the judge said",
        "Arrest",
        "Detention centre No. 3",
        "逮捕",
        "Rahile Cetest",
        "Rahile",
        "tursun",
    ]


PASTED = (
    "[13/02/2026, 09:01:05] Ben: hello\n"
    "[10:01, 12/02/2026] Meryem Xutest: I went\n"
    "[10:02, 12/02/2026] DILSHAT YUTEST: I saw\n"
    "[10:03, 12/02/2026] 阿不都热西提: 你好\n"
    "[10:04, 12/02/2026] 热依拉·买买提: 你好\n"
    "[10:05, 12/02/2026] Li Na: yes\n"
    "[10:06, 12/02/2026] aygul: yes\n"
    "[10:07, 12/02/2026] Hope Utest: yes\n"
    "[13/02/2026, 09:03:05] Ben: meryem xutest said so\n"
    "[13/02/2026, 09:04:05] Gulnar Beytest: ok\n"
)


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("meryem xutest said so; Meryem Xutest, Meryem", ["meryem xutest", "Meryem Xutest", "Meryem"]),
        ("It was DILSHAT YUTEST or Dilshat.", ["DILSHAT YUTEST", "Dilshat"]),
        ("那天阿不都热西提来了", ["阿不都热西提"]),
        ("她是热依拉·买买提", ["热依拉·买买提"]),
        ("It was Li Na, and so a li.", ["Li Na"]),
        ("It was Aygul, aygul.", ["Aygul", "aygul"]),
        ("It was Hope Utest, we hope. Hope is hope.", ["Hope Utest"]),
    ],
)
def test_pasted_senders_are_listed_in_any_case_of_letters(
    session: Session, opened: Case, said: str, listed: list[str]
) -> None:
    assert listed_names(session, opened, PASTED, said) == listed


NOTICES = (
    "13/02/2026, 09:00 - Messages are end-to-end encrypted.\n"
    "13/02/2026, 09:00 - Kerim Ghtest added Sadet Hitest and You\n"
    '13/02/2026, 09:00 - Guli Lutest created group "Family Ketest"\n'
    "13/02/2026, 09:00 - 王小明退出了群组\n"
    "13/02/2026, 09:00 - Your security code with Guli Lutest changed. Tap to learn more.\n"
    "13/02/2026, 09:00 - You're now an admin\n"
    "13/02/2026, 09:00 - Kerim Ghtest's was removed\n"
    "13/02/2026, 09:01 - ~ Dilnur Jktest: hello, Kerim; kerim\n"
    "14/02/2026, 09:05 - Bentest: bye\n"
)


def test_names_in_notices_are_hidden_and_a_tilde_goes_with_its_name(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    chat = taken(session, opened, "chat.txt", NOTICES)
    assert listed_names(session, opened, NOTICES, "Guli Lutest, lutest; 王小明") == [
        "Kerim",
        "kerim",
        "Guli Lutest",
        "lutest",
        "王小明",
    ]
    text = built(session, (chat,), "pseudonymised", tmp_path / "out.pdf")
    assert "Sender 1" in text
    assert not re.search("~|Ghtest|Hitest|Lutest|王小明", text)
    assert "end-to-end encrypted" in text


LINES = (
    "13/02/2026, 09:01 - Bentest: see:\n"
    "Selim Demirtest: they took him\n"
    "selim demirtest: and his wife\n"
    "阿依古丽: 他们来了\n"
    "[12:31] Yusuf Karatest: come\n"
    "Forwarded from Rustam Galtest\n"
    "> Sabina Veltest: quoted\n"
    "Kemal Saytest yazdı: geldiler\n"
    "张三说：他走了\n"
    "Mustafa Kiltest, [12.03.2026 14:19]\n"
    "赵敏 2026-03-12 14:20\n"
    "12/03/2026, 14:14 - Deniz Notest added Kerem Potest\n"
    "From: Haydar Kotest\n"
    "Address: Kashgar\nAdresse: x\nPS: ok\n地址：x\nhttps://example.org\nsee: this\nmy friend Selim: no\n"
    "14/02/2026, 09:05 - Bentest: ok\nАйнур Ташполат: yes\n"
    "14/02/2026, 09:06 - 郭敏: 你好\n"
)


def test_names_before_a_colon_or_beside_a_stamp_are_hidden_in_their_chat(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    chat = taken(session, opened, "chat.txt", LINES)
    pages = built(session, (chat,), "pseudonymised", tmp_path / "out.pdf")
    names = "(?i)test|Yusuf|Rustam|Sabina|Kemal|Mustafa|Haydar|Deniz|Kerem|阿依|古丽|张三|赵敏|郭敏"
    assert not re.search(names, pages)
    assert pages.count("Sender 3: ") == 2
    for label in ("Address:", "Adresse:", "PS: ok", "地址：", "see: this", "my friend Selim: no"):
        assert label in pages


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("It was selim and Demirtest.", ["selim", "Demirtest"]),
        ("Она видела Ташполата.", ["Ташполата"]),
        ("敏 came, and Guo Min; 敏感.", ["敏", "Guo Min"]),
        ("The address was known, and PS as well.", []),
    ],
)
def test_what_tells_of_such_names_elsewhere_is_listed(
    session: Session, opened: Case, said: str, listed: list[str]
) -> None:
    assert [one for one in listed_names(session, opened, LINES, said) if one in said] == listed


LABELS = (
    "13/02/2026, 09:01 - Bentest: so war es:\n"
    "Folter: ja\nHaftbefehl: keiner\nDoctor: none came\nSanık: yok\nЗадержание: да\n笔录：有\n陈述人：x\n"
    "Kurze Zeugenaussage: drei\n"
    "04.05.2017, 10:30 - Festnahme: drei\n"
    "Aygul: ja\n王丽：好\nSelim Demirtest: ja\n"
    "14/02/2026, 09:05 - Bentest: Folter, Haftbefehl, the Doctor, Festnahme; aygul, 王丽, selim demirtest\n"
)


def test_a_label_in_a_chat_stays_wherever_the_chat_says_its_word(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    chat = taken(session, opened, "chat.txt", LABELS)
    pages = " ".join(built(session, (chat,), "pseudonymised", tmp_path / "out.pdf").split())
    for line in (
        "Folter: ja",
        "Haftbefehl: keiner",
        "Doctor: none",
        "Sanık: yok",
        "Задержание: да",
        "笔录：有",
    ):
        assert line in pages
    assert "陈述人：x Kurze Zeugenaussage: drei" in pages
    assert "Folter, Haftbefehl, the Doctor, Festnahme; Sender" in pages
    assert "Festnahme: drei" not in pages
    assert not re.search("(?i)aygul|王丽|demirtest", pages)


FURTHER = (
    "13/02/2026, 09:01 - Bentest: see:\n"
    "Memet Elitest (+90 532 111 22 33): hi\n"
    "Cc: Rena Saytest\nSigned: Ridvan Asitest\nZeuge: Otto Kratest\n证人：郑爽\n"
    "Am 3. Mai 2019 schrieb Lothar Vogtest:\n"
    "On 3 May 2019, Edwin Martest wrote:\n"
    '你邀请"孙伟"加入了群聊\n"李红"撤回了一条消息\n'
    "Witness: none came\n"
    "14/02/2026, 09:05 - Bentest: ok\n"
)


def test_names_in_mails_signatures_and_pasted_notices_are_hidden(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    chat = taken(session, opened, "chat.txt", FURTHER)
    pages = built(session, (chat,), "pseudonymised", tmp_path / "out.pdf")
    assert not re.search("test|Memet|Rena|Ridvan|Kra|Lothar|Edwin|孙伟|李红|郑爽", pages)
    assert "Witness: none came" in pages
