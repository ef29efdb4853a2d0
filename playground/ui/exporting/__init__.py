"""The export dialog: every format as a card, a preview of the file, its options, and how it is used."""
