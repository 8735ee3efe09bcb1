"""Tables of persons, contacts, roles and relations."""
