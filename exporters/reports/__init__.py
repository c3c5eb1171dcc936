"""Periodic reports: the month's figures as a written report, a status list and a list of warnings."""
