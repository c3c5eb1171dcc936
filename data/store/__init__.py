"""The workspace: SQLite through sqlite-utils, evidence files, journal; the only SQL of the program."""
