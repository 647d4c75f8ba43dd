"""A package, so that it is found before Python-Markdown, which is called `markdown` too."""
