"""Review in place: the queue, one entry's form, what was decided and by whom."""

from attache.web.views.review import history, one, queue
from attache.web.views.review.deciding import ROUTES

PAGES = (queue.PAGE, history.PAGE, one.PAGE)

__all__ = ["PAGES", "ROUTES"]
