"""Who may: pure questions, one file per part."""

from .plans import SUBJECT as _PLAN_VERSION
from .plans import version_documents

DOCUMENT_RULES = {_PLAN_VERSION: version_documents}
