"""Settings for tools that read the code and start nothing: types, migrations, messages. No key, no database."""

import os

os.environ.setdefault("CEYUAN_SECRET_KEY", "only-for-tools-that-read-the-code")

from ceyuan.config.settings import *  # noqa: F403
