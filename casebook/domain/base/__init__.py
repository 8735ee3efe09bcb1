"""What every noun is made of: entities, fields, dates, names, periods."""
