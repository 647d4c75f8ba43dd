"""What `adopt` reads: which file translates which article, and what it has."""
