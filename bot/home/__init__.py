"""Home: the menu, the fastest help, settings, the crisis screen, and help."""

from bot.home.handlers import ROUTES
from bot.home.views import VIEWS
from bot.routes import Feature

__all__ = ["FEATURE"]

FEATURE = Feature(routes=ROUTES, screens=VIEWS)
