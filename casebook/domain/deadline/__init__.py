"""Deadlines: rules, counting and the record of each calculation."""
