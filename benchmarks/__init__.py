"""Our time and memory against floors: `python -m benchmarks FOLDER`.

Nothing here is a test with a clock. Every figure stands beside a floor that was measured in the
same run, on the same text, in turn with it; docs/performance.md says how to read them.
"""
