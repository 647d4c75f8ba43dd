"""Review: what a good bilingual reader would say of a translation, and nothing else."""
