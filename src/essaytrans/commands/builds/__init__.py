"""What `build` is made of: a task an article and edition, what it writes, and what is left to do after all."""
