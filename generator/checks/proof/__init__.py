"""The proof of a formula in symbols: its letters are given every meaning that they can have in the document's example,
and both sides have to come out the same each time."""
