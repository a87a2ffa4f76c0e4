"""Texts of the documents capability."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, Promise] = {
    "documents.document.added": _("Document attached"),
    "documents.document.withdrawn": _("Document withdrawn"),
}

SUBJECTS: dict[str, Promise] = {
    "documents.document": _("Document"),
}

REASONS: dict[str, Promise] = {
    "documents.may_not_add": _("Your posts do not allow attaching documents here."),
    "documents.may_not_withdraw": _(
        "A document is withdrawn by the person who attached it or by the science and technology manager of the unit."
    ),
    "documents.not_found": _("This document does not exist or lies outside the units you may see."),
    "documents.reason_missing": _("Please give a reason."),
    "documents.name_missing": _("The file has no readable name: rename it and try again."),
    "documents.empty": _("The file is empty."),
    "documents.too_large": _("The file is larger than %(megabytes)s MB: split it or reduce its pictures."),
    "documents.kind_not_taken": _(
        "Files of the kind “%(extension)s” are not taken. Possible are PDF, Word, Excel, PowerPoint, ODS, PNG, JPEG, "
        "TXT and CSV; save old or packed files in one of these forms."
    ),
    "documents.other_content": _(
        "The content is not what the name says (.%(extension)s): save the file again with the program that made it."
    ),
    "documents.truncated": _("The file is incomplete or damaged: it probably was cut off when it was copied."),
    "documents.encrypted": _("The file is protected by a password: save it without and try again."),
    "documents.macros": _("The file contains macros: save it without them (for example as .xlsx)."),
    "documents.bomb": _("The file would unpack to an unreasonable size and was not taken."),
    "documents.not_text": _("This is not a text file in UTF-8, UTF-16 or GB18030."),
}
