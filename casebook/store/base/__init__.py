"""The database itself: connection, schema, migration, audit log and search index."""
