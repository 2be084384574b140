"""The worked example of the guide to outcomes: the plan of a sample, and the invented report of the year after."""

import re
import shutil
from pathlib import Path

from policycmp.cli.guide import load_guides

SAMPLES = Path(__file__).parent.parent / "samples"
REPORT = "dingxi-report-2021.txt"


def write_example(folder):
    """Write the texts of the guide's example into a folder."""
    folder.mkdir(exist_ok=True)
    shutil.copy(SAMPLES / "dingxi-2020.txt", folder)
    [report] = re.findall(r"```text\n(.*?)```", load_guides()["outcomes"], re.DOTALL)
    (folder / REPORT).write_text(report, encoding="utf-8")
    return folder
