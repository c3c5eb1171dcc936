"""The second reading corpus: lists written without knowing the reader, numbered from 200."""

from corpus2 import lists_dispatch, lists_joined, lists_text

MODULES = (lists_joined, lists_dispatch, lists_text)
