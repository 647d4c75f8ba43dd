"""Books: articles in two languages as EPUB."""
