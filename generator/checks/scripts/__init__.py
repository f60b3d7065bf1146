"""The scripts and style sheets of the book: they write, change and hide no number."""
