"""The second reading corpus: lists written without knowing the reader, numbered from 200."""

from corpus2 import lists_joined

MODULES = (lists_joined,)
