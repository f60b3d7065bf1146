"""One worked example of backpropagation in, a textbook chapter and a lecture deck out."""
