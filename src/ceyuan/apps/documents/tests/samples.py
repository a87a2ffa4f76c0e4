"""Small files of every kind, genuine and disguised."""

from __future__ import annotations

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20 + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 40 + b"\xff\xd9"
XLS = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600 + "Workbook".encode("utf-16-le") + b"\x00" * 600
HTML = b"<!doctype html><script>alert(1)</script>"


def package(*members: str, mimetype: bytes = b"", filler: int = 0) -> bytes:
    """A zip with these members; `filler` bytes of zeros go into the last one."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        if mimetype:
            made.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in members:
            made.writestr(name, b"<x/>" if name != members[-1] or not filler else b"\x00" * filler)
    return target.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")
PPTX = package("[Content_Types].xml", "ppt/presentation.xml")
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
ODS = package("content.xml", mimetype=ODS_TYPE)
XLSM = package("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin")
BOMB = package("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", filler=60_000_000)
GENUINE = {
    "任务书.pdf": PDF,
    "申报书.docx": DOCX,
    "预算.xlsx": XLSX,
    "汇报.pptx": PPTX,
    "预算.ods": ODS,
    "台账.xls": XLS,
    "照片.png": PNG,
    "照片.JPG": JPEG,
    "照片.jpeg": JPEG,
    "说明.txt": "铼铱合金".encode(),
    "国标.txt": "有色金属".encode("gb18030"),
    "宽.csv": "\ufeff代码,名称\r\n1,铝".encode("utf-16"),
    "窄.csv": "\ufeff代码,名称\n1,铝".encode(),
}
DISGUISED = {
    ("网页.pdf", HTML): "other_content",
    ("尾巴.pdf", HTML + PDF): "other_content",
    ("截断.pdf", PDF[:20]): "truncated",
    ("截断.png", PNG[:16]): "truncated",
    ("截断.xlsx", XLSX[:-30]): "truncated",
    ("文档.xlsx", DOCX): "other_content",
    ("压缩.docx", package("a.txt")): "other_content",
    ("表格.ods", package("content.xml", mimetype=b"application/zip")): "other_content",
    ("宏.xlsx", XLSM): "macros",
    ("炸弹.xlsx", BOMB): "bomb",
    ("旧.xls", PDF): "other_content",
    ("旧文档.xls", XLS.replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le"))): "other_content",
    ("旧宏.xls", XLS + "_VBA_PROJECT".encode("utf-16-le")): "macros",
    ("加密.xls", XLS + "EncryptedPackage".encode("utf-16-le")): "encrypted",
    ("图片.png", JPEG): "other_content",
    ("程序.txt", b"MZ\x90\x00\x03"): "not_text",
    ("空.txt", b""): "empty",
    ("网页.html", HTML): "kind_not_taken",
    ("矢量.svg", b"<svg/>"): "kind_not_taken",
    ("压缩.zip", package("a.txt")): "kind_not_taken",
    ("无扩展名", PDF): "kind_not_taken",
    ("双重.pdf.exe", PDF): "kind_not_taken",
}
