"""Tables of what is shared between casebooks: the versions of records, and whose they are."""
