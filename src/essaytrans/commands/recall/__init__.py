"""Between articles: renamed ones, texts that moved, and what the memory of the project offers."""
