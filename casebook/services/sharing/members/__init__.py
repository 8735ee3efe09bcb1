"""Who belongs to a team: founding, welcomes, roles, cases given and taken away, leaving."""
