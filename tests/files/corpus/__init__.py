"""The reading corpus: invented lists in the layouts that cities use, each with the reading a careful clerk would give."""
