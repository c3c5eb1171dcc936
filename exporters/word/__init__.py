"""Official papers as Word files: the same blocks the PDFs are set from, for offices that edit in WPS."""
