"""Settings of gunicorn: ``gunicorn --config deploy/gunicorn.conf.py app:server``.

Workers share nothing but memory pages: the atlas holds no state, so any of them may answer.
"""

import json
import os

bind = os.environ.get("ZHOLDAR_BIND", "127.0.0.1:8050")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
# Browsers keep their connection open for a while; this many a worker may wait without a thread.
worker_connections = 4000
backlog = 4096
# Data and libraries are read once and shared by all workers; a broken package stops the start.
preload_app = True
timeout = 30
graceful_timeout = 20
# A connection at rest costs no thread.
keepalive = 30
# Longer than any address or header of the atlas; the app itself bounds queries and bodies.
limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 8190
# One JSON object a line, without the visitor's address: the atlas counts nobody.
accesslog = "-"
access_log_format = json.dumps(
    {"time": "%(t)s", "method": "%(m)s", "path": "%(U)s", "status": "%(s)s",
     "bytes": "%(B)s", "ms": "%(M)s", "worker": "%(p)s"}
)  # fmt: skip
errorlog = "-"
