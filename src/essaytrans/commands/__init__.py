"""One use case a module: arguments in, a report out, nothing printed."""
