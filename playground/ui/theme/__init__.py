"""A kit: colours, fonts and the style sheet."""
