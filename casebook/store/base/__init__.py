"""The base of the database: connection, schema, migration, audit log and search index."""
