"""Contact cards as telephones and address books write them."""

from __future__ import annotations

import pytest

from casebook.domain.base.grid import Grid
from casebook.domain.person.contact import Contact, ContactDetail
from casebook.formats.contact_file import HEAD, read_contacts, write_contacts


def card(*lines: str | bytes, version: str = "3.0") -> bytes:
    whole = ["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]
    return b"\r\n".join(line if isinstance(line, bytes) else line.encode() for line in whole)


def cells(grid: Grid) -> dict[str, str]:
    return {head: cell for head, cell in zip(HEAD, grid.rows[0].cells, strict=True) if cell}


def test_every_line_an_office_needs_is_kept() -> None:
    grid = read_contacts(
        card(
            "N:Weiss;Clara;;Dr.;",
            "FN:Dr. Clara Weiss",
            "NICKNAME:Clari,CW",
            "ORG:Weiss & Partners;Asylum",
            "TEL;TYPE=WORK,FAX:+49 30 1",
            "TEL;TYPE=CELL:+49 170 2",
            "BDAY:19800322",
            "IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:clara",
            "IMPP:xmpp:c%40x.example",
            "URL:https://weiss.example",
            "item1.X-ABRELATEDNAMES:Jan Weiss",
            "item1.X-ABLabel:_$!<Brother>!$_",
            "RELATED;TYPE=spouse;VALUE=text:Kim",
            "GENDER:F",
        )
    )
    assert cells(grid) == {
        "Name": "Dr. Clara Weiss",
        "Other names": "Clari\nCW",
        "Organisation": "Weiss & Partners, Asylum",
        "Telephone": "+49 170 2",
        "Fax": "+49 30 1",
        "Messenger": "skype:clara\nxmpp:c@x.example",
        "Website": "https://weiss.example",
        "Date of birth": "1980-03-22",
        "Sex": "female",
        "Related people": "brother: Jan Weiss\nspouse: Kim",
    }


def test_a_charset_of_one_line_is_heeded() -> None:
    grid = read_contacts(
        card(
            b"FN;CHARSET=GB2312:" + "林志远".encode("gb2312"),
            b"ORG;CHARSET=windows-1251:" + "Суд".encode("cp1251"),
            b"TITLE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=A1=D1=83=\r\n=D0=B4=D1=8C=D1=8F",
            version="2.1",
        )
    )
    assert cells(grid) == {"Name": "林志远", "Organisation": "Суд", "Position": "Судья"}
    assert not grid.is_guessed


def test_a_charset_that_no_system_names_is_read_as_utf_8() -> None:
    grid = read_contacts(
        card(
            b"FN;CHARSET=x\0y;ENCODING=QUOTED-PRINTABLE:=D0=A1=D1=83=D0=B4",
            b"TITLE;CHARSET=unheard-of;ENCODING=QUOTED-PRINTABLE:=D0=A1=D1=83=D0=B4",
            version="2.1",
        )
    )
    assert cells(grid) == {"Name": "Суд", "Position": "Суд"}


def test_a_character_folded_in_the_middle_is_whole_again() -> None:
    name = "林志遠".encode()
    assert cells(read_contacts(card(b"FN:" + name[:4] + b"\r\n " + name[4:])))["Name"] == "林志遠"


def test_a_picture_that_is_not_folded_hides_no_other_line() -> None:
    grid = read_contacts(card("PHOTO;ENCODING=BASE64;JPEG:", "AAAA:FN:x", "", "FN:Clara", version="2.1"))
    assert cells(grid) == {"Name": "Clara"}


@pytest.mark.parametrize("lines", [("N:;;;;", "EMAIL:a@x.example"), ("ORG:The court", "FN:")])
def test_a_card_without_a_name_goes_by_what_it_has(lines: tuple[str, ...]) -> None:
    assert cells(read_contacts(card(*lines)))["Name"] in {"a@x.example", "The court"}


def test_what_is_written_is_folded_and_read_back() -> None:
    contact = Contact(
        id="1",
        name="Рахимов; Ильхам",
        kind="other",
        other_names=("ئىلھام",),
        body="Кеңсе " * 20,
        channels=(
            ContactDetail(kind="fax", address="1"),
            ContactDetail(kind="website", address="https://x.example"),
            ContactDetail(kind="Signal", address="+357 1"),
            ContactDetail(kind="address", address="1 Street, Town"),
        ),
        remarks="a\nb, c",
    )
    written = write_contacts([contact])
    assert max(map(len, written.split(b"\r\n"))) <= 75
    assert cells(read_contacts(written)) == {
        "Name": contact.name,
        "Other names": "ئىلھام",
        "Organisation": contact.body.strip(),
        "Fax": "1",
        "Website": "https://x.example",
        "Messenger": "signal:+357 1",
        "Address": "1 Street, Town",
        "Remarks": "a\nb, c",
    }


def test_a_file_that_breaks_off_keeps_its_whole_cards_and_says_so() -> None:
    card = "BEGIN:VCARD\r\nFN:林志遠\r\nEND:VCARD\r\n"
    grid = read_contacts((card * 2).encode().removesuffix(b"\x81\xa0\r\nEND:VCARD\r\n"))
    assert [row.cells[0] for row in grid.rows] == ["林志遠"]
    assert [str(row.why) for row in grid.bad_rows] == ["The file ends in the middle of this card."]
