"""What columns of a register mean, and what a row says."""

from __future__ import annotations

import pytest

from casebook.domain.exchange.registers.register_row import MAX_NAMES, guessed, row_of

CECC = ("CECC record number", "main (or religious) name", "Chinese characters of main name", "sex")


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (CECC, {"key", "name", "sex"}),
        (("title", "Date of arrest", "Place of Origin", "County"), {"name", "detained", "place"}),
        (
            ("id", "caption", "schema", "birthDate", "gender", "birthPlace"),
            {"key", "name", "born", "sex", "place"},
        ),
        (("entity_id", "name", "forename", "date_of_birth"), {"key", "family", "given", "born"}),
        (("编号", "姓名", "罪名", "拘留日期"), {"key", "name", "charge", "detained"}),
        (("name", "birth"), {"name", "born"}),
        (("姓名（中文）", "Name (Latin)", "原文名 Native name"), {"name"}),
        (("Name (Uyghur script)", "性别 / Sex", "籍贯/Place"), {"name", "sex", "place"}),
        (("ئىسمى", "جىنسى", "تۇغۇلغان ۋاقتى"), {"name", "sex", "born"}),
        (("Name (father)", "Name of village"), set()),
        (("colour", "weight"), set()),
    ],
)
def test_columns_of_known_registers_are_recognised(head: tuple[str, ...], wanted: set[str]) -> None:
    assert set(guessed(head).values()) == wanted


def test_a_row_keeps_every_name_and_every_filled_cell() -> None:
    head = ("name", "alias", "no", "remark")
    cells = ("Lin Zhiyuan; 林志远 (pen name)", "Qingya", "7", "")
    row = row_of(5, head, cells, {"name": "name", "alias": "alias", "no": "key"})
    assert row.names == ("Lin Zhiyuan", "林志远", "Qingya")
    assert (row.line, row.key) == (5, "7")
    assert [cell.column for cell in row.cells] == ["name", "alias", "no"]


def test_each_column_of_a_name_in_another_script_is_read() -> None:
    head = ("姓名（中文）", "Name (Latin)", "原文名 Native name")
    cells = ("阿布力米提·吐尔逊江", "Ablimit Tursunjan", "ئابلىمىت تۇرسۇنجان")
    assert row_of(2, head, cells, guessed(head)).names == cells


def test_surname_and_given_name_are_one_name() -> None:
    head = ("name", "forename")
    assert row_of(1, head, ("LIN", "Zhiyuan"), guessed(head)).names == ("LIN Zhiyuan",)


@pytest.mark.parametrize(
    ("born", "age", "detained", "years"),
    [
        ("1984-01-10", "", "", (1984, 1984)),
        ("1984", "37", "2021-09-14", (1984, 1984)),
        ("", "37", "2021-09-14", (1983, 1984)),
        ("", "37 years", "2021", (1983, 1984)),
        ("", "37", "", None),
        ("", "about 40", "2021", None),
        ("", "370", "2021", None),
        ("31.02.1980", "", "", None),
        ("民國73年", "", "", (1984, 1984)),
        ("民国73年1月10日", "", "", (1984, 1984)),
    ],
)
def test_birth_is_read_from_the_date_or_the_age(
    born: str, age: str, detained: str, years: tuple[int, int] | None
) -> None:
    head = ("name", "dob", "age", "date of detention")
    row = row_of(1, head, ("A B", born, age, detained), guessed(head))
    assert row.birth_years == years


def test_no_more_names_are_compared_than_are_allowed() -> None:
    head = ("name",)
    assert (
        len(row_of(1, head, ("; ".join(f"N{at} X" for at in range(50)),), guessed(head)).names) == MAX_NAMES
    )


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Lin Zhiyuan, Chen Shulan", {"Lin Zhiyuan", "Chen Shulan"}),
        ("Lin Zhiyuan and Chen Shulan", {"Lin Zhiyuan", "Chen Shulan"}),
        ("林志远、陈淑兰", {"林志远", "陈淑兰"}),
        ("林志远 (Lin Zhiyuan), 男, 1984年生", {"林志远"}),
        (
            "Chen Shulan 陈淑兰 / Lin Guoliang 林国梁",
            {"Chen Shulan", "陈淑兰", "Lin Guoliang", "林国梁"},
        ),
    ],
)
def test_several_people_in_a_cell_are_compared_one_by_one(cell: str, names: set[str]) -> None:
    assert names <= set(row_of(1, ("name",), (cell,), {"name": "name"}).names)


def test_a_surname_with_a_comma_stays_one_name() -> None:
    assert row_of(1, ("name",), ("Lin, Zhiyuan",), {"name": "name"}).names == ("Lin, Zhiyuan",)


@pytest.mark.parametrize(
    ("cell", "born", "is_unread"),
    [
        ("一九八四年一月十日", "1984-01-10", False),
        ("一九八四年十二月三十一日", "1984-12-31", False),
        ("84.1.10", "1984-01-10", False),
        ("84年1月10日", "1984-01-10", False),
        ("10/1/84", "1984", False),
        ("25/1/84", "1984-01-25", False),
        ("10-Jan-84", "1984-01-10", False),
        ("10-OCT-1984", "1984-10-10", False),
        ("1984-01-10T08:00:00", "1984-01-10", False),
        ("10/1/12", None, True),
        ("31.02.1980", None, True),
        ("in the year of the rat, 3", None, True),
        ("unknown", None, False),
        ("n/a", None, False),
        ("", None, False),
    ],
)
def test_a_date_is_read_or_said_not_to_be(cell: str, born: str | None, is_unread: bool) -> None:  # noqa: FBT001 - a column
    row = row_of(1, ("name", "dob"), ("A B", cell), {"name": "name", "dob": "born"})
    assert (row.born.edtf if row.born else None, row.has_unread_date) == (born, is_unread)
