"""The kinds of number that the engine runs on, and how a certified one becomes decimal text."""
