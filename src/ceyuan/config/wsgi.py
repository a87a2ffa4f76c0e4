"""The door for the WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ceyuan.config.settings")
application = get_wsgi_application()

# What is loaded by now stays: the collector need not look at it again, and need not come after every few hundred rows.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
