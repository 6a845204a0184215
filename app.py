"""The web page: navigation, nothing else."""

from views.page.frame import show

show({"ask": ":material/forum:", "tasks": ":material/checklist:"})
