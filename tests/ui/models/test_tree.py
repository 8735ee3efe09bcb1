from __future__ import annotations

from PySide6.QtTest import QAbstractItemModelTester

from casebook.ui.models.tree import Branch, Tree

BRANCHES = (
    Branch(
        key="a",
        text="Part",
        branches=(Branch(key="b", text="Leaf", beside="2"), Branch(key="c", text="Leaf")),
    ),
    Branch(key="d", text="Part"),
)


def test_the_model_keeps_its_contract() -> None:
    tree = Tree("Outline")
    QAbstractItemModelTester(tree, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tree.show_branches(BRANCHES)
    tree.show_branches(BRANCHES[1:])
    tree.show_branches(BRANCHES)
    assert tree.rowCount() == 2
    assert tree.rowCount(tree.index(0, 0)) == 2


def test_branches_are_found_by_their_place() -> None:
    tree = Tree("Outline")
    tree.show_branches(BRANCHES)
    leaf = tree.index(1, 0, tree.index(0, 0))
    found = tree.branch_at(leaf)
    assert found is not None
    assert found.key == "c"
    assert tree.parent(leaf) == tree.index(0, 0)
    assert not tree.index(7, 0).isValid()
