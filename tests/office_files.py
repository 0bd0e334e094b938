"""Small office documents, made of their parts."""

from __future__ import annotations

import zipfile
from io import BytesIO

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
SLIDE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def archive(parts: dict[str, str | bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content)
    return stream.getvalue()


def office(types: dict[str, str], parts: dict[str, str | bytes]) -> bytes:
    listing = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    return archive({"[Content_Types].xml": f"<Types>{listing}</Types>", **parts})


def docx(body: str, **more: str | bytes) -> bytes:
    return office(
        {
            "word/document.xml": WORD + "document.main+xml",
            "word/footnotes.xml": WORD + "footnotes+xml",
        },
        {
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            **{f"word/{name}": content for name, content in more.items()},
        },
    )


def run(text: str, style: str = "") -> str:
    formatting = f"<w:rPr><w:{style}/></w:rPr>" if style else ""
    return f"<w:r>{formatting}<w:t>{text}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def pptx(*texts: str) -> bytes:
    types = {f"ppt/slides/slide{n}.xml": SLIDE for n in range(1, len(texts) + 1)}
    return office(
        types,
        {
            name: f"<p:sld xmlns:p='p' {A}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>"
            for name, text in zip(types, texts, strict=True)
        },
    )


def xlsx(*texts: str) -> bytes:
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return office(
        {"xl/sharedStrings.xml": SHEET + "sharedStrings+xml"},
        {"xl/sharedStrings.xml": f"<sst>{strings}</sst>", "xl/vbaProject.bin": b"\0macro"},
    )
