"""Commands that build dossiers and bundles and check finished PDFs."""
