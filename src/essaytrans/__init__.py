"""Chinese Markdown articles to PO catalogs and back, byte for byte where nobody translated."""

__version__ = "0.1.0"
