"""Translations by machine, always to be reviewed: what engines are given, and what is accepted."""
