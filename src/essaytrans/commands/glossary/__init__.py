"""The glossary of a project."""
