"""The basis of all services: session, flows, records, forms, drafts, history, search."""
