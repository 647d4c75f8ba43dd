"""Pages: what people read and look at in a browser or an e-book reader; data in, text out."""
