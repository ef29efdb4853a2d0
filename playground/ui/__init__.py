"""The window. Qt is used here and nowhere below."""

from playground.ui.quick_imports import import_quickly

import_quickly()
