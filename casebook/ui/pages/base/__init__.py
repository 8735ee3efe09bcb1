"""The base of every page: page, listing, record editor, history."""
