"""What every service stands on: the session, flows, records, forms, drafts, history, search."""
