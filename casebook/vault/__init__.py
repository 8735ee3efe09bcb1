"""The folder on disk: header, key slots, sealed attachments, one writer."""
