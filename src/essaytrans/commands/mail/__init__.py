"""Catalogs on their way: what is sent, what is kept of it, and what comes back."""
