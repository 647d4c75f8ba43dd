"""Finding in a translation that exists which of its paragraphs are which of the article."""

from essaytrans.align.beads import Alignment, Bead, align
from essaytrans.align.blocks import Block, Cut, cut
from essaytrans.align.confidence import SURE
from essaytrans.align.proposals import Proposal, State, propose, vetted

__all__ = [
    "SURE",
    "Alignment",
    "Bead",
    "Block",
    "Cut",
    "Proposal",
    "State",
    "align",
    "cut",
    "propose",
    "vetted",
]
