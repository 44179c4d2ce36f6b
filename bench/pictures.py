"""
Every page of every format as a picture, for somebody to look at: packs of 10 and 60 indicators, 7 and 60 months, short and longest texts.

Needs LibreOffice (Impress and Calc), Chromium and poppler's pdftoppm, and says which is missing. README.md beside this
says how to run it.
"""

# ruff: noqa: PLC0415 -- packs are imported only once Django is set up
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
AT = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)
SIZES = tuple((indicators, months) for indicators in (10, 60) for months in (7, 60))
SCREENS = ((1280, 900), (375, 800), (1920, 1080))
ACROSS, DOWN, WIDE, SMALL = (
    3,
    2,
    520,
    400,
)  # of a sheet: pages side by side, rows of them, pixels of each; of those kept
TOOLS = ("soffice", "chromium", "pdftoppm")
# For docs/images: name, pack, format, its pages, pages side by side.
KEPT = (
    ("pages-pdf-10-7", "10-7", "pdf", (1, 2, 3, 5, 6, 7), 3),
    ("pages-pdf-60-60-longest", "60-60-longest", "pdf", (4, 17, 23, 24, 27, 28), 3),
    ("pages-pptx-60-7", "60-7", "pptx", (1, 3, 9, 19, 20, 22), 3),
    ("pages-pptx-10-60-longest", "10-60-longest", "pptx", (3, 7, 12, 13, 20, 21), 3),
    ("pages-xlsx-10-7-longest", "10-7-longest", "xlsx", (1, 2), 2),
    ("pages-html-10-7-longest", "10-7-longest", "html", (5, 7, 8, 9, 10, 13), 3),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the files, the pages and the sheets go")
    parser.add_argument("--only", default="", help="one pack, such as 10-7 or 60-60-longest")
    parser.add_argument("--docs", action="store_true", help="also make the few pictures of docs/images again")
    asked = parser.parse_args()
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        print(
            f"Pages cannot be made into pictures without {', '.join(missing)}: install it and run this again."
        )
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "sscp.settings", "DATABASE_URL": "", "VAR_DIR": scratch}
        sys.path.insert(0, str(ROOT))
        for name in made_in(asked.folder, asked.only):
            pictured(asked.folder / name, Path(scratch))
            if asked.docs:
                kept(asked.folder / name)
    return 0


def made_in(folder: Path, only: str) -> Iterator[str]:
    """Every pack in every format, each pack in a folder of its own."""
    import django

    django.setup()
    from boardpack.renderers.formats import FORMATS
    from tests.boardpack.made_packs import made

    for indicators, months in SIZES:
        for long in (False, True):
            name = f"{indicators}-{months}{'-longest' if long else ''}"
            if only not in ("", name):
                continue
            (folder / name).mkdir(parents=True, exist_ok=True)
            document = made(indicators, months, long=long, all_drawn=months > SIZES[0][1])
            for one in FORMATS:
                if one.suffix in ("pdf", "pptx", "xlsx", "html"):
                    (folder / name / f"pack.{one.suffix}").write_bytes(one.render(document, AT))
            yield name


def pictured(folder: Path, scratch: Path) -> None:
    """The pages of each file of the folder, and sheets of six."""
    web(folder)
    for suffix in ("pptx", "xlsx"):
        office(folder, suffix, scratch)
    (folder / "pdf.pdf").write_bytes((folder / "pack.pdf").read_bytes())
    for pages in ("pdf", "pptx", "xlsx", "html"):
        printed = folder / f"{pages}.pdf"
        if not printed.exists():
            print(f"{folder.name}: no pages of the {pages}; LibreOffice opens it with Calc and Impress only.")
            continue
        to = folder / pages
        to.mkdir(exist_ok=True)
        subprocess.run(
            ["pdftoppm", "-r", "80", "-png", printed, to / "page"], check=True, stderr=subprocess.DEVNULL
        )
        found = sorted(to.glob("page-*.png"))
        each = ACROSS * DOWN
        for at in range(0, len(found), each):
            sheet(found[at : at + each], folder / f"{pages}-sheet-{at // each + 1:03}.png", ACROSS)
        print(f"{folder.name}: {len(found)} pages of the {pages}")


def web(folder: Path) -> None:
    """The page on a laptop, a phone and a projector, and as it is printed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for wide, high in SCREENS:
            page = browser.new_page(viewport={"width": wide, "height": high})
            page.goto((folder / "pack.html").resolve().as_uri())
            tall = min(int(page.evaluate("document.documentElement.scrollHeight")), 14_000)
            page.screenshot(
                path=folder / f"screen-{wide}.png", clip={"x": 0, "y": 0, "width": wide, "height": tall},
                full_page=True,
            )  # fmt: skip
            page.pdf(path=folder / "html.pdf", format="A4", prefer_css_page_size=True)
            page.close()
        browser.close()


def office(folder: Path, suffix: str, scratch: Path) -> None:
    home = (scratch / "office").as_uri()
    command = ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", "pdf", "--outdir"]
    for _ in range(2):  # the first start of a new home may only furnish it
        subprocess.run(
            [*command, scratch / "out", folder / f"pack.{suffix}"],
            check=False,
            capture_output=True,
            timeout=900,
        )
        made = scratch / "out" / "pack.pdf"
        if made.exists():
            shutil.move(made, folder / f"{suffix}.pdf")
            return


def kept(folder: Path) -> None:
    for name, pack, pages, numbers, across in KEPT:
        found = {int(one.stem.split("-")[1]): one for one in (folder / pages).glob("page-*.png")}
        if pack == folder.name and found:
            sheet(
                [found[number] for number in numbers if number in found],
                IMAGES / f"{name}.png",
                across,
                SMALL,
            )


def sheet(pages: Sequence[Path], to: Path, across: int, wide: int = WIDE) -> None:
    """The pages side by side on grey, as one picture of few colours."""
    from PIL import Image

    pictures = []
    for page in pages:
        with Image.open(page) as opened:
            pictures.append(opened.convert("RGB").resize((wide, round(opened.height * wide / opened.width))))
    high = max(one.height for one in pictures)
    rows = -(-len(pictures) // across)
    whole = Image.new("RGB", (across * (wide + 6), rows * (high + 6)), "grey")
    for at, one in enumerate(pictures):
        whole.paste(one, ((at % across) * (wide + 6), (at // across) * (high + 6)))
    whole.quantize(40, method=Image.Quantize.MAXCOVERAGE).save(to, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
