"""Commands on the records of a case."""
