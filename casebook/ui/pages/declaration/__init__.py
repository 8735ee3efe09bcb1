"""The page Declarations of a case: sealed declarations, their steps and their release packs."""
