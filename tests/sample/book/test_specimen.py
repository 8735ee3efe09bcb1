from __future__ import annotations

from casebook.sample.book.specimen import pieces


def test_a_line_is_set_as_its_mark_says() -> None:
    blocks = ["# Notice", "To the parents:\ntwo lines", "= Name :: Lin", "| a | b |"]
    blocks += ["[x] yes", "[ ] no", "---", "<< 21:09 :: hello"]
    set_pieces = pieces("\n\n".join(blocks))
    assert [piece.kind for piece in set_pieces] == [
        "title",
        "text",
        "pair",
        "row",
        "choice",
        "choice",
        "page",
        "received",
    ]
    assert set_pieces[1].text == "To the parents:\ntwo lines"
    assert set_pieces[2].cells == ("Name", "Lin")
    assert set_pieces[3].cells == ("a", "b")
    assert [piece.is_set for piece in set_pieces[4:6]] == [True, False]


def test_an_empty_cell_stays_a_cell() -> None:
    assert pieces("|  |  | Total |")[0].cells == ("", "", "Total")
