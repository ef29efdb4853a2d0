"""Reads a table: bytes -> text or a spreadsheet's sheet -> rows of cells -> numbers and classes.

raw.py        the bytes of a file
encoding.py   which characters they are, and whether they are any
text.py       from text to rows of cells: what parts the columns
sheets.py     from a spreadsheet to rows of cells
table.py      which row is the header, what the columns are called, the rows in blocks
numbers.py    from cells to numbers, with one decimal mark in all the file
target.py     from cells to a value or a class
read.py       from a file to a dataset; preview.py: what would be read
"""
