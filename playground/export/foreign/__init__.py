"""Networks that others trained: described by their layers, or found in a file of theirs."""
