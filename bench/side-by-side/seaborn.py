"""The figures by seaborn: python3 bench/side-by-side/seaborn.py DIRECTORY"""

import json
import sys
from pathlib import Path

# This file has the name of the library; without its folder the library is found.
sys.path.pop(0)
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.ticker import LogLocator, NullFormatter

DIRECTORY = Path(sys.argv[1] if len(sys.argv) > 1 else "outputs/side-by-side")
TOKENIZERS = ["linear", "none", "vq"]
WIDTH, DPI = 6.3, 150

sns.set_theme(context="paper", style="ticks", palette="colorblind", rc={"font.family": "DejaVu Sans"})


def read(name):
    return json.loads((DIRECTORY / f"{name}.json").read_text())


def save(figure, number):
    figure.savefig(DIRECTORY / f"{number}-seaborn.png", dpi=DPI)
    plt.close(figure)


def axes(height=3.7):
    return plt.subplots(figsize=(WIDTH, height), layout="constrained")


def plain_log(axis):
    """Labels such as 0.2 and 0.5 where powers of ten are too few."""
    axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter("{x:g}")
    axis.set_minor_formatter(NullFormatter())


runs = pd.DataFrame(read("runs"))
curves = pd.DataFrame(read("curves"))
weighted = pd.DataFrame(read("weighted"))
errors = pd.DataFrame(read("errors"))
models = read("models")

# 1 Learning curves with means and intervals
figure, ax = axes()
small = curves[curves.latent_dim == 32]
sns.lineplot(small, x="epoch", y="val_loss", hue="tokenizer", hue_order=TOKENIZERS, errorbar=("ci", 95), ax=ax)
sns.lineplot(small, x="epoch", y="val_loss", hue="tokenizer", hue_order=TOKENIZERS, units="run", estimator=None, lw=0.5, alpha=0.4, legend=False, ax=ax)
ax.set(yscale="log", xlabel="Epoch", ylabel="Validation loss")
plain_log(ax.yaxis)
ax.legend(title="Tokenizer", frameon=False)
sns.despine()
save(figure, 1)

# 2 Curves decades apart
grid = sns.relplot(weighted, kind="line", x="epoch", y="val_loss", hue="tokenizer", hue_order=TOKENIZERS, col="beta", errorbar=("ci", 95), height=2.6, aspect=0.75, facet_kws={"sharey": False})
grid.set(yscale="log")
grid.set_axis_labels("Epoch", "Validation loss")
grid.set_titles("β = {col_name:g}")
grid.legend.set_title("Tokenizer")
grid.figure.set_size_inches(WIDTH, 2.8)
for ax in grid.axes.flat:
    plain_log(ax.yaxis)
grid.tight_layout()
save(grid.figure, 2)

# 3 Spread of a value by group
figure, ax = axes()
sns.boxplot(runs, x="tokenizer", y="loss", order=TOKENIZERS, palette="colorblind", width=0.5, fliersize=0, boxprops={"alpha": 0.4}, ax=ax)
sns.stripplot(runs, x="tokenizer", y="loss", order=TOKENIZERS, palette="colorblind", size=4, jitter=0.15, ax=ax)
ax.set(xlabel="Tokenizer", ylabel="Best validation loss")
sns.despine()
save(figure, 3)

# 4 A metric against a numeric parameter
figure, ax = axes()
sns.lineplot(runs, x="latent_dim", y="loss", hue="tokenizer", hue_order=TOKENIZERS, style="tokenizer", style_order=TOKENIZERS, markers=True, dashes=False, err_style="bars", errorbar=("ci", 95), ax=ax)
sns.scatterplot(runs, x="latent_dim", y="loss", hue="tokenizer", hue_order=TOKENIZERS, s=10, alpha=0.5, legend=False, ax=ax)
ax.set(xscale="log", yscale="log", xlabel="Latent dimension", ylabel="Best validation loss")
ax.set_xticks(sorted(runs.latent_dim.unique()), sorted(runs.latent_dim.unique()))
ax.minorticks_off()
plain_log(ax.yaxis)
ax.legend(title="Tokenizer", frameon=False)
sns.despine()
save(figure, 4)

# 5 A heat map over two parameters
figure, ax = axes(2.4)
table = runs.pivot_table(index="tokenizer", columns="latent_dim", values="loss", aggfunc="mean")
sns.heatmap(table, annot=True, fmt=".3f", cmap="viridis", linewidths=1, cbar_kws={"label": "Best validation loss"}, ax=ax)
ax.set(xlabel="Latent dimension", ylabel="Tokenizer")
save(figure, 5)

# 6 ROC curves
figure, ax = axes()
for colour, group in zip(sns.color_palette("colorblind"), TOKENIZERS):
    areas = []
    for model in [each for each in models if each["group"] == group]:
        order = np.argsort(-np.array(model["errors"]))
        labels = np.array(model["labels"])[order]
        tpr = np.concatenate([[0], np.cumsum(labels) / labels.sum()])
        fpr = np.concatenate([[0], np.cumsum(1 - labels) / (1 - labels).sum()])
        areas.append(np.trapz(tpr, fpr))
        ax.plot(fpr, tpr, color=colour, lw=0.8)
    ax.plot([], [], color=colour, label=f"{group}: {np.mean(areas):.3f} ± {np.std(areas, ddof=1):.3f}")
ax.plot([0, 1], [0, 1], "--", color="0.5", lw=0.8, label="chance")
ax.set(xlabel="False positive rate", ylabel="True positive rate", xlim=(0, 1), ylim=(0, 1))
ax.legend(title="AUROC", frameon=False, loc="lower right")
sns.despine()
save(figure, 6)

# 7 Distributions of errors
figure, ax = axes()
sns.ecdfplot(errors, x="error", hue="corruption", log_scale=True, ax=ax)
ax.set(xlabel="Reconstruction error", ylabel="Share of events")
plain_log(ax.xaxis)
sns.move_legend(ax, "lower right", title="Corruption", frameon=False)
sns.despine()
save(figure, 7)

# 8 Estimates with intervals
rows = pd.DataFrame(
    {"name": model["name"], "group": model["group"], **model["estimate"]} for model in read("estimates")
).sort_values("value")
figure, ax = axes(3.2)
colours = dict(zip(TOKENIZERS, sns.color_palette("colorblind")))
for at, row in enumerate(rows.itertuples()):
    ax.errorbar(row.value, at, xerr=[[row.value - row.low], [row.high - row.value]], fmt="o", ms=4, color=colours[row.group], capsize=2)
ax.set_yticks(range(len(rows)), rows.name)
ax.set(xlabel="AUROC")
sns.despine()
save(figure, 8)
