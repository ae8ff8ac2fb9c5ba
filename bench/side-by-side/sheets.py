"""A sheet for each figure, its three pictures lettered in random order: python3 bench/side-by-side/sheets.py DIRECTORY SEED

Which letter is whose goes to DIRECTORY/key.json, which the judge does not open.
"""

import json
import random
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

DIRECTORY = Path(sys.argv[1] if len(sys.argv) > 1 else "outputs/side-by-side")
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
MAKERS = ["ours", "seaborn", "plot"]
LETTERS = "ABC"
N_FIGURES = 8
# Pixels: two pictures beside each other, the third below.
SHEET_WIDTH, GAP, LETTER_HEIGHT = 1400, 20, 34
JPEG_QUALITY = 85


def draw_sheet(pictures):
    """Pictures at one width, each below its letter."""
    width = (SHEET_WIDTH - 3 * GAP) // 2
    small = [picture.resize((width, round(width * picture.height / picture.width)), Image.Resampling.LANCZOS) for picture in pictures]
    first_row = LETTER_HEIGHT + max(small[0].height, small[1].height)
    sheet = Image.new("RGB", (SHEET_WIDTH, first_row + LETTER_HEIGHT + small[2].height + 3 * GAP), "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype("DejaVuSans-Bold.ttf", 22)
    for place, picture in enumerate(small):
        x = GAP + place % 2 * (width + GAP)
        y = GAP + place // 2 * (first_row + GAP)
        draw.text((x, y), LETTERS[place], font=font, fill="black")
        sheet.paste(picture, (x, y + LETTER_HEIGHT))
    return sheet


def on_white(file):
    picture = Image.open(file).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


order = random.Random(SEED)
key = {}
sheets = DIRECTORY / "sheets"
sheets.mkdir(exist_ok=True)
for number in range(1, N_FIGURES + 1):
    makers = order.sample(MAKERS, len(MAKERS))
    key[number] = dict(zip(LETTERS, makers))
    sheet = draw_sheet([on_white(DIRECTORY / f"{number}-{maker}.png") for maker in makers])
    # The one to judge by, the other small enough to keep.
    sheet.save(sheets / f"{number}.png")
    sheet.save(sheets / f"{number}.jpg", quality=JPEG_QUALITY)
(DIRECTORY / "key.json").write_text(json.dumps(key, indent=2) + "\n")
