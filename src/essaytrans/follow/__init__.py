"""What stands on both articles and catalogs: templates, updates, progress."""

from essaytrans.follow.progress import Progress, measure
from essaytrans.follow.template import make_template
from essaytrans.follow.update import Update, update

__all__ = ["Progress", "Update", "make_template", "measure", "update"]
