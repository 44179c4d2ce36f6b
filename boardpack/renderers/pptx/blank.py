"""
The template that stands behind the slides where a partnership gives none of its own: white, wide, in the pack's colours.

Made here as text, so that no file of others is in the product: a master, a layout for the cover and one for the rest.
"""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

INCH = 914_400
WIDE, HIGH = 12_192_000, 6_858_000  # 13.33 by 7.5 inches
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.presentationml"
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_LEFT, _ACROSS = INCH // 2, WIDE - INCH
_TITLE = (_LEFT, int(0.3 * INCH), _ACROSS, int(0.9 * INCH))
_BODY = (_LEFT, int(1.35 * INCH), _ACROSS, int(5.45 * INCH))
_FOOT = (_LEFT, int(6.98 * INCH), _ACROSS - INCH, int(0.3 * INCH))
_NUMBER = (WIDE - _LEFT - INCH, int(6.98 * INCH), INCH, int(0.3 * INCH))
_COVER = (_LEFT + INCH // 2, int(1.9 * INCH), _ACROSS - INCH, int(1.5 * INCH))
_UNDER = (_LEFT + INCH // 2, int(3.5 * INCH), _ACROSS - INCH, int(3.1 * INCH))


def blank() -> bytes:
    """The same bytes every time."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as parts:
        for name, text in _parts():
            parts.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _HEAD + text)
    return out.getvalue()


def _parts() -> tuple[tuple[str, str], ...]:
    master = "slideMasters/slideMaster1.xml"
    cover, rest = "slideLayouts/slideLayout1.xml", "slideLayouts/slideLayout2.xml"
    return (
        ("[Content_Types].xml", _types(master, cover, rest)),
        ("_rels/.rels", _relations(("officeDocument", "ppt/presentation.xml"))),
        ("ppt/presentation.xml", _PRESENTATION),
        ("ppt/_rels/presentation.xml.rels", _relations(("slideMaster", master), ("theme", "theme/theme1.xml"))),
        (f"ppt/{master}", _master()),
        (
            "ppt/slideMasters/_rels/slideMaster1.xml.rels",
            _relations(
                ("slideLayout", f"../{cover}"), ("slideLayout", f"../{rest}"), ("theme", "../theme/theme1.xml")
            ),
        ),
        (f"ppt/{cover}", _layout("Title Slide", "title", _cover())),
        (f"ppt/{rest}", _layout("Title Only", "titleOnly", _place("title", 2, _TITLE) + _feet(3))),
        ("ppt/slideLayouts/_rels/slideLayout1.xml.rels", _relations(("slideMaster", f"../{master}"))),
        ("ppt/slideLayouts/_rels/slideLayout2.xml.rels", _relations(("slideMaster", f"../{master}"))),
        ("ppt/theme/theme1.xml", _theme()),
    )  # fmt: skip


def _types(master: str, *layouts: str) -> str:
    kinds = [("presentation.xml", "presentation.main"), (master, "slideMaster")]
    kinds += [(layout, "slideLayout") for layout in layouts]
    overrides = "".join(
        f'<Override PartName="/ppt/{part}" ContentType="{_KIND}.{kind}+xml"/>' for part, kind in kinds
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}<Override PartName="/ppt/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>'
    )


def _relations(*to: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(to, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


_PRESENTATION = (
    f'<p:presentation {_NAMES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
    f'</p:sldMasterIdLst><p:sldSz cx="{WIDE}" cy="{HIGH}"/><p:notesSz cx="{HIGH}" cy="9144000"/></p:presentation>'
)


def _place(kind: str, number: int, box: tuple[int, int, int, int], more: str = "") -> str:
    """A placeholder; `kind` is the library's word for it."""
    x, y, across, down = box
    index = "" if kind in {"title", "ctrTitle"} else f' idx="{number + 8}"'
    size = ' sz="quarter"' if kind in {"ftr", "sldNum"} else ""
    words = '<a:fld id="{5A0B1D0C-0001-4000-8000-000000000001}" type="slidenum"><a:t>‹#›</a:t></a:fld>'
    inside = words if kind == "sldNum" else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{kind} {number}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{size}{index}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{across}" cy="{down}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0" anchor="{"t" if kind == "subTitle" else "ctr"}"/>'
        f"<a:lstStyle>{more}</a:lstStyle><a:p>{inside}</a:p></p:txBody></p:sp>"
    )


def _level(size: int, align: str = "l", bold: int = 0) -> str:
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/><a:defRPr lang="en-GB" sz="{size * 100}" b="{bold}">'
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
    )


def _feet(first: int) -> str:
    quiet = _level(10).replace("tx1", "tx2")
    return _place("ftr", first, _FOOT, quiet) + _place(
        "sldNum", first + 1, _NUMBER, quiet.replace('"l"', '"r"')
    )


def _cover() -> str:
    bar = (
        '<p:sp><p:nvSpPr><p:cNvPr id="9" name="bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{_LEFT}" y="{_COVER[1]}"/><a:ext cx="91440" cy="{_UNDER[1] + _UNDER[3] - _COVER[1]}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></p:spPr>'
        '<p:txBody><a:bodyPr/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )
    under = _place("subTitle", 3, _UNDER, _level(18))
    return bar + _place("ctrTitle", 2, _COVER, _level(36, bold=1)) + under


def _layout(name: str, kind: str, shapes: str) -> str:
    return (
        f'<p:sldLayout {_NAMES} type="{kind}" preserve="1"><p:cSld name="{name}"><p:spTree>{_GROUP}{shapes}</p:spTree>'
        "</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _master() -> str:
    shapes = _place("title", 2, _TITLE) + _place("body", 3, _BODY) + _feet(4)
    colours = " ".join(f'accent{at}="accent{at}"' for at in range(1, 7))
    return (
        f'<p:sldMaster {_NAMES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/>'
        f"</p:bgPr></p:bg><p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld>"
        f'<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" {colours} hlink="hlink" folHlink="folHlink"/>'
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/><p:sldLayoutId id="2147483650" r:id="rId2"/>'
        f"</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{_level(26, bold=1)}</p:titleStyle><p:bodyStyle>{_level(14)}"
        f"</p:bodyStyle><p:otherStyle>{_level(12)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _theme() -> str:
    colours = (
        ("dk1", "0B0C0C"), ("lt1", "FFFFFF"), ("dk2", "505A5F"), ("lt2", "F3F2F1"), ("accent1", "12436D"),
        ("accent2", "A8480F"), ("accent3", "1F7A6D"), ("accent4", "6B4C9A"), ("accent5", "8B2F5F"), ("accent6", "505A5F"),
        ("hlink", "144E81"), ("folHlink", "6B4C9A"),
    )  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours)
    font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}<a:prstDash val="solid"/></a:ln>'
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Board pack"><a:themeElements>'
        f'<a:clrScheme name="Board pack">{scheme}</a:clrScheme><a:fontScheme name="Board pack"><a:majorFont>{font}'
        f'</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="Board pack"><a:fillStyleLst>'
        f"{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>"
        f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
