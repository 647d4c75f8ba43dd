"""Rules of the lint: what in an article will hurt every language, one small generator each."""
