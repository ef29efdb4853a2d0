"""Marking of numbers: read first, judge later; the rules are those of docs in `mark`."""
