"""Tables of documents, recognised text and redactions."""
