"""What is published: the packed decks, the site, its search index, its records, the same bytes."""
