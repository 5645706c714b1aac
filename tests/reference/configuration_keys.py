#!/usr/bin/env python3
"""Write configuration_keys.txt: the keys of each dialect, from the systems.

    configuration_keys.py FOLDER

FOLDER has, for each row of SOURCES, a folder of its name: a package as pip
installs it (`pip download --no-deps`, unpacked) or a clone.  Nothing of them is
run: names are read from the sources of their argument classes.
"""

import ast
import re
import sys
import textwrap
from pathlib import Path

import yaml


def trees(paths):
    return [ast.parse(path.read_text()) for path in paths]


def options(*paths):
    """The options of all parsers: add_argument("--name")."""
    return [word.value.lstrip("-").replace("-", "_")
            for tree in trees(paths) for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and getattr(node.func, "attr", "") in ("add_argument", "add_arg")
            for word in node.args
            if isinstance(word, ast.Constant) and str(word.value)[:2] == "--"]


def fields(*paths, only=None, but=()):
    """The annotated fields of all classes, of some, or of all but some."""
    return [line.target.id for tree in trees(paths) for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
            and (only is None or node.name in only) and node.name not in but
            for line in node.body if isinstance(line, ast.AnnAssign)]


def parameters(path, owner, function="__init__"):
    """The parameters of a method."""
    return [argument.arg for tree in trees([path]) for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef) and node.name == owner
            for method in node.body if getattr(method, "name", "") == function
            for argument in method.args.args + method.args.kwonlyargs
            if argument.arg != "self"]


def members(*paths):
    """The keys of files in YAML."""
    return [key for path in paths for key in yaml.safe_load(path.read_text())]


def found(pattern, *paths):
    """What a pattern's group finds in texts."""
    return [name for path in paths
            for name in re.findall(pattern, path.read_text())]


def prefixed(prefix, names):
    return [prefix + name for name in names]


def net_options(folder):
    text = (folder / "src/parser.c").read_text()
    body = text[text.index("void parse_net_options"):]
    body = body[:body.index("\n}\n")]
    return prefixed("net.", re.findall(
        r'option_find\w*\(options, *"(\w+)"', body))


def yolov5_keys(folder):
    hyps = members(*sorted((folder / "data/hyps").glob("*.yaml")))
    return options(folder / "train.py") + hyps + prefixed("hyp.", hyps)


def torchtune_keys(folder):
    files = sorted((folder / "recipes/configs").rglob("*.yaml"))
    return members(*files)


def lightning_keys(folder):
    trainer = folder / "lightning/pytorch/trainer/trainer.py"
    return prefixed("trainer.", parameters(trainer, "Trainer")) + prefixed(
        "fit.trainer.", parameters(trainer, "Trainer"))


def megatron_keys(folder):
    training = folder / "megatron/training"
    return options(training / "arguments.py") + fields(
        training / "config/training_config.py",
        folder / "megatron/core/optimizer/optimizer_config.py")


def mmengine_keys(folder):
    loops = folder / "mmengine/runner/loops.py"
    wrapper = folder / "mmengine/optim/optimizer/optimizer_wrapper.py"
    build = folder / "mmengine/optim/optimizer/default_constructor.py"
    return (parameters(folder / "mmengine/runner/runner.py", "Runner")
            + prefixed("train_cfg.", parameters(loops, "EpochBasedTrainLoop")
                       + parameters(loops, "IterBasedTrainLoop"))
            + prefixed("optim_wrapper.", parameters(wrapper, "OptimWrapper"))
            + prefixed("optim_wrapper.paramwise_cfg.",
                       found(r"paramwise_cfg\.get\('(\w+)'", build))
            + ["auto_scale_lr.enable", "auto_scale_lr.base_batch_size"])


# The dialect, the source, what of it was read, and the keys of its folder.
SOURCES = (
    ("transformers", "transformers", "TrainingArguments",
     lambda at: fields(at / "transformers/training_args.py",
                       only=("TrainingArguments",))),
    ("transformers", "llamafactory", "the classes in hparams",
     lambda at: fields(*sorted(at.glob("llamafactory/hparams/*_args.py")))),
    ("transformers", "trl", "SFTConfig, DPOConfig, GRPOConfig",
     lambda at: fields(*(at / f"trl/trainer/{name}_config.py"
                         for name in ("sft", "dpo", "grpo")))),
    ("axolotl", "axolotl", "the classes in utils/schemas",
     lambda at: fields(*sorted(at.glob("axolotl/utils/schemas/*.py")),
                       but=("LrGroup",))),
    ("deepspeed", "DeepSpeed", "runtime/constants.py, runtime/config.py",
     lambda at: found(r'\n[A-Z_]+ = "([a-z_]+)"',
                      at / "deepspeed/runtime/constants.py")
     + fields(at / "deepspeed/runtime/config.py")),
    ("ultralytics", "ultralytics", "cfg/default.yaml",
     lambda at: members(at / "ultralytics/cfg/default.yaml")),
    ("yolov5", "yolov5", "train.py, data/hyps", yolov5_keys),
    ("timm", "pytorch-image-models", "train.py",
     lambda at: options(at / "train.py")),
    ("lightning", "lightning", "Trainer", lightning_keys),
    ("detectron2", "detectron2", "config/defaults.py, projects/DeepLab",
     lambda at: found(r"\n_C\.(SOLVER\.[A-Z_.]+) =",
                      at / "detectron2/config/defaults.py")
     + found(r"cfg\.(SOLVER\.[A-Z_]+) =",
             at / "projects/DeepLab/deeplab/config.py")),
    ("torchtune", "torchtune", "recipes/configs", torchtune_keys),
    ("megatron", "Megatron-LM", "arguments.py and the classes beside it",
     megatron_keys),
    ("darknet", "AlexeyAB-darknet", "parse_net_options", net_options),
    ("darknet", "pjreddie-darknet", "parse_net_options", net_options),
    ("keras", "keras", "schedules, Optimizer",
     lambda at: prefixed("config.", parameters(
         at / "keras/src/optimizers/base_optimizer.py", "BaseOptimizer")
         + [name for owner in found(
             r"\nclass (\w+)\(LearningRateSchedule", at /
             "keras/src/optimizers/schedules/learning_rate_schedule.py")
            for name in parameters(
                at / "keras/src/optimizers/schedules/"
                "learning_rate_schedule.py", owner)])),
    ("mmengine", "mmengine", "Runner, loops, OptimWrapper", mmengine_keys),
)


def version_of(folder):
    """The version of a package, or a clone's commit."""
    for info in folder.glob("*.dist-info"):
        if info.name.split("-")[0].lower() == folder.name.lower():
            return info.name.split("-")[1].removesuffix(".dist")
    return (folder / "VERSION").read_text().strip()


def main(folder):
    lines = ["# The keys of each dialect, by configuration_keys.py."]
    for dialect, name, what, keys in SOURCES:
        at = folder / name
        lines.append(f"# {name} {version_of(at)}: {what}")
        names = sorted({key for key in keys(at)
                        if re.fullmatch(r"[\w.]+", key)})
        assert names, name
        lines += textwrap.wrap(" ".join(names), 79,
                               initial_indent=dialect + " ",
                               subsequent_indent=dialect + " ",
                               break_on_hyphens=False)
    target = Path(__file__).with_suffix(".txt")
    target.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
