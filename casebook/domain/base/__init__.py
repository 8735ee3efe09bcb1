"""Building blocks of every noun: entities, fields, dates, names and periods."""
