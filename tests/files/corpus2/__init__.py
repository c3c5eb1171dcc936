"""The second reading corpus: lists written without knowing the reader, numbered from 200."""

from corpus2 import lists_dispatch, lists_held, lists_joined, lists_shape, lists_text, lists_times

MODULES = (lists_joined, lists_dispatch, lists_text, lists_shape, lists_times, lists_held)
