"""The invented sample casebook and the demonstration made from it."""
