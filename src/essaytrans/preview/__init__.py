"""The preview: articles and their translations in a browser, on this machine only, as they are now."""
