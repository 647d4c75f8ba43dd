"""The status board: how far every article is in every language, as pages of a site."""
