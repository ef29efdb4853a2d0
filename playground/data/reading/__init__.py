"""Reads a table: bytes -> text or a spreadsheet's sheet -> rows of cells -> decisions -> numbers and classes.

raw.py        the bytes of a file
encoding.py   which characters they are, and whether they are any; charset.py: of the older encodings, which
layout.py     what parts the columns of a text, which lines are none of its rows; declared.py: ARFF and KEEL
text.py       from text to rows of cells
sheets.py     from a spreadsheet to rows of cells
table.py      what the columns are called, the rows in blocks; header.py: whether the first row names them
numerals.py   the number in a cell, dates.py the date in it, gaps.py whether it is missing
asides.py     which lines hold no row; passed_over.py: what is said of them
columns.py    what each column holds; column_names.py: what its name tells
decide.py     target, task, inputs and codes, by what the columns hold and what a recipe chooses
decisions.py  all that is decided, each with its sentence and the option that overrules it
numbers.py    from cells to numbers, with one decimal mark in all the file; cells.py: the cells of a column
passes.py     all rows, read by decisions that hold for all; coding.py: inputs and classes of what was read
read.py       from a file to a dataset; preview.py: what would be read; made.py: rows to predict
"""
