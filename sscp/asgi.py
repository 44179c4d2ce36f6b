"""For a server that speaks ASGI; ./run and the docs use wsgi.py."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sscp.settings")

application = get_asgi_application()
