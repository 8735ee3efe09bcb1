"""Public registers of people, and how like a row of one is to a person."""
