"""Show how far the instruments and directives of clauses are right, on clauses that readers have coded.

    python -m tests.instrument_figures FOLDER PLANS...

FOLDER holds `clauses.jsonl` (doc, start, end) and `coder_*.jsonl` (doc, start, end, instruments, directive);
PLANS are the texts that the clauses are of. Printed are, for each instrument, how often each reader gives it, κ between
the readers, κ and F1 of the program against each; the mean F1; the directives; with -v the clauses that differ. The
program is asked for the clause of its own that shares most with the coded one; with -p for the words in its place,
which leaves out where the two divide a text in different ways.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from statistics import mean

from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.evaluate.reliability import cohen_kappa
from policycmp.instruments import InstrumentCoder


def load(path):
    """The codings of a file, by plan and place."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {(one["doc"], one["start"]): one for one in map(json.loads, filter(str.strip, lines))}


def ids(coding):
    """Instruments as the config writes them."""
    return frozenset(one.replace("_", "-") for one in coding["instruments"])


def coded_by_program(plans, docs):
    """What the program says of every clause of some plans, as lists of (start, end, instruments, directive)."""
    config = load_config()
    coder = InstrumentCoder(config)
    found = {}
    for analysis in analyze_corpus(plans, config).analyses:
        if analysis.doc in docs:
            found[analysis.doc] = coder.code(analysis).clauses
    return [one.id for one in config.instruments], found


def nearest(clauses, start, end):
    """The clause that shares most characters with a place."""
    return max(clauses, key=lambda one: min(end, one.clause.span.end) - max(start, one.clause.span.start))


def told_there(clauses, start, end):
    """The instruments whose words stand in a place, whatever clause they are of."""
    uses = [use for clause in clauses for use in clause.uses]
    return frozenset(use.instrument for use in uses if use.span.start < end and start < use.span.end)


def f1(one, other):
    """F1 of two lists of yes and no; None where neither says yes."""
    both = sum(a and b for a, b in zip(one, other, strict=True))
    said = sum(one) + sum(other)
    return 2 * both / said if said else None


def shown(value):
    return "   – " if value is None else f"{float(value):5.2f}"


def main(folder, plans, verbose=False, by_place=False):
    folder = Path(folder)
    clauses = load(folder / "clauses.jsonl")
    readers = {path.stem.removeprefix("coder_"): load(path) for path in sorted(folder.glob("coder_*.jsonl"))}
    names, program = coded_by_program(plans, {doc for doc, _ in clauses})
    units = [key for key in clauses if all(key in reader for reader in readers.values())]
    ours = {key: nearest(program[key[0]], key[1], clauses[key]["end"]) for key in units}
    said = {name: [ids(reader[key]) for key in units] for name, reader in readers.items()}
    own = {
        key: told_there(program[key[0]], key[1], clauses[key]["end"])
        if by_place
        else frozenset(ours[key].instruments)
        for key in units
    }
    said["program"] = [own[key] for key in units]
    print(f"{len(units)} clauses")
    head = "  ".join(f"{name:>7}" for name in said)
    print(f"{'':16}{head}   κ between   κ and F1 of the program against each")
    means = {name: [] for name in readers}
    for name in names:
        yes = {coder: [name in one for one in all_] for coder, all_ in said.items()}
        counts = "  ".join(f"{sum(one):7}" for one in yes.values())
        pair = [yes[one] for one in list(readers)[:2]]
        between = cohen_kappa(zip(*pair, strict=True)) if len(pair) == 2 else None
        against = []
        for coder in readers:
            value = f1(yes[coder], yes["program"])
            kappa = cohen_kappa(zip(yes[coder], yes["program"], strict=True))
            against.append(f"{shown(kappa)} {shown(value)}")
            if sum(yes[coder]):
                means[coder].append(value or 0)
        print(f"{name:16}{counts}   {shown(between)}       {'   '.join(against)}")
    print("macro F1 " + ", ".join(f"against {coder}: {mean(all_):.3f}" for coder, all_ in means.items()))
    if len(readers) == 2:
        human = [f1(*([name in one for one in said[coder]] for coder in readers)) for name in names]
        print(f"macro F1 between the readers: {mean(one for one in human if one is not None):.3f}")
        both = [one & other for one, other in zip(*(said[coder] for coder in readers), strict=True)]
        either = [one | other for one, other in zip(*(said[coder] for coder in readers), strict=True)]
        lone = sum(len(p - e) for p, e in zip(said["program"], either, strict=True))
        missed = sum(len(b - p) for p, b in zip(said["program"], both, strict=True))
        print(f"said by the program alone: {lone}; by both readers, not by the program: {missed}")
    _directives(units, readers, ours)
    if verbose:
        _differences(units, readers, ours, own)


def _directives(units, readers, ours):
    own = [ours[key].directive.id if ours[key].directive else None for key in units]
    told = {name: [reader[key]["directive"] for key in units] for name, reader in readers.items()}
    told["program"] = own
    coders = list(told)
    for place, one in enumerate(coders):
        for other in coders[place + 1 :]:
            pairs = list(zip(told[one], told[other], strict=True))
            same = sum(a == b for a, b in pairs) / len(pairs)
            print(f"directive {one}–{other}: equal {same:.3f}, κ {shown(cohen_kappa(pairs))}")
    if len(readers):
        print(Counter(zip(told[coders[0]], own, strict=True)).most_common(12))


def _differences(units, readers, ours, own):
    for number, key in enumerate(units):
        program = ours[key]
        sets = {name: ids(reader[key]) for name, reader in readers.items()}
        every = [*sets.values(), own[key]]
        told = {name: reader[key]["directive"] for name, reader in readers.items()}
        told["program"] = program.directive.id if program.directive else None
        if len(set(every)) == 1 and len(set(told.values())) == 1:
            continue
        print(f"\n[{number}] {key[0]} {key[1]} {program.clause.text[:70]!r} {program.clause.function}")
        common = frozenset.intersection(*every)
        for name, one in sets.items():
            print(f"   {name}: {sorted(one - common)}")
        words = {}
        for use in program.uses:
            if use.instrument not in own[key]:
                continue
            words.setdefault(use.instrument, []).append(f"{use.text}({use.reason})")
        print("   program:", {one: said[:4] for one, said in words.items() if one not in common})
        if len(set(told.values())) > 1:
            print("   directives:", told, program.directive and program.directive.words[:3])


if __name__ == "__main__":
    folder, *plans = [one for one in sys.argv[1:] if one not in {"-v", "-p"}]
    main(folder, plans, verbose="-v" in sys.argv, by_place="-p" in sys.argv)
