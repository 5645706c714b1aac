"""Loads one file of a package without what it imports.

A package of training code asks for half of the world; its schedulers need
torch and math. Every module whose name begins with one of the prefixes is an
empty one: its functions return what they are given to decorate, its classes
keep the configuration and the optimizer.
"""

import importlib.util
import sys
import types
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.metadata import version
from pathlib import Path


class Base:
    """What stands in for a class to derive from."""

    def __init__(self, *arguments, **_):
        if len(arguments) == 2:
            self.cfg, self.optimizer = arguments

    @classmethod
    def register(cls, *_, **__):
        return lambda derived: derived

    register_subclass = register


class Anything:
    """What stands in for everything else."""

    def __call__(self, *arguments, **_):
        one = len(arguments) == 1 and callable(arguments[0])
        return arguments[0] if one else self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, _):
        return self

    def __or__(self, _):
        return self

    __ror__ = __or__

    def __mro_entries__(self, bases):
        first = next(base for base in bases if isinstance(base, Anything))
        return (Base,) if first is self else ()


class Stub(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything()


class Finder(MetaPathFinder, Loader):
    """Finds a stub for each module with one of the prefixes."""

    def __init__(self, prefixes):
        self.prefixes = prefixes

    def find_spec(self, name, path=None, target=None):
        mine = name.split(".")[0] in self.prefixes
        return ModuleSpec(name, self, is_package=True) if mine else None

    def create_module(self, spec):
        return Stub(spec.name)

    def exec_module(self, module):
        pass


def site(relative):
    """The path of a file among the installed packages."""
    for folder in sys.path:
        path = Path(folder) / relative
        if path.exists():
            return path
    raise FileNotFoundError(relative)


def load(relative, *prefixes, **given):
    """The module of a file such as nemo/core/optim/lr_scheduler.py.

    `given` are names that its imports shall find in the stubs.
    """
    name = relative.removesuffix(".py").replace("/", ".")
    finder = Finder({name.split(".")[0], *prefixes})
    before = set(sys.modules)
    sys.meta_path.insert(0, finder)
    try:
        for key, value in given.items():
            setattr(Stub, key, value)
        spec = importlib.util.spec_from_file_location(name, site(relative))
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    finally:
        sys.meta_path.remove(finder)
        for key in given:
            delattr(Stub, key)
        for key in set(sys.modules) - before:
            if key.split(".")[0] in finder.prefixes and key != name:
                del sys.modules[key]
    return module


__all__ = ["load", "version"]
