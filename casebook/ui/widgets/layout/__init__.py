"""Rows, columns, stacks and panes that arrange widgets."""
