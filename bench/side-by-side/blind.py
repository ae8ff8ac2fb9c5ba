"""Unnamed pictures for somebody to choose from: python3 bench/side-by-side/blind.py DIRECTORY SETS KEY SEED

SETS/1/a.png to SETS/8/c.png are the pictures of DIRECTORY in random order, all of one size and without
metadata. KEY is the file that says whose they are; keep it elsewhere until the choice is made.
"""

import json
import random
import sys
from pathlib import Path

from PIL import Image

DIRECTORY, SETS, KEY = (Path(argument) for argument in sys.argv[1:4])
SEED = int(sys.argv[4])
MAKERS = ["ours", "seaborn", "plot"]
LETTERS = "abc"
N_FIGURES = 8
WIDTH = 945


def at_width(file):
    picture = Image.open(file).convert("RGBA")
    on_white = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    return on_white.resize((WIDTH, round(WIDTH * picture.height / picture.width)), Image.Resampling.LANCZOS)


def on_page(picture, height):
    page = Image.new("RGB", (WIDTH, height), "white")
    page.paste(picture, (0, (height - picture.height) // 2))
    return page


order = random.Random(SEED)
key = {}
for number in order.sample(range(1, N_FIGURES + 1), N_FIGURES):
    makers = order.sample(MAKERS, len(MAKERS))
    place = len(key) + 1
    key[place] = {"figure": number, **dict(zip(LETTERS, makers))}
    pictures = [at_width(DIRECTORY / f"{number}-{maker}.png") for maker in makers]
    height = max(picture.height for picture in pictures)
    folder = SETS / str(place)
    folder.mkdir(parents=True, exist_ok=True)
    for letter, picture in zip(LETTERS, pictures):
        on_page(picture, height).save(folder / f"{letter}.png")
KEY.write_text(json.dumps(key, indent=2) + "\n")
