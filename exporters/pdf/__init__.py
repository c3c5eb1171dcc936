"""Official papers on the page: measures, lines, blocks, tables, and the paper they flow onto."""
