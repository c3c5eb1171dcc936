"""Files from outside, read into domain values."""
