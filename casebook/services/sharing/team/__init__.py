"""A team: its members and spaces, what is laid in its shared folder and taken from it."""
