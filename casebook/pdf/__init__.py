"""PDF in and out: setting pages, assembling bundles, checking the finished bytes."""
