"""Languages: which script a character is of, and what a language tag stands for."""
