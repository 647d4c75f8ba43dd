"""A project on disk: its configuration, which file goes where, reading and writing."""
