"""The id of the request in hand: set by the web shell or the command line, read by the audit and by error pages."""

from contextvars import ContextVar

current: ContextVar[str] = ContextVar("ceyuan_request_id", default="")
