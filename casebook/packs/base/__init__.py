"""How a pack is read: its head, entries, terms and worked examples."""
