"""Web pages, saved alone or captured with all they show."""
